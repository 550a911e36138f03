import Tables
import TestSupport

/// A second, slow implementation of functions over events: a row at a time, in every world.
///
/// A world fixes each day that is not known; in it a rule is read as it is written. What the plan says
/// of a patient must be what every world says.
enum Possible: Hashable {
  case missing
  case number(Double)
  case flag(Bool)
  case text(String)

  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }

  init(_ number: Double?) { self = number.map { .number($0) } ?? .missing }
  init(_ flag: Bool?) { self = flag.map { .flag($0) } ?? .missing }
}

/// An event in a world.
struct WorldEvent {
  /// The day; `nil` where the file has none.
  let day: Double?
  /// The day that orders it, which it has even where nobody wrote it down.
  let rank: Double
  let kind: String?
  let value: Double?
  let file: Int
}

/// What is known of a patient in a world.
struct WorldPatient {
  let entry: Double?
  let lab: [WorldEvent]
  let visit: [WorldEvent]
}

struct OraclePatient {
  var entry: Int?
  var lab: [OracleEvent] = []
  var visit: [OracleEvent] = []

  /// Every way in which the days that are not known can be.
  var worlds: [WorldPatient] {
    Self.worlds(of: lab).flatMap { lab in
      Self.worlds(of: visit).map {
        WorldPatient(entry: entry.map(Double.init), lab: lab, visit: $0)
      }
    }
  }

  private static func worlds(of events: [OracleEvent]) -> [[WorldEvent]] {
    var worlds: [[WorldEvent]] = [[]]
    for (file, event) in events.enumerated() {
      let days = event.date.map { Array($0) } ?? Array(-1...14)
      worlds = worlds.flatMap { world in
        days.map { day in
          world + [
            WorldEvent(
              day: event.date == nil ? nil : Double(day), rank: Double(day), kind: event.kind,
              value: event.value, file: file)
          ]
        }
      }
    }
    return worlds
  }

  /// A patient with at most two days that are not known and few rows.
  static func random(_ generator: inout SeededGenerator) -> OraclePatient {
    var patient = OraclePatient()
    patient.entry =
      Int.random(in: 0...4, using: &generator) == 0 ? nil : Int.random(in: 3...9, using: &generator)
    var open = 1
    func events(_ most: Int, _ generator: inout SeededGenerator) -> [OracleEvent] {
      (0..<Int.random(in: 0...most, using: &generator)).map { _ in
        let day = Int.random(in: 0...12, using: &generator)
        var event = OracleEvent(date: day...day)
        let state = Int.random(in: 0...9, using: &generator)
        if state < 4, open > 0 {
          open -= 1
          event.date = state == 0 ? nil : day...day + Int.random(in: 1...3, using: &generator)
        }
        if Int.random(in: 0...9, using: &generator) > 0 {
          event.kind = ["a", "b"].randomElement(using: &generator)
        }
        if Int.random(in: 0...9, using: &generator) > 0 {
          event.value = Double(Int.random(in: -3...5, using: &generator))
        }
        return event
      }
    }
    patient.lab = events(4, &generator)
    open = 1
    patient.visit = events(2, &generator)
    return patient
  }
}

/// A part of an expression with what it means in a world.
struct RowRule {
  let text: String
  let value: (WorldEvent, WorldPatient) -> Bool?
}

struct PatientRule {
  let text: String
  /// The possible values in a world; several where a row cannot be decided.
  let values: (WorldPatient) -> Set<Possible>
}

func kleeneAnd(_ a: Bool?, _ b: Bool?) -> Bool? {
  a == false || b == false ? false : a == nil || b == nil ? nil : true
}

func kleeneOr(_ a: Bool?, _ b: Bool?) -> Bool? { kleeneAnd(a.map(!), b.map(!)).map(!) }

extension RowRule {
  static func random(_ depth: Int, _ generator: inout SeededGenerator) -> RowRule {
    let choice = Int.random(in: 0...(depth == 0 ? 5 : 8), using: &generator)
    let day = Int.random(in: 0...12, using: &generator)
    let number = Double(Int.random(in: -2...4, using: &generator))
    switch choice {
    case 0:
      return RowRule(text: "date <= \(OracleText.day(day))") { row, _ in
        row.day.map { $0 <= Double(day) }
      }
    case 1:
      return RowRule(text: "date < entry") { row, patient in
        row.day.flatMap { day in patient.entry.map { day < $0 } }
      }
    case 2: return RowRule(text: "kind == 'a'") { row, _ in row.kind.map { $0 == "a" } }
    case 3: return RowRule(text: "value > \(number)") { row, _ in row.value.map { $0 > number } }
    case 4:
      return RowRule(text: "date in entry - 2d..entry + 3d") { row, patient in
        row.day.flatMap { day in patient.entry.map { $0 - 2 <= day && day <= $0 + 3 } }
      }
    case 5: return RowRule(text: "date is missing") { row, _ in row.day == nil }
    case 6:
      let rule = random(depth - 1, &generator)
      return RowRule(text: "not (\(rule.text))") { rule.value($0, $1).map { !$0 } }
    default:
      let (first, second) = (random(depth - 1, &generator), random(depth - 1, &generator))
      let word = choice == 7 ? "and" : "or"
      return RowRule(text: "(\(first.text)) \(word) (\(second.text))") { row, patient in
        let (a, b) = (first.value(row, patient), second.value(row, patient))
        return choice == 7 ? kleeneAnd(a, b) : kleeneOr(a, b)
      }
    }
  }
}

enum OracleText {
  static func day(_ day: Int) -> String {
    CalendarDate(daysSince1970: OracleRegistry.origin + day).description
  }
}

