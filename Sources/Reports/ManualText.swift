internal import Diagnostics
public import Vocabulary
internal import Workflow

/// Documentation of the study file and of findings, for a terminal.
public struct ManualText {
  private let manual: Manual
  private let width: Int

  /// A manual laid out for a terminal of some width.
  public init(_ manual: Manual, width: Int) {
    self.manual = manual
    self.width = min(width, 100)
  }

  /// Everything that can be explained, a line each.
  public var overview: String {
    let keys = manual.entries.filter { $0.shape != nil }
    let widest = keys.map(\.path.count).max() ?? 0
    var text = "Keys of the study file\n\n"
    for entry in keys {
      let path = ReportText.padded(entry.path, to: min(widest, 44))
      text += "  \(path)  \(entry.summary)\n"
    }
    text += "\nFindings a run can have\n\n"
    for entry in FindingCatalogue.entries where entry.isFinding { text += "  \(entry.id)\n" }
    text += "\nFaults that stop a run\n\n"
    for entry in FindingCatalogue.entries where !entry.isFinding { text += "  \(entry.id)\n" }
    text += "\n'equipoise explain NAME' explains one of them.\n"
    return text
  }

  /// What a name means; `nil` where it means nothing.
  public func explanation(of name: String) -> String? {
    var parts: [String] = []
    if let entry = FindingCatalogue.entry(name) {
      let kind = entry.isFinding ? "finding" : "fault"
      parts.append(
        "\(entry.id) (\(kind))\n\n"
          + ReportText.wrapped(entry.explanation, width: width, indent: "  ") + "\n")
    }
    parts += manual.entries(named: name).map(text)
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private func text(_ entry: Manual.Entry) -> String {
    let condition = entry.condition.map { " (\($0))" } ?? ""
    var text = "\(entry.path)\(condition)\n\n"
    text += ReportText.wrapped(
      ReportContent.capitalized(entry.summary) + ".", width: width, indent: "  ")
    text += "\n"
    guard let shape = entry.shape else { return text }
    text += "\n" + ReportText.wrapped("Takes \(shape.phrase).", width: width, indent: "  ") + "\n"
    if entry.isRequired { text += "  Must be written.\n" }
    if let standard = entry.standard, !standard.isEmpty {
      let value = standard.scalarText ?? JSONWriter.write(standard)
      if !value.contains("\n") { text += "  Default: \(value)\n" }
    }
    text += words(of: shape)
    return text
  }

  private func words(of shape: Shape) -> String {
    let meanings: [Shape.Meaning]
    switch shape {
    case .word(let words): meanings = words
    case .list(let element): return words(of: element)
    case .map(_, let value): return words(of: value)
    case .keyed(let variants), .variants(_, let variants): meanings = variants.flatMap(\.words)
    case .anyOf(let shapes): return shapes.map(words).joined()
    case .section(let section):
      meanings = section.fields().map { Shape.Meaning($0.key, $0.summary) }
    case .number, .integer, .flag, .text: meanings = []
    }
    guard !meanings.isEmpty else { return "" }
    let widest = meanings.map(\.word.count).max() ?? 0
    let margin = String(repeating: " ", count: 4 + widest + 2)
    let lines = meanings.map { meaning in
      let summary = ReportText.wrapped(meaning.summary, width: width, indent: margin)
      return "    \(ReportText.padded(meaning.word, to: widest))  "
        + summary.dropFirst(margin.count) + "\n"
    }
    return "\n" + lines.joined()
  }
}
