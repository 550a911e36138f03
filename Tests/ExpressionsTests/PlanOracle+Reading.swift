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
        let start = span.hasPrefix("start") ? row.start : row.date
        let after = start.flatMap { start in day.map { start <= $0 } }
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
