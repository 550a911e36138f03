public import Diagnostics
internal import Expressions
public import Tables

extension Cohort {
  /// The step that counts everyone in the table.
  public static let firstStep = "in the table"
  /// The step that leaves out patients of no arm.
  public static let armStep = "in an arm"

  /// Builds a cohort: everyone in the table, then each rule in order, then the arms.
  ///
  /// A patient for whom a rule cannot be decided is excluded and counted as unknown, unless the
  /// rule says otherwise; so is one in an arm of whom another arm's rule cannot be decided, who may
  /// be in both. The arm of a patient is found first, so that every step is counted by
  /// arm.
  /// - Parameters:
  ///   - table: the patients, with every derived column.
  ///   - rules: the checked rules.
  ///   - identifiers: what patients are called, for messages.
  /// - Returns: the cohort and what was noticed while rules were evaluated.
  /// - Throws: `Faults` for a patient in two arms, for a rule with `unknown: stop` that cannot be
  ///   decided, and for an empty cohort or arm.
  /// - Complexity: O(rows · rules).
  public static func build(
    from table: Table, rules: CohortRules, identifiers: Column?
  ) throws(Faults) -> (cohort: Cohort, findings: [Diagnostic]) {
    var findings: [Diagnostic] = []
    let names = rules.arms.map(\.name)
    let assignment = try ArmAssignment(table, rules.arms, identifiers, &findings)
    var first = AttritionStep(name: firstStep, rule: nil, armCount: names.count)
    for row in 0..<table.rowCount { first.count(.remaining, arm: assignment.arm(row)) }
    var steps = [first]
    var remaining = Array(0..<table.rowCount)
    for rule in rules.eligible {
      let decision = try Decision(rule.condition, on: table, &findings)
      if rule.unknown == .stop, let row = remaining.first(where: { decision[$0] == nil }) {
        throw Faults([
          CohortFault.undecided(
            step: rule.name, patient: CohortFault.name(of: row, identifiers)
          ).diagnostic(at: rule.place)
        ])
      }
      var step = AttritionStep(name: rule.name, rule: rule.text, armCount: names.count)
      var kept: [Int] = []
      for row in remaining {
        let isIncluded = decision[row] ?? (rule.unknown == .include ? true : nil)
        let fate: AttritionStep.Fate =
          switch isIncluded {
          case true?: .remaining
          case false?: .excluded
          case nil: .unknown
          }
        step.count(fate, arm: assignment.arm(row))
        if isIncluded == true { kept.append(row) }
      }
      steps.append(step)
      remaining = kept
    }
    var step = AttritionStep(name: armStep, rule: nil, armCount: names.count)
    var (rows, arms): ([Int], [Int]) = ([], [])
    for row in remaining {
      if let arm = assignment.arm(row) {
        rows.append(row)
        arms.append(arm)
        step.count(.remaining, arm: arm)
      } else {
        step.count(assignment.isUnknown(row) ? .unknown : .excluded, arm: nil)
      }
    }
    steps.append(step)
    let cohort = Cohort(rows: rows, arms: arms, armNames: names, attrition: steps)
    try cohort.requireArms(rules)
    return (cohort, findings)
  }

  /// Checks that somebody is in each arm, as after a step that takes patients away.
  ///
  /// - Throws: `Faults` with every arm that nobody is in, and the step that emptied it.
  public func requireArms(_ rules: CohortRules) throws(Faults) {
    let empty = rules.arms.indices.filter { count(inArm: $0) == 0 }
    if empty.isEmpty { return }
    throw Faults(
      empty.map { arm in
        let last = attrition.last { $0.byArm[arm].excluded + $0.byArm[arm].unknown > 0 }
        let fault = CohortFault.emptyArm(rules.arms[arm].name, emptiedBy: last?.name)
        return fault.diagnostic(at: rules.arms[arm].place)
      })
  }
}

/// For each row, whether a condition holds, does not, or cannot be decided.
private struct Decision {
  private let flags: [Bool]
  private let missing: Missingness

  init(
    _ condition: TypedExpression, on table: Table, _ findings: inout [Diagnostic]
  ) throws(Faults) {
    let evaluation = try condition.evaluate(on: table, name: "")
    findings += evaluation.findings
    guard case .flag(let flags) = evaluation.column.values else {
      self.flags = [Bool](repeating: false, count: table.rowCount)
      missing = Missingness([Bool](repeating: true, count: table.rowCount))
      return
    }
    self.flags = flags
    missing = evaluation.column.missing
  }

  subscript(row: Int) -> Bool? { missing[row] ? nil : flags[row] }
}

/// Which arm each row is in.
private struct ArmAssignment {
  private static let none: Int32 = -1
  private static let unknown: Int32 = -2
  private var codes: [Int32]

  init(
    _ table: Table, _ arms: [CohortRules.Arm], _ identifiers: Column?,
    _ findings: inout [Diagnostic]
  ) throws(Faults) {
    codes = [Int32](repeating: Self.none, count: table.rowCount)
    var isUndecided = [Bool](repeating: false, count: table.rowCount)
    for (index, arm) in arms.enumerated() {
      let decision = try Decision(arm.condition, on: table, &findings)
      for row in 0..<table.rowCount {
        switch decision[row] {
        case true?:
          if codes[row] >= 0 {
            let fault = CohortFault.inTwoArms(
              patient: CohortFault.name(of: row, identifiers), arms[Int(codes[row])].name, arm.name)
            throw Faults([fault.diagnostic(at: arm.place)])
          }
          codes[row] = Int32(index)
        case false?: break
        case nil: isUndecided[row] = true
        }
      }
    }
    for row in codes.indices where isUndecided[row] { codes[row] = Self.unknown }
  }

  func arm(_ row: Int) -> Int? { codes[row] >= 0 ? Int(codes[row]) : nil }

  func isUnknown(_ row: Int) -> Bool { codes[row] == Self.unknown }
}
