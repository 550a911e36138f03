public import Diagnostics
internal import Vocabulary
public import Tables

extension Cohort {
  /// The step that counts everyone in the table.
  public static let firstStep = "in the table"
  /// The step that leaves out patients of no arm.
  public static let armStep = "in an arm"
  /// The step that leaves out patients who entered outside the era of their arm.
  public static let eraStep = "in the era of the arm"

  /// Builds a cohort: everyone in the table, then who enters and is followed from time zero where
  /// there is a timeline, then each rule in order, then the arms and their eras.
  ///
  /// A patient for whom a rule cannot be decided is excluded and counted as unknown, unless the
  /// rule says otherwise; so is one in an arm of whom another arm's rule cannot be decided, who may
  /// be in both. The arm of a patient is found first, so that every step is counted by
  /// arm.
  /// - Parameters:
  ///   - table: the patients, with every derived column.
  ///   - rules: the checked rules.
  ///   - identifiers: what patients are called, for messages.
  ///   - events: the events that rules read, where there are any.
  ///   - timeline: when each patient enters, in a registry of events.
  /// - Returns: the cohort and what was noticed while rules were evaluated.
  /// - Throws: `Faults` for a patient in two arms, for a rule with `unknown: stop` that cannot be
  ///   decided, and for an empty cohort or arm.
  /// - Complexity: O(rows · rules).
  public static func build(
    from table: Table, rules: CohortRules, identifiers: Column?, events: EventStore? = nil,
    timeline: Timeline? = nil
  ) throws(Faults) -> (cohort: Cohort, findings: [Diagnostic]) {
    var findings: [Diagnostic] = []
    let names = rules.arms.map(\.name)
    let source = RuleSource(table: table, events: events, identifiers: identifiers)
    let assignment = try ArmAssignment(source, rules.arms, timeline, &findings)
    var first = AttritionStep(name: firstStep, rule: nil, armCount: names.count)
    for row in 0..<table.rowCount { first.count(.remaining, arm: assignment.arm(row)) }
    var steps = [first]
    var remaining = Array(0..<table.rowCount)
    for before in timeline?.steps ?? [] {
      var step = AttritionStep(name: before.name, rule: before.rule, armCount: names.count)
      for row in remaining { step.count(before.fates[row], arm: assignment.arm(row)) }
      steps.append(step)
      remaining.removeAll { before.fates[$0] != .remaining }
    }
    for rule in rules.eligible {
      let decision = try Decision(rule.condition, source, &findings)
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
    var cohort = Cohort(rows: rows, arms: arms, armNames: names, attrition: steps)
    if rules.arms.contains(where: { $0.era != nil }) {
      cohort = cohort.keeping(eraStep, rule: eraText(rules)) { !assignment.isOutsideEra($0) }
    }
    try cohort.requireArms(rules)
    return (cohort, findings)
  }

  private static func eraText(_ rules: CohortRules) -> String {
    let eras = rules.arms.compactMap { arm in arm.era.map { "\(arm.name): entry in \($0.text)" } }
    return eras.joined(separator: "; ")
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
