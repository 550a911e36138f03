internal import Diagnostics
internal import Expressions

extension TimeZeroFinding {
  /// What counts as the event differs between the arms.
  func byExposure(
    _ outcome: TimedDesign.FollowUp, _ part: Part, _ reads: [TimedRead], _ design: TimedDesign
  ) -> Words {
    Words(
      message: "what counts as \(part.words) depends on '\(Self.sources(reads))', which decides "
        + "the arms",
      place: Self.place(part, reads), notes: reading(part, reads) + arms(design),
      bias: "the arms are followed for different events: the arm in which more counts as an event "
        + "looks worse, and the other better, also where nothing has an effect",
      help:
        "count the same events in all arms, as in event: earliest(progression.date, death.date), "
        + "from time zero, whatever is given later")
  }

  /// Follow-up ends where the treatment does that tells the arms apart.
  func censoredAtStop(
    _ outcome: TimedDesign.FollowUp, _ part: Part, _ reads: [TimedRead], _ design: TimedDesign
  ) -> Words {
    Words(
      message: "follow-up of '\(outcome.name)' ends at a stop of '\(Self.sources(reads))', which "
        + "decides the arms",
      place: Self.place(part, reads), notes: reading(part, reads) + arms(design),
      bias: "informative censoring: who gets worse stops, and what follows is not counted, in the "
        + "arm that has something to stop more than in the other: that arm looks better than it is, "
        + "also where nothing has an effect",
      help: "follow to the last contact whatever is given, which is the effect of starting (as "
        + "randomised, ITT); for the effect of going on use clone-censor-weight, or weights for "
        + "censoring by what is known of each patient before the stop")
  }

  /// Follow-up ends at a treatment or event that comes because of how the patient is.
  func censored(
    _ outcome: TimedDesign.FollowUp, _ part: Part, _ reads: [TimedRead], _ design: TimedDesign
  ) -> Words {
    Words(
      message: "follow-up of '\(outcome.name)' ends at an event of '\(Self.sources(reads))'",
      place: Self.place(part, reads), notes: reading(part, reads),
      bias: "informative censoring: those to whom it happens are often about to have the event, or "
        + "live to have it, and are taken to fare as those who go on: in every arm the outcome looks "
        + "better than it is if it comes to who gets worse, most where it comes often",
      help: "follow to the last contact whatever is given (ITT); make it part of the event, as the "
        + "next line in time to next treatment, or a competing event; or use clone-censor-weight, or "
        + "weights for censoring")
  }

  private func arms(_ design: TimedDesign) -> [Diagnostic.Note] {
    design.arms.first.map { [Diagnostic.Note("the arms are decided here", at: $0.place)] } ?? []
  }
}
