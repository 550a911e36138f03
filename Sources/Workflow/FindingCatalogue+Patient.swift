extension FindingCatalogue {
  /// What can be wrong with the question for one patient.
  static let patientFaults: [(String, String)] = [
    (
      "no-such-patient",
      """
      Nobody in the data is called so. Ids are compared as texts: 007 is not 7. Where a study names no
      column of ids, a patient is called by the number of the row.
      """
    ),
    ("nothing-dated", "A timeline was asked for of a patient none of whose events has a day."),
  ]
}
