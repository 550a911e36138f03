import TestSupport

/// The columns of a table that random rules may read.
struct TableShape {
  var name: String
  /// The date that orders the rows, and the last day on which a row holds.
  var time = "date"
  var stop = "stop"
  var dates = ["date", "date", "stop"]
  var numbers = ["value"]
  var hasLevels = true
  var hasMark = false
  var span = "date..stop"
}

/// Makes random rules that are typed.
struct RuleGenerator {
  var random: SeededGenerator
  /// The tables that are there.
  var tables = [TableShape(name: "lab"), TableShape(name: "visit")]
  /// Definitions of flags, dates and numbers that may be mentioned.
  var flags: [DefinedRule] = []
  var dates: [DefinedRule] = []
  var numbers: [DefinedRule] = []
  /// What may be named in the definition that is being made, and what was.
  private var parameters: [OracleParameter] = []
  private var used: Set<String> = []
  private var names = 0
  private var shapes: [String: TableShape] = [:]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  /// Lets rules name the rows of a table.
  mutating func name(_ row: String, rowsOf shape: TableShape) { shapes[row] = shape }

  private func shape(_ row: String) -> TableShape { shapes[row] ?? tables[0] }

  /// A flag of the rows around.
  mutating func flag(_ rows: [String], _ depth: Int) -> Rule {
    let isDeep = depth > 0
    if rows.count > 1, number(0...2) == 0 { return window(rows) }
    if isDeep, !flags.isEmpty, number(0...3) == 0 { return mention(pick(flags), rows, depth) }
    switch number(0...(isDeep ? 20 : 5)) {
    case 0, 1:
      return .compare(pick(["<", "<=", ">", ">=", "==", "!="]), date(rows, 0), date(rows, 0))
    case 2:
      let from = date(rows, 0)
      return .within(date(rows, 0), from, .plus(date(rows, 0), .duration(Double(number(0...6)))))
    case 3:
      return rows.isEmpty
        ? .compare("<", .column(nil, "entry"), .day(number(0...12)))
        : .compare(pick(["<", ">="]), amount(of: pick(rows)), .number(Double(number(-2...4))))
    case 4: return level(rows) ?? .isMissing(.column(nil, "entry"))
    case 5: return level(rows) ?? .compare(">", .day(number(0...12)), .column(nil, "entry"))
    case 6: return .not(flag(rows, depth - 1))
    case 7: return .and(flag(rows, depth - 1), flag(rows, depth - 1))
    case 8: return .or(flag(rows, depth - 1), flag(rows, depth - 1))
    case 9: return .isMissing(date(rows, depth - 1))
    case 10: return .compare(pick(["<", ">", ">="]), date(rows, depth - 1), date(rows, depth - 1))
    case 11:
      return .compare(pick(["<", ">="]), amount(rows, depth - 1), .number(Double(number(0...3))))
    case 12:
      return .compare(
        pick([">", "<="]),
        .overlap(date(rows, 0), date(rows, 0), date(rows, 0), date(rows, depth - 1)),
        .duration(Double(number(0...3))))
    default:
      return .reading(pick(["any", "all", "any"]), reading(rows, depth, needsCondition: true))
    }
  }

  /// A flag that is a level, a drug or a mark of a row.
  private mutating func level(_ rows: [String]) -> Rule? {
    guard !rows.isEmpty else { return nil }
    let row = pick(rows)
    if shape(row).hasMark, number(0...1) == 0 { return .mark(row) }
    guard shape(row).hasLevels else { return nil }
    return number(0...1) == 0 ? .sameKind(row, pick(["a", "b"])) : .hasDrug(row, pick(["a", "b"]))
  }

  private mutating func amount(of row: String) -> Rule { .column(row, pick(shape(row).numbers)) }

  /// Whether the last row is of a time that the rows around it say.
  private mutating func window(_ rows: [String]) -> Rule {
    let last = rows[rows.count - 1]
    let own = Rule.column(last, shape(last).time)
    let low = date(of: pick(Array(rows.dropLast())))
    let high = date(of: pick(Array(rows.dropLast())))
    switch number(0...4) {
    case 0: return .within(own, low, .plus(high, .duration(Double(number(-1...3)))))
    case 1: return .compare(pick(["<", "<=", "=="]), own, high)
    case 2: return .compare(pick([">", ">=", "!="]), own, low)
    case 3: return .compare(pick([">", ">=", "<", "<="]), low, own)
    default: return .and(.compare(">", own, low), .compare("<=", own, .plus(high, .duration(2))))
    }
  }

