internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Vocabulary

extension ProtocolText {
  /// What is described of the cohort.
  var descriptions: ProtocolSection? {
    guard let tables = study.describe?.tables.elements, !tables.isEmpty else { return nil }
    var paragraphs: [String] = []
    if let least = study.describe?.minimumCell {
      paragraphs.append("Counts of fewer than \(least) patients, but for 0, are not shown.")
    }
    return ProtocolSection(
      heading: "Descriptions", paragraphs: paragraphs,
      rows: tables.map { table in
        ProtocolSection.Row(table.value.title ?? table.name, words(of: table.value))
      })
  }

  /// What is true of each arm, where patients are made up.
  var truth: ProtocolSection? {
    guard !study.truth.isEmpty else { return nil }
    return ProtocolSection(
      heading: "Truth",
      paragraphs: [
        "Beside each estimate stands what is true of these patients, computed of each of them in two worlds."
      ],
      rows: study.truth.elements.map { arm in
        ProtocolSection.Row(
          study.cohort.arms[arm.name]?.label ?? arm.name,
          "everybody in the world '\(arm.value.value)'")
      })
  }

  private func words(of description: Description) -> String {
    let written = description.node.entries ?? []
    let details = written.filter { !["kind", "title"].contains($0.key) }.compactMap { entry in
      Self.words(of: entry.value).map { "\(entry.key) \($0)" }
    }
    return ([description.summary] + details).joined(separator: "; ")
  }

  /// A value as one would write it on one line; `nil` for nothing.
  private static func words(of node: Node) -> String? {
    switch node.content {
    case .empty: nil
    case .scalar(let text, isQuoted: _): text
    case .sequence(let elements):
      elements.isEmpty ? nil : elements.compactMap(words).joined(separator: ", ")
    case .mapping(let entries):
      entries.isEmpty
        ? nil
        : entries.compactMap { entry in words(of: entry.value).map { "\(entry.key) \($0)" } }
          .joined(separator: ", ")
    }
  }
}
