internal import Diagnostics
internal import Tables

/// A table as a registry describes it, made of one as its file has it.
struct MappedTable {
  private(set) var table: Table
  private(set) var faults: [Diagnostic] = []
  private(set) var findings: [Diagnostic] = []
  /// Finds rows of the file, for messages; `nil` where nobody asks.
  private let locator: CSVLocator
  private let rows: [Int]?

  /// Renames columns, then reads codes, then converts units.
  ///
  /// - Complexity: O(rows · columns that are mapped).
  init(_ table: Table, _ mappings: [ColumnMapping], rows: [Int]?, locator: CSVLocator) {
    self.table = table
    self.locator = locator
    self.rows = rows
    rename(mappings)
    guard faults.isEmpty else { return }
    for mapping in mappings where !mapping.codes.isEmpty { decode(mapping) }
    for mapping in mappings {
      if let units = mapping.units { convert(mapping, units) }
    }
  }

  private mutating func rename(_ mappings: [ColumnMapping]) {
    let renamed = mappings.filter { $0.name != $0.source }
    guard !renamed.isEmpty else { return }
    var names: [String: String] = [:]
    for mapping in renamed {
      if table[mapping.source] == nil {
        let fault = MappingFault.noColumn(mapping.source, table.name, known: table.columnNames)
        faults.append(fault.diagnostic(at: mapping.place))
      } else if names.updateValue(mapping.name, forKey: mapping.source) != nil {
        faults.append(MappingFault.twice(mapping.source).diagnostic(at: mapping.place))
      }
    }
    for mapping in renamed where table[mapping.name] != nil && names[mapping.name] == nil {
      let fault = MappingFault.alreadyThere(mapping.name, from: mapping.source)
      faults.append(fault.diagnostic(at: mapping.place))
    }
    guard faults.isEmpty else { return }
    table = Table(
      name: table.name,
      columns: table.columns.map { column in
        Column(
          names[column.name] ?? column.name, column.values, missing: column.missing,
          at: column.place)
      })
  }

  /// Puts the registry's words in the place of codes; what is no code stays as it is.
  private mutating func decode(_ mapping: ColumnMapping) {
    guard let column = table[mapping.name] else {
      let fault = MappingFault.noColumn(mapping.name, table.name, known: table.columnNames)
      return faults.append(fault.diagnostic(at: mapping.place))
    }
    var words: [String: String?] = [:]
    for code in mapping.codes { words[code.code] = .some(code.word) }
    var known = Set(mapping.codes.compactMap(\.word))
    known.formUnion(mapping.levels)
    var unknown: [String: [Int]] = [:]
    let texts = (0..<column.count).map { row -> String? in
      guard let text = column.text(row), !text.isEmpty else { return nil }
      if let word = words[text] { return word }
      if !known.contains(text) { unknown[text, default: []].append(row) }
      return text
    }
    if !unknown.isEmpty {
      let places = locator.places(
        of: mapping.source, inRows: unknown.values.compactMap { $0.first.map(fileRow) })
      for (code, found) in unknown.sorted(by: { $0.value[0] < $1.value[0] }) {
        let finding = MappingFault.unknownCode(
          code, column: mapping.name, row: fileRow(found[0]), count: found.count,
          known: mapping.codes.map(\.code))
        findings.append(
          finding.diagnostic(at: places[fileRow(found[0])] ?? column.place, from: mapping.place))
      }
    }
    table = table.adding(typed(texts, mapping, column, Set(unknown.keys)))
  }

  private mutating func typed(
    _ texts: [String?], _ mapping: ColumnMapping, _ column: Column, _ unknown: Set<String>
  ) -> Column {
    var missing = texts.map { $0 == nil }
    let values: ColumnValues
    switch mapping.type {
    case .flag:
      values = .flag(texts.map { $0 == "true" })
      for row in texts.indices where !["true", "false"].contains(texts[row]) { missing[row] = true }
    case .number, .integer:
      let numbers = texts.map { $0.flatMap { Double($0) } ?? .nan }
      for row in numbers.indices where !numbers[row].isFinite { missing[row] = true }
      values =
        mapping.type == .number
        ? .number(numbers.map { $0.isFinite ? $0 : .nan })
        : .integer(numbers.map { Int(exactly: $0) ?? 0 })
    case .text: values = .text(texts.map { $0 ?? "" })
    case .category, .date, nil:
      var levels = mapping.levels
      if levels.isEmpty {
        let present = Set(texts.compactMap(\.self))
        levels = present.sorted()
      } else {
        levels += unknown.subtracting(levels).sorted()
        let words = mapping.codes.compactMap(\.word)
        for word in words where !levels.contains(word) { levels.append(word) }
      }
      let codes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
      values = .category(
        CategoryValues(
          levels: levels, codes: texts.map { $0.flatMap { codes[$0] } ?? -1 }))
    }
    return Column(column.name, values, missing: Missingness(missing), at: column.place)
  }

