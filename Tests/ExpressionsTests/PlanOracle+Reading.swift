import TestSupport

extension Reading {
  /// A row that may count, with what its value may be.
  private struct Candidate {
    let row: PlanRow
    let isCertain: Bool
    let values: Values
  }

  /// What a function over the rows can give.
  func values(
    _ function: String, _ rows: [String: PlanRow], _ world: PlanWorld
  ) throws(TooMany) -> Values {
    if function == "any" || function == "all" { return try quantified(function, rows, world) }
    let days = try day?.values(rows, world) ?? [.missing]
    var found: Values = []
    for day in days {
      if function == "nearest", day == .missing {
        found.append(.missing)
        continue
      }
      let candidates = try candidates(function, day.number, rows, world)
      for chosen in try Self.selections(candidates) {
        found.append(Self.reduce(function, chosen, day.number))
      }
    }
    return unique(found)
  }

  private func quantified(
    _ function: String, _ rows: [String: PlanRow], _ world: PlanWorld
  ) throws(TooMany) -> Values {
    var result: Values = [.flag(function == "all")]
    for row in world.tables[table] ?? [] {
      var inside = rows
      inside[self.row] = row
      let counts = try condition?.values(inside, world) ?? [.flag(true)]
      if function == "any" {
        result = try product(result, counts) { Possible(kleeneOr($0.flag, $1.flag)) }
      } else {
        result = try product(result, counts) { Possible(kleeneAnd($0.flag, $1.flag)) }
      }
    }
    return result
  }

  private func candidates(
    _ function: String, _ day: Double?, _ rows: [String: PlanRow], _ world: PlanWorld
  ) throws(TooMany) -> [Candidate] {
    var candidates: [Candidate] = []
    for row in world.tables[table] ?? [] {
      var inside = rows
      inside[self.row] = row
      var counts = try condition?.values(inside, world) ?? [.flag(true)]
      if function == "at" {
        let after = row.date.flatMap { date in day.map { date <= $0 } }
        let before = row.stop.flatMap { stop in day.map { $0 <= stop } }
        let holds = Possible(kleeneAnd(after, before))
        counts = try product([holds], counts) { Possible(kleeneAnd($0.flag, $1.flag)) }
      }
      if counts == [.flag(false)] { continue }
      candidates.append(
        Candidate(
          row: row, isCertain: counts == [.flag(true)],
          values: try value?.values(inside, world) ?? [.missing]))
    }
    return candidates
  }

  /// Every way in which rows can count and have values.
  private static func selections(
    _ candidates: [Candidate]
  ) throws(TooMany) -> [[(row: PlanRow, value: Possible)]] {
    var selections: [[(row: PlanRow, value: Possible)]] = [[]]
    for candidate in candidates {
      var next: [[(row: PlanRow, value: Possible)]] = candidate.isCertain ? [] : selections
      for value in candidate.values { next += selections.map { $0 + [(candidate.row, value)] } }
      guard next.count <= 400 else { throw TooMany() }
      selections = next
    }
    return selections
  }

  private static func reduce(
    _ function: String, _ rows: [(row: PlanRow, value: Possible)], _ day: Double?
  ) -> Possible {
    let numbers = rows.compactMap(\.value.number)
    let isComplete = numbers.count == rows.count
    switch function {
    case "count": return .number(Double(rows.count))
    case "sum": return isComplete ? .number(numbers.reduce(0, +)) : .missing
    case "min": return isComplete ? Possible(numbers.min()) : .missing
    case "max": return isComplete ? Possible(numbers.max()) : .missing
    case "earliest": return Possible(numbers.min())
    case "latest": return Possible(numbers.max())
    case "first":
      return rows.min { ($0.row.rank, $0.row.file) < ($1.row.rank, $1.row.file) }?.value ?? .missing
    case "nearest":
      let target = day ?? 0
      return rows.min {
        (abs($0.row.rank - target), $0.row.rank, $0.row.file)
          < (abs($1.row.rank - target), $1.row.rank, $1.row.file)
      }?.value ?? .missing
    default:
      return rows.max { ($0.row.rank, $0.row.file) < ($1.row.rank, $1.row.file) }?.value ?? .missing
    }
  }
}

