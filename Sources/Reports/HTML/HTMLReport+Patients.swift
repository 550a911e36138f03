internal import Workflow

extension HTMLReport {
  mutating func patientsPart() -> Part? {
    let rows = content.results.baseline
    guard !rows.isEmpty else { return nil }
    let designs = content.designs.filter { design in
      rows.contains { $0.design == design.name }
    }
    var body: [Markup] = []
    if rows.contains(where: { $0.design == nil }) || designs.isEmpty {
      body.append(add(baselineTable(after: designs.first?.name)))
    }
    let rest = body.isEmpty ? designs[...] : designs.dropFirst()
    for design in rest {
      body.append(
        details(
          "Patients after: \(content.designLabel(design.name))",
          [add(baselineTable(after: design.name))]))
    }
    return Part(id: "patients", heading: "Patients", body: body)
  }

  /// Before any design, and after one.
  private func baselineTable(after design: String?) -> HTMLTable {
    let arms = content.results.arms
    let columns = arms.map { HTMLTable.Column.number($0.label) } + [.number("SMD")]
    var table = HTMLTable(
      caption: "Characteristics of the patients by arm, before any design"
        + (design.map { " and after: \(content.designLabel($0).lowercasedFirst)" } ?? ""),
      columns: [.words("Characteristic")] + columns + (design == nil ? [] : columns))
    table.spans = [("", 1), ("Before any design", arms.count + 1)]
    if let design { table.spans.append((content.designLabel(design), arms.count + 1)) }
    let baseline = BaselineRows(content, design: design)
    table.groups = [.init(rows: [sizes(design)])] + baseline.groups
    table.notes = notes(design)
    return table
  }

  private func sizes(_ design: String?) -> HTMLTable.Row {
    let arms = content.results.arms
    var cells = ["Patients, n"] + arms.map { NumberText.count($0.n) } + [""]
    if let design {
      let counts = content.results.designs[design]?.arms
      cells += arms.map { NumberText.count(counts?[$0.arm]?.n) } + [""]
    }
    return .init(cells)
  }

  private func notes(_ design: String?) -> [String] {
    var notes = [
      "Numbers are the mean (standard deviation) with the median [lower to upper quartile] under "
        + "it; shares are n (%) of the patients with a value. SMD: standardized mean difference, "
        + "the largest in size where there are several comparisons; – where there is none."
    ]
    let weighted = design.flatMap { content.results.designs[$0]?.arms.values }.map { arms in
      arms.contains { abs($0.sumOfWeights - Double($0.n)) > 0.005 }
    }
    if weighted == true { notes.append("After the design everything is weighted, counts too.") }
    if content.results.baseline.contains(where: { !$0.inModel }) {
      notes.append("* not in the propensity model, only reported.")
    }
    for (name, note) in content.covariateNotes.sorted(by: { $0.key < $1.key }) {
      notes.append("\(content.covariateLabel(name)): \(note).")
    }
    return notes
  }
}

/// The rows of a table of patient characteristics, grouped by covariate.
struct BaselineRows {
  private let content: ReportContent
  private let design: String?

  init(_ content: ReportContent, design: String?) {
    self.content = content
    self.design = design
  }

  /// One group for categories with levels, single rows for everything else.
  var groups: [HTMLTable.Group] {
    let rows = content.results.baseline.filter { $0.design == nil }
    let template =
      rows.isEmpty ? content.results.baseline.filter { $0.design == design } : rows
    var groups: [HTMLTable.Group] = []
    var open: String?
    for row in template {
      let star = row.inModel ? "" : " *"
      if row.level == nil {
        groups.append(.init(rows: lines(row, label: content.covariateLabel(row.covariate) + star)))
        open = nil
        continue
      }
      if open != row.covariate {
        let heading = content.covariateLabel(row.covariate) + star + ", n (%)"
        groups.append(.init(heading: heading, rows: missing(row)))
        open = row.covariate
      }
      var line = lines(row, label: row.level ?? "")
      for index in line.indices { line[index].isIndented = true }
      let at = groups[groups.count - 1].rows.count - missing(row).count
      groups[groups.count - 1].rows.insert(contentsOf: line, at: at)
    }
    return groups
  }

  private func summary(
    _ row: Results.BaselineRow, _ design: String?, _ arm: String
  ) -> Results.BaselineRow.Summary? {
    content.results.baseline.first {
      $0.design == design && $0.covariate == row.covariate && $0.level == row.level
    }?.arms[arm]
  }

  private func cells(
    _ row: Results.BaselineRow, _ text: (Results.BaselineRow.Summary) -> String, smd: Bool
  ) -> [String] {
    let arms = content.results.arms
    func side(_ design: String?) -> [String] {
      arms.map { summary(row, design, $0.arm).map(text) ?? NumberText.absent }
    }
    let before = side(nil) + [smd ? difference(row, after: false) : ""]
    guard design != nil else { return before }
    return before + side(design) + [smd ? difference(row, after: true) : ""]
  }

  private func lines(_ row: Results.BaselineRow, label: String) -> [HTMLTable.Row] {
    if row.kind == .share {
      let name = row.level == nil ? "\(label), n (%)" : label
      return [.init([name] + cells(row, Self.share, smd: true))]
        + (row.level == nil ? missing(row) : [])
    }
    var median = HTMLTable.Row(
      ["median [quartiles]"] + cells(row, Self.quartiles, smd: false))
    median.isIndented = true
    let mean = HTMLTable.Row([label] + cells(row, Self.mean, smd: true))
    return [mean, median] + missing(row)
  }

  private func missing(_ row: Results.BaselineRow) -> [HTMLTable.Row] {
    let arms = content.results.arms
    let designs = [nil, design]
    let any = designs.contains { design in
      arms.contains { summary(row, design, $0.arm)?.missing ?? 0 > 0 }
    }
    guard any else { return [] }
    var line = HTMLTable.Row(
      ["missing, n"] + cells(row, { NumberText.count($0.missing) }, smd: false))
    line.isIndented = true
    return [line]
  }

  private static func share(_ summary: Results.BaselineRow.Summary) -> String {
    guard summary.mean != nil else { return NumberText.absent }
    return "\(NumberText.fixed(summary.count, 0, groupFrom: 1000)) (\(NumberText.percent(summary.mean)))"
  }

  private static func mean(_ summary: Results.BaselineRow.Summary) -> String {
    let decimals = NumberText.decimals(forSpread: summary.standardDeviation)
    let mean = NumberText.fixed(summary.mean, decimals)
    return "\(mean) (\(NumberText.fixed(summary.standardDeviation, decimals)))"
  }

  private static func quartiles(_ summary: Results.BaselineRow.Summary) -> String {
    guard summary.median != nil else { return NumberText.absent }
    func text(_ value: Double?) -> String { NumberText.trimmed(value, decimals: 2) }
    return
      "\(text(summary.median)) [\(text(summary.lowerQuartile)) to \(text(summary.upperQuartile))]"
  }

  private func difference(_ row: Results.BaselineRow, after: Bool) -> String {
    let name = design ?? content.designs.first?.name
    let balance = name.flatMap { content.results.designs[$0]?.balance } ?? []
    var worst: Double?
    for line in balance
    where line.covariate == row.covariate && line.level == row.level && line.subgroup == nil {
      guard let value = after ? line.smdAfter : line.smdBefore, value.isFinite else { continue }
      if abs(value) > abs(worst ?? 0) || worst == nil { worst = value }
    }
    return NumberText.fixed(worst, 3)
  }
}