  /// Converts values to the unit that those of their kind are kept in.
  private mutating func convert(_ mapping: ColumnMapping, _ rules: UnitRules) {
    let names = [mapping.name, rules.unitColumn] + (rules.by.map { [$0] } ?? [])
    for name in names where table[name] == nil {
      let fault = MappingFault.noColumn(name, table.name, known: table.columnNames)
      faults.append(fault.diagnostic(at: mapping.place))
    }
    guard let column = table[mapping.name], let units = table[rules.unitColumn],
      rules.by == nil || table[rules.by ?? ""] != nil
    else { return }
    let kinds = rules.by.flatMap { table[$0] }
    guard var numbers = Self.numbers(column) else {
      let fault = MappingFault.notNumbers(mapping.name, column.type.rawValue)
      return faults.append(fault.diagnostic(at: mapping.place))
    }
    var factors: [[String]: Double?] = [:]
    var texts = (0..<column.count).map { units.text($0) }
    var others: [[String]: [Int]] = [:]
    var assumed: [Int] = []
    for row in numbers.indices {
      guard let kind = kinds == nil ? "" : kinds?.text(row), let quantity = rules.quantities[kind]
      else { continue }
      guard let unit = texts[row], !unit.isEmpty else {
        if !numbers[row].isNaN { assumed.append(row) }
        texts[row] = quantity.unit
        continue
      }
      let key = [kind, unit]
      let factor = factors[key] ?? quantity.factor(of: unit)
      factors[key] = .some(factor)
      if let factor {
        numbers[row] = Self.converted(numbers[row], by: factor)
        texts[row] = quantity.unit
      } else {
        if !numbers[row].isNaN { others[key, default: []].append(row) }
        numbers[row] = .nan
      }
    }
    report(others, mapping, rules, units)
    if let first = assumed.first {
      let finding = MappingFault.noUnit(
        column: mapping.name, row: fileRow(first), count: assumed.count)
      findings.append(finding.diagnostic(at: units.place ?? mapping.place))
    }
    table = table.adding(
      Column(
        mapping.name, .number(numbers), missing: Missingness(numbers.map(\.isNaN)),
        at: column.place))
    let present = Set(texts.compactMap(\.self)).sorted()
    let codes = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, Int32($0)) })
    table = table.adding(
      Column(
        rules.unitColumn,
        .category(
          CategoryValues(levels: present, codes: texts.map { $0.flatMap { codes[$0] } ?? -1 })),
        missing: Missingness(texts.map { $0 == nil }), at: units.place))
  }

  private mutating func report(
    _ others: [[String]: [Int]], _ mapping: ColumnMapping, _ rules: UnitRules, _ units: Column
  ) {
    guard !others.isEmpty else { return }
    let places = locator.places(
      of: units.name, inRows: others.values.compactMap { $0.first.map(fileRow) })
    for (key, rows) in others.sorted(by: { $0.value[0] < $1.value[0] }) {
      let quantity = rules.quantities[key[0]] ?? UnitRules.Quantity("")
      let fault = MappingFault.otherUnit(
        key[1], of: key[0].isEmpty ? mapping.name : key[0], unit: quantity.unit,
        row: fileRow(rows[0]), count: rows.count, isDropped: rules.dropsOthers,
        known: [quantity.unit] + quantity.factors.keys.sorted())
      let diagnostic = fault.diagnostic(
        at: places[fileRow(rows[0])] ?? units.place, from: mapping.place)
      if rules.dropsOthers { findings.append(diagnostic) } else { faults.append(diagnostic) }
    }
  }

  /// A product; a factor that is one over a whole number divides, so that 0.1 does not round twice.
  private static func converted(_ value: Double, by factor: Double) -> Double {
    let inverse = (1 / factor).rounded()
    return factor < 1 && abs(1 / factor - inverse) < 1e-9 * inverse
      ? value / inverse : value * factor
  }

  private static func numbers(_ column: Column) -> [Double]? {
    switch column.values {
    case .number(let values): values.indices.map { column.missing[$0] ? .nan : values[$0] }
    case .integer(let values):
      values.indices.map { column.missing[$0] ? .nan : Double(values[$0]) }
    default: nil
    }
  }

  private func fileRow(_ row: Int) -> Int { rows?[row] ?? row }
}
