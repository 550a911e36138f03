public import Diagnostics
public import Expressions
internal import Tables
public import Vocabulary

/// The rules of a cohort, checked against the columns of a table.
public struct CohortRules: Sendable {
  /// A rule for taking part.
  public struct Eligibility: Sendable {
    /// What the step is called.
    public let name: String
    /// The rule as written.
    public let text: String
    /// Where it is written.
    public let place: Place?
    /// Who may take part.
    public let condition: TypedExpression
    /// What happens where it cannot be decided.
    public let unknown: UnknownRule
  }

  /// Who is in an arm.
  public struct Arm: Sendable {
    /// The arm's name.
    public let name: String
    /// Where the rule is written.
    public let place: Place?
    /// Who is in it.
    public let condition: TypedExpression
    /// The days on which its patients may have entered; any where absent.
    public let era: Era?
  }

  /// A day that is read of each patient.
  public struct Day: Sendable {
    /// The expression as written.
    public let text: String
    /// Where it is written.
    public let place: Place?
    /// The date.
    public let date: TypedExpression
  }

  /// When a patient enters; `nil` where patients are rows of a table.
  public let entry: Day?
  /// From when patients are compared; `nil` for the day of entry.
  public let timeZero: Day?
  /// The rules for taking part, in order.
  public let eligible: [Eligibility]
  /// The arms in the order of the study; everyone where it has none.
  public let arms: [Arm]
  /// Whether the study has arms.
  public let hasArms: Bool

  /// What the arm of everyone is called in a study without arms.
  public static let everyone = "all"

  /// Checks the rules of a section against the columns of a table.
  ///
  /// Entry and time zero are checked before, where there are any, for their columns are in the schema.
  /// - Throws: `Faults` with everything that is wrong with them.
  public init(
    _ section: CohortSection, schema: Schema, entry: Day? = nil, timeZero: Day? = nil
  ) throws(Faults) {
    var faults: [Diagnostic] = []
    func typed(_ text: String, at place: Place?) -> TypedExpression? {
      do throws(Faults) {
        return try Expression(text, at: place).typed(against: schema, expecting: .flag)
      } catch {
        faults += error.diagnostics
        return nil
      }
    }
    var eligible: [Eligibility] = []
    for rule in section.eligible {
      let source = rule.where.source
      guard let condition = typed(source.value, at: source.place) else { continue }
      eligible.append(
        Eligibility(
          name: rule.name, text: source.value, place: source.place, condition: condition,
          unknown: rule.unknown))
    }
    var arms: [Arm] = []
    for element in section.arms.elements {
      let source = element.value.where.source
      guard let condition = typed(source.value, at: source.place) else { continue }
      arms.append(
        Arm(
          name: element.name, place: source.place, condition: condition, era: element.value.era))
    }
    hasArms = !section.arms.isEmpty || !section.arms.unread.isEmpty
    if !hasArms, let condition = typed("true", at: nil) {
      arms.append(Arm(name: Self.everyone, place: nil, condition: condition, era: nil))
    }
    if !faults.isEmpty { throw Faults(faults) }
    self.entry = entry
    self.timeZero = timeZero
    self.eligible = eligible
    self.arms = arms
  }
}

extension CohortRules.Day {
  /// Checks a date of the study.
  ///
  /// - Throws: `Faults` with everything that is wrong with it; it must be a date.
  public init(_ text: ExpressionText, schema: Schema) throws(Faults) {
    let source = text.source
    date = try Expression(source.value, at: source.place).typed(against: schema, expecting: .date)
    self.text = source.value
    place = source.place
  }
}
