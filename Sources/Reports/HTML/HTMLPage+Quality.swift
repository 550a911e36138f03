internal import Workflow

extension HTMLPage {
  /// What the rules of data quality found, among all patients and among those of the cohort.
  mutating func quality() -> [Markup] {
    let all = content.results.quality.filter { $0.scope == .registry }
    guard !all.isEmpty else { return [] }
    var body = [paragraph(QualityWords.summary(all, content.results.quality))]
    body.append(table(ruleTable(all)))
    let groups = content.results.quality.filter {
      !$0.groups.isEmpty && $0.status != "notApplicable"
    }
    if !groups.isEmpty { body.append(table(groupTable(groups))) }
    let failed = all.filter { $0.status == "failed" }
    if !failed.isEmpty { body.append(table(concernedTable(failed))) }
    return body
  }

  private func ruleTable(_ rules: [QualityRow]) -> DataTable {
    let cohort = content.results.quality.filter { $0.scope == .cohort }
    let categories = ["conformance", "completeness", "plausibility"]
    let groups = categories.compactMap { category -> DataTable.Group? in
      let rows = rules.filter { $0.category == category }.map { rule in
        row(rule, cohort.first { $0.rule == rule.rule })
      }
      guard !rows.isEmpty else { return nil }
      return DataTable.Group(heading: ReportContent.capitalized(category), rows: rows)
    }
    return DataTable(
      caption: "The rules of data quality and what fails them.",
      spans: [
        .init(text: "", columns: 2), .init(text: "All patients", columns: 4),
        .init(text: "Cohort", columns: 4),
      ],
      headings: [
        .init(text: "Rule"), .init(text: "Severity"), .init(text: "Allowed", isNumeric: true),
        .init(text: "Failing of", isNumeric: true), .init(text: "Untold", isNumeric: true),
        .init(text: "%", isNumeric: true), .init(text: "Holds"),
        .init(text: "Failing of", isNumeric: true), .init(text: "Untold", isNumeric: true),
        .init(text: "%", isNumeric: true), .init(text: "Holds"),
      ],
      groups: groups,
      notes: [
        "Failing of: rows of a table, or patients, that fail of those that were asked about; per "
          + "cent of those that can be told. Untold: a value is missing, or a day not known, that "
          + "would tell.",
        "The categories are those of Kahn et al. 2016, doi:10.13063/2327-9214.1244.",
      ])
  }

  private func row(_ rule: QualityRow, _ cohort: QualityRow?) -> DataTable.Row {
    let style = rule.severity == "warning" ? nil : "warn"
    return DataTable.Row(
      heading: rule.rule,
      cells: [
        .text(rule.severity, style: style),
        .number(QualityWords.allowed(rule)),
      ] + cells(rule) + (cohort.map(cells) ?? []))
  }

  private func cells(_ rule: QualityRow) -> [DataTable.Cell] {
    [
      .number(QualityWords.counts(rule)),
      .number(rule.unknown == 0 ? "" : NumberText.count(rule.unknown)),
      .number(QualityWords.share(rule)),
      .text(QualityWords.status(rule), style: rule.status == "failed" ? "warn" : nil),
    ]
  }

  private func groupTable(_ rules: [QualityRow]) -> DataTable {
    let groups = rules.map { rule in
      DataTable.Group(
        heading: "\(rule.rule), \(rule.scope == .cohort ? "cohort" : "all patients")",
        rows: rule.groups.map { group in
          DataTable.Row(
            heading: group.group,
            cells: [
              .number(NumberText.count(group.failing)), .number(NumberText.count(group.checked)),
              .number(NumberText.percent(group.share)),
              .number(group.median.map { NumberText.fixed($0, 1) } ?? NumberText.absent),
              .text(
                QualityWords.status(group.status),
                style: group.status == "failed" ? "warn" : nil),
            ])
        })
    }
    return DataTable(
      caption: "Rules that are judged group by group.",
      headings: [
        .init(text: "Group"), .init(text: "Failing", isNumeric: true),
        .init(text: "Of", isNumeric: true), .init(text: "%", isNumeric: true),
        .init(text: "Median days", isNumeric: true), .init(text: "Holds"),
      ], groups: groups)
  }

  private func concernedTable(_ rules: [QualityRow]) -> DataTable {
    let rows = rules.map { rule in
      let named = rule.patients.joined(separator: ", ")
      let rest = rule.patientCount - rule.patients.count
      return DataTable.Row(
        heading: rule.rule,
        cells: [
          .text(rule.means, style: "prose"), .number(NumberText.count(rule.patientCount)),
          .text(rest > 0 ? "\(named) and \(NumberText.count(rest)) more" : named, style: "code"),
          .text(rule.fix ?? NumberText.absent, style: "prose"),
        ])
    }
    return DataTable(
      caption: "Rules that do not hold: what it means, who is concerned, what to do.",
      headings: [
        .init(text: "Rule"), .init(text: "Means"), .init(text: "Patients", isNumeric: true),
        .init(text: "Who"), .init(text: "What to do"),
      ], groups: [.init(rows: rows)],
      notes: ["Every row that fails is in tables/quality-rows.csv."])
  }
}
