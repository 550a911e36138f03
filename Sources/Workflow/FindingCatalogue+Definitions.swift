extension FindingCatalogue {
  /// Faults of files of definitions.
  static let definitionFaults: [(String, String)] = [
    (
      "bad-definition-name",
      """
      A definition has no name that an expression can mention: a name, or a name with parameters in
      parentheses, none of them a word of the language.
      """
    ),
    (
      "definition-repeated",
      """
      Two definitions of the files that a study names have one name. Nothing in one file silently
      takes the place of what another says; copy the file and change it instead.
      """
    ),
    (
      "definition-circle",
      """
      Definitions ask for each other in a circle, so that none of them means anything. Every mention
      on the way is shown.
      """
    ),
    (
      "definition-hides",
      """
      A definition has the name of a column of the table of patients or of a table of events, so that
      an expression could mean either.
      """
    ),
    ("parameter-unused", "A definition does not mention one of its parameters."),
    (
      "parameter-hidden",
      """
      A parameter of a definition has the name of a column of the rows it is mentioned in. Which is
      meant is not guessed: give the parameter another name.
      """
    ),
    ("definitions-twice", "A study names a file of definitions twice."),
    ("empty-definitions", "A file of definitions holds nothing."),
  ]
}
