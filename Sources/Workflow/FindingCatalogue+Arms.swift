extension FindingCatalogue {
  /// What is found where patients come into an arm during follow-up.
  static let armFindings: [(String, String)] = [
    (
      "arm-after-follow-up",
      """
      Patients come into the focal arm on the day on which their follow-up ends, or later. They were
      never seen in it, and count in the other arm throughout. Look whether one of the two dates is
      wrong.
      """
    )
  ]
}
