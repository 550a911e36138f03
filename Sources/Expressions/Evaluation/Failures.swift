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
struct Failures {
  private struct Entry {
    let failure: Failure
    let place: Place?
    let firstRow: Int
    var count: Int
  }

  private var entries: [Entry] = []

  /// Counts a failure in a row; the failures of one operation are counted together.
  mutating func add(_ failure: Failure, row: Int, at place: Place?) {
    let known = entries.lastIndex { $0.failure == failure && $0.place == place }
    if let known {
      entries[known].count += 1
    } else {
      entries.append(Entry(failure: failure, place: place, firstRow: row, count: 1))
    }
  }

  /// One warning an operation and kind of failure.
  var diagnostics: [Diagnostic] {
    entries.map { $0.failure.diagnostic(rows: $0.count, firstRow: $0.firstRow, at: $0.place) }
  }
}
