internal import Diagnostics
internal import Tables

/// Whose rows are read: for each owner its patient in the store.
struct EventOwners {
  let store: EventStore
  /// The patient of each owner; `nil` where owners are the patients in their order.
  let patients: [Int]?

  @inline(__always)
  func patient(_ owner: Int) -> Int { patients?[owner] ?? owner }
}

/// A patient, counted in a piece, with a row for which a reading hangs on the order of the file.
struct InnerTie {
  /// What is read.
  struct Key: Hashable {
    let text: String
    let place: Place?
  }

  let key: Key
  let patient: Int
}

/// The reading of a table for each row of another: an interval join.
///
/// Each row is paired with the rows of its patient in the other table, and of those only with the rows
/// that the window of the condition leaves; pairs are made and reduced in chunks, a column at a time.
struct InnerReading {
  /// A value each row around.
  private(set) var values: SlotValues
  private(set) var ties: [InnerTie] = []

  private static let pairsOfChunk = 1 << 16

  init(
    _ aggregate: Aggregate, of around: EventTable, _ rows: EventRows, _ owners: EventOwners,
    _ evaluator: inout Evaluator
  ) {
    values = .truths([])
    guard let events = owners.store[aggregate.table] else { return }
    let slots = aggregate.slots.map { evaluator.slot($0) }
    let patients = Self.patients(rows, owners)
    let window = JoinWindow(aggregate, events, slots, patients)
    let inside = EventOwners(store: owners.store, patients: patients)
    var parts: [SlotValues] = []
    var tied: Set<Int> = []
    var start = 0
    repeat {
      let chunk = Self.chunk(from: start, patients, events, window)
      let piece = EventPiece(aggregate, events, chunk, slots, inside).result
      let selection = chunk.selection
      evaluator.failures.add(piece.failures, of: aggregate.table) {
        $0 < 0 ? 0 : events.fileRows[selection.index($0)]
      }
      tied.formUnion(piece.ties.map { $0 + start })
      ties += piece.innerTies.map { InnerTie(key: $0.key, patient: $0.patient + start) }
      parts.append(piece.values)
      start = chunk.patients.upperBound
    } while start < patients.count
    values = SlotValues(joining: parts)
    let key = InnerTie.Key(text: aggregate.text, place: aggregate.place)
    ties = Self.byOwner(ties + tied.sorted().map { InnerTie(key: key, patient: $0) }, rows)
  }

  /// The patient of each row.
  private static func patients(_ rows: EventRows, _ owners: EventOwners) -> [Int] {
    var patients: [Int] = []
    patients.reserveCapacity(rows.count)
    for owner in 0..<rows.patients.count {
      let patient = owners.patient(rows.patients.lowerBound + owner)
      for _ in rows.rows(of: owner) { patients.append(patient) }
    }
    return patients
  }

  /// The pairs of some rows around, and where those of each begin.
  private static func chunk(
    from start: Int, _ patients: [Int], _ events: EventTable, _ window: JoinWindow
  ) -> EventRows {
    var list: [Int] = []
    var starts = [0]
    var row = start
    while row < patients.count, row == start || list.count < pairsOfChunk {
      window.append(&list, events.rows(of: patients[row]), for: row)
      starts.append(list.count)
      row += 1
    }
    return EventRows(patients: start..<row, starts: starts, selection: .list(list))
  }

  /// Ties of rows as ties of the owners of those rows, each once.
  private static func byOwner(_ ties: [InnerTie], _ rows: EventRows) -> [InnerTie] {
    guard !ties.isEmpty else { return [] }
    let owners = rows.owners
    var seen: Set<[Int]> = []
    var keys: [InnerTie.Key] = []
    var result: [InnerTie] = []
    for tie in ties {
      let owner = Int(owners[tie.patient]) - rows.patients.lowerBound
      let key = keys.firstIndex(of: tie.key) ?? keys.count
      if key == keys.count { keys.append(tie.key) }
      if seen.insert([key, owner]).inserted {
        result.append(InnerTie(key: tie.key, patient: owner))
      }
    }
    return result
  }
}
