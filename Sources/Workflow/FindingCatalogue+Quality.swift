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
