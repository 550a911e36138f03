public import Diagnostics
public import Vocabulary

/// A time to an event, or a value of each patient.
///
/// An event is a flag, and then ``time`` is written; or a date, and then ``censor`` is. A value has
/// ``value`` and ``kind``.
public struct OutcomeSection: Section, Equatable {
  /// The name for readers.
  public var label: String?
  /// The time from time zero to the event or the end of follow-up.
  public var time: ExpressionText?
  /// Whether the event happened at that time, or the date of the event.
  public var event: ExpressionText?
  /// When the patient came under observation, for delayed entry.
  public var entry: ExpressionText?
  /// The date from which time is counted; time zero where absent.
  public var from: ExpressionText?
  /// The date until which a patient without an event was followed.
  public var censor: ExpressionText?
  /// Events after which this one can no longer be seen to happen, by name.
  public var competing = NamedList<ExpressionText>()
  /// Outcomes that never end before this one has: its time may not lie after theirs.
  public var notAfter: [Located<String>] = []
  /// Which day an event is taken to have happened on where only the month or year is known; the
  /// patient is left out where absent.
  public var partialDates: PartialEventDay?
  /// The unit of times.
  public var unit = TimeUnit.days
  /// The value, where the outcome is no time.
  public var value: ExpressionText?
  /// What the values are.
  public var kind: ValueKind?
  /// What the value is measured in.
  public var valueUnit: String?
  /// The time over which a count was made.
  public var exposure: ExpressionText?

  /// An outcome that nobody has.
  public init() {}

  /// `outcome`.
  public static let name = "outcome"
  /// What it holds.
  public static let summary = "a time to an event, or a value of each patient"
  /// Its fields.
  public static let fields: [Field<OutcomeSection>] = [
    Field("label", \.label, "the name for readers"),
    Field("time", \.time, "the time to the event or to the end of follow-up"),
    Field("event", \.event, "whether the event happened at that time, or the date of the event"),
    Field("entry", \.entry, "the time the patient came under observation (delayed entry)"),
    Field("from", \.from, "the date from which time is counted; time zero when absent"),
    Field("censor", \.censor, "the date until which a patient without an event was followed"),
    Field(
      "competing", \.competing,
      "events that keep this one from happening, by name: flags at the time, or dates"),
    Field(
      "notAfter", \.notAfter,
      "outcomes whose times this one may not lie after, as pfs after os; checked for every patient"),
    Field(
      "partialDates", \.partialDates,
      "the day that is taken where an event is known to the month or year only"),
    Field("unit", \.unit, "the unit of the time, or of the exposure of a count"),
    Field("value", \.value, "the value, for an outcome that is no time to an event"),
    Field("kind", \.kind, "what the values are"),
    Field("valueUnit", \.valueUnit, "what a continuous value is measured in, for readers"),
    Field("exposure", \.exposure, "the time over which a count was made; 1 when absent"),
  ]

  /// The expressions that are written.
  public var expressions: [ExpressionText] {
    [time, event, entry, from, censor, value, exposure].compactMap(\.self)
      + competing.elements.map(\.value)
  }
}
