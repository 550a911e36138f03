internal import Diagnostics
internal import Expressions
internal import Tables

/// What the rules of a cohort are evaluated over.
struct RuleSource {
  let table: Table
  let events: EventStore?
  let identifiers: Column?
}

/// For each row, whether a condition holds, does not, or cannot be decided.
struct Decision {
  private let flags: [Bool]
  private let missing: Missingness

  init(
    _ condition: TypedExpression, _ source: RuleSource, _ findings: inout [Diagnostic]
  ) throws(Faults) {
    let evaluation = try condition.evaluate(on: source.table, events: source.events, name: "")
    findings += evaluation.noticed
    let count = source.table.rowCount
    guard case .flag(let flags) = evaluation.column.values else {
      self.flags = [Bool](repeating: false, count: count)
      missing = Missingness([Bool](repeating: true, count: count))
      return
    }
    self.flags = flags
    missing = evaluation.column.missing
  }

  subscript(row: Int) -> Bool? { missing[row] ? nil : flags[row] }
}

/// Which arm each row is in.
///
/// A patient is in an arm where its rule holds and the day of entry lies in its era. One for whom a
/// rule holds in no arm's era is told apart from one for whom no rule holds.
struct ArmAssignment {
  private static let none: Int32 = -1
  private static let unknown: Int32 = -2
  private var codes: [Int32]
  /// The first arm whose rule holds outside its era.
  private var outside: [Int32]

  init(
    _ source: RuleSource, _ arms: [CohortRules.Arm], _ timeline: Timeline?,
    _ findings: inout [Diagnostic]
  ) throws(Faults) {
    let count = source.table.rowCount
    codes = [Int32](repeating: Self.none, count: count)
    outside = [Int32](repeating: Self.none, count: count)
    var isUndecided = [Bool](repeating: false, count: count)
    for (index, arm) in arms.enumerated() {
      let decision = try Decision(arm.condition, source, &findings)
      var both: [Int: [Int]] = [:]
      for row in 0..<count where timeline?.hasEntry(row) ?? true {
        switch decision[row] {
        case true? where timeline?.isInEra(row, arm.era) ?? true:
          if codes[row] >= 0 { both[Int(codes[row]), default: []].append(row) }
          codes[row] = Int32(index)
        case true?: if outside[row] < 0 { outside[row] = Int32(index) }
        case false?: break
        case nil where timeline?.isInEra(row, arm.era) ?? true: isUndecided[row] = true
        case nil: break
        }
      }
      if let (first, rows) = both.min(by: { $0.key < $1.key }) {
        let fault = CohortFault.inTwoArms(
          patients: CohortFault.names(of: rows, source.identifiers), arms[first].name, arm.name)
        throw Faults([fault.diagnostic(at: arm.place)])
      }
    }
    for row in codes.indices where isUndecided[row] { codes[row] = Self.unknown }
  }

  /// The arm of a patient who is in one, or would be but for its era.
  func arm(_ row: Int) -> Int? {
    if codes[row] >= 0 { return Int(codes[row]) }
    return isOutsideEra(row) ? Int(outside[row]) : nil
  }

  func isUnknown(_ row: Int) -> Bool { codes[row] == Self.unknown }

  /// Whether a rule holds, and only outside the era of its arm.
  func isOutsideEra(_ row: Int) -> Bool { codes[row] == Self.none && outside[row] >= 0 }
}

extension Timeline {
  /// Whether a patient has a date of entry.
  func hasEntry(_ row: Int) -> Bool { !entry.missing[row] }

  /// Whether a patient entered in an era.
  func isInEra(_ row: Int, _ era: Era?) -> Bool {
    guard let era else { return true }
    guard case .date(let days) = entry.values else { return false }
    return era.contains(day: days[row])
  }
}
