internal import Diagnostics
internal import Platform
internal import Tables

/// Reads tables of events for the patients of a table, one aggregate after the other.
struct EventReading {
  let store: EventStore?
  let table: Table
  /// The intervals of dates of the table that may be known only in part.
  let partialDates: [String: PartialDates]
  /// Which patient of the store each row of the table is; `nil` where they are the same.
  let patients: [Int]?
  let threads: Int

  /// What was read, one a row of the table.
  private(set) var slots: [SlotValues] = []
  private(set) var failures = Failures()
  private(set) var findings: [Diagnostic] = []

  init(
    store: EventStore?, table: Table, partialDates: [String: PartialDates], patients: [Int]?,
    threads: Int
  ) {
    self.store = store
    self.table = table
    self.partialDates = partialDates
    self.patients = patients
    self.threads = threads
  }

  /// The id of the patient in a row of the table.
  func patient(ofRow row: Int) -> String? {
    store?.patients.text(patients?[row] ?? row)
  }

  /// Computes a step of a plan.
  mutating func read(_ step: PlanStep) throws(Faults) {
    switch step {
    case .events(let aggregate): try read(aggregate)
    case .value(let node):
      var evaluator = Evaluator(RowSource(table, partialDates: partialDates, slots: slots))
      slots.append(evaluator.slot(node))
      failures.add(evaluator.failures, of: nil) { $0 }
    }
  }

  /// Reads the table of an aggregate, in pieces that do not depend on the number of threads.
  mutating func read(_ aggregate: Aggregate) throws(Faults) {
    guard let store, let events = store[aggregate.table] else { return }
    precondition((patients?.count ?? events.patientCount) == table.rowCount)
    let values = slotsOfPatients(aggregate)
    let pieces = EventPieces(events, rows: table.rowCount, patients: patients)
    let owners = EventOwners(store: store, patients: patients)
    let results = Parallel.map(pieces.ranges.count, threads: threads) { index in
      EventPiece(aggregate, events, pieces.rows(index), values, owners).result
    }
    for (index, result) in results.enumerated() {
      let selection = pieces.rows(index).selection
      failures.add(result.failures, of: aggregate.table) { row in
        row < 0 ? 0 : events.fileRows[selection.index(row)]
      }
    }
    try checkSingle(aggregate, results, pieces)
    reportTies(aggregate, results, pieces)
    slots.append(SlotValues(joining: results.map(\.values)))
  }

  /// What the rows need of their patients.
  private mutating func slotsOfPatients(_ aggregate: Aggregate) -> [SlotValues] {
    guard !aggregate.slots.isEmpty else { return [] }
    var evaluator = Evaluator(RowSource(table, partialDates: partialDates, slots: slots))
    let values = aggregate.slots.map { evaluator.slot($0) }
    failures.add(evaluator.failures, of: nil) { $0 }
    return values
  }

  private func checkSingle(
    _ aggregate: Aggregate, _ results: [EventPiece.Result], _ pieces: EventPieces
  ) throws(Faults) {
    for (index, result) in results.enumerated() {
      guard let (local, rows) = result.several else { continue }
      let id = patient(ofRow: pieces.ranges[index].lowerBound + local) ?? ""
      let fault = ExpressionFault.severalRows(
        aggregate.text, table: aggregate.table, patient: id, rows: rows)
      throw Faults([fault.diagnostic(at: aggregate.place)])
    }
  }

  private mutating func reportTies(
    _ aggregate: Aggregate, _ results: [EventPiece.Result], _ pieces: EventPieces
  ) {
    var count = 0
    var first: Int?
    for (index, result) in results.enumerated() {
      count += result.ties.count
      first = first ?? result.ties.first.map { pieces.ranges[index].lowerBound + $0 }
    }
    reportInnerTies(results, pieces)
    guard let first else { return }
    let finding = EventFinding.tied(aggregate.text, count: count, first: patient(ofRow: first))
    findings.append(finding.diagnostic(at: aggregate.place))
  }
}