/// Makes random rules that are typed.
struct RuleGenerator {
  var random: SeededGenerator
  private var names = 0

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  /// A flag of the rows around.
  mutating func flag(_ rows: [String], _ depth: Int) -> Rule {
    let isDeep = depth > 0
    if rows.count > 1, number(0...2) == 0 { return window(rows) }
    switch number(0...(isDeep ? 20 : 5)) {
    case 0, 1:
      return .compare(pick(["<", "<=", ">", ">=", "==", "!="]), date(rows, 0), date(rows, 0))
    case 2:
      let from = date(rows, 0)
      return .within(date(rows, 0), from, .plus(date(rows, 0), .duration(Double(number(0...6)))))
    case 3:
      return rows.isEmpty
        ? .compare("<", .column(nil, "entry"), .day(number(0...12)))
        : .compare(
          pick(["<", ">="]), .column(pick(rows), "value"), .number(Double(number(-2...4))))
    case 4:
      return rows.isEmpty
        ? .isMissing(.column(nil, "entry")) : .sameKind(pick(rows), pick(["a", "b"]))
    case 5:
      return rows.isEmpty
        ? .compare(">", .day(number(0...12)), .column(nil, "entry"))
        : .hasDrug(pick(rows), pick(["a", "b"]))
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

  /// Whether the last row is of a time that the rows around it say.
  private mutating func window(_ rows: [String]) -> Rule {
    let own = Rule.column(rows[rows.count - 1], "date")
    let around = rows.dropLast()
    let low = Rule.column(pick(Array(around)), pick(["date", "stop"]))
    let high = Rule.column(pick(Array(around)), pick(["date", "stop"]))
    switch number(0...4) {
    case 0: return .within(own, low, .plus(high, .duration(Double(number(-1...3)))))
    case 1: return .compare(pick(["<", "<=", "=="]), own, high)
    case 2: return .compare(pick([">", ">=", "!="]), own, low)
    case 3: return .compare(pick([">", ">=", "<", "<="]), low, own)
    default: return .and(.compare(">", own, low), .compare("<=", own, .plus(high, .duration(2))))
    }
  }

  /// A date of the rows around.
  mutating func date(_ rows: [String], _ depth: Int) -> Rule {
    switch number(0...(depth > 0 ? 9 : 4)) {
    case 0: return .day(number(0...12))
    case 1: return .column(nil, "entry")
    case 2, 3:
      return rows.isEmpty
        ? .column(nil, "entry") : .column(pick(rows), pick(["date", "date", "stop"]))
    case 4:
      let column: Rule = rows.isEmpty ? .column(nil, "entry") : .column(pick(rows), "date")
      return .plus(column, .duration(Double(number(-3...3))))
    case 5: return .choose(flag(rows, depth - 1), date(rows, depth - 1), date(rows, depth - 1))
    case 6: return .sometime(date(rows, 0), Double(number(0...2)))
    default:
      return reading(
        pick(["first", "last", "min", "max", "earliest", "latest", "at", "nearest"]), rows, depth
      ) {
        .column($0, $1 ? "stop" : "date")
      }
    }
  }

  /// A number of the rows around.
  mutating func amount(_ rows: [String], _ depth: Int) -> Rule {
    if number(0...2) == 0 { return .reading("count", reading(rows, depth)) }
    return reading(
      pick(["first", "last", "sum", "min", "max", "earliest", "latest", "at", "nearest"]), rows,
      depth
    ) { row, _ in .column(row, "value") }
  }

  private mutating func reading(
    _ function: String, _ rows: [String], _ depth: Int, _ value: (String, Bool) -> Rule
  ) -> Rule {
    let other = number(0...3) == 0
    let plain = reading(rows, depth)
    let day: Rule? = function == "at" || function == "nearest" ? date(rows, 0) : nil
    return .reading(
      function,
      Reading(
        table: plain.table, row: plain.row, value: value(plain.row, other),
        condition: plain.condition, day: day))
  }

  private mutating func reading(
    _ rows: [String], _ depth: Int, needsCondition: Bool = false
  ) -> Reading {
    names += 1
    let row = "r\(names)"
    let condition: Rule? =
      needsCondition || number(0...3) > 0 ? flag(rows + [row], depth - 1) : nil
    return Reading(
      table: pick(["lab", "visit"]), row: row, value: nil, condition: condition, day: nil)
  }
}
