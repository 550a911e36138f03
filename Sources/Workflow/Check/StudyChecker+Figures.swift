internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Each figure has the estimate that it draws beside it, and is of a time to an event.
  mutating func checkFigures() {
    let analyses = root["analyses"]
    for (index, analysis) in study.analyses.enumerated() where !analysis.figures.isEmpty {
      let written = (analyses?.elements?.dropFirst(index).first ?? analyses)?["figures"]
      let requests = written?.elements ?? [written].compactMap(\.self)
      let isOfValue = analysis.outcome.contains { study.outcomes[$0.value]?.kind != nil }
      for (figure, node) in zip(analysis.figures, requests) {
        let place = node.entries?.first?.keyPlace ?? node.place
        if isOfValue {
          report(.keyNeeds(figure.word, "outcomes that are times to an event"), at: place)
        }
        if let needed = figure.estimate, !analysis.estimates.contains(where: { $0.word == needed })
        {
          report(.keyNeeds(figure.word, "'\(needed)' among the estimates"), at: place)
        }
      }
    }
  }
}