extension PatientRule {
  /// The rows that count in a world, in every way that rows which cannot be decided allow.
  static func selections(
    _ rows: [WorldEvent], _ patient: WorldPatient, _ rule: RowRule?
  ) -> [[WorldEvent]] {
    var selections: [[WorldEvent]] = [[]]
    for row in rows {
      switch rule.map({ $0.value(row, patient) }) ?? true {
      case true?: selections = selections.map { $0 + [row] }
      case false?: break
      case nil: selections += selections.map { $0 + [row] }
      }
    }
    return selections
  }

  /// A random reading of a table; dates are days since the origin of the oracle.
  static func random(_ generator: inout SeededGenerator, dated: Bool = false) -> PatientRule {
    let table = Bool.random(using: &generator) ? "lab" : "visit"
    let rule = Int.random(in: 0...3, using: &generator) == 0 ? nil : RowRule.random(1, &generator)
    let clause = rule.map { " where \($0.text)" } ?? ""
    let rows: (WorldPatient) -> [WorldEvent] = { table == "lab" ? $0.lab : $0.visit }
    func over(_ text: String, _ value: @escaping ([WorldEvent]) -> Possible) -> PatientRule {
      PatientRule(text: text) { patient in
        Set(selections(rows(patient), patient, rule).map(value))
      }
    }
    let value: (WorldEvent) -> Double? = { dated ? $0.day : $0.value }
    let column = dated ? "date" : "value"
    switch Int.random(in: 0...(dated ? 6 : 10), using: &generator) {
    case 0: return over("first(\(table).\(column)\(clause))") { Self.first($0, value) }
    case 1: return over("last(\(table).\(column)\(clause))") { Self.last($0, value) }
    case 2:
      return over("earliest(\(table).\(column)\(clause))") { Possible($0.compactMap(value).min()) }
    case 3:
      return over("latest(\(table).\(column)\(clause))") { Possible($0.compactMap(value).max()) }
    case 4: return over("min(\(table).\(column)\(clause))") { Self.all($0, value) { $0.min() } }
    case 5: return over("max(\(table).\(column)\(clause))") { Self.all($0, value) { $0.max() } }
    case 6: return nearest(table, column, value, rows, rule, &generator)
    case 7: return over("count(\(table)\(clause))") { .number(Double($0.count)) }
    case 8:
      return over("sum(\(table).value\(clause))") { rows in
        Self.all(rows, value) { $0.isEmpty ? 0 : $0.reduce(0, +) }
      }
    case 9: return over("first(\(table).kind\(clause))") { Self.firstKind($0) }
    default: return quantified(table, rows, rule, &generator)
    }
  }

  private static func first(
    _ rows: [WorldEvent], _ value: (WorldEvent) -> Double?
  ) -> Possible {
    rows.min { ($0.rank, $0.file) < ($1.rank, $1.file) }.map { Possible(value($0)) } ?? .missing
  }

  private static func firstKind(_ rows: [WorldEvent]) -> Possible {
    let row = rows.min { ($0.rank, $0.file) < ($1.rank, $1.file) }
    return row?.kind.map { .text($0) } ?? .missing
  }

  private static func last(_ rows: [WorldEvent], _ value: (WorldEvent) -> Double?) -> Possible {
    rows.max { ($0.rank, $0.file) < ($1.rank, $1.file) }.map { Possible(value($0)) } ?? .missing
  }

  private static func all(
    _ rows: [WorldEvent], _ value: (WorldEvent) -> Double?, _ reduce: ([Double]) -> Double?
  ) -> Possible {
    let values = rows.map(value)
    return values.contains { $0 == nil } ? .missing : Possible(reduce(values.compactMap(\.self)))
  }

  private static func nearest(
    _ table: String, _ column: String, _ value: @escaping (WorldEvent) -> Double?,
    _ rows: @escaping (WorldPatient) -> [WorldEvent], _ rule: RowRule?,
    _ generator: inout SeededGenerator
  ) -> PatientRule {
    let low = Int.random(in: -6...0, using: &generator)
    let high = Int.random(in: -1...6, using: &generator)
    let isWithin = Bool.random(using: &generator)
    let window = RowRule(text: "") { row, patient in
      guard isWithin else { return kleeneAnd(true, rule.map { $0.value(row, patient) } ?? true) }
      let inside = row.day.flatMap { day in
        patient.entry.map { day - $0 >= Double(low) && day - $0 <= Double(high) }
      }
      return kleeneAnd(inside, rule.map { $0.value(row, patient) } ?? true)
    }
    let reach = isWithin ? " within \(low)d..\(high)d" : ""
    let clause = rule.map { " where \($0.text)" } ?? ""
    return PatientRule(text: "nearest(\(table).\(column) to entry\(reach)\(clause))") { patient in
      guard let entry = patient.entry else { return [.missing] }
      return Set(
        selections(rows(patient), patient, window).map { rows in
          let key: (WorldEvent) -> (Double, Double, Int) = {
            (abs($0.rank - entry), $0.rank, $0.file)
          }
          return rows.min { key($0) < key($1) }.map { Possible(value($0)) } ?? .missing
        })
    }
  }

  private static func quantified(
    _ table: String, _ rows: @escaping (WorldPatient) -> [WorldEvent], _ rule: RowRule?,
    _ generator: inout SeededGenerator
  ) -> PatientRule {
    let condition = rule ?? RowRule.random(1, &generator)
    let isAny = Bool.random(using: &generator)
    return PatientRule(
      text: "\(isAny ? "any" : "all")(\(table) where \(condition.text))"
    ) { patient in
      var result: Bool? = !isAny
      for row in rows(patient) {
        let holds = condition.value(row, patient)
        result = isAny ? kleeneOr(result, holds) : kleeneAnd(result, holds)
      }
      return [Possible(result)]
    }
  }
}
