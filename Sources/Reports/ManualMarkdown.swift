public import Vocabulary
internal import Workflow

/// The reference page of the study file, made from its tables of fields.
public struct ManualMarkdown {
  private let manual: Manual

  /// The reference of a manual.
  public init(_ manual: Manual) { self.manual = manual }

  /// The page: every key with its meaning, every word, every finding and fault.
  public var text: String {
    """
    # The study file

    Every key with its meaning, made by `equipoise explain --markdown` from the declarations that the reader itself uses. `NAME` stands for
    a name of the author's choice, and `definitionsFile` for a file that a study names under `definitions`. A key marked • must be written.

    | key | meaning | takes | default |
    |---|---|---|---|
    \(keys)
    ## Words

    | where | word | meaning |
    |---|---|---|
    \(words)
    ## Findings

    What a run can find and a study can accept, under `accept`, in writing.

    \(explanations(ofFindings: true))
    ## Faults

    What stops a study from running.

    \(explanations(ofFindings: false))
    """
  }

  private var keys: String {
    manual.entries.filter { $0.shape != nil }.map { entry in
      let mark =
        (entry.isRequired ? " •" : "") + (entry.condition.map { " (\($0))" } ?? "")
      let takes = entry.shape.map(Self.phrase) ?? ""
      return "| `\(entry.path)`\(mark) | \(cell(entry.summary)) | \(cell(takes)) "
        + "| \(standard(entry)) |\n"
    }.joined()
  }

  /// What a shape takes, in short: words have a table of their own.
  private static func phrase(_ shape: Shape) -> String {
    switch shape {
    case .word, .keyed: "a word"
    case .list(let element): "a list: \(phrase(element))"
    case .map(let name, _): "a mapping from \(name)"
    case .section, .variants: "a section"
    case .anyOf(let shapes): shapes.map(phrase).joined(separator: ", or ")
    case .number, .integer, .flag, .text: shape.phrase
    }
  }

  private func standard(_ entry: Manual.Entry) -> String {
    guard let standard = entry.standard, !standard.isEmpty else { return "" }
    if let text = standard.scalarText { return "`\(text)`" }
    guard let elements = standard.elements else { return "" }
    let texts = elements.compactMap(\.scalarText).map { $0.isEmpty ? "\"\"" : $0 }
    return texts.count == elements.count ? "`[\(texts.joined(separator: ", "))]`" : ""
  }

  private var words: String {
    manual.entries.filter { $0.shape == nil }.map { entry in
      let place = entry.path.split(separator: ":").first.map(String.init) ?? ""
      return "| `\(place)` | `\(entry.name)` | \(cell(entry.summary)) |\n"
    }.joined()
  }

  private func explanations(ofFindings isFinding: Bool) -> String {
    FindingCatalogue.entries.filter { $0.isFinding == isFinding }.map { entry in
      "- `\(entry.id)`: \(entry.explanation)\n"
    }.joined()
  }

  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
