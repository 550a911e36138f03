import Diagnostics
import Expressions

/// A derived table of the oracle: its rows are made one at a time, in each world.
struct DerivedRule {
  let name: String
  let from: TableShape
  var condition: Rule?
  var interval: (start: Rule, stop: Rule)?
  var gap: Double?
  var time: String?
  var columns: [(name: String, rule: Rule)] = []
  /// What may be read of it.
  var shape: TableShape

  /// As it is written.
  var source: DerivedTable.Source {
    DerivedTable.Source(
      name: Located(name), from: Located(from.name),
      condition: condition.map { Located($0.text) },
      interval: interval.map { Located("\($0.start.text)..\($0.stop.text)") },
      gap: gap.map { Located("\(Int($0))d") }, time: time.map { Located($0) },
      columns: columns.map { (Located($0.name), Located($0.rule.text)) })
  }

  /// All of it, for messages.
  var text: String {
    let source = source
    let parts = [
      source.condition.map { "where \($0.value)" }, source.interval.map { "interval \($0.value)" },
      source.gap.map { "gap \($0.value)" }, time.map { "time \($0)" },
    ].compactMap(\.self)
    let columns = columns.map { "\($0.name): \($0.rule.text)" }
    return "\(name) from \(from.name) \((parts + columns).joined(separator: ", "))"
  }
}

extension DerivedRule {
  /// Days that stand for any where nobody wrote one down.
  private static let somedays: [Double] = [-9, 4, 25]

  /// Every way in which the table can be in a world.
  func worlds(from world: PlanWorld) throws(TooMany) -> [PlanWorld] {
    var ways: [[PlanRow]] = [[]]
    for row in world.tables[from.name] ?? [] {
      let rows = try kept(row, world)
      ways = ways.flatMap { way in rows.map { way + ($0.map { [$0] } ?? []) } }
      guard ways.count <= 100 else { throw TooMany() }
    }
    let isSampled = ways.contains { $0.contains(where: \.isSomeday) }
    if let gap { ways = ways.map { Self.eras($0, gap: gap) } }
    var worlds: [PlanWorld] = []
    for way in ways {
      var finished: [[PlanRow]] = [[]]
      for row in way {
        let rows = try self.finished(row, world)
        finished = finished.flatMap { way in rows.map { way + [$0] } }
        guard finished.count <= 100 else { throw TooMany() }
      }
      worlds += finished.map { rows in
        var world = world
        world.tables[name] = rows
        world.isSampled = world.isSampled || isSampled || rows.contains(where: \.isSomeday)
        return world
      }
    }
    return worlds
  }

  /// What can become of a row before columns are added; `nil` where it is left out.
  private func kept(_ row: PlanRow, _ world: PlanWorld) throws(TooMany) -> [PlanRow?] {
    let holds = try condition?.values([name: row], world) ?? [.flag(true)]
    var found: [PlanRow?] = holds.contains { $0 != .flag(true) } ? [nil] : []
    guard holds.contains(where: { $0 != .flag(false) }) else { return found }
    guard let interval else { return found + [row] }
    for start in try interval.start.values([name: row], world) {
      for stop in try interval.stop.values([name: row], world) {
        var row = row
        (row.start, row.stop) = (start.number, stop.number)
        row.isSomeday = start == .missing || (stop == .missing && gap != nil)
        guard gap != nil else {
          for rank in start.number.map({ [$0] }) ?? Self.somedays {
            row.rank = rank
            found.append(row)
          }
          continue
        }
        for start in start.number.map({ [$0] }) ?? Self.somedays {
          for stop in stop.number.map({ [$0] }) ?? Self.somedays {
            (row.start, row.stop) = (start, max(start, stop))
            found.append(row)
          }
        }
      }
    }
    return found
  }

  /// Intervals that overlap or lie at most the gap apart are one.
  private static func eras(_ rows: [PlanRow], gap: Double) -> [PlanRow] {
    var eras: [PlanRow] = []
    for row in rows.sorted(by: { ($0.start ?? 0, $0.file) < ($1.start ?? 0, $1.file) }) {
      guard let start = row.start, let stop = row.stop else { continue }
      if let last = eras.last, let reach = last.stop, start <= reach + gap {
        eras[eras.count - 1].stop = max(reach, stop)
        eras[eras.count - 1].value = (last.value ?? 0) + 1
      } else {
        eras.append(
          PlanRow(rank: start, stop: stop, value: 1, file: row.file, start: start))
      }
    }
    return eras
  }

  /// What a row can be with its columns.
  private func finished(_ row: PlanRow, _ world: PlanWorld) throws(TooMany) -> [PlanRow] {
    var rows = [row]
    for column in columns {
      var next: [PlanRow] = []
      for row in rows {
        for value in try column.rule.values([name: row], world) {
          var row = row
          switch column.name {
          case "mark": row.mark = value.flag
          case "when": row.when = value.number
          default: row.extra = value.number
          }
          next.append(row)
        }
      }
      rows = next
    }
    guard let time else { return rows }
    return rows.flatMap { row in
      let day = time == "stop" ? row.stop : time == "when" ? row.when : row.start
      return (day.map { [$0] } ?? Self.somedays).map { rank in
        var row = row
        row.rank = rank
        row.isSomeday = day == nil
        return row
      }
    }
  }
}

extension RuleGenerator {
  /// A table that is made of one of those before it.
  mutating func derivation() -> DerivedRule {
    let name = "t\(tables.count)"
    let from = pick(tables)
    var shape = from
    shape.name = name
    self.name(name, rowsOf: shape)
    var derived = DerivedRule(name: name, from: from, shape: shape)
    if number(0...2) > 0 { derived.condition = flag([name], 2) }
    if number(0...2) > 0 {
      let start: Rule = number(0...2) > 0 ? .column(name, from.time) : date([name], 1)
      let stop: Rule = number(0...2) > 0 ? .column(name, from.stop) : date([name], 1)
      derived.interval = (start, stop)
      if number(0...2) > 0 { derived.gap = Double(number(0...3)) }
      shape = shape.with(interval: derived.gap != nil)
      self.name(name, rowsOf: shape)
    }
    let there = Set(shape.numbers + shape.dates + (shape.hasMark ? ["mark"] : []))
    for column in ["extra", "when", "mark"] where !there.contains(column) && number(0...2) == 0 {
      switch column {
      case "extra":
        derived.columns.append((column, amount([name], 1)))
        shape.numbers.append(column)
      case "when":
        derived.columns.append((column, date([name], 1)))
        shape.dates.append(column)
      default:
        derived.columns.append((column, flag([name], 1)))
        shape.hasMark = true
      }
      self.name(name, rowsOf: shape)
    }
    if derived.gap == nil, number(0...4) == 0, let time = shape.dates.last, time != "date" {
      derived.time = time
      shape.time = time
    }
    derived.shape = shape
    tables.append(shape)
    return derived
  }
}

extension TableShape {
  /// The table with an interval of its own; eras have nothing but that.
  fileprivate func with(interval isEra: Bool) -> TableShape {
    var shape = self
    shape.time = "start"
    shape.span = "start..stop"
    if isEra {
      shape.dates = ["start", "stop"]
      shape.numbers = ["rows"]
      shape.hasLevels = false
      shape.hasMark = false
    } else {
      shape.dates.append("start")
    }
    return shape
  }
}
