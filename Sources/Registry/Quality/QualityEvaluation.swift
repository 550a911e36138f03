internal import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

extension CheckedQualityRule {
  /// Holds every patient or row against the rule.
  ///
  /// - Throws: where an expression reads several rows as one value.
  /// - Complexity: O(rows that the expressions read), O(n log n) of keys.
  func outcome(_ tables: QualityTables, threads: Int) throws(Faults) -> QualityOutcome {
    var outcome = QualityOutcome(patients: tables.patients.rowCount)
    if let group {
      outcome.groups = Self.groups(
        try group.evaluate(
          on: tables.patients, events: tables.events, name: "", threads: threads
        ).column)
    }
    let units = QualityUnits(table, tables)
    let asked = try asked(units, tables, threads)
    switch rule.check {
    case .expression:
      let rows = units.owners.indices.filter { asked?[$0] ?? .yes != .no }
      var failed = [QualityTruth](repeating: .no, count: units.count)
      if let failure {
        let truths = try truths(failure, rows, units, tables, threads)
        for (row, truth) in zip(rows, truths) { failed[row] = truth }
      }
      units.tally(asked, &outcome) { failed[$0] }
    case .precision:
      let dates = dates
      units.tally(asked, &outcome) { dates.isMissing($0) ? nil : dates.isExact($0) ? .no : .yes }
    case .heaping:
      let dates = dates
      let days = Set(rule.days)
      units.tally(asked, &outcome) { row in
        guard !dates.isMissing(row), dates.isExact(row) else { return nil }
        let day = CalendarDate(daysSince1970: Int(dates.earliest[row])).day
        return days.contains(day) ? .yes : .no
      }
    case .duplicates: try duplicates(asked, units, tables, threads, &outcome)
    case .visitGap: visitGaps(asked, &outcome)
    case .slip: slips(asked, units, &outcome)
    case .uniqueKey: uniqueKeys(asked, units, &outcome)
    case .reference: references(asked, units, &outcome)
    }
    return outcome
  }

  /// Which units are asked about; `nil` where all are.
  ///
  /// The conditions that all must hold are computed one after the other, each only for the units
  /// for which those before it do not fail.
  private func asked(
    _ units: QualityUnits, _ tables: QualityTables, _ threads: Int
  ) throws(Faults) -> [QualityTruth]? {
    guard !conditions.isEmpty else { return nil }
    var asked = [QualityTruth](repeating: .yes, count: units.count)
    var rows = Array(units.owners.indices)
    for condition in conditions {
      let truths = try truths(condition, rows, units, tables, threads)
      for (row, truth) in zip(rows, truths) where truth != .yes {
        asked[row] = truth
      }
      rows = rows.filter { asked[$0] != .no }
    }
    return asked
  }

  /// What an expression says of some units; what does not read the rows is computed once a patient.
  private func truths(
    _ expression: TypedExpression, _ selected: [Int], _ units: QualityUnits,
    _ tables: QualityTables, _ threads: Int
  ) throws(Faults) -> [QualityTruth] {
    let names = Set(expression.columnReferences.map(\.value))
    guard let table, tables.readsRows(of: table, names) else {
      let truths = Self.truths(
        try expression.evaluate(
          on: tables.patients, events: tables.events, name: "", threads: threads))
      return selected.map { truths[units.owners[$0]] }
    }
    let rows = tables.rows(of: table, selected, reading: names, owners: units.owners)
    return Self.truths(
      try expression.evaluate(
        on: rows.table, events: tables.events, patients: selected.map { units.owners[$0] },
        partialDates: rows.partialDates, name: "", threads: threads))
  }

  private static func truths(_ evaluation: Evaluation) -> [QualityTruth] {
    guard case .flag(let flags) = evaluation.column.values else { return [] }
    let missing = evaluation.column.missing
    return flags.indices.map { missing[$0] ? .unknown : flags[$0] ? .yes : .no }
  }

  /// The intervals of the dates that the check reads.
  var dates: PartialDates {
    guard let table, let name = rule.date?.name ?? table.timeColumn else {
      return PartialDates(earliest: [], latest: [])
    }
    if let partial = table.partialDates[name] { return partial }
    guard let column = table.columns[name], case .date(let days) = column.values else {
      return PartialDates(earliest: [], latest: [])
    }
    return PartialDates(
      earliest: days.indices.map { column.missing[$0] ? .max : days[$0] },
      latest: days.indices.map { column.missing[$0] ? .min : days[$0] })
  }

  /// The values of a column as groups, sorted by name; -1 where missing.
  private static func groups(_ column: Column) -> (codes: [Int32], names: [String]) {
    let texts = (0..<column.count).map { column.text($0) }
    let names = Set(texts.compactMap(\.self)).sorted()
    let codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    return (texts.map { $0.flatMap { codes[$0] } ?? -1 }, names)
  }
}

/// What is known of a condition.
enum QualityTruth: Sendable {
  case yes
  case no
  case unknown
}

/// The patients, or the rows of a table, that a rule asks about.
struct QualityUnits: Sendable {
  /// The patient of each.
  let owners: [Int]
  private let fileRows: [Int]?

  init(_ table: EventTable?, _ tables: QualityTables) {
    owners = table.map { QualityTables.owners($0) } ?? Array(0..<tables.patients.rowCount)
    fileRows = table?.fileRows
  }

  var count: Int { owners.count }

  func unit(_ row: Int) -> QualityOutcome.Unit {
    QualityOutcome.Unit(patient: owners[row], fileRow: fileRows?[row] ?? row)
  }

  /// Counts units that are asked about, and keeps those that fail or cannot be told; `nil` is not
  /// asked about.
  func tally(
    _ asked: [QualityTruth]?, _ outcome: inout QualityOutcome,
    _ fails: (Int) -> QualityTruth?
  ) {
    for row in owners.indices {
      let isAsked = asked?[row] ?? .yes
      guard isAsked != .no, let failed = fails(row) else { continue }
      outcome.checked[owners[row]] += 1
      if isAsked == .unknown || failed == .unknown {
        outcome.unknown.append(unit(row))
      } else if failed == .yes {
        outcome.failing.append(unit(row))
      }
    }
  }
}
