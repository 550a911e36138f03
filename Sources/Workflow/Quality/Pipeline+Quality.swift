internal import Diagnostics
internal import Registry
internal import Tables

/// What the rules of quality say of the patients of a run.
struct RunQuality: Sendable {
  /// What they found among all patients, then among those of the cohort.
  var rows: [QualityRow] = []
  /// What a careful reader should know.
  var findings: [Diagnostic] = []
  /// Why estimates are withheld.
  var withheld: String?
}

extension Pipeline {
  /// Holds the cohort against the rules of quality of its registry.
  func quality(_ cohort: AnalysisCohort) -> RunQuality {
    guard let quality = checked.quality else { return RunQuality() }
    var codes = [Int32](repeating: -1, count: quality.ids.count)
    for (position, row) in cohort.rows.enumerated() { codes[row] = Int32(cohort.groups[position]) }
    let inCohort = quality.assessment.results(
      among: cohort.rows, arms: (codes, cohort.armNames))
    var run = RunQuality()
    run.rows =
      quality.results.map { row($0, .registry, quality.ids) }
      + inCohort.map { row($0, .cohort, quality.ids) }
    for (all, some) in zip(quality.results, inCohort) where all.isFailed || some.isFailed {
      let message =
        all.isFailed
        ? QualityMessage(all, quality.ids, scope: " (\(some.counts.failing) in the cohort)")
        : QualityMessage(some, quality.ids, scope: " of the cohort")
      var finding = message.diagnostic(at: all.rule.place)
      if some.isFailed, some.rule.rule.severity == .gate {
        finding.message += "; estimates are withheld"
      }
      run.findings.append(finding)
    }
    let gate = inCohort.first { $0.isFailed && $0.rule.rule.severity == .gate }
    run.withheld = gate.map {
      "withheld: the data of the cohort break the rule '\($0.rule.name)': \($0.rule.rule.means)"
    }
    return run
  }

  private func row(
    _ result: QualityResult, _ scope: QualityRow.Scope, _ ids: [String]
  ) -> QualityRow {
    QualityRow(result, scope, ids, place: relative(result.rule.place))
  }
}

extension StudyRun {
  /// Every row or patient that breaks a rule: the rule, the patient, the file and the row in it.
  var qualityRows: CSVRows? {
    guard let quality = checked.quality, quality.results.contains(where: { !$0.failing.isEmpty })
    else { return nil }
    let members = Set(cohort.rows)
    let found = quality.results.flatMap { result in result.failing.map { (result, $0) } }
    return CSVRows([
      Column("rule", .text(found.map(\.0.rule.name))),
      Column("severity", .text(found.map(\.0.rule.rule.severity.rawValue))),
      Column("id", .text(found.map { quality.ids[$0.1.patient] })),
      Column("inCohort", .flag(found.map { members.contains($0.1.patient) })),
      Column("file", .text(found.map { quality.files[$0.0.table ?? ""] ?? "" })),
      Column("row", .integer(found.map { $0.1.fileRow + 1 })),
    ])
  }
}
