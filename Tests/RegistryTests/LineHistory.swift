import Registry
import Tables
import Testing
import Vocabulary

/// A history of one patient in a few words, as in `lines-by-hand.txt`; days are counted from 2010-01-01.
struct LineHistory {
  struct Treatment {
    var drugs: [String]
    var start: ClosedRange<Int>
    var stop: ClosedRange<Int>?
    var intent: String?
    var reason: String?
  }

  struct Transplant {
    var day: Int
    var isAllogeneic: Bool
    var tandem: Bool?
  }

  var name = ""
  var treatments: [Treatment] = []
  var transplants: [Transplant] = []
  var progressions: [Int] = []
  var end = 2000
  /// The lines as text, by the name of the rules.
  var expected: [String: [String]] = [:]

  static let drugs = [
    "V": "bortezomib", "C": "cyclophosphamide", "R": "lenalidomide", "T": "thalidomide",
    "P": "pomalidomide", "K": "carfilzomib", "I": "ixazomib", "D": "daratumumab", "M": "melphalan",
    "d": "dexamethasone",
  ].merging(agents) { declared, _ in declared }

  /// Drugs that are not declared, each written as one letter of its own.
  private static let agents: [String: String] = {
    let letters = (Array(0x410..<0x450) + Array(0x531..<0x557)).compactMap(Unicode.Scalar.init)
    let pairs = letters.enumerated().map { number, letter in
      (
        String(letter),
        number < 10 ? "agent-00\(number)" : number < 100 ? "agent-0\(number)" : "agent-\(number)"
      )
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()

  /// The histories of a text.
  static func parse(_ text: String) throws -> [LineHistory] {
    var histories: [LineHistory] = []
    var rules: String?
    for line in text.split(separator: "\n").map(String.init)
    where line.hasPrefix("##") || !line.hasPrefix("#") {
      if line.hasPrefix("## ") {
        histories.append(LineHistory(name: String(line.dropFirst(3))))
        rules = nil
      } else if line.hasPrefix("= ") {
        let name = String(line.dropFirst(2))
        rules = name
        histories[histories.count - 1].expected[name] = []
      } else if let rules {
        histories[histories.count - 1].expected[rules]?.append(line)
      } else {
        try histories[histories.count - 1].add(line.split(separator: " ").map(String.init))
      }
    }
    return histories
  }

  private mutating func add(_ words: [String]) throws {
    switch words[0] {
    case "ASCT", "alloSCT":
      let tandem = words.dropFirst(2).first.map { $0 == "tandem=true" }
      transplants.append(
        Transplant(
          day: try #require(Int(words[1])), isAllogeneic: words[0] == "alloSCT", tandem: tandem))
    case "PD": progressions.append(try #require(Int(words[1])))
    case "end": end = try #require(Int(words[1]))
    default:
      let letters = words[0].map(String.init)
      let parts = words[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      try #require(parts.count == 3)
      var reason = words.dropFirst(3).first
      if parts[2] == "?" { reason = reason ?? "unknown" }
      treatments.append(
        Treatment(
          drugs: try letters.map { try #require(Self.drugs[$0]) }, start: try Self.days(parts[0]),
          stop: parts[2].isEmpty || parts[2] == "?" ? nil : try Self.days(parts[2]),
          intent: words.dropFirst(2).first, reason: reason))
    }
  }

  private static func days(_ text: String) throws -> ClosedRange<Int> {
    let parts = try text.split(separator: "~").map { try #require(Int($0)) }
    return parts[0]...(parts.last ?? parts[0])
  }
}

/// Histories as the tables of a registry, and what is made of them as text.
struct LineRegistry {
  static let origin = 14_610

  let events: EventStore
  let followUp = LineFollowUp(
    death: .init(table: "death", column: "date"), end: .init(table: "followup", column: "end"))

  /// The tables of some histories; rows stand in the order of `shuffled` where that is given.
  init(_ histories: [LineHistory], shuffled: (([Int]) -> [Int])? = nil) throws {
    let ids = histories.indices.map { "P\($0)" }
    var rows: [(patient: Int, row: LineHistory.Treatment, drug: String)] = []
    for (patient, history) in histories.enumerated() {
      for treatment in history.treatments {
        for drug in treatment.drugs { rows.append((patient, treatment, drug)) }
      }
    }
    let order = shuffled?(Array(rows.indices)) ?? Array(rows.indices)
    let treatments = order.map { rows[$0] }
    let transplants = histories.enumerated().flatMap { patient, history in
      history.transplants.map { (patient: patient, row: $0) }
    }
    let progressions = histories.enumerated().flatMap { patient, history in
      history.progressions.map { (patient: patient, day: $0) }
    }
    events = try EventStore(
      patients: Column("pid", .text(ids)),
      sources: [
        Self.source(
          "treatment", treatments.map { ids[$0.patient] }, "start",
          [
            Self.words("drug", treatments.map(\.drug)),
            Self.words("intent", treatments.map(\.row.intent)),
            Self.words("stop_reason", treatments.map(\.row.reason)),
          ],
          [
            "start": treatments.map(\.row.start), "stop": treatments.map(\.row.stop),
          ]),
        Self.source(
          "transplant", transplants.map { ids[$0.patient] }, "date",
          [
            Self.words("kind", transplants.map { $0.row.isAllogeneic ? "allo" : "auto" }),
            Column(
              "tandem_planned", .flag(transplants.map { $0.row.tandem ?? false }),
              missing: Missingness(transplants.map { $0.row.tandem == nil })),
          ], ["date": transplants.map { $0.row.day...$0.row.day }]),
        Self.source(
          "progression", progressions.map { ids[$0.patient] }, "date", [],
          ["date": progressions.map { $0.day...$0.day }]),
        Self.source("death", [], "date", [], ["date": []]),
        Self.source(
          "followup", ids, "end", [], ["end": histories.map { $0.end...$0.end }]),
      ])
  }

  private static func words(_ name: String, _ words: [String?]) -> Column {
    let levels = Set(words.compactMap(\.self)).sorted()
    let codes = words.map { word in Int32(word.flatMap { levels.firstIndex(of: $0) } ?? -1) }
    return Column(
      name, .category(CategoryValues(levels: levels, codes: codes)),
      missing: Missingness(codes.map { $0 < 0 }))
  }

  private static func source(
    _ name: String, _ ids: [String], _ time: String, _ columns: [Column],
    _ dates: [String: [ClosedRange<Int>?]]
  ) -> EventSource {
    let partial = dates.mapValues { days in
      PartialDates(
        earliest: days.map { $0.map { Int32($0.lowerBound + origin) } ?? .max },
        latest: days.map { $0.map { Int32($0.upperBound + origin) } ?? .min })
    }
    let texts = dates.keys.sorted().map { name in
      Column(name, .text(Array(repeating: "", count: ids.count)))
    }
    return EventSource(
      name: name,
      table: Table(name: "\(name).csv", columns: [Column("pid", .text(ids))] + columns + texts),
      patientColumn: "pid", timeColumn: time, partialDates: partial)
  }

  func lines(_ section: LinesSection) throws -> LinesOfTherapy {
    try LinesOfTherapy(section, events: events, followUp: followUp)
  }

  /// The lines of each patient in the words of `lines-by-hand.txt`.
  func texts(_ section: LinesSection) throws -> [[String]] {
    try Self.texts(try lines(section))
  }

  static func texts(_ lines: LinesOfTherapy) throws -> [[String]] {
    let tables = Dictionary(uniqueKeysWithValues: lines.tables.map { ($0.name, $0) })
    let (regimens, line) = (try #require(tables["regimen"]), try #require(tables["line"]))
    let trace = try #require(tables["line_rule"])
    return (0..<line.patientCount).map { patient in
      line.rows(of: patient).map { row in
        text(line, row, regimens: regimens, trace, patient)
      }
    }
  }

  private static func text(
    _ line: EventTable, _ row: Int, regimens: EventTable, _ trace: EventTable, _ patient: Int
  ) -> String {
    let number = line.columns["number"]?.text(row) ?? "?"
    let reason = line.columns["reason"]?.text(row) ?? "?"
    var steps: [String] = []
    let decisions = Set(LineRule.allCases.filter(\.isDecision).map(\.rawValue))
    var seen: Set<String> = []
    for rule in trace.rows(of: patient) where trace.columns["line"]?.text(rule) == number {
      let word = trace.columns["rule"]?.text(rule) ?? "?"
      guard decisions.contains(word), let source = trace.columns["source"]?.text(rule) else {
        continue
      }
      var step = ""
      if source == "transplant" {
        step = "SCT \(span(trace, "date", rule))"
      } else {
        let regimen = trace.columns["regimen"]?.text(rule) ?? "?"
        guard seen.insert(regimen).inserted,
          let at = regimens.rows(of: patient).first(where: {
            regimens.columns["number"]?.text($0) == regimen
          })
        else { continue }
        step =
          "\(regimens.columns["name"]?.text(at) ?? "?") \(span(regimens, "start", at))..\(stop(regimens, at))"
      }
      steps.append(word == reason && steps.isEmpty ? step : "\(step) \(word)")
    }
    // The trace calls every transplant alike; the sequence of the line knows which kind it was.
    var kinds = (line.columns["sequence"]?.text(row) ?? "").split(separator: " ")
      .filter { $0 == "ASCT" || $0 == "alloSCT" }[...]
    steps = steps.map { step in
      step.hasPrefix("SCT ") ? "\(kinds.popFirst() ?? "?") \(step.dropFirst(4))" : step
    }
    return "\(number) \(reason): \(steps.joined(separator: "; "))"
  }

  private static func span(_ table: EventTable, _ column: String, _ row: Int) -> String {
    if let partial = table.partialDates[column] {
      guard !partial.isMissing(row) else { return "" }
      let (first, last) = (Int(partial.earliest[row]) - origin, Int(partial.latest[row]) - origin)
      return first == last ? "\(first)" : "\(first)~\(last)"
    }
    guard let dates = table.columns[column], !dates.missing[row],
      case .date(let days) = dates.values
    else { return "" }
    return "\(Int(days[row]) - origin)"
  }

  private static func stop(_ table: EventTable, _ row: Int) -> String {
    let isOngoing = table.columns["ongoing"]?.text(row) == "true"
    let text = span(table, "stop", row)
    if let tilde = text.firstIndex(of: "~") { return "\(text[text.index(after: tilde)...])?" }
    return isOngoing ? "\(text)*" : text
  }
}
