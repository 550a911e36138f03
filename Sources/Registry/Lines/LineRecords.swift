/// Texts by number, each once.
struct TextPool: Sendable {
  private(set) var texts: [String] = []
  private var numbers: [String: Int32] = [:]

  mutating func number(_ text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }
}

/// One row of the table of regimens.
struct RegimenRecord: Sendable {
  var patient: Int32
  var number: Int32
  var line: Int32
  var start: DaySpan
  var stop: DaySpan
  var drugs: Int32
  var name: Int32
  var intent: Int32
  var reason: Int32
  var isOngoing: Bool
}

/// One row of the table of lines.
struct LineRecord: Sendable {
  var patient: Int32
  var number: Int32
  var start: DaySpan
  var stop: DaySpan
  var drugs: Int32
  var name: Int32
  var sequence: Int32
  var reason: LineRule
  var endReason: Int32
  var transplants: Int32
}

/// One row of the trace.
struct RuleRecord: Sendable {
  /// The table that a row is of.
  enum Source: UInt8, Sendable {
    case treatment
    case transplant
    case progression
  }

  var patient: Int32
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

/// What is made of a part of the patients.
struct LineRecords: Sendable {
  var regimens: [RegimenRecord] = []
  var lines: [LineRecord] = []
  var trace: [RuleRecord] = []
  var pool = TextPool()
  /// Patients for whom other lines are possible within what is known of their dates.
  var open: [Int32] = []

  /// Adds the records of further patients.
  mutating func append(_ other: LineRecords) {
    let numbers = other.pool.texts.map { pool.number($0) }
    func new(_ number: Int32) -> Int32 { number < 0 ? number : numbers[Int(number)] }
    for var record in other.regimens {
      record.drugs = new(record.drugs)
      record.name = new(record.name)
      regimens.append(record)
    }
    for var record in other.lines {
      record.drugs = new(record.drugs)
      record.name = new(record.name)
      record.sequence = new(record.sequence)
      record.endReason = new(record.endReason)
      lines.append(record)
    }
    for var record in other.trace {
      record.detail = new(record.detail)
      trace.append(record)
    }
    open += other.open
  }
}
