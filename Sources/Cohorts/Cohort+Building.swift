public import Diagnostics
public import Tables
internal import Vocabulary

extension Cohort {
  /// The step that counts everyone in the table.
  public static let firstStep = "in the table"
  /// The step that counts everyone in a registry.
  public static let registryStep = "in the registry"
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
    var steps = Attrition(assignment, rowCount: table.rowCount, armCount: names.count)
    steps.add(timeline == nil ? firstStep : registryStep, rule: nil) { _ in .remaining }
    for before in timeline?.steps ?? [] {
      steps.add(before.name, rule: before.rule) { before.fates[$0] }
    }
    for rule in rules.eligible {
      let decision = try Decision(rule.condition, source, &findings)
      if rule.unknown == .stop, let row = steps.remaining.first(where: { decision[$0] == nil }) {
        throw Faults([
          CohortFault.undecided(
            step: rule.name, patient: CohortFault.name(of: row, identifiers)
          ).diagnostic(at: rule.place)
        ])
      }
      steps.add(rule.name, rule: rule.text) { row in
        switch decision[row] ?? (rule.unknown == .include ? true : nil) {
        case true?: .remaining
        case false?: .excluded
        case nil: .unknown
        }
      }
    }
    if rules.hasArms {
      steps.add(armStep, rule: nil) { row in
        if assignment.arm(row) != nil { return .remaining }
        return assignment.isUnknown(row) ? .unknown : .excluded
      }
    }
    if rules.arms.contains(where: { $0.era != nil }) {
      steps.add(eraStep, rule: eraText(rules)) { row in
        assignment.isOutsideEra(row) ? .excluded : .remaining
      }
    }
    let cohort = Cohort(
      rows: steps.remaining, arms: steps.remaining.map { assignment.arm($0) ?? 0 },
      armNames: names, attrition: steps.steps, exits: steps.exits)
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
        let step = rules.eligible.first { $0.name == last?.name }
        return fault.diagnostic(at: rules.arms[arm].place ?? step?.place ?? rules.entry?.place)
      })
  }
}

/// Steps as they are counted, and how each patient left.
private struct Attrition {
  let assignment: ArmAssignment
  let armCount: Int
  private(set) var remaining: [Int]
  private(set) var exits: [Cohort.Exit?]
  private(set) var steps: [AttritionStep] = []

  init(_ assignment: ArmAssignment, rowCount: Int, armCount: Int) {
    self.assignment = assignment
    self.armCount = armCount
    remaining = Array(0..<rowCount)
    exits = [Cohort.Exit?](repeating: nil, count: rowCount)
  }

  mutating func add(
    _ name: String, rule: String?, _ fate: (Int) -> AttritionStep.Fate
  ) {
    var step = AttritionStep(name: name, rule: rule, armCount: armCount)
    var kept: [Int] = []
    kept.reserveCapacity(remaining.count)
    for row in remaining {
      let fate = fate(row)
      step.count(fate, arm: assignment.arm(row))
      if fate == .remaining {
        kept.append(row)
      } else {
        exits[row] = Cohort.Exit(step: Int16(steps.count), fate: fate)
      }
    }
    steps.append(step)
    remaining = kept
  }
}
