internal import Workflow

extension DescribedTable {
  /// The table for a page, in the form that suits its kind.
  func dataTable(caption: String, in content: ReportContent) -> DataTable {
    columns.first == "variable" ? characteristics(caption, content) : plain(caption, content)
  }

  private static let shares: Set<String> = ["share", "agreement"]
  private static let words: Set<String> = [
    "path", "from", "to", "label", "group", "event", "measure", "reason", "first", "second",
    "firstLabel", "secondLabel", "unit", "isEnd", "year", "step", "line",
  ]

  private func plain(_ caption: String, _ content: ReportContent) -> DataTable {
    let isNumeric = columns.indices.map { column in
      !Self.words.contains(columns[column])
        && rows.allSatisfy { Double($0[column]) != nil || !Self.isWord($0[column]) }
    }
    let headings = columns.enumerated().map { index, column in
      DataTable.Heading(
        text: ReportContent.words(column) + (Self.shares.contains(column) ? " (%)" : ""),
        isNumeric: isNumeric[index] && index > 0)
    }
    let lines = rows.map { row in
      DataTable.Row(
        heading: display(row, 0, content),
        cells: row.indices.dropFirst().map { column in
          let text = display(row, column, content)
          return isNumeric[column] ? .number(text) : .text(text)
        })
    }
    return DataTable(caption: caption, headings: headings, groups: [.init(rows: lines)])
  }

  private static func isWord(_ text: String) -> Bool {
    !(text.isEmpty || text == "-" || text.first == "<")
  }

  /// A cell as readers see it.
  func display(_ row: [String], _ column: Int, _ content: ReportContent) -> String {
    let (name, text) = (columns[column], row[column])
    if name == "group" { return content.groupLabel(text) }
    if Self.words.contains(name) { return text }
    if Self.shares.contains(name) || (name != "at" && isProbability(row, column)) {
      return Double(text).map { NumberText.percent($0) } ?? text
    }
    if let count = Int(text) { return NumberText.count(count) }
    guard let value = Double(text) else { return text.isEmpty ? NumberText.absent : text }
    return NumberText.general(value)
  }

  /// Whether a row tells of a probability: its estimate and limits are then shown in per cent.
  private func isProbability(_ row: [String], _ column: Int) -> Bool {
    guard ["estimate", "lower", "upper"].contains(columns[column]) else { return false }
    return text(row, "measure") == "still on" || columns.contains("line")
  }

  // MARK: - Characteristics

  private func characteristics(_ caption: String, _ content: ReportContent) -> DataTable {
    var groups: [String] = []
    for group in texts("group") where !groups.contains(group) { groups.append(group) }
    var order: [(variable: String, level: String)] = []
    var cells: [String: [String]] = [:]
    for row in rows {
      let key = (text(row, "variable") ?? "", text(row, "level") ?? "")
      if !order.contains(where: { $0 == key }) { order.append(key) }
      cells["\(key.0)\u{0}\(key.1)\u{0}\(text(row, "group") ?? "")"] = row
    }
    let hasDifferences = texts("smd").contains { !$0.isEmpty }
    func cell(_ variable: String, _ level: String, _ group: String) -> [String]? {
      cells["\(variable)\u{0}\(level)\u{0}\(group)"]
    }
    var lines: [DataTable.Row] = []
    for (index, key) in order.enumerated() {
      let (variable, level) = key
      let isFirst = index == 0 || order[index - 1].variable != variable
      let own = groups.map { cell(variable, level, $0) }
      let isNumeric = own.contains { $0.flatMap { number($0, "mean") } != nil }
      let label = content.covariateLabel(variable)
      if isFirst, !level.isEmpty, level != "true" {
        lines.append(
          DataTable.Row(
            heading: label,
            cells: [DataTable.Cell](
              repeating: .number(""), count: groups.count + (hasDifferences ? 1 : 0))))
      }
      let isLevel = !level.isEmpty && level != "true"
      let heading =
        isLevel ? level : index == 0 ? "Patients" : isNumeric ? "\(label), mean (SD)" : label
      var values = own.map { DataTable.Cell.number($0.map { main($0, isNumeric) } ?? "") }
      if hasDifferences {
        let smd = own.compactMap { $0.flatMap { text($0, "smd") } }.first
        values.append(.number(smd.map { Double($0).map { NumberText.fixed($0, 2) } ?? $0 } ?? ""))
      }
      lines.append(DataTable.Row(heading: heading, cells: values, isIndented: isLevel))
      let blank: [DataTable.Cell] = hasDifferences ? [.number("")] : []
      if isNumeric {
        lines.append(
          DataTable.Row(
            heading: "median (quartiles)",
            cells: own.map { .number($0.map(quartiles) ?? "") } + blank, isIndented: true))
      }
      let isLast = index == order.count - 1 || order[index + 1].variable != variable
      let missing = own.map { $0.flatMap { text($0, "missing") } ?? "0" }
      if isLast, index > 0, missing.contains(where: { $0 != "0" }) {
        lines.append(
          DataTable.Row(
            heading: "missing", cells: missing.map { .number(Self.shown($0)) } + blank,
            isIndented: true))
      }
    }
    return DataTable(
      caption: caption,
      headings: .first(
        "", numbers: groups.map(content.groupLabel) + (hasDifferences ? ["SMD"] : [])),
      groups: [.init(rows: lines)],
      notes: ["Shares are of the patients whose value is known."])
  }

  private func main(_ row: [String], _ isNumeric: Bool) -> String {
    if isNumeric {
      let spread = number(row, "standardDeviation")
      let decimals = NumberText.decimals(forSpread: spread)
      guard let mean = number(row, "mean") else { return text(row, "mean") ?? NumberText.absent }
      return NumberText.fixed(mean, decimals)
        + (spread.map { " (\(NumberText.fixed($0, decimals)))" } ?? "")
    }
    let count = Self.shown(text(row, "count") ?? NumberText.absent)
    guard let share = text(row, "share") else { return count }
    return "\(count) (\(Double(share).map { NumberText.percent($0) + "%" } ?? share))"
  }

  private func quartiles(_ row: [String]) -> String {
    let decimals = NumberText.decimals(forSpread: number(row, "standardDeviation"))
    let values = ["median", "lowerQuartile", "upperQuartile"].map { column in
      number(row, column).map { NumberText.fixed($0, decimals) } ?? text(row, column)
        ?? NumberText.absent
    }
    return "\(values[0]) (\(values[1]) to \(values[2]))"
  }
}
