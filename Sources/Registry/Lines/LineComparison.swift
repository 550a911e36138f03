public import Diagnostics
internal import Tables

/// How the lines of two sets of rules agree, patient by patient.
public struct LineComparison: Sendable {
  /// A patient for whom the rules differ.
  public struct Difference: Sendable {
    /// The patient, by number.
    public let patient: Int
    /// The number of lines under either set of rules.
    public let lines: (Int, Int)
    /// The first line that does not begin alike, from 1.
    public let line: Int
    /// The day on which it begins, under either set; `nil` where there is no such line, or its day is not known.
    public let starts: (Int32?, Int32?)
    /// The first day on which the rules differ; `nil` where it is not known.
    public let day: Int32?
    /// What either set of rules said of that day.
    public let rules: (LineRule?, LineRule?)
  }

  /// The sets of rules.
  public let rules: (LineRuleSet, LineRuleSet)
  /// How many patients were treated: have a line under either set.
  public let treated: Int
  /// How many of them have the same number of lines.
  public let sameNumber: Int
  /// How many have lines that begin on the same days.
  public let sameStarts: Int
  /// For each number of a line, how many patients have such a line under the first set, under the second, under
  /// both, and on the same day.
  public let byLine: [(first: Int, second: Int, both: Int, same: Int)]
  /// The patients for whom the lines do not begin on the same days, in the order of the table of patients.
  public let differences: [Difference]

  /// Compares.
  ///
  /// - Throws: `same-line-rules` where both follow one set of rules.
  /// - Complexity: O(rows of the tables of lines and rules).
  public init(
    _ first: LinesOfTherapy, _ second: LinesOfTherapy, at place: Place? = nil
  ) throws(Faults) {
    guard first.rules != second.rules else {
      throw Faults([LineFault.sameRules(first.rules.rawValue).diagnostic(at: place)])
    }
    rules = (first.rules, second.rules)
    let (left, right) = (LineStarts(first), LineStarts(second))
    var treated = 0
    var sameNumber = 0
    var byLine: [(first: Int, second: Int, both: Int, same: Int)] = []
    var differences: [Difference] = []
    for patient in 0..<left.patientCount {
      let (a, b) = (left.starts(of: patient), right.starts(of: patient))
      guard !a.isEmpty || !b.isEmpty else { continue }
      treated += 1
      if a.count == b.count { sameNumber += 1 }
      while byLine.count < max(a.count, b.count) { byLine.append((0, 0, 0, 0)) }
      for index in a.indices { byLine[index].first += 1 }
      for index in b.indices { byLine[index].second += 1 }
      for index in 0..<min(a.count, b.count) {
        byLine[index].both += 1
        if a[index] == b[index] { byLine[index].same += 1 }
      }
      guard a != b else { continue }
      let line = zip(a, b).prefix { $0 == $1 }.count
      let starts = (
        a.indices.contains(line) ? a[line] : nil, b.indices.contains(line) ? b[line] : nil
      )
      let day = [starts.0, starts.1].compactMap(\.self).filter(\.isKnown).map(\.first).min()
      differences.append(
        Difference(
          patient: patient, lines: (a.count, b.count), line: line + 1,
          starts: (starts.0.flatMap(Self.day), starts.1.flatMap(Self.day)), day: day,
          rules: (
            day.flatMap { left.rule(of: patient, on: $0) },
            day.flatMap { right.rule(of: patient, on: $0) }
          )))
    }
    self.treated = treated
    self.sameNumber = sameNumber
    sameStarts = treated - differences.count
    self.byLine = byLine
    self.differences = differences
  }

  private static func day(_ span: DaySpan) -> Int32? { span.isExact ? span.first : nil }
}

/// When the lines of patients begin, and what the rules said of a day.
private struct LineStarts {
  private let line: EventTable?
  private let start: DayColumn?
  private let trace: EventTable?
  private let day: DayColumn?
  private let rule: [LineRule?]

  init(_ lines: LinesOfTherapy) {
    let line = lines.tables.first { $0.name == LineTables.names[1] }
    let trace = lines.tables.first { $0.name == LineTables.names[2] }
    self.line = line
    self.trace = trace
    start = line.flatMap { DayColumn($0, "start") }
    day = trace.flatMap { DayColumn($0, "date") }
    if case .category(let rules)? = trace?.columns["rule"]?.values {
      let known = rules.levels.map { LineRule(rawValue: $0) }
      rule = rules.codes.map { known[Int($0)] }
    } else {
      rule = []
    }
  }

  var patientCount: Int { line?.patientCount ?? 0 }

  func starts(of patient: Int) -> [DaySpan] {
    guard let line, let start else { return [] }
    return line.rows(of: patient).map { start[$0] }
  }

  /// The rule that placed a step on a day; what became of a row of that day where no step was placed.
  func rule(of patient: Int, on first: Int32) -> LineRule? {
    guard let trace, let day else { return nil }
    var found: LineRule?
    for row in trace.rows(of: patient) where day[row].first == first {
      guard let rule = rule[row] else { continue }
      if rule.isDecision { return rule }
      if found == nil, rule != .progression { found = rule }
    }
    return found
  }
}
