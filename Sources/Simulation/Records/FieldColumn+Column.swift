internal import Diagnostics
internal import Tables

extension FieldColumn {
  /// The column as reading its text would give it; `nil` where a value is not of the type declared.
  ///
  /// - Complexity: O(rows); values that are of the type are not copied.
  func column(_ name: String, _ type: ColumnType, levels: [String]?, at place: Place) -> Column? {
    let values: ColumnValues? =
      switch type {
      case .date: months.isEmpty ? ofKind(.day).map { .date($0.days) } : nil
      case .integer: ofKind(.integer).map { .integer($0.integers) }
      case .number: numberValues.map { .number($0) }
      case .flag: ofKind(.flag).map { .flag($0.flags) }
      case .text: textValues.map { .text($0) }
      case .category: categoryValues(levels).map { .category($0) }
      }
    return values.map { Column(name, $0, missing: Missingness(missing), at: place) }
  }

  /// Dates of which some are known to the month only; `nil` where a value is none.
  var partialDates: PartialDates? {
    guard var earliest = ofKind(.day)?.days else { return nil }
    var latest = earliest
    for row in missing.indices where missing[row] { (earliest[row], latest[row]) = (.max, .min) }
    for month in months { latest[month.row] = month.last }
    return PartialDates(earliest: earliest, latest: latest)
  }

  /// The column itself where its values are of a type or all are missing.
  private func ofKind(_ type: Kind) -> FieldColumn? {
    if kind == type { return self }
    return kind == .none ? placeholders(type) : nil
  }

  private var numberValues: [Double]? {
    switch kind {
    case .integer:
      return integers.indices.map { row in
        !missing.isEmpty && missing[row] ? .nan : Double(integers[row])
      }
    case .code:
      let numbers = levels.compactMap { Self.number($0) }
      guard numbers.count == levels.count else { return nil }
      return codes.map { $0 < 0 ? .nan : numbers[Int($0)] }
    default: return ofKind(.number)?.numbers
    }
  }

  /// The number that a text of digits, with or without a point among them, is.
  private static func number(_ text: String) -> Double? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
    return isPlain ? Double(text) : nil
  }

  private var textValues: [String]? {
    guard kind == .code else { return ofKind(.text)?.texts }
    return codes.map { $0 < 0 ? "" : levels[Int($0)] }
  }

  private func categoryValues(_ declared: [String]?) -> CategoryValues? {
    let (found, codes) = kind == .text ? coded : (levels, ofKind(.code)?.codes ?? [])
    guard codes.count == count else { return nil }
    let final = declared ?? found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var codeByText: [String: Int32] = [:]
    for (code, text) in final.enumerated() where codeByText[text] == nil {
      codeByText[text] = Int32(code)
    }
    let moved = found.map { codeByText[$0] ?? -1 }
    guard !moved.contains(-1) else { return nil }
    return CategoryValues(levels: final, codes: codes.map { $0 < 0 ? $0 : moved[Int($0)] })
  }

  /// Texts, of which there are many, by code.
  private var coded: (levels: [String], codes: [Int32]) {
    var levels: [String] = []
    var codeByText: [String: Int32] = [:]
    let codes = texts.indices.map { row -> Int32 in
      if !missing.isEmpty, missing[row] { return -1 }
      if let code = codeByText[texts[row]] { return code }
      let code = Int32(levels.count)
      codeByText[texts[row]] = code
      levels.append(texts[row])
      return code
    }
    return (levels, codes)
  }
}
