public import Vocabulary

/// A time to an event.
public struct OutcomeSection: Section, Equatable {
  /// The name for readers.
  public var label: String?
  /// The time from time zero to the event or the end of follow-up.
  public var time = ExpressionText("0")
  /// Whether the event happened at that time.
  public var event = ExpressionText("false")
  /// When the patient came under observation, for delayed entry.
  public var entry: ExpressionText?
  /// The unit of the time.
  public var unit = TimeUnit.days

  /// An outcome that nobody has.
  public init() {}

  /// `outcome`.
  public static let name = "outcome"
  /// What it holds.
  public static let summary = "a time to an event"
  /// Its fields.
  public static let fields: [Field<OutcomeSection>] = [
    Field("label", \.label, "the name for readers"),
    Field("time", \.time, "the time to the event or to the end of follow-up", required: true),
    Field("event", \.event, "whether the event happened at that time", required: true),
    Field("entry", \.entry, "the time the patient came under observation (delayed entry)"),
    Field("unit", \.unit, "the unit of the time"),
  ]
}
