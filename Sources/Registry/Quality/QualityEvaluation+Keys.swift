internal import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

extension CheckedQualityRule {
  /// Rows whose key is that of another row; a key with a missing part is not asked about.
  func uniqueKeys(
    _ asked: [QualityTruth]?, _ units: QualityUnits, _ outcome: inout QualityOutcome
  ) {
    guard let table else { return }
    let keys = Self.keys(rule.columns.compactMap { table.columns[$0.name] })
    var counts: [[String]: Int] = [:]
    for row in keys.indices where asked?[row] ?? .yes != .no {
      if let key = keys[row] { counts[key, default: 0] += 1 }
    }
    units.tally(asked, &outcome) { row in
      keys[row].map { counts[$0, default: 0] > 1 ? .yes : .no }
    }
  }

  /// Rows whose key is that of no row of the other table, or of a row of another patient.
  func references(
    _ asked: [QualityTruth]?, _ units: QualityUnits, _ outcome: inout QualityOutcome
  ) {
    guard let table, let target else { return }
    let keys = Self.keys(rule.columns.compactMap { table.columns[$0.name] })
    let known = Self.keys(rule.columns.compactMap { target.columns[$0.name] })
    let owners = QualityTables.owners(target)
    var patients: [[String]: Set<Int>] = [:]
    for (row, key) in known.enumerated() {
      if let key { patients[key, default: []].insert(owners[row]) }
    }
    units.tally(asked, &outcome) { row in
      keys[row].map { patients[$0]?.contains(units.owners[row]) ?? false ? .no : .yes }
    }
  }

  /// The values of columns as texts, row by row; `nil` where one is missing.
  private static func keys(_ columns: [Column]) -> [[String]?] {
    (0..<(columns.first?.count ?? 0)).map { row in
      let parts = columns.compactMap { $0.text(row) }
      return parts.count == columns.count ? parts : nil
    }
  }

  /// Patients who agree with another in everything asked, and differ in what tells them apart.
  func duplicates(
    _ asked: [QualityTruth]?, _ units: QualityUnits, _ tables: QualityTables, _ threads: Int,
    _ outcome: inout QualityOutcome
  ) throws(Faults) {
    func column(_ expression: TypedExpression) throws(Faults) -> Column {
      try expression.evaluate(
        on: tables.patients, events: tables.events, name: "", threads: threads
      ).column
    }
    var columns: [Column] = []
    for expression in agree { columns.append(try column(expression)) }
    let apart = try differ.map { expression throws(Faults) in try column(expression) }
    let keys = Self.keys(columns)
    var alike: [[String]: (count: Int, sides: Set<String>)] = [:]
    for row in keys.indices where asked?[row] ?? .yes != .no {
      guard let key = keys[row] else { continue }
      alike[key, default: (0, [])].count += 1
      if let side = apart?.text(row) { alike[key]?.sides.insert(side) }
    }
    units.tally(asked, &outcome) { row in
      guard let key = keys[row], let found = alike[key] else { return .unknown }
      let isTwice = apart == nil ? found.count > 1 : found.sides.count > 1
      return isTwice ? .yes : .no
    }
  }

  /// Values that are many times smaller than that before and that after them.
  func slips(
    _ asked: [QualityTruth]?, _ units: QualityUnits, _ outcome: inout QualityOutcome
  ) {
    guard let table, let name = rule.value?.name, let column = table.columns[name],
      let values = column.numbers, let least = rule.ratios.first, let most = rule.ratios.last
    else { return }
    var truths = [QualityTruth?](repeating: nil, count: units.count)
    for patient in 0..<table.patientCount {
      let rows = table.rows(of: patient).filter { asked?[$0] ?? .yes != .no }
      for place in rows.indices.dropFirst().dropLast() {
        let value = values[rows[place]]
        let ratios = [values[rows[place - 1]] / value, values[rows[place + 1]] / value]
        if ratios.contains(where: { $0.isNaN }) {
          truths[rows[place]] = .unknown
        } else {
          truths[rows[place]] = ratios.allSatisfy { $0 >= least && $0 <= most } ? .yes : .no
        }
      }
    }
    units.tally(asked, &outcome) { truths[$0] }
  }

  /// The median days between successive dates of each patient; a day counts once.
  func visitGaps(_ asked: [QualityTruth]?, _ outcome: inout QualityOutcome) {
    guard let table else { return }
    let dates = dates
    outcome.gaps = (0..<table.patientCount).map { patient in
      let days = table.rows(of: patient).filter {
        dates.isExact($0) && asked?[$0] ?? .yes == .yes
      }.map { dates.earliest[$0] }
      let visits = Set(days).sorted()
      guard visits.count > 1 else { return .nan }
      outcome.checked[patient] = 1
      return QualityMedian.of(zip(visits.dropFirst(), visits).map { Double($0 - $1) }) ?? .nan
    }
  }
}

/// The median of numbers.
enum QualityMedian {
  /// The middle one, or the mean of the two in the middle; `nil` of none.
  static func of(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
