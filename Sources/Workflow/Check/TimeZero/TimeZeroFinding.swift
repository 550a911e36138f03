internal import Diagnostics
internal import Expressions

/// A design that makes a difference, or hides one, by where its time zero is.
enum TimeZeroFinding {
  /// A part of a study as a message names it.
  typealias Part = TimedDesign.Part

  /// An arm is decided after patients are followed.
  case exposureAfterTimeZero(arm: Part, reads: [TimedRead], isRequired: Bool)
  /// An outcome counts from before the arms are decided.
  case followUpBeforeExposure(outcome: TimedDesign.FollowUp, known: Double, arm: Part?)
  /// A rule or every arm lets in only who has reached a later event.
  case immortalSelection(by: Part, reads: [TimedRead])
  /// An outcome starts at a later event that not everyone reaches.
  case lateStart(outcome: TimedDesign.FollowUp)
  /// An arm, rule or covariate is made of how long something lasted.
  case durationFixed(by: Part, reads: [TimedRead])
  /// Something that happened ever, or the best that happened, is compared.
  case everValue(of: Part, reads: [TimedRead], isOutcome: Bool)
  /// A rule or covariate reads what may happen after time zero.
  case readsAfterTimeZero(by: Part, reads: [TimedRead])
  /// Time zero is another kind of day for different patients.
  case indexDiffers(of: Part, kinds: [Set<String>])
  /// What counts as the event of an outcome hangs on what decides the arms.
  case outcomeByExposure(outcome: TimedDesign.FollowUp, part: Part, reads: [TimedRead])
  /// Follow-up ends at something that is done for what is seen of the patient; at the end of what
  /// decides the arms where `isOfArms`.
  case informativeCensoring(
    outcome: TimedDesign.FollowUp, part: Part, reads: [TimedRead], isOfArms: Bool)
  /// A column decides the arm and looks like the time of an event.
  case exposureTimeUnsaid(arm: Part, column: String, place: Place?)

  /// The stable name.
  var id: String {
    switch self {
    case .exposureAfterTimeZero: "exposure-after-time-zero"
    case .followUpBeforeExposure: "follow-up-before-exposure"
    case .immortalSelection, .lateStart: "immortal-selection"
    case .durationFixed: "duration-as-covariate"
    case .everValue: "ever-value"
    case .readsAfterTimeZero: "reads-after-time-zero"
    case .indexDiffers: "index-differs"
    case .outcomeByExposure: "outcome-by-exposure"
    case .informativeCensoring: "informative-censoring"
    case .exposureTimeUnsaid: "exposure-time-unsaid"
    }
  }

  /// What is a guess, is a covariate that no design uses, hangs on tables whose rows are made of
  /// later ones, or ends follow-up alike in all arms, is a warning; everything else keeps a study
  /// from running until it is accepted.
  var severity: Diagnostic.Severity {
    switch self {
    case .exposureTimeUnsaid: .warning
    case .exposureAfterTimeZero(let part, let reads, _), .immortalSelection(let part, let reads),
      .durationFixed(let part, let reads), .everValue(let part, let reads, _),
      .readsAfterTimeZero(let part, let reads):
      part.isUsed && reads.contains { !$0.isIndirect } ? .error : .warning
    case .informativeCensoring(_, _, _, let isOfArms): isOfArms ? .error : .warning
    case .followUpBeforeExposure, .lateStart, .indexDiffers, .outcomeByExposure: .error
    }
  }
}
