public import Vocabulary

/// Until when patients are followed.
public struct FollowUpParameters: Section, Equatable {
  /// The day on which the data are locked.
  public var lock = DayText()
  /// Losses a year before progression.
  public var lossPerYear = 0.0
  /// Hazard ratio of loss after progression.
  public var lossAfterProgression = 0.0

  /// Nothing stated.
  public init() {}

  /// `followUp`.
  public static let name = "followUp"
  /// What it holds.
  public static let summary = "until when patients are followed"
  /// Its fields.
  public static let fields: [Field<FollowUpParameters>] = [
    Field("lock", \.lock, "the day on which the data are locked", required: true),
    Field(
      "lossPerYear", \.lossPerYear, "losses a year before progression", limits: .nonnegative,
      required: true),
    Field(
      "lossAfterProgression", \.lossAfterProgression, "hazard ratio of loss after progression",
      limits: .positive, required: true),
  ]
}
