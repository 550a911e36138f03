internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Vocabulary

/// Finds columns that outcomes are made of, and uses of them where arms are made comparable.
///
/// Derived columns are followed to what they are made of, in both directions.
struct OutcomeGuard {
  /// For each derived column, the columns it is directly made of.
  private let parts: [String: [String]]
  /// The outcome each column belongs to.
  private var owners: [String: String] = [:]

  init(_ study: Study) {
    var parts: [String: [String]] = [:]
    for variable in study.variables.elements {
      parts[variable.name] = Self.columns(of: variable.value.source)
    }
    self.parts = parts
    for outcome in study.outcomes.elements {
      let section = outcome.value
      let texts = [section.time, section.event, section.value, section.exposure].compactMap(
        \.?.source)
      for column in texts.flatMap(Self.columns) {
        for part in closure(of: column) where owners[part] == nil { owners[part] = outcome.name }
      }
    }
  }

  /// The outcome that a column, or anything it is made of, belongs to.
  func outcome(of column: String) -> (column: String, outcome: String)? {
    for part in closure(of: column) {
      if let owner = owners[part] { return (column, owner) }
    }
    return nil
  }

  private func closure(of column: String) -> [String] {
    var found = [column]
    var next = 0
    while next < found.count {
      for part in parts[found[next]] ?? [] where !found.contains(part) { found.append(part) }
      next += 1
    }
    return found
  }

  private static func columns(of source: Located<String>) -> [String] {
    (try? Expression(source.value, at: source.place))?.columnReferences.map(\.value) ?? []
  }
}
