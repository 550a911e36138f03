/// Truth in three values, and whether it is known which.
///
/// `no`, `missing` and `yes` follow strong three-valued logic (Kleene, Introduction to Metamathematics,
/// 1952, section 64). `undecided` is any of the three: it hangs on a day that is known only to the
/// month or year, or on an event of which it is not known whether it counts.
enum Truth {
  static let no: UInt8 = 0
  static let missing: UInt8 = 1
  static let yes: UInt8 = 2
  static let undecided: UInt8 = 3

  @inline(__always)
  static func not(_ a: UInt8) -> UInt8 { a == undecided ? undecided : yes - a }

  @inline(__always)
  static func and(_ a: UInt8, _ b: UInt8) -> UInt8 {
    if a == no || b == no { return no }
    return max(a, b) == undecided ? undecided : min(a, b)
  }

  @inline(__always)
  static func or(_ a: UInt8, _ b: UInt8) -> UInt8 {
    if a == yes || b == yes { return yes }
    return max(a, b)
  }

  /// Whether the truth of something is open, or there is none.
  @inline(__always)
  static func isOpen(_ a: UInt8) -> Bool { a & 1 == 1 }
}

/// The rows for which a part of an expression matters.
///
/// A finding in a branch that a row does not take concerns nobody. The conditions are only looked at
/// where something has failed.
indirect enum ActiveRows {
  case all
  case only(ActiveRows, truths: [UInt8], are: UInt8)
  case except(ActiveRows, truths: [UInt8], are: UInt8)

  func contains(_ row: Int) -> Bool {
    switch self {
    case .all: true
    case .only(let outer, let truths, let value): truths[row] == value && outer.contains(row)
    case .except(let outer, let truths, let value): truths[row] != value && outer.contains(row)
    }
  }
}
