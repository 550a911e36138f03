public import Vocabulary

/// How a registry tells until when a patient was followed.
public struct FollowUpSection: Section, Equatable {
  /// The day of death.
  public var death = EventColumn("death", "date")
  /// The last day on which a patient was under follow-up.
  public var end = EventColumn("followup", "last_contact")

  /// The usual tables.
  public init() {}

  /// `followUp`.
  public static let name = "followUp"
  /// What it holds.
  public static let summary = "until when patients were followed"
  /// Its fields.
  public static let fields: [Field<FollowUpSection>] = [
    Field("death", \.death, "the day of death; patients without one are alive", required: true),
    Field("end", \.end, "the last day under follow-up: last contact or loss", required: true),
  ]
}
