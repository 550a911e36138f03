extension FindingCatalogue {
  /// What keeps interval-censored times, person-years and relative survival from being computed.
  static let populationFaults: [(String, String)] = [
    (
      "lower-bound-not-finite",
      """
      The lower bound of a time that is known between two is missing or infinite. It is 0 for who was
      never seen free of the event.
      """
    ),
    (
      "upper-bound-missing",
      """
      The upper bound of a time that is known between two is missing. It is infinite for who is still
      free of the event.
      """
    ),
    ("bounds-exchanged", "The upper bound of a time is below its lower bound."),
    (
      "weight-too-small",
      "A weight is so small beside the sum of all that it cannot be computed with."
    ),
    ("too-few-replicates", "A bootstrap needs two replicates at least."),
    ("too-many-people", "Frequencies stand for more people than can be drawn one by one."),
    (
      "test-needs-frequencies",
      """
      A test of interval-censored times counts people, so that weights of sampling or matching have no
      meaning in it.
      """
    ),
    ("invalid-time", "A time that was asked for is missing, negative or not finite."),
    ("invalid-number", "A number of a table of person-years is missing, not finite or negative."),
    ("invalid-bounds", "The bounds of the bands of a time scale are not two or more that ascend."),
    (
      "too-many-cells",
      "The bands of all time scales make too many cells. Use wider bands or fewer scales."
    ),
    (
      "no-time-in-cell",
      "A cell has a weight in the standard and nobody was followed in it. Join bands."
    ),
    ("empty-standard", "A standard population has no weight above 0."),
    ("nothing-expected", "No events were expected, so that those seen have no ratio to them."),
    ("counts-needed", "A rate needs counted people, and the weights are not frequencies."),
    ("hazards-missing", "A rate table has too few or too many hazards for its ages and periods."),
    ("invalid-hazard", "A hazard of a rate table is missing, negative or not finite."),
    (
      "potential-too-short",
      "Somebody was followed for longer than the time up to which it was said to be possible."
    ),
    (
      "hazard-too-large",
      """
      Hazards of a rate table are so large that hardly anyone would survive. Hazards, ages, dates and
      follow-up must have one unit.
      """
    ),
    (
      "entry-not-possible",
      """
      The methods Ederer I and Hakulinen follow everyone from time 0 and know no delayed entry. Use
      Ederer II or Pohar Perme.
      """
    ),
    (
      "potential-needed",
      "Hakulinen's method needs the time up to which each could have been followed."
    ),
  ]
}
