extension FindingCatalogue {
  /// What can be wrong with the description of a cohort.
  static let descriptionFaults: [(String, String)] = [
    (
      "column-does-not-fit",
      "A description needs a column of another type; derive one that fits under 'variables'."
    ),
    (
      "contrast-without-arms",
      """
      An estimate compares arms, and the study has none. A study without arms describes one cohort:
      it can ask for kaplanMeier, median, survival and rmst, and for what stands under 'describe'.
      """
    ),
    (
      "outcomes-not-in-order",
      """
      An outcome lies after one that it cannot lie after, such as progression after death: its
      'notAfter' names that outcome. The data of these patients contradict themselves, or an outcome
      reads the wrong event.
      """
    ),
  ]
}
