extension FindingCatalogue {
  /// What can be wrong with a registry that is made up.
  static let simulationFaults: [(String, String)] = [
    (
      "unknown-model",
      """
      The registry that a study or 'equipoise simulate' asks for is made up by no model there is.
      """
    ),
    (
      "unknown-world",
      """
      'truth' says for each arm which world of a synthetic registry it stands for. The worlds are those of
      truth/worlds.csv, such as 'start' and 'never'.
      """
    ),
    (
      "unknown-parameter-name",
      """
      A file of parameters names a drug, regimen, province, stage, marker or reason that there is
      not. Regimens and provinces are those of the file and of the shipped parameters.
      """
    ),
    (
      "bad-parameters",
      """
      Parameters of a simulation contradict each other, such as a last year before the first, or
      thresholds that do not ascend.
      """
    ),
  ]
}
