/// Truth in three values.
///
/// They are so ordered that `and` is the minimum, `or` the maximum and `not` the mirror image (strong
/// three-valued logic: Kleene, Introduction to Metamathematics, 1952, section 64).
enum Truth {
  static let no: UInt8 = 0
  static let missing: UInt8 = 1
  static let yes: UInt8 = 2
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
