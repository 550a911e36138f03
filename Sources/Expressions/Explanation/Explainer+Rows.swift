internal import Diagnostics
internal import Tables

extension Explainer {
  /// Explains a function over events by the rows that decide it.
  func explain(
    _ question: EventQuestion, _ syntax: Syntax, _ source: ExpressionSource
  ) throws(Faults) -> Explanation {
    guard let expression = typed(question.text), let events,
      let table = events.store[question.table], let rows = events.rows[question.table]
    else {
      return Explanation(
        text: question.text, value: .missing, form: .reading, columns: [], reading: nil, parts: [])
    }
    let value = try value(expression)
    let numbers = Self.numbers(table)
    let deciding = try deciding(question, value, rows: numbers.count)
    let named = expression.eventReferences.map(\.value).filter { $0.table == question.table }
    var seen: Set<String> = []
    let asked = named.compactMap(\.column).filter {
      $0 != PatientEvents.rowColumn && seen.insert($0).inserted
    }
    let read = deciding.map { row, counts in
      Explanation.ReadRow(
        row: rows[row], counts: counts,
        unknown: table.unknown(among: asked, row: numbers[row]),
        parts: counts == .flag(true) ? inside(question, row: row, source) : [])
    }
    var parts: [Explanation] = []
    for clause in question.clauses {
      // What reads the row around it is no question of its own.
      let found = try? readings(in: clause, source, hidden: question.names)
      parts += (found ?? []).filter { typed($0.text) != nil }
    }
    return Explanation(
      text: question.text, value: value, form: .reading, columns: columns(of: expression),
      reading: Explanation.ReadRows(
        table: question.table, count: numbers.count, columns: asked,
        deciding: read.sorted { $0.row < $1.row }),
      parts: parts)
  }

  /// What the condition of a row reads of other tables, where that hangs on the row.
  private func inside(
    _ question: EventQuestion, row: Int, _ source: ExpressionSource
  ) -> [Explanation] {
    question.clauses.flatMap { EventQuestion.inside($0, of: question, row: row, source, schema) }
      .compactMap { try? explain($0) }
  }

  /// Explains a question about rows for one row around them.
  private func explain(_ question: EventQuestion) throws(Faults) -> Explanation? {
    guard let value = try values(question.whole, rows: 1)?.first, let events,
      let table = events.store[question.table], let rows = events.rows[question.table]
    else { return nil }
    let deciding = try deciding(question, value, rows: table.rowCount)
    let read = deciding.map { row, counts in
      Explanation.ReadRow(row: rows[row], counts: counts, unknown: [], parts: [])
    }
    return Explanation(
      text: question.text, value: value, form: .reading, columns: [],
      reading: Explanation.ReadRows(
        table: question.table, count: table.rowCount, columns: [],
        deciding: read.sorted { $0.row < $1.row }),
      parts: [])
  }

  /// For each row in the order of the file where it stands in the order of time.
  private static func numbers(_ table: EventTable) -> [Int] {
    var numbers = [Int](repeating: 0, count: table.rowCount)
    for (row, fileRow) in table.fileRows.enumerated() { numbers[fileRow] = row }
    return numbers
  }

  /// The rows, in the order of the file, that a value hangs on, each with whether it counts.
  private func deciding(
    _ question: EventQuestion, _ value: Explanation.Value, rows: Int
  ) throws(Faults) -> [(row: Int, counts: Explanation.Value)] {
    guard rows > 0 else { return [] }
    if question.rule == .single { return (0..<rows).map { ($0, .flag(true)) } }
    let counts =
      try values(question.counts, rows: rows)
      ?? [Explanation.Value](repeating: .undecided, count: rows)
    let may = (0..<rows).filter { counts[$0] != .flag(false) }
    func chosen(_ rows: [Int]) -> [(row: Int, counts: Explanation.Value)] {
      rows.map { ($0, counts[$0]) }
    }
    switch question.rule {
    case .single, .total: return chosen(may)
    case .any: return chosen(try anyOf(question, value, counts, may, wanted: .flag(true)))
    case .all:
      guard question.operand == nil else {
        return chosen(try anyOf(question, value, counts, may, wanted: .flag(false)))
      }
      return chosen(
        value.isKnown
          ? (0..<rows).filter { counts[$0] == value }
          : (0..<rows).filter { !counts[$0].isKnown })
    case .pick:
      if let expression = typed(question.picked),
        case .number(let row) = try self.value(expression), let row = Int(exactly: row)
      {
        return chosen([row])
      }
      return chosen(may)
    case .extreme:
      guard value.isKnown, let text = question.valueOfRow,
        let values = try values(text, rows: rows)
      else { return chosen(may) }
      return chosen(may.filter { values[$0] == value })
    }
  }

  /// Of the rows that may count those that decide whether a flag holds for one, or for all of them.
  private func anyOf(
    _ question: EventQuestion, _ value: Explanation.Value, _ counts: [Explanation.Value],
    _ may: [Int], wanted: Explanation.Value
  ) throws(Faults) -> [Int] {
    guard question.operand != nil, let text = question.valueOfRow,
      let flags = try values(text, rows: counts.count)
    else {
      return value == .flag(true) ? may.filter { counts[$0] == .flag(true) } : may
    }
    if value == wanted {
      return may.filter { counts[$0] == .flag(true) && flags[$0] == wanted }
    }
    if value.isKnown { return may }
    return may.filter { !counts[$0].isKnown || !flags[$0].isKnown }
  }
}

extension EventTable {
  /// The columns that a row lacks, or knows only to the month or year.
  fileprivate func unknown(among names: [String], row: Int) -> [String] {
    names.filter { columns[$0]?.missing[row] ?? false }
  }
}
