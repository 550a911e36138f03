internal import Diagnostics

/// An operation that has no value for what it is given.
enum Failure: Sendable {
  case divisionByZero
  case logarithm
  case root
  case power
  case tooLarge
  case dateOutOfRange
}

/// Counts the operations that had no value, by place and kind.
struct Failures: Sendable {
  private struct Entry: Sendable {
    let failure: Failure
    let place: Place?
    let table: String?
    var firstRow: Int
    var count: Int
  }

  private var entries: [Entry] = []

  /// Counts a failure in a row; the failures of one operation are counted together.
  mutating func add(_ failure: Failure, row: Int, at place: Place?) {
    let known = entries.lastIndex {
      $0.failure == failure && $0.place == place && $0.table == nil
    }
    if let known {
      entries[known].count += 1
    } else {
      entries.append(
        Entry(failure: failure, place: place, table: nil, firstRow: row, count: 1))
    }
  }

  /// Adds the failures of a part of the rows, whose places in the whole are found by `row`.
  mutating func add(_ part: Failures, of table: String?, row: (Int) -> Int) {
    for entry in part.entries {
      let table = entry.table ?? table
      let first = entry.table == nil ? row(entry.firstRow) : entry.firstRow
      let known = entries.lastIndex {
        $0.failure == entry.failure && $0.place == entry.place && $0.table == table
      }
      if let known {
        entries[known].count += entry.count
        entries[known].firstRow = min(entries[known].firstRow, first)
      } else {
        entries.append(
          Entry(
            failure: entry.failure, place: entry.place, table: table, firstRow: first,
            count: entry.count))
      }
    }
  }

  /// One warning an operation and kind of failure.
  var diagnostics: [Diagnostic] {
    entries.map {
      $0.failure.diagnostic(
        rows: $0.count, firstRow: $0.firstRow, of: $0.table, at: $0.place)
    }
  }
}
