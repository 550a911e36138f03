extension FindingCatalogue {
  /// Designs that make an effect out of nothing; an error until a study accepts it in writing.
  static let timeZeroFindings: [(String, String)] = [
    (
      "exposure-after-time-zero",
      """
      An arm is decided by what happens after patients begin to be followed. Whoever is in the arm
      must have lived, free of the event, until it was decided: this immortal time makes the arm look
      better than it is, and the other worse, also where treatment does nothing. Take a landmark (make
      the end of the window time zero and follow who is event-free then), or compare strategies by
      clone-censor-weight or sequential trials. docs/time-zero.md shows how large the bias is.
      """
    ),
    (
      "follow-up-before-exposure",
      """
      An outcome counts from a day before time zero, or before the arms are decided, as overall
      survival from induction does where maintenance is decided after transplant. Nobody in the study
      can have had the event in between, and this time is longer for some than for others. Count from
      time zero.
      """
    ),
    (
      "immortal-selection",
      """
      Patients take part because of something that happens to them after time zero, such as reaching a
      second line of treatment. Those who died before are left out, so survival looks longer, and what
      delays the later event looks like a cause of longer life. Index at the later event: make it
      entry, and count from it.
      """
    ),
    (
      "duration-as-covariate",
      """
      How long something lasted, as a treatment, decides an arm, a rule or a covariate, though it is
      known only when it ends. Who was treated long must have lived long, and who progressed stopped
      because of it: duration looks protective whatever the treatment does. Compare strategies by
      clone-censor-weight or sequential trials, or read at a landmark what was known by then.
      """
    ),
    (
      "ever-value",
      """
      What was ever seen, as the best response or any adverse event, is compared between patients who
      were not followed equally long. Who lives longer has more time to reach it. As an outcome make it a
      time to the first such event with death competing, or ask for it by a fixed day; as a covariate read
      what was reached by time zero.
      """
    ),
    (
      "reads-after-time-zero",
      """
      A rule, a covariate, entry or time zero reads events without saying until when, or until a day
      after time zero. If it sees what happens after time zero, patients are chosen or described by
      their own future: those who live longer have more of everything. Say until when, as in
      'where date <= timeZero'.
      """
    ),
    (
      "index-differs",
      """
      Time zero, or the day an outcome counts from, is another kind of day in different arms, such as the
      start of treatment for the treated and the transplant for the others. The arms are then compared at
      different stages of the disease, and the time survived up to the later day is left out for one of
      them. Choose one kind of day that everyone has: a landmark, a grace period with clone-censor-weight,
      or sequential trials.
      """
    ),
    (
      "outcome-by-exposure",
      """
      What counts as an event of an outcome depends on what decides the arms, as where progression or
      death counts for who is on maintenance, and only death for the others. The arm in which more counts
      looks worse, also where treatment does nothing. Count the same events in all arms.
      """
    ),
    (
      "informative-censoring",
      """
      Follow-up of an outcome ends at something that comes because of how the patient is: at the stop of
      what decides the arms, which is an error, or at the next line, another treatment or another event,
      which is a warning. Who gets worse stops or changes treatment, and the events that follow are not
      counted: the arm to which it happens looks better than it is. Follow to the last contact whatever is
      given, as randomised trials do; for the effect of going on use clone-censor-weight, or weights for
      censoring.
      """
    ),
    (
      "exposure-time-unsaid",
      """
      An arm of a study on a table is decided by whether a column has a value, and the column looks like
      the time of an event. If it happens during follow-up the arm is chosen by the future of its
      patients. Say when the column becomes known, by 'knownAt' under data.columns; knownAt: 0 says
      that it lies before follow-up.
      """
    ),
  ]

  /// The ids of designs that make an effect out of nothing.
  public static let timeZeroIds: [String] = timeZeroFindings.map(\.0)
}
