/// Regimens of patients one after the other, a column each.
struct RegimenRecords: Sendable {
  /// How many each patient has.
  var counts: [Int32] = []
  var number: [Int32] = []
  var line: [Int32] = []
  var start: [DaySpan] = []
  var stop: [DaySpan] = []
  /// Texts by number.
  var drugs: [Int32] = []
  var name: [Int32] = []
  /// Words of the data by number; -1 where there is none.
  var intent: [Int32] = []
  var reason: [Int32] = []
  var isOngoing: [Bool] = []
}

/// Lines of patients one after the other, a column each.
struct TherapyLineRecords: Sendable {
  /// How many each patient has.
  var counts: [Int32] = []
  var number: [Int32] = []
  var start: [DaySpan] = []
  var stop: [DaySpan] = []
  /// Texts by number; -1 where there are no drugs.
  var drugs: [Int32] = []
  var name: [Int32] = []
  var sequence: [Int32] = []
  var rule: [UInt8] = []
  /// A reason for stopping by number, else one of ``LineEnd``.
  var end: [Int32] = []
  var transplants: [Int32] = []
}

/// One row of the trace.
struct RuleRecord: Sendable {
  /// The table that a row is of.
  enum Source: UInt8, Sendable {
    case treatment
    case transplant
    case progression
  }

  var span: DaySpan
  /// 0 where it is of no line.
  var line: Int32
  /// 0 where it is of no regimen.
  var regimen: Int32
  var rule: LineRule
  /// -1 where there is nothing to add.
  var detail: Int32
  var source: Source
  var row: Int32
  /// The place, among the steps of the patient, of the one that it is about.
  var step: Int32 = -1
}

/// Rows of the traces of patients one after the other, a column each.
struct RuleRecords: Sendable {
  /// How many each patient has.
  var counts: [Int32] = []
  var span: [DaySpan] = []
  var line: [Int32] = []
  var regimen: [Int32] = []
  var rule: [UInt8] = []
  var detail: [Int32] = []
  var source: [UInt8] = []
  var row: [Int32] = []

  mutating func reserveCapacity(_ count: Int) {
    span.reserveCapacity(count)
    line.reserveCapacity(count)
    regimen.reserveCapacity(count)
    rule.reserveCapacity(count)
    detail.reserveCapacity(count)
    source.reserveCapacity(count)
    row.reserveCapacity(count)
  }

  /// Adds the trace of a patient, column by column.
  mutating func append(_ records: [RuleRecord]) {
    counts.append(Int32(records.count))
    span.append(contentsOf: records.lazy.map { $0.span })
    line.append(contentsOf: records.lazy.map { $0.line })
    regimen.append(contentsOf: records.lazy.map { $0.regimen })
    rule.append(contentsOf: records.lazy.map { $0.rule.code })
    detail.append(contentsOf: records.lazy.map { $0.detail })
    source.append(contentsOf: records.lazy.map { $0.source.rawValue })
    row.append(contentsOf: records.lazy.map { $0.row })
  }
}

/// What is made of a part of the patients.
struct LineRecords: Sendable {
  var regimens = RegimenRecords()
  var lines = TherapyLineRecords()
  var trace = RuleRecords()
  /// The texts that the records name by number.
  var texts: [String] = []
  /// Patients for whom other lines are possible within what is known of their dates.
  var open: [Int32] = []
  /// Rows of treatments that could not be placed.
  var leftOut: [(rule: LineRule, row: Int32)] = []
}

/// What ended a line where no reason for stopping says it, below the numbers of the reasons.
enum LineEnd {
  static let ongoing: Int32 = -1
  static let unknown: Int32 = -2
  static let progression: Int32 = -3

  /// The words, the last number first.
  static let words = ["PD", "unknown", "ongoing"]
}
