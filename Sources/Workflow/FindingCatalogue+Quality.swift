extension FindingCatalogue {
  /// What rules of data quality can find.
  static let qualityFindings: [(String, String)] = [
    (
      "quality-warning",
      """
      The data of the registry break a rule of quality whose severity is 'warning'. The quality
      section of the report has the counts, tables/quality-rows.csv every row concerned. The rule
      says what it means and what to do.
      """
    ),
    (
      "quality-gate",
      """
      The data of the registry break a rule of quality whose severity is 'gate'. Where they do so
      among the patients of the cohort, estimates are withheld. Mend the data, narrow the cohort to
      patients whose data are fit, or change the rule and say why.
      """
    ),
    (
      "unknown-code",
      """
      A column of a registry has a code that its 'codes' do not list. The value is kept as it is
      written, and no rule that asks for a word will find it. Add the code, with the word for it or
      with none where it means that nothing is known.
      """
    ),
    (
      "unit-missing",
      """
      Values of a registry have no unit. They are taken to be in the unit that values of their kind
      are kept in. Look at whether their size bears that out.
      """
    ),
    (
      "unit-not-convertible",
      """
      Values of a registry are in a unit that cannot be converted to the one that values of their
      kind are kept in. Where the unit is right, say under 'convert' what values in it are
      multiplied by. Without 'otherUnits: drop' this stops a run; with it the values are missing.
      """
    ),
  ]

  /// What rules of data quality can be stopped by.
  static let qualityFaults: [(String, String)] = [
    (
      "quality-fatal",
      """
      The data of the registry break a rule of quality whose severity is 'fatal', and no study runs
      on them. The places are the first rows that break it. Mend the rows, or leave them out of the
      file; where the rule asks too much of these data, copy the file of rules and change its
      severity or what it allows.
      """
    ),
    (
      "unknown-rule",
      """
      'without' names a rule of quality that no included file has.
      """
    ),
  ]
}
