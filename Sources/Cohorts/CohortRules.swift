public import Diagnostics
public import Expressions
internal import Tables
internal import Vocabulary

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
  }

  /// The rules for taking part, in order.
  public let eligible: [Eligibility]
  /// The arms in the order of the study.
  public let arms: [Arm]

  /// Checks the rules of a section against the columns of a table.
  ///
  /// - Throws: `Faults` with everything that is wrong with them.
  public init(_ section: CohortSection, schema: Schema) throws(Faults) {
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
      arms.append(Arm(name: element.name, place: source.place, condition: condition))
    }
    if !faults.isEmpty { throw Faults(faults) }
    self.eligible = eligible
    self.arms = arms
  }
}
