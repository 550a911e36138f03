extension FindingCatalogue {
  /// What can be found of a file that was read.
  static let fileFindings: [(String, String)] = [
    (
      "mixed-line-ends",
      """
      Some lines of the data end in LF, others in CR LF or CR. All were read; the file was perhaps
      joined from several.
      """
    ),
    (
      "other-delimiter",
      """
      The header is one column under the declared delimiter, and several under another.
      """
    ),
    (
      "looks-like-decimal-comma",
      """
      Values look like numbers whose decimals stand behind a comma, and were read as text. Declare
      'decimal: comma', for the table or the column.
      """
    ),
    (
      "looks-like-thousands",
      """
      Values look like numbers with signs between the thousands, and were read as text. Which sign
      is the decimal one cannot be told from them: export the numbers without.
      """
    ),
    (
      "looks-like-dates",
      """
      Values look like dates, and were read as text. Declare their 'dateFormat', for the table or
      the column; which of day and month comes first is never guessed.
      """
    ),
    ("column-all-missing", "A column of the table has no value at all."),
    (
      "no-rows",
      "A table of events has a header and no rows. Any other table must have rows: a fault."
    ),
    ("mixed-column", "A column mixes numbers and other texts, and was read as text."),
    (
      "levels-without-category",
      "Levels were declared for a column whose declared type has none; they have no effect."
    ),
  ]
}
