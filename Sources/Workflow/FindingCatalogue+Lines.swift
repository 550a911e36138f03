extension FindingCatalogue {
  /// What can be noticed of lines of therapy.
  static let lineFindings: [(String, String)] = [
    (
      "lines-open",
      """
      Some dates are known only to the month or the year, and within what is known of them other
      lines of therapy are possible: another number, other reasons, or other drugs together. Such
      patients have a row open-date in the table line_rule. The lines that are used take the day
      that lines.partialDates names.
      """
    ),
    (
      "treatment-left-out",
      """
      A treatment without a first day or without a drug cannot be placed among regimens, nor can the
      65th different drug of one patient. Such rows are in the table line_rule, and take no part.
      """
    ),
    (
      "intent-missing",
      """
      The rules imwg2015 ask what was planned, which the intent of a treatment tells. A treatment
      without one is taken for not planned, so maintenance may be counted as a line of its own.
      """
    ),
  ]

  /// What can be wrong with what a study says of lines of therapy.
  static let lineFaults: [(String, String)] = [
    (
      "line-table-taken",
      """
      Lines of therapy are tables called regimen, line and line_rule. The registry has a table of
      such a name, so it would not be clear which one an expression reads.
      """
    ),
    (
      "same-line-rules",
      "A set of rules of lines of therapy is compared with itself, which says nothing."
    ),
  ]
}
