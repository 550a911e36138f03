internal import Diagnostics
internal import Tables

/// One piece of the rows of a table of events, filtered and reduced to a value a patient.
struct EventPiece {
  /// What a piece gives.
  struct Result: Sendable {
    var values: SlotValues
    var failures = Failures()
    /// The patients, counted in the piece, whose value hangs on the order of the file.
    var ties: [Int] = []
    /// A patient with several rows where one is read, and how many.
    var several: (patient: Int, rows: Int)?
    /// The patients, counted in the piece, with a row whose own reading hangs on the order of the file.
    var innerTies: [InnerTie] = []
  }

  let rows: EventRows
  /// Whether each row counts; empty where all do.
  let counts: [UInt8]
  private(set) var result: Result

  /// Reduces the rows of a piece; `slots` has a value an owner, which is a row of the table of
  /// patients or of a table around.
  init(
    _ aggregate: Aggregate, _ events: EventTable, _ rows: EventRows, _ slots: [SlotValues],
    _ owners: EventOwners
  ) {
    self.rows = rows
    let source = RowSource(
      events, rows.selection, count: rows.count, slots: slots,
      owners: slots.isEmpty ? [] : rows.owners)
    var evaluator = Evaluator(source)
    var innerTies: [InnerTie] = []
    for inner in aggregate.inner {
      let reading = InnerReading(inner, of: events, rows, owners, &evaluator)
      evaluator.rows.inner.append(reading.values)
      innerTies += reading.ties
    }
    var counts = aggregate.condition.map { evaluator.truths($0, .all) } ?? []
    if events.doubtful.any { Self.doubt(&counts, events.doubtful, rows) }
    self.counts = counts
    let active: ActiveRows =
      counts.isEmpty ? .all : .except(.all, truths: counts, are: Truth.no)
    let value = aggregate.value.map { Self.evaluate($0, &evaluator, active) }
    result = Result(
      values: .truths([]), failures: evaluator.failures, innerTies: innerTies)
    switch aggregate.operation {
    case .any: result.values = .truths(any(value))
    case .all: result.values = .truths(all(value))
    case .count: result.values = .numbers(count())
    case .sum: result.values = .numbers(sum(value))
    case .combine(let combination): result.values = .numbers(combine(combination, value))
    case .each: result.values = value ?? .truths([])
    case .single:
      result.several = several
      pick(value, Picks(single: rows, counts))
    case .first, .last, .nearest:
      guard let time = aggregate.time else { break }
      let days = evaluator.rows.numbers(time)
      let order = EventOrder(rows: rows, counts: counts, days: days, fileRows: events.fileRows)
      pick(value, order.picks(aggregate.operation, slots), order, aggregate.readsTime)
    }
  }

  /// A row of which it is not known whether it is there may count or not.
  private static func doubt(_ counts: inout [UInt8], _ doubtful: Missingness, _ rows: EventRows) {
    if counts.isEmpty { counts = [UInt8](repeating: Truth.yes, count: rows.count) }
    for row in counts.indices where doubtful[rows.selection.index(row)] {
      counts[row] = Truth.and(counts[row], Truth.undecided)
    }
  }

  private static func evaluate(
    _ node: TypedNode, _ evaluator: inout Evaluator, _ active: ActiveRows
  ) -> SlotValues {
    switch node {
    case .number(let node, _): .numbers(evaluator.numbers(node, active))
    case .flag(let node): .truths(evaluator.truths(node, active))
    case .text(let node, _): .texts(evaluator.texts(node, active))
    case .range, .missing: .truths([])
    }
  }

  private var several: (patient: Int, rows: Int)? {
    for patient in 0..<rows.patients.count where rows.rows(of: patient).count > 1 {
      return (patient, rows.rows(of: patient).count)
    }
    return nil
  }

  private mutating func pick(
    _ value: SlotValues?, _ picks: Picks, _ order: EventOrder? = nil, _ readsTime: Bool = false
  ) {
    guard let value else { return }
    switch value {
    case .numbers(let numbers):
      result.values = .numbers(picks.numbers(numbers, readsTime: readsTime))
    case .truths(let truths): result.values = .truths(picks.truths(truths))
    case .texts(let texts): result.values = .texts(picks.texts(texts))
    }
    if let order, !readsTime { result.ties = picks.ties(order, value) }
  }
}
