internal import Diagnostics
internal import Expressions
internal import Tables

/// The patients who are compared, their arms, and how they were chosen.
public struct Cohort: Sendable {
  /// The rows of the table that take part, in the order of the table.
  public let rows: [Int]
  /// The arm of each of them, as an index into ``armNames``.
  public let arms: [Int]
  /// The names of the arms.
  public let armNames: [String]
  /// The steps from the table to the cohort.
  public let attrition: [AttritionStep]
  /// For each row of the table, the step at which the patient left; `nil` for those of the cohort.
  public let exits: [Exit?]

  /// How a patient left.
  public struct Exit: Sendable, Equatable {
    /// The step, as an index into ``Cohort/attrition``.
    public let step: Int16
    /// Excluded or unknown.
    public let fate: AttritionStep.Fate
  }

  /// A cohort.
  public init(
    rows: [Int], arms: [Int], armNames: [String], attrition: [AttritionStep], exits: [Exit?] = []
  ) {
    self.rows = rows
    self.arms = arms
    self.armNames = armNames
    self.attrition = attrition
    self.exits = exits
  }

  /// How many patients are in an arm.
  public func count(inArm arm: Int) -> Int {
    var count = 0
    for value in arms where value == arm { count += 1 }
    return count
  }

  /// The cohort without some of its patients, as a further step.
  ///
  /// - Parameters:
  ///   - name: what the step is called.
  ///   - rule: why they leave, in the words of the study.
  ///   - isKept: for each row of the table, whether the patient stays.
  /// - Returns: the smaller cohort with the step added.
  public func keeping(_ name: String, rule: String?, _ isKept: (Int) -> Bool) -> Cohort {
    var step = AttritionStep(name: name, rule: rule, armCount: armNames.count)
    var (keptRows, keptArms): ([Int], [Int]) = ([], [])
    var exits = exits
    for (row, arm) in zip(rows, arms) {
      if isKept(row) {
        keptRows.append(row)
        keptArms.append(arm)
        step.count(.remaining, arm: arm)
      } else {
        step.count(.excluded, arm: arm)
        if exits.indices.contains(row) {
          exits[row] = Exit(step: Int16(attrition.count), fate: .excluded)
        }
      }
    }
    return Cohort(
      rows: keptRows, arms: keptArms, armNames: armNames, attrition: attrition + [step],
      exits: exits)
  }
}

/// One step on the way from the table to the cohort.
public struct AttritionStep: Sendable, Equatable {
  /// What can become of a patient at a step.
  public enum Fate: Sendable {
    /// Stays.
    case remaining
    /// Leaves by the rule.
    case excluded
    /// Leaves because the rule could not be decided.
    case unknown
  }

  /// How many patients met which fate.
  public struct Counts: Sendable, Equatable {
    /// Patients who stay.
    public var remaining = 0
    /// Patients who leave by the rule.
    public var excluded = 0
    /// Patients for whom the rule could not be decided, and who leave.
    public var unknown = 0

    mutating func count(_ fate: Fate) {
      switch fate {
      case .remaining: remaining += 1
      case .excluded: excluded += 1
      case .unknown: unknown += 1
      }
    }
  }

  /// What the step is called.
  public let name: String
  /// The rule as written.
  public let rule: String?
  /// Everyone.
  public private(set) var total = Counts()
  /// By arm, for patients whose arm is known.
  public private(set) var byArm: [Counts]

  init(name: String, rule: String?, armCount: Int) {
    self.name = name
    self.rule = rule
    byArm = [Counts](repeating: Counts(), count: armCount)
  }

  mutating func count(_ fate: Fate, arm: Int?) {
    total.count(fate)
    if let arm { byArm[arm].count(fate) }
  }
}
