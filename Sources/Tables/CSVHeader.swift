internal import Diagnostics

/// The names of the columns of a CSV text.
struct CSVHeader {
  /// The names in order.
  let names: [String]

  /// Reads the names; reports those that are empty or not the first of their kind.
  init(_ source: CSVSource, findings: inout CSVFindings) {
    var names: [String] = []
    var firstByName: [String: FieldSpan] = [:]
    for (position, span) in source.header.enumerated() {
      let name = source.text(span)
      names.append(name)
      if name.isEmpty {
        findings.add(.unnamedColumn(position: position + 1), at: span)
      } else if let first = firstByName[name] {
        let note = Diagnostic.Note("the first is here", at: findings.place(of: first))
        findings.add(.repeatedColumn(name), at: span, notes: [note])
      } else {
        firstByName[name] = span
      }
    }
    self.names = names
  }

  /// Reports declarations of columns that are not there or that contradict themselves.
  func check(_ declarations: [String: ColumnDeclaration], findings: inout CSVFindings) {
    let sorted = declarations.sorted { left, right in
      guard let first = left.value.place, let second = right.value.place, first != second else {
        return left.key < right.key
      }
      return first < second
    }
    let known = Set(names)
    for (name, declaration) in sorted {
      if !known.contains(name) {
        findings.add(.undeclaredColumn(name, known: names), at: declaration.place)
      }
      guard let levels = declaration.levels else { continue }
      if let type = declaration.type, type != .category {
        findings.add(.levelsOfAnotherType(column: name, type: type), at: declaration.place)
      }
      var seen: Set<String> = []
      for level in levels where !seen.insert(level).inserted {
        findings.add(.repeatedLevel(level, column: name), at: declaration.place)
      }
    }
  }
}
