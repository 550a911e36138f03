internal import Tables

/// Texts of rows: codes into levels where those are known, or the texts themselves.
enum Texts: Sendable {
  /// A code a row; ``missing`` or ``undecided`` where there is none.
  case codes([Int32], levels: [String])
  /// A text a row.
  case plain([String], Missingness, undecided: Missingness = .none)

  static let missing: Int32 = -1
  /// It is open which text there is, or if there is one.
  static let undecided: Int32 = -3

  /// The number of rows.
  var count: Int {
    switch self {
    case .codes(let codes, _): codes.count
    case .plain(let texts, _, _): texts.count
    }
  }

  /// The text of a row, `nil` where missing or undecided.
  subscript(row: Int) -> String? {
    switch self {
    case .codes(let codes, let levels): codes[row] < 0 ? nil : levels[Int(codes[row])]
    case .plain(let texts, let missing, let undecided):
      missing[row] || undecided[row] ? nil : texts[row]
    }
  }

  /// Whether it is open which text a row has.
  func isUndecided(_ row: Int) -> Bool {
    switch self {
    case .codes(let codes, _): codes[row] == Self.undecided
    case .plain(_, _, let undecided): undecided[row]
    }
  }

  /// The values as a column holds them; what is undecided is missing in it.
  var column: (ColumnValues, Missingness) {
    switch self {
    case .codes(let codes, let levels):
      let known = codes.map { max($0, Self.missing) }
      return (
        .category(CategoryValues(levels: levels, codes: known)),
        Missingness(known.map { $0 < 0 })
      )
    case .plain(let texts, let missing, let undecided):
      guard undecided.any else { return (.text(texts), missing) }
      return (.text(texts), Missingness(texts.indices.map { missing[$0] || undecided[$0] }))
    }
  }

  /// Whether each row is missing.
  var missingTruths: [UInt8] {
    (0..<count).map { row in
      self[row] != nil ? Truth.no : isUndecided(row) ? Truth.undecided : Truth.yes
    }
  }

  /// Whether each row has the text that another has.
  func equal(to other: Texts) -> [UInt8] {
    var result = [UInt8](repeating: Truth.missing, count: count)
    if case .codes(let codes, let levels) = self, case .codes(let others, let names) = other {
      let mapping = Self.mapping(from: names, to: levels)
      for row in codes.indices where codes[row] != Self.missing && others[row] != Self.missing {
        let (code, other) = (codes[row], others[row])
        result[row] =
          code < 0 || other < 0
          ? Truth.undecided : code == mapping[Int(other)] ? Truth.yes : Truth.no
      }
      return result
    }
    for row in result.indices {
      if let text = self[row], let wanted = other[row] {
        result[row] = text == wanted ? Truth.yes : Truth.no
      } else if self[row] != nil || isUndecided(row), other[row] != nil || other.isUndecided(row) {
        result[row] = Truth.undecided
      }
    }
    return result
  }

  /// Whether each row has one of some texts.
  func isOne(of wanted: Set<String>) -> [UInt8] {
    switch self {
    case .codes(let codes, let levels):
      let truths = levels.map { wanted.contains($0) ? Truth.yes : Truth.no }
      return codes.map {
        $0 >= 0 ? truths[Int($0)] : $0 == Self.missing ? Truth.missing : Truth.undecided
      }
    case .plain(let texts, let missing, let undecided):
      return texts.indices.map { row in
        missing[row]
          ? Truth.missing
          : undecided[row]
            ? Truth.undecided : wanted.contains(texts[row]) ? Truth.yes : Truth.no
      }
    }
  }

  /// Whether each row, a list of names joined by `+`, has a name.
  func includes(_ names: Texts) -> [UInt8] {
    var result = [UInt8](repeating: Truth.missing, count: count)
    if case .codes(let codes, let levels) = self, case .codes(let wanted, let name) = names,
      name.count == 1
    {
      let truths = levels.map { Self.includes($0, name[0]) ? Truth.yes : Truth.no }
      for row in codes.indices where codes[row] != Self.missing && wanted[row] != Self.missing {
        result[row] =
          codes[row] < 0 || wanted[row] < 0 ? Truth.undecided : truths[Int(codes[row])]
      }
      return result
    }
    for row in result.indices {
      if let list = self[row], let name = names[row] {
        result[row] = Self.includes(list, name) ? Truth.yes : Truth.no
      } else if self[row] != nil || isUndecided(row), names[row] != nil || names.isUndecided(row) {
        result[row] = Truth.undecided
      }
    }
    return result
  }

  private static func includes(_ list: String, _ name: String) -> Bool {
    list.utf8.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false).contains {
      part in
      let trimmed = part.drop { $0 == UInt8(ascii: " ") }
      let spaces = trimmed.reversed().prefix { $0 == UInt8(ascii: " ") }.count
      return trimmed.dropLast(spaces).elementsEqual(name.utf8)
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

  /// The chosen rows, in the order given.
  func selecting(_ rows: [Int]) -> Texts {
    switch self {
    case .codes(let codes, let levels): .codes(rows.map { codes[$0] }, levels: levels)
    case .plain(let texts, let missing, let undecided):
      .plain(
        rows.map { texts[$0] }, missing.selecting(rows), undecided: undecided.selecting(rows))
    }
  }
}
