internal import Tables

/// A function over the events of one table, in pieces from which questions about its rows are written.
struct EventQuestion {
  /// How the rows decide.
  enum Rule {
    /// One row for which the condition holds.
    case any
    /// Every row.
    case all
    /// All rows that count.
    case total
    /// The row that the function picks.
    case pick
    /// The row with the least or greatest value.
    case extreme
    /// The one row that there is.
    case single
  }

  let rule: Rule
  /// The table.
  let table: String
  /// What is asked, as an expression of its own.
  let text: String
  /// What is read of each row; `nil` where the rows themselves are.
  let operand: String?
  private let function: String
  /// What follows the operand, up to the condition and behind it.
  private let before: String
  private let condition: String?
  private let alias: String?
  private let after: String
  /// The question around whose row this is asked about, up to this question and behind it.
  private var around: (before: String, after: String)?
  /// What stands behind the operand and may itself read other tables.
  let clauses: [Syntax]

  /// What a row is called in functions inside.
  var names: Set<String> { Set([table, alias].compactMap(\.self)) }

  /// The question that a part is; `nil` where it is none.
  init?(_ syntax: Syntax, _ source: ExpressionSource, _ schema: Schema) {
    switch syntax.kind {
    case .call(let name, let arguments, _):
      guard let function = EventFunction(rawValue: name), arguments.count == 1 else { return nil }
      let rule: Rule =
        switch function {
        case .any: .any
        case .all: .all
        case .count, .sum: .total
        case .first, .last, .nearest, .at: .pick
        }
      self.init(
        rule, name, arguments[0], text: source.text(syntax.range), source, schema)
    case .name(let name):
      guard schema[name] == nil, let (table, _) = schema.eventColumn(name) else { return nil }
      self.init(single: source.text(syntax.range), of: table.name)
    default: return nil
    }
  }

  private init(single text: String, of table: String) {
    rule = .single
    self.table = table
    self.text = text
    operand = text
    (function, before, condition, after, clauses, alias) = ("", "", nil, "", [], nil)
  }

  private init?(
    _ rule: Rule, _ function: String, _ argument: Syntax, text: String,
    _ source: ExpressionSource, _ schema: Schema
  ) {
    let (operand, clauses) = argument.clauses
    let isTable = operand.bareName.flatMap { schema.eventTable($0) }
    guard
      let table = isTable ?? TypeChecker(source, schema: schema).tables(in: operand).first
    else { return nil }
    self.rule = rule
    self.function = function
    self.text = text
    self.table = table.name
    self.operand = isTable == nil ? source.text(operand.range) : nil
    let (start, end) = (operand.range.upperBound, argument.range.upperBound)
    if let condition = clauses.condition {
      before = source.text(start..<condition.range.lowerBound)
      self.condition = source.text(condition.range)
      after = source.text(condition.range.upperBound..<end)
    } else {
      before = source.text(start..<end) + " where "
      condition = nil
      after = ""
    }
    alias = clauses.alias
    self.clauses = clauses.parts
  }

  /// The questions that the arguments of `min`, `max`, `earliest` or `latest` are; `nil` for any other
  /// syntax, and for arguments that are computed of the patient.
  static func ofArguments(
    _ syntax: Syntax, _ source: ExpressionSource, _ schema: Schema
  ) -> [(Syntax, EventQuestion?)]? {
    guard case .call(let name, let arguments, _) = syntax.kind,
      case .combination = ExpressionFunction(rawValue: name)?.rule
    else { return nil }
    return arguments.map { argument in
      let text = "\(name)(\(source.text(argument.range)))"
      return (argument, EventQuestion(.extreme, name, argument, text: text, source, schema))
    }
  }

  /// Whether the row that is asked about counts.
  var counts: String {
    let wanted = condition.map { "(\($0)) and \(PatientEvents.isWanted)" } ?? PatientEvents.isWanted
    let rest = before + wanted + after
    let table = Expression.written(table)
    guard function == EventFunction.nearest.rawValue else {
      return inContext("any(\(table)\(rest))")
    }
    return "nearest(\(rowNumber)\(rest)) is not missing"
  }

  /// What is asked, of the row around where there is one.
  var whole: String { inContext(text) }

  private func inContext(_ text: String) -> String {
    around.map { $0.before + text + $0.after } ?? text
  }

  /// The questions in a condition whether rows of another table hold something of a row around them.
  static func inside(
    _ syntax: Syntax, of outer: EventQuestion, row: Int, _ source: ExpressionSource,
    _ schema: Schema
  ) -> [EventQuestion] {
    guard var question = EventQuestion(syntax, source, schema) else {
      return syntax.parts.flatMap { inside($0, of: outer, row: row, source, schema) }
    }
    guard !syntax.names(of: outer.names).isEmpty, question.operand == nil,
      question.rule == .any || question.rule == .all,
      outer.function != EventFunction.nearest.rawValue, outer.function != EventFunction.at.rawValue
    else { return [] }
    let table = Expression.written(outer.table)
    question.around = (
      "any(\(table)\(outer.before)(", ") and \(PatientEvents.writtenRow) == \(row)\(outer.after))"
    )
    return [question]
  }

  /// The number of the row that the function picks.
  var picked: String {
    let rest = condition.map { before + $0 + after } ?? String(before.dropLast(" where ".count))
    return "\(function)(\(rowNumber)\(rest))"
  }

  /// The number of a row, as an expression names it.
  private var rowNumber: String { Expression.written("\(table).\(PatientEvents.rowColumn)") }

  /// What is read of the row that is asked about.
  var valueOfRow: String? {
    operand.map { "\(rule == .extreme ? function : "any")(\($0) where \(PatientEvents.isWanted))" }
  }
}
