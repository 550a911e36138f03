extension FindingCatalogue {
  /// What is wrong with an expression, or with a term of a model.
  static let expressionFaults: [(String, String)] = [
    ("unknown-column", "There is no column of that name, in the table or under 'variables' above."),
    ("unknown-function", "There is no function of that name."),
    ("unknown-operator", "The operator is written differently here: and, or, not, ==, !=."),
    ("unknown-unit", "A duration has a unit that is none of d, w, mo, y."),
    (
      "event-function",
      """
      A function over event tables, or its 'where', is used where there is one row a patient, or
      'where', 'to' or 'within' stands where no events are read.
      """
    ),
    ("unknown-table", "There is no table of events of that name."),
    (
      "table-as-value",
      """
      A table of events stands where a value is needed. Name a column of it inside a function, as in
      first(table.column).
      """
    ),
    (
      "several-rows",
      """
      A column of events is read as one value, and a patient has several rows. Say which with first,
      last, nearest, earliest, latest or a condition.
      """
    ),
    (
      "rows-of-two-tables",
      """
      A value is computed of rows of two tables. A function over events reads the rows of one table,
      the rows around it, and what is known of the patient.
      """
    ),
    (
      "no-time-column",
      """
      A function needs the order of events, and their table has no date that orders them.
      """
    ),
    ("type-mismatch", "An expression combines values of types that do not go together."),
    (
      "chained-comparison",
      """
      Comparisons cannot be chained: write x in a..b, or two comparisons joined by and.
      """
    ),
    ("compared-with-missing", "Nothing equals missing: write 'is missing'."),
    ("argument-count", "A function takes another number of arguments."),
    ("empty-expression", "An expression holds nothing."),
    ("empty-list", "A list of values holds nothing."),
    ("expression-too-deep", "An expression nests deeper than any needs to."),
    ("unclosed-bracket", "A parenthesis or bracket is opened and not closed."),
    ("unexpected-character", "A character has no meaning in an expression."),
    ("unexpected-token", "A word or sign stands where it cannot."),
    ("bad-term", "A term of a model cannot be read."),
    ("bad-term-argument", "An argument of a term is of the wrong kind or out of range."),
    ("bad-reference-level", "The reference level of a category does not exist."),
    ("repeated-factor", "An interaction names a factor twice."),
    (
      "wrong-column-type",
      """
      A column of this type cannot be a term; derive a number or category under 'variables'.
      """
    ),
    (
      "missing-covariate",
      """
      A covariate is missing for some patients, and the study does not say what to do. Write
      'missing: completeCases' or 'missing: indicator' under propensity, or exclude them by a
      rule.
      """
    ),
    ("no-complete-rows", "No patient has every covariate."),
    ("single-level", "A category has one level in the cohort and cannot tell patients apart."),
    ("too-few-values", "A column has too few different values for the knots asked for."),
    (
      "undefined-covariate",
      """
      A logarithm, root or power of a covariate does not exist for some patients.
      """
    ),
  ]
}
