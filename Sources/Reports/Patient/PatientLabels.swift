internal import Workflow

/// What the rows of one table are called in a drawing.
struct PatientLabels {
  private let column: String?

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
    column = Self.names.first { name in counts.contains { $0.name == name } } ?? most?.name
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

  /// The name without the number.
  func name(_ event: PatientReport.Event) -> String {
    event.fields.first { $0.name == column }?.text ?? ""
  }
}
