import Tables
import TestSupport

/// A second, slow implementation of the language: a row at a time, in every world.
///
/// A world fixes each day that is not known. In it an expression is evaluated as it is written, and gives
/// the set of values that it can have: several where a condition is missing for a row, which then may
/// count or not. What a plan says must be what every world says.
indirect enum Rule {
  /// A column of a row by the name of the row; of the patient without one.
  case column(String?, String)
  case number(Double)
  case day(Int)
  case duration(Double)
  case plus(Rule, Rule)
  case minus(Rule, Rule)
  case compare(String, Rule, Rule)
  case within(Rule, Rule, Rule)
  case sameKind(String, String)
  case hasDrug(String, String)
  case not(Rule)
  case and(Rule, Rule)
  case or(Rule, Rule)
  case isMissing(Rule)
  case choose(Rule, Rule, Rule)
  case overlap(Rule, Rule, Rule, Rule)
  case sometime(Rule, Double)
  /// A flag of a row.
  case mark(String)
  /// What is given with a mention of a definition, inside it.
  case parameter(String)
  case mention(DefinedRule, [Rule])
  case reading(String, Reading)
}

/// A function over the rows of a table.
struct Reading {
  let table: String
  let row: String
  let value: Rule?
  let condition: Rule?
  /// The day of `at` or `nearest`.
  let day: Rule?
  /// The columns between which a row holds, for `at`.
  let span: String
}

/// A row in a world.
struct PlanRow {
  var date: Double?
  /// The day that orders it, also where nobody wrote it down.
  var rank: Double
  var stop: Double?
  var kind: String?
  var drugs: String?
  var value: Double?
  var file: Int
  /// What a derived table adds.
  var start: Double?
  var when: Double?
  var extra: Double?
  var mark: Bool?
  /// Whether a day of it stands for any.
  var isSomeday = false
}

/// A patient in a world.
struct PlanWorld {
  var entry: Double?
  var tables: [String: [PlanRow]]
  var parameters: [String: Possible] = [:]
  /// Whether days stand for others that it could be as well.
  var isSampled = false
}

extension Rule {
  /// As it is written.
  var text: String {
    switch self {
    case .column(let row?, let name): "\(row).\(name)"
    case .column(nil, let name): name
    case .number(let number): number < 0 ? "(\(Int(number)))" : "\(Int(number))"
    case .day(let day): CalendarDate(daysSince1970: OracleRegistry.origin + day).description
    case .duration(let days): days < 0 ? "(-\(Int(-days))d)" : "\(Int(days))d"
    case .plus(let a, let b): "(\(a.text) + \(b.text))"
    case .minus(let a, let b): "(\(a.text) - \(b.text))"
    case .compare(let sign, let a, let b): "\(a.text) \(sign) \(b.text)"
    case .within(let a, let b, let c): "\(a.text) in \(b.text)..\(c.text)"
    case .sameKind(let row, let kind): "\(row).kind == '\(kind)'"
    case .hasDrug(let row, let drug): "includes(\(row).drugs, '\(drug)')"
    case .not(let a): "not (\(a.text))"
    case .and(let a, let b): "(\(a.text)) and (\(b.text))"
    case .or(let a, let b): "(\(a.text)) or (\(b.text))"
    case .isMissing(let a): "(\(a.text)) is missing"
    case .choose(let a, let b, let c): "(if \(a.text) then \(b.text) else \(c.text))"
    case .overlap(let a, let b, let c, let d):
      "overlap(\(a.text)..\(b.text), \(c.text)..\(d.text))"
    case .sometime(let a, let days): "sometime(\(a.text)..\(a.text) + \(Int(days))d)"
    case .mark(let row): "\(row).mark"
    case .parameter(let name): name
    case .mention(let defined, let arguments):
      defined.parameters.isEmpty
        ? defined.name : "\(defined.name)(\(arguments.map(\.text).joined(separator: ", ")))"
    case .reading(let function, let reading): reading.text(function)
    }
  }
}

extension Reading {
  func text(_ function: String) -> String {
    let operand = value?.text.replacing("\(row).", with: "\(table).") ?? table
    let day = self.day.map {
      function == "at" ? " on \($0.text) during \(span)" : " to \($0.text)"
    }
    let clause = condition.map { " where \($0.text)" } ?? ""
    return "\(function)(\(operand) as \(row)\(day ?? "")\(clause))"
  }
}

/// The values that something can have in a world, without repetition.
typealias Values = [Possible]

