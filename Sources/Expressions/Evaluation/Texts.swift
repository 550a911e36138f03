internal import Tables

/// Texts of rows: codes into levels where those are known, or the texts themselves.
enum Texts {
  /// A code a row, -1 where missing.
  case codes([Int32], levels: [String])
  /// A text a row.
  case plain([String], Missingness)

  /// The number of rows.
  var count: Int {
    switch self {
    case .codes(let codes, _): codes.count
    case .plain(let texts, _): texts.count
    }
  }

  /// The text of a row, `nil` where missing.
  subscript(row: Int) -> String? {
    switch self {
    case .codes(let codes, let levels): codes[row] < 0 ? nil : levels[Int(codes[row])]
    case .plain(let texts, let missing): missing[row] ? nil : texts[row]
    }
  }

  /// The values as a column holds them.
  var column: (ColumnValues, Missingness) {
    switch self {
    case .codes(let codes, let levels):
      (
        .category(CategoryValues(levels: levels, codes: codes)), Missingness(codes.map { $0 < 0 })
      )
    case .plain(let texts, let missing): (.text(texts), missing)
    }
  }

  /// Whether each row is missing.
  var missingTruths: [UInt8] {
    switch self {
    case .codes(let codes, _): codes.map { $0 < 0 ? Truth.yes : Truth.no }
    case .plain(let texts, let missing):
      texts.indices.map { missing[$0] ? Truth.yes : Truth.no }
    }
  }

  /// Whether each row has the text that another has.
  func equal(to other: Texts) -> [UInt8] {
    var result = [UInt8](repeating: Truth.missing, count: count)
    if case .codes(let codes, let levels) = self, case .codes(let others, let names) = other {
      let mapping = Self.mapping(from: names, to: levels)
      for row in codes.indices where codes[row] >= 0 && others[row] >= 0 {
        result[row] = codes[row] == mapping[Int(others[row])] ? Truth.yes : Truth.no
      }
      return result
    }
    for row in result.indices {
      guard let text = self[row], let wanted = other[row] else { continue }
      result[row] = text == wanted ? Truth.yes : Truth.no
    }
    return result
  }

  /// Whether each row has one of some texts.
  func isOne(of wanted: Set<String>) -> [UInt8] {
    switch self {
    case .codes(let codes, let levels):
      let truths = levels.map { wanted.contains($0) ? Truth.yes : Truth.no }
      return codes.map { $0 < 0 ? Truth.missing : truths[Int($0)] }
    case .plain(let texts, let missing):
      return texts.indices.map { row in
        missing[row] ? Truth.missing : wanted.contains(texts[row]) ? Truth.yes : Truth.no
      }
    }
  }

  /// For each level of one list its code in another; -2 where it has none.
  static func mapping(from names: [String], to levels: [String]) -> [Int32] {
    var codeByLevel: [String: Int32] = [:]
    for (code, level) in levels.enumerated() where codeByLevel[level] == nil {
      codeByLevel[level] = Int32(code)
    }
    return names.map { codeByLevel[$0] ?? -2 }
  }
}
