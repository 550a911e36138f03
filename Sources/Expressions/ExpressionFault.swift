internal import Tables

/// What can be wrong with an expression.
enum ExpressionFault: Sendable {
  /// Nothing is written.
  case empty
  /// A character that the language does not have.
  case unexpectedCharacter(Unicode.Scalar)
  /// Something stands where something else must; `nil` is the end of the text.
  case unexpected(String?, expectation: Expectation)
  /// A quote that is never closed.
  case unclosedText(String)
  /// A bracket that is never closed.
  case unclosedBracket(String)
  /// An operator of another language.
  case foreignOperator(String, meant: Token.Kind)
  /// `1 < x < 5`.
  case chainedComparison(low: String, Infix, middle: String, Infix, high: String)
  /// `(1, 2)`.
  case parenthesizedList
  /// A number that a Double cannot hold.
  case badNumber(String)
  /// A day that is not in the calendar.
  case badDate(String)
  /// Letters behind a number that are no unit of time.
  case unknownUnit(String, number: String)
  /// More parentheses or operators inside each other than are read.
  case tooDeep
  /// Something that reads event tables, where there are none.
  case eventRows(String)
  /// A clause of an argument where none can stand.
  case strayClause(ClauseWord)
  /// A clause that stands twice.
  case repeatedClause(ClauseWord)

  /// A name that no column has.
  case unknownColumn(String, known: [String])
  /// A call of a function that is not there.
  case unknownFunction(String, known: [String])
  /// A call with too few or too many arguments.
  case argumentCount(ExpressionFunction, found: Int)
  /// A call with an argument of a type that the function does not take.
  case argument(ExpressionFunction, found: ValueType)
  /// Arguments that should be of one type.
  case mixedArguments(ExpressionFunction, ValueType, ValueType)
  /// Operands that an operator cannot take together.
  case operands(Infix, ValueType, ValueType, hint: TypeHint?)
  /// An order of values that have none.
  case unordered(Infix, ValueType)
  /// Something else than a flag where one is needed.
  case needsFlag(by: String, operand: String, ValueType, hint: TypeHint?)
  /// A minus before something that has no sign.
  case negated(ValueType)
  /// Branches of different types.
  case branches(ValueType, ValueType)
  /// A range whose ends are not of one ordered type.
  case rangeEnds(ValueType, ValueType)
  /// Something else than a range or a list behind `in`.
  case memberOf(ValueType)
  /// A value and a range or list of another type.
  case elements(of: ValueType, in: ValueType)
  /// A list that is not behind `in`.
  case strayList
  /// A range that is not behind `in`.
  case strayRange
  /// A list without elements.
  case emptyList
  /// A text that is none of the levels it is compared with.
  case unknownLevel(String, levels: [String])
  /// `x == missing`.
  case comparedWithMissing(String)
  /// `missing` where its type cannot be known.
  case strayMissing
  /// A result of another type than is needed.
  case expected(ValueType, found: ValueType, text: String, hint: TypeHint?)
  /// A table of events that is not there.
  case unknownTable(String, known: [String])
  /// A column that a table of events does not have.
  case unknownEventColumn(String, table: String, known: [String])
  /// A table of events where a value is needed.
  case tableAsValue(String, columns: [String])
  /// A function over events with too few or too many arguments.
  case eventArgumentCount(EventFunction, found: Int)
  /// A function over events of values that it does not take.
  case eventArgument(EventFunction, found: ValueType)
  /// A function over events of something that is of the patient.
  case noEvents(EventFunction, found: ValueType)
  /// One value of rows of two tables.
  case severalTables(String, String)
  /// A column of the rows around a function over events, without the name of the row.
  case columnOfRowAround(String, row: String)
  /// A parameter that has the name of a column of the rows it is used in.
  case hiddenParameter(String, table: String)
  /// A derived table with the name of another table or of a column of patients.
  case tableExists(String)
  /// A computed column with the name of another.
  case columnExists(String, table: String)
  /// A gap between intervals where there are none.
  case gapWithoutInterval
  /// A gap that is no duration, or hangs on the row.
  case gapIsNoDuration(String)
  /// An order by what is no date.
  case timeIsNoDate(String)
  /// A name that a definition cannot have.
  case badDefinitionName(String)
  /// A definition that is called as a function or a word of the language.
  case nameOfFunction(String)
  /// A definition with too few or too many arguments.
  case definitionArguments(String, found: Int)
  /// `all(table)`.
  case allWithoutCondition(String)
  /// `count(table.column)`.
  case countOfValues(String)
  /// The order of rows that have no date.
  case noTime(EventFunction, table: String)
  /// `at` without a day.
  case atWithoutDay
  /// Rows of which it is not said from when to when they hold.
  case noSpan(table: String)
  /// `nearest` without a day.
  case nearestWithoutTarget
  /// A clause with a value of another type.
  case clauseType(ClauseWord, expected: String, found: ValueType)
  /// Several rows of a patient where there can be one value.
  case severalRows(String, table: String, patient: String, rows: Int)
  /// A table of events that is not as it was when types were checked.
  case eventsChanged(table: String, column: String?)
  /// A column that is not as it was when types were checked.
  case columnChanged(String, was: ColumnType, now: ColumnType?)
}

/// What must stand where something else does.
enum Expectation: Sendable {
  case value
  case name
  case operatorOrEnd
  case decimalPoint
  case word(String)
  case closing(String)
}

/// What a person who mixed two types most likely meant.
enum TypeHint: Sendable {
  case flagAlone(String)
  case compare(String)
  case quoted(String)
  case unquoted(String)
  case inDays(String, isLiteral: Bool)
  case dateLiteral
}
