internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Arms that begin during follow-up go with estimates that follow who is at risk, in the cohort as it
  /// is: a design balances arms that hold from the start.
  mutating func checkArmTimes() {
    let analyses = root["analyses"]
    for (index, analysis) in study.analyses.enumerated() {
      let written = analyses?.elements?.dropFirst(index).first ?? analyses
      guard let from = analysis.armFrom else {
        if analysis.landmark != nil {
          report(.keyNeeds("landmark", "'armFrom'"), at: written?.keyPlace(of: "landmark"))
        }
        continue
      }
      if let design = analysis.design.first {
        report(.keyNeeds("armFrom", "the cohort as it is, without 'design'"), at: design.place)
      }
      if study.cohort.arms.elements.count != 2 {
        report(.keyNeeds("armFrom", "two arms"), at: from.source.place)
      }
      let others = analysis.estimates.filter { request in
        switch request {
        case .cox, .logRank, .changingHazardRatio: false
        default: true
        }
      }
      if let other = others.first {
        report(
          .keyNeeds(
            "armFrom", "'cox' or 'logRank', which follow who is at risk, and not '\(other.word)'"),
          at: from.source.place)
      }
    }
  }
}
