internal import Workflow

extension TextReport {
  private struct Key: Hashable {
    var outcome: String
    var event: String?
    var design: String?
  }

  private struct Entry {
    var label: String
    var lines: EstimateLines
    var rows: [EstimateLines.Row]
    var withheld: [String]
  }

  private static let labelColumn = 4
  private static let labelWidths = 25...34
  /// What two intervals beside a label take.
  private static let pairWidth = 51
  private static let widestNumber = 26

  /// The estimates for everyone, by outcome and then by design.
  var estimates: [TextLine] {
    let rows = content.results.estimates.filter { $0.subgroup == nil }
    let groups = Dictionary(grouping: rows) {
      Key(outcome: $0.outcome, event: $0.section, design: $0.design)
    }
    var lines: [TextLine] = []
    let entries = keys(rows).map { ($0, entry($0, groups[$0] ?? [])) }
    let layout = layout(entries.flatMap { $0.1.rows })
    let followUp = entries.allSatisfy {
      TextColumns.width($0.1.label + $0.1.lines.summary(followUp: true)) + 4 <= width
    }
    var outcome: (String, String?)?
    for (key, entry) in entries where !entry.rows.isEmpty || !entry.withheld.isEmpty {
      if outcome.map({ $0 != (key.outcome, key.event) }) ?? true {
        outcome = (key.outcome, key.event)
        if !lines.isEmpty { lines.append(.blank) }
        lines.append(heading(key))
      }
      lines += self.lines(entry, followUp: followUp)
      lines += entry.rows.flatMap(layout.lines)
    }
    return lines
  }

  /// The first contrast of each outcome in subgroups, hazard ratios where there are any, or where to
  /// find them.
  var subgroups: [TextLine] {
    let rows = content.results.estimates.filter { $0.subgroup != nil }
    guard !rows.isEmpty else { return [] }
    let ratios = rows.filter { $0.measure == firstContrast(rows, of: $0) && $0.status != .withheld }
    let measures = Set(ratios.map(\.measure))
    let name = measures.count == 1 ? measures.first.map(Measure.name) ?? "effect" : "effect"
    let heading = TextLine("Subgroups", .heading)
    guard ratios.count <= 8, !ratios.isEmpty else {
      var names: [String] = []
      for row in rows {
        let name = row.subgroup.map(content.subgroupLabel) ?? ""
        if !names.contains(name) { names.append(name) }
      }
      let shown = names.count > 6 ? names.prefix(6) + ["…"] : names[...]
      let noun = measures == ["hazardRatio"] ? "hazard ratios" : "contrasts"
      let count = ratios.isEmpty ? "" : "\(NumberText.count(ratios.count)) \(noun) "
      return TextLine.paragraph(
        "\(shown.joined(separator: ", ")): \(count)in tables/estimates.csv", label: heading,
        at: 11, width: width)
    }
    var grid = TextGrid([
      .init(heading: ""), .init(heading: "outcome"), .init(heading: "design"),
      .init(heading: name.lowercasedFirst), .init(heading: "p"),
      .init(heading: "n", alignsRight: true),
      .init(heading: "events", alignsRight: true),
    ])
    for row in ratios {
      let text = EstimateText(row, in: content)
      grid.append([
        .init(text: row.subgroup.map(content.subgroupLabel) ?? ""),
        .init(text: content.outcomeLabel(row.outcome, event: row.event)),
        .init(text: row.design.map(content.designLabel) ?? "crude"),
        .init(
          text: text.interval == NumberText.absent ? text.value : "\(text.value) (\(text.interval))"
        ),
        .init(text: text.p), .init(text: text.n), .init(text: text.events),
      ])
    }
    return [heading] + grid.lines(width: width)
  }

  private func firstContrast(_ rows: [Estimate], of row: Estimate) -> String? {
    let contrasts = rows.filter { $0.outcome == row.outcome && $0.referenceArm != nil }
    let measures = contrasts.map(\.measure)
    return measures.contains("hazardRatio") ? "hazardRatio" : measures.first
  }

  private func keys(_ rows: [Estimate]) -> [Key] {
    var keys: [Key] = []
    var seen: Set<Key> = []
    for row in rows {
      let key = Key(outcome: row.outcome, event: row.section, design: row.design)
      if seen.insert(key).inserted { keys.append(key) }
    }
    var places: [String: Int] = [:]
    for key in keys { places[key.outcome] = places[key.outcome] ?? places.count }
    var events: [String: Int] = [:]
    for key in keys { events[key.event ?? ""] = events[key.event ?? ""] ?? events.count }
    let designs = content.designs.map(\.name)
    func rank(_ design: String?) -> Int {
      design.map { designs.firstIndex(of: $0) ?? designs.count } ?? designs.count + 1
    }
    return keys.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.outcome != y.outcome { return places[x.outcome] ?? 0 < places[y.outcome] ?? 0 }
      if x.event != y.event { return events[x.event ?? ""] ?? 0 < events[y.event ?? ""] ?? 0 }
      return (rank(x.design), a.offset) < (rank(y.design), b.offset)
    }.map(\.element)
  }

  private var commonLevel: Double? {
    content.results.estimates.first { $0.status == .estimated }?.level
  }

  private func heading(_ key: Key) -> TextLine {
    var line = TextLine()
    let level = commonLevel.map { ", \(EstimateText.level($0)) intervals" } ?? ""
    line.add(
      TextColumns.cut(content.outcomeLabel(key.outcome, event: key.event), to: width), .heading)
    let note = "\(armNames)\(level)"
    if line.width + 2 + TextColumns.width(note) <= width { line.add("  \(note)", .faint) }
    return line
  }

  private func entry(_ key: Key, _ rows: [Estimate]) -> Entry {
    let lines = EstimateLines(rows, level: commonLevel, in: content)
    return Entry(
      label: TextColumns.cut(content.designLabel(key.design), to: width / 2), lines: lines,
      rows: lines.rows, withheld: EstimateLines.reasons(rows))
  }

  /// The design with its counts, or with why its numbers are withheld.
  private func lines(_ entry: Entry, followUp: Bool) -> [TextLine] {
    var heading = TextLine("  ")
    heading.add(entry.label, .heading)
    let column = heading.width + 2
    let counts = TextColumns.cut(entry.lines.summary(followUp: followUp), to: width - column)
    var lines: [TextLine] = []
    if !counts.isEmpty {
      heading.tab(to: column)
      heading.add(counts, .faint)
      lines = [heading]
    }
    for reason in entry.withheld {
      let label = lines.isEmpty ? heading : TextLine()
      lines += TextLine.paragraph(reason, label: label, at: column, width: width, ink: .warning)
    }
    return lines.isEmpty ? [heading] : lines
  }

  private func layout(_ rows: [EstimateLines.Row]) -> EstimateLayout {
    let room = width - Self.labelColumn - Self.pairWidth
    let widest = min(max(room, Self.labelWidths.lowerBound), Self.labelWidths.upperBound)
    let labels = rows.map { TextColumns.width($0.label) }.filter { $0 <= widest }
    let numbers = rows.compactMap { $0.cells.first }.map(TextColumns.width)
      .filter { $0 <= Self.widestNumber }
    return EstimateLayout(
      rows, width: width, start: Self.labelColumn,
      numberColumn: Self.labelColumn + (labels.max() ?? 0) + 2, numberWidth: numbers.max() ?? 0)
  }
}
