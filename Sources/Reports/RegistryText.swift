internal import Diagnostics
internal import Registry
internal import Studies
internal import Tables
internal import Vocabulary
public import Workflow

/// The tables of a registry, for a terminal.
public struct RegistryText {
  private let registry: RegistryData
  private let quality: RegistryQuality
  private let width: Int

  /// The tables of a registry laid out for a terminal of some width.
  public init(_ registry: RegistryData, _ quality: RegistryQuality, width: Int) {
    self.quality = quality
    self.registry = registry
    self.width = width
  }

  /// One line a table, then the columns of each.
  public var text: String {
    let (patients, events) = (registry.tables.patients, registry.tables.events)
    let section = registry.file.section
    var text = TextRenderer.printable(section.title ?? section.registry) + "\n"
    text +=
      "\(NumberText.count(patients.rowCount)) \(patients.rowCount == 1 ? "patient" : "patients"), "
    text += "\(events.tables.count) tables of events\n\n"
    text += overview(events)
    let quality = QualityText(self.quality.rows, width: width).text
    if !quality.isEmpty { text += "\n" + quality }
    text += "\n" + TableText(patients, width: width).text
    for table in events.tables {
      text += "\n" + TableText(table.columns, width: width).text
    }
    return text
  }

  private func overview(_ events: EventStore) -> String {
    var lines = [["table", "rows", "patients", "most a patient", "from", "to", "day not known"]]
    for table in events.tables {
      let counts = (0..<table.patientCount).map { table.rows(of: $0).count }
      let dates = EventDates(table)
      lines.append([
        TextRenderer.printable(table.name), NumberText.count(table.rowCount),
        NumberText.count(counts.count { $0 > 0 }), NumberText.count(counts.max() ?? 0),
        dates.first.map(EventDates.text) ?? "", dates.last.map(EventDates.text) ?? "",
        dates.partial == 0 ? "" : NumberText.count(dates.partial),
      ])
    }
    let widths = lines[0].indices.map { column in
      lines.map { $0[column].count }.max() ?? 0
    }
    return lines.map { cells in
      let line = zip(cells, widths).map { ReportText.padded($0, to: $1) }.joined(separator: "  ")
      return line.trimmingEnd + "\n"
    }.joined()
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