extension EventReading {
  /// Ties in readings for rows of other tables, counted by patient.
  private mutating func reportInnerTies(_ results: [EventPiece.Result], _ pieces: EventPieces) {
    var order: [InnerTie.Key] = []
    var counts: [InnerTie.Key: (count: Int, first: Int)] = [:]
    for (index, result) in results.enumerated() {
      for tie in result.innerTies {
        let row = pieces.ranges[index].lowerBound + tie.patient
        if counts[tie.key] == nil { order.append(tie.key) }
        counts[tie.key, default: (0, row)].count += 1
      }
    }
    for key in order {
      guard let found = counts[key] else { continue }
      let finding = EventFinding.tied(
        key.text, count: found.count, first: patient(ofRow: found.first))
      findings.append(finding.diagnostic(at: key.place))
    }
  }
}

/// The rows of a table of events, cut into pieces between patients.
struct EventPieces: Sendable {
  /// The rows of the table of patients that each piece is for.
  let ranges: [Range<Int>]
  private let events: EventTable
  private let patients: [Int]?

  private static let rowsOfPiece = 1 << 15

  /// - Complexity: O(patients).
  init(_ events: EventTable, rows: Int, patients: [Int]?) {
    var ranges: [Range<Int>] = []
    var start = 0
    var size = 0
    for row in 0..<rows {
      let patient = patients?[row] ?? row
      size += events.offsets[patient + 1] - events.offsets[patient] + 1
      if size >= Self.rowsOfPiece {
        ranges.append(start..<row + 1)
        start = row + 1
        size = 0
      }
    }
    if start < rows || ranges.isEmpty { ranges.append(start..<rows) }
    self.ranges = ranges
    self.events = events
    self.patients = patients
  }

  /// The rows of a piece and where in them those of each patient begin.
  func rows(_ piece: Int) -> EventRows {
    let range = ranges[piece]
    var starts = [0]
    starts.reserveCapacity(range.count + 1)
    guard let patients else {
      let first = events.offsets[range.lowerBound]
      for row in range { starts.append(events.offsets[row + 1] - first) }
      return EventRows(
        patients: range, starts: starts, selection: .range(first..<events.offsets[range.upperBound])
      )
    }
    var list: [Int] = []
    for row in range {
      list.append(contentsOf: events.rows(of: patients[row]))
      starts.append(list.count)
    }
    return EventRows(patients: range, starts: starts, selection: .list(list))
  }
}

/// Rows of a table of events, those of each patient together.
struct EventRows: Sendable {
  /// The rows of the table of patients.
  let patients: Range<Int>
  /// Where the rows of each patient begin, and where the last end.
  let starts: [Int]
  let selection: RowSelection

  /// The number of rows.
  var count: Int { starts[starts.count - 1] }

  /// The rows of a patient, both counted in the piece.
  @inline(__always)
  func rows(of patient: Int) -> Range<Int> { starts[patient]..<starts[patient + 1] }

  /// The row of the table of patients that each row belongs to.
  var owners: [Int32] {
    var owners = [Int32](repeating: 0, count: count)
    for patient in 0..<patients.count {
      for row in rows(of: patient) { owners[row] = Int32(patients.lowerBound + patient) }
    }
    return owners
  }
}

extension SlotValues {
  /// The values of pieces, in order.
  init(joining parts: [SlotValues]) {
    switch parts.first {
    case .numbers:
      var all: [Numbers] = []
      for case .numbers(let numbers) in parts { all.append(numbers) }
      let low = all.flatMap(\.low)
      self =
        .numbers(
          all.allSatisfy(\.areKnown)
            ? Numbers(low) : Numbers(low: low, high: all.flatMap { $0.areKnown ? $0.low : $0.high })
        )
    case .texts(.codes(_, let levels)):
      var all: [Int32] = []
      for case .texts(.codes(let codes, _)) in parts { all += codes }
      self = .texts(.codes(all, levels: levels))
    case .texts(.plain):
      var texts: [String] = []
      var missing: [Bool] = []
      var open: [Bool] = []
      for case .texts(.plain(let part, let gone, let undecided)) in parts {
        texts += part
        missing += part.indices.map { gone[$0] }
        open += part.indices.map { undecided[$0] }
      }
      self = .texts(.plain(texts, Missingness(missing), undecided: Missingness(open)))
    case .truths, nil:
      var all: [UInt8] = []
      for case .truths(let truths) in parts { all += truths }
      self = .truths(all)
    }
  }
}