  private mutating func date(of row: String) -> Rule { .column(row, pick(shape(row).dates)) }

  /// A date of the rows around.
  mutating func date(_ rows: [String], _ depth: Int) -> Rule {
    if let given = parameter(isDate: true) { return given }
    if depth > 0, !dates.isEmpty, number(0...3) == 0 { return mention(pick(dates), rows, depth) }
    switch number(0...(depth > 0 ? 9 : 4)) {
    case 0: return .day(number(0...12))
    case 1: return .column(nil, "entry")
    case 2, 3: return rows.isEmpty ? .column(nil, "entry") : date(of: pick(rows))
    case 4:
      let column: Rule = rows.isEmpty ? .column(nil, "entry") : date(of: pick(rows))
      return .plus(column, .duration(Double(number(-3...3))))
    case 5: return .choose(flag(rows, depth - 1), date(rows, depth - 1), date(rows, depth - 1))
    case 6: return .sometime(date(rows, 0), Double(number(0...2)))
    default:
      let function = pick(["first", "last", "min", "max", "earliest", "latest", "at", "nearest"])
      return reading(function, rows, depth, of: \.dates)
    }
  }

  /// A number of the rows around.
  mutating func amount(_ rows: [String], _ depth: Int) -> Rule {
    if let given = parameter(isDate: false) { return given }
    if depth > 0, !numbers.isEmpty, number(0...3) == 0 {
      return mention(pick(numbers), rows, depth)
    }
    if number(0...2) == 0 { return .reading("count", reading(rows, depth)) }
    let function = pick([
      "first", "last", "sum", "min", "max", "earliest", "latest", "at", "nearest",
    ])
    return reading(function, rows, depth, of: \.numbers)
  }

  private mutating func reading(
    _ function: String, _ rows: [String], _ depth: Int, of columns: KeyPath<TableShape, [String]>
  ) -> Rule {
    let plain = reading(rows, depth)
    let value = Rule.column(plain.row, pick(shape(plain.row)[keyPath: columns]))
    let day: Rule? = function == "at" || function == "nearest" ? date(rows, 0) : nil
    return .reading(
      function,
      Reading(
        table: plain.table, row: plain.row, value: value, condition: plain.condition, day: day,
        span: plain.span))
  }

  private mutating func reading(
    _ rows: [String], _ depth: Int, needsCondition: Bool = false
  ) -> Reading {
    names += 1
    let row = "r\(names)"
    let shape = pick(tables)
    shapes[row] = shape
    let condition: Rule? =
      needsCondition || number(0...3) > 0 ? flag(rows + [row], depth - 1) : nil
    return Reading(
      table: shape.name, row: row, value: nil, condition: condition, day: nil, span: shape.span)
  }
}

extension RuleGenerator {
  /// What a definition is of.
  enum Kind: CaseIterable { case flag, date, number }

  /// A definition that may read all tables, and ask for those before it.
  mutating func definition(_ kind: Kind) -> DefinedRule {
    names += 1
    let given = (0..<number(0...2)).map { index in
      OracleParameter(name: "p\(names)x\(index)", isDate: number(0...2) > 0)
    }
    parameters = given
    used = []
    let body: Rule =
      switch kind {
      case .flag: flag([], 2)
      case .date: date([], 2)
      case .number: amount([], 2)
      }
    parameters = []
    let defined = DefinedRule(
      name: "d\(names)", parameters: given.filter { used.contains($0.name) }, body: body)
    switch kind {
    case .flag: flags.append(defined)
    case .date: dates.append(defined)
    case .number: numbers.append(defined)
    }
    return defined
  }

  private mutating func parameter(isDate: Bool) -> Rule? {
    let fitting = parameters.filter { $0.isDate == isDate }
    guard !fitting.isEmpty, number(0...2) == 0 else { return nil }
    let name = pick(fitting).name
    used.insert(name)
    return .parameter(name)
  }

  private mutating func mention(_ defined: DefinedRule, _ rows: [String], _ depth: Int) -> Rule {
    .mention(
      defined,
      defined.parameters.map { $0.isDate ? date(rows, depth - 1) : amount(rows, depth - 2) })
  }
}
