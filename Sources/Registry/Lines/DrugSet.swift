/// Drugs of one patient, by their number among the drugs that the patient was given.
struct DrugSet: Equatable, Sendable {
  private(set) var bits: UInt64 = 0

  /// How many drugs of one patient can be told apart.
  static let capacity = 64

  static let empty = DrugSet()

  var isEmpty: Bool { bits == 0 }
  var count: Int { bits.nonzeroBitCount }

  func contains(_ drug: Int) -> Bool { bits & (1 << UInt64(drug)) != 0 }
  func isSubset(of other: DrugSet) -> Bool { bits & ~other.bits == 0 }
  func union(_ other: DrugSet) -> DrugSet { DrugSet(bits: bits | other.bits) }
  func intersection(_ other: DrugSet) -> DrugSet { DrugSet(bits: bits & other.bits) }
  func subtracting(_ other: DrugSet) -> DrugSet { DrugSet(bits: bits & ~other.bits) }

  /// The drugs of smaller numbers than one.
  func below(_ drug: Int) -> DrugSet { DrugSet(bits: bits & ((1 << UInt64(drug)) - 1)) }

  mutating func insert(_ drug: Int) { bits |= 1 << UInt64(drug) }

  /// The numbers of the drugs, ascending.
  var members: Members { Members(rest: bits) }

  /// The only drug; `nil` where there are none or several.
  var only: Int? { count == 1 ? bits.trailingZeroBitCount : nil }

  /// Goes through the numbers of a set without a list of them.
  struct Members: Sequence, IteratorProtocol {
    fileprivate var rest: UInt64

    mutating func next() -> Int? {
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }
}
