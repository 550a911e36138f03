internal import Workflow

/// What the rows of one table are called in a drawing, and a hue for each such name.
struct PatientLabels {
  private let column: String?
  private let hues: [String: Int]

  /// Columns that name a row better than others.
  private static let names = ["name", "drug", "category", "marker", "analyte", "kind", "type"]

  init(_ events: [PatientReport.Event]) {
    var counts: [(name: String, texts: Set<String>)] = []
    for field in events.flatMap(\.fields) {
      guard let text = field.text, Self.isWord(text), !field.name.hasSuffix("id") else { continue }
      if let index = counts.firstIndex(where: { $0.name == field.name }) {
        counts[index].texts.insert(text)
      } else {
        counts.append((field.name, [text]))
      }
    }
    let most = counts.max { $0.texts.count < $1.texts.count }
    let column = Self.names.first { name in counts.contains { $0.name == name } } ?? most?.name
    var hues: [String: Int] = [:]
    for event in events {
      let name = event.fields.first { $0.name == column }?.text ?? ""
      if hues[name] == nil { hues[name] = hues.count }
    }
    self.column = column
    self.hues = hues
  }

  private static func isWord(_ text: String) -> Bool {
    Double(text) == nil && text != "true" && text != "false"
  }

  /// What a row is called, with its number where rows are numbered and named.
  func label(_ event: PatientReport.Event) -> String {
    let name = name(event)
    guard column == "name", let number = event.fields.first(where: { $0.name == "number" })?.text
    else { return name }
    return "\(number) \(name)"
  }

  /// The hue of a row, the same for rows of one name.
  func hue(_ event: PatientReport.Event) -> Int { hues[name(event)] ?? 0 }

  private func name(_ event: PatientReport.Event) -> String {
    event.fields.first { $0.name == column }?.text ?? ""
  }
}