extension Rule {
  /// What it can be, with the rows around by name; too many possibilities end it.
  func values(_ rows: [String: PlanRow], _ world: PlanWorld) throws(TooMany) -> Values {
    switch self {
    case .column(nil, _): return [Possible(world.entry)]
    case .column(let row?, let name):
      guard let row = rows[row] else { return [.missing] }
      switch name {
      case "date": return [Possible(row.date)]
      case "stop": return [Possible(row.stop)]
      case "start": return [Possible(row.start)]
      case "when": return [Possible(row.when)]
      case "extra": return [Possible(row.extra)]
      default: return [Possible(row.value)]
      }
    case .number(let number), .duration(let number): return [.number(number)]
    case .day(let day): return [.number(Double(day))]
    case .plus(let a, let b): return try Self.numbers(a, b, rows, world) { $0 + $1 }
    case .minus(let a, let b): return try Self.numbers(a, b, rows, world) { $0 - $1 }
    case .compare(let sign, let a, let b):
      return try Self.both(a, b, rows, world) { Possible(Self.compare(sign, $0.number, $1.number)) }
    case .within(let a, let b, let c):
      let low = try Self.both(b, a, rows, world) {
        Possible(Self.compare("<=", $0.number, $1.number))
      }
      let high = try Self.both(a, c, rows, world) {
        Possible(Self.compare("<=", $0.number, $1.number))
      }
      return try product(low, high) { Possible(kleeneAnd($0.flag, $1.flag)) }
    case .sameKind(let row, let kind): return [Possible(rows[row]?.kind.map { $0 == kind })]
    case .hasDrug(let row, let drug):
      return [Possible(rows[row]?.drugs.map { $0.split(separator: "+").contains { $0 == drug } })]
    case .not(let a): return try unique(a.values(rows, world).map { Possible($0.flag.map(!)) })
    case .and(let a, let b):
      return try Self.both(a, b, rows, world) { Possible(kleeneAnd($0.flag, $1.flag)) }
    case .or(let a, let b):
      return try Self.both(a, b, rows, world) { Possible(kleeneOr($0.flag, $1.flag)) }
    case .isMissing(let a):
      return try unique(a.values(rows, world).map { .flag($0 == .missing) })
    case .choose(let test, let a, let b):
      var found: Values = []
      for flag in try test.values(rows, world).map(\.flag) {
        found += try flag.map { $0 ? a : b }?.values(rows, world) ?? [.missing]
      }
      return unique(found)
    case .overlap(let a, let b, let c, let d):
      let starts = try Self.numbers(a, c, rows, world) { max($0, $1) }
      let ends = try Self.numbers(b, d, rows, world) { min($0, $1) }
      return try product(starts, ends) {
        if let start = $0.number, let end = $1.number {
          .number(max(0, end - start))
        } else {
          .missing
        }
      }
    case .sometime(let a, let days):
      return unique(
        try a.values(rows, world).flatMap { value -> Values in
          guard let low = value.number else { return [.missing] }
          return (0...Int(days)).map { .number(low + Double($0)) }
        })
    case .mark(let row): return [Possible(rows[row]?.mark)]
    case .parameter(let name): return [world.parameters[name] ?? .missing]
    case .mention(let defined, let arguments):
      var given: [Values] = []
      for argument in arguments { given.append(try argument.values(rows, world)) }
      return try defined.values(given, world)
    case .reading(let function, let reading):
      return try reading.values(function, rows, world)
    }
  }

  private static func both(
    _ a: Rule, _ b: Rule, _ rows: [String: PlanRow], _ world: PlanWorld,
    _ combine: (Possible, Possible) -> Possible
  ) throws(TooMany) -> Values {
    try product(a.values(rows, world), b.values(rows, world), combine)
  }

  private static func numbers(
    _ a: Rule, _ b: Rule, _ rows: [String: PlanRow], _ world: PlanWorld,
    _ combine: (Double, Double) -> Double
  ) throws(TooMany) -> Values {
    try both(a, b, rows, world) {
      if let a = $0.number, let b = $1.number { .number(combine(a, b)) } else { .missing }
    }
  }

  private static func compare(_ sign: String, _ a: Double?, _ b: Double?) -> Bool? {
    guard let a, let b else { return nil }
    switch sign {
    case "<": return a < b
    case "<=": return a <= b
    case ">": return a > b
    case ">=": return a >= b
    case "==": return a == b
    default: return a != b
    }
  }
}

/// More possibilities than are worth enumerating.
struct TooMany: Error {}

func unique(_ values: Values) -> Values {
  if values.count < 2 { return values }
  var found: Values = []
  for value in values where !found.contains(value) { found.append(value) }
  return found
}

func product(
  _ a: Values, _ b: Values, _ combine: (Possible, Possible) -> Possible
) throws(TooMany) -> Values {
  guard a.count * b.count <= 400 else { throw TooMany() }
  if a.count == 1, b.count == 1 { return [combine(a[0], b[0])] }
  return unique(a.flatMap { a in b.map { combine(a, $0) } })
}
