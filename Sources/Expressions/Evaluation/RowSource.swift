internal import Tables

/// Which rows of a table are computed.
enum RowSelection: Sendable {
  case all
  case range(Range<Int>)
  case list([Int])

  /// The row of the table that a computed row is.
  @inline(__always)
  func index(_ row: Int) -> Int {
    switch self {
    case .all: row
    case .range(let range): range.lowerBound + row
    case .list(let rows): rows[row]
    }
  }

  /// The values of the rows.
  func gather<Value>(_ values: [Value]) -> [Value] {
    switch self {
    case .all: values
    case .range(let range): Array(values[range])
    case .list(let rows): rows.map { values[$0] }
    }
  }
}

/// Values that were computed before, one a patient.
enum SlotValues: Sendable {
  case numbers(Numbers)
  case truths([UInt8])
  case texts(Texts)
}

/// Where an evaluation finds its columns and slots.
struct RowSource: Sendable {
  let table: Table
  /// The intervals of dates that may be known only in part.
  var partialDates: [String: PartialDates] = [:]
  /// The values that are not known, by column.
  var undecided: [String: Missingness] = [:]
  var selection = RowSelection.all
  /// The number of rows.
  let count: Int
  var slots: [SlotValues] = []
  /// What was read of tables for each row.
  var inner: [SlotValues] = []
  /// The row of the slots that belongs to each row; `nil` where they are the same.
  var owners: [Int32]?

  /// All rows of a table.
  init(_ table: Table, partialDates: [String: PartialDates] = [:], slots: [SlotValues]) {
    self.table = table
    self.partialDates = partialDates
    self.slots = slots
    count = table.rowCount
  }

  /// Some rows of a table of events, each with the patient it belongs to.
  init(
    _ events: EventTable, _ selection: RowSelection, count: Int, slots: [SlotValues],
    owners: [Int32]
  ) {
    table = events.columns
    partialDates = events.partialDates
    undecided = events.undecided
    self.selection = selection
    self.count = count
    self.slots = slots
    self.owners = owners
  }

  /// The numbers of a column of numbers or dates, NaN where missing.
  func numbers(_ name: String) -> Numbers {
    var numbers = writtenNumbers(name)
    guard let open = undecided[name], open.any else { return numbers }
    for row in 0..<count where open[selection.index(row)] { numbers.set(row, .undecided) }
    return numbers
  }

  private func writtenNumbers(_ name: String) -> Numbers {
    guard let column = table[name] else { return missingNumbers }
    if let dates = partialDates[name] { return numbers(dates) }
    var result: [Double]
    switch column.values {
    case .number(let values):
      result = selection.gather(values)
      for row in result.indices where !result[row].isFinite { result[row] = .nan }
    case .integer(let values): result = selection.gather(values).map { Double($0) }
    case .date(let values): result = selection.gather(values).map { Double($0) }
    case .category, .flag, .text: return missingNumbers
    }
    if column.missing.any {
      for row in result.indices where column.missing[selection.index(row)] { result[row] = .nan }
    }
    return Numbers(result)
  }

  private var missingNumbers: Numbers { Numbers([Double](repeating: .nan, count: count)) }

  private func numbers(_ dates: PartialDates) -> Numbers {
    var low = [Double](repeating: .nan, count: count)
    var high = low
    for row in 0..<count {
      let index = selection.index(row)
      guard !dates.isMissing(index) else { continue }
      low[row] = Double(dates.earliest[index])
      high[row] = Double(dates.latest[index])
    }
    return Numbers(low: low, high: high)
  }

  /// The truths of a column of flags.
  func truths(_ name: String) -> [UInt8] {
    guard let column = table[name], case .flag(let values) = column.values else {
      return [UInt8](repeating: Truth.missing, count: count)
    }
    var result = selection.gather(values).map { $0 ? Truth.yes : Truth.no }
    if column.missing.any {
      for row in result.indices where column.missing[selection.index(row)] {
        result[row] = Truth.missing
      }
    }
    if let open = undecided[name], open.any {
      for row in result.indices where open[selection.index(row)] {
        result[row] = Truth.undecided
      }
    }
    return result
  }

  /// The texts or levels of a column.
  func texts(_ name: String) -> Texts {
    guard let column = table[name] else { return missingTexts }
    switch column.values {
    case .category(let values):
      var codes = selection.gather(values.codes)
      if let open = undecided[name], open.any {
        for row in codes.indices where open[selection.index(row)] { codes[row] = Texts.undecided }
      }
      return .codes(codes, levels: values.levels)
    case .text(let values):
      func flags(_ part: Missingness) -> Missingness {
        Missingness(part.any ? (0..<count).map { part[selection.index($0)] } : [])
      }
      let open = flags(undecided[name] ?? .none)
      if case .all = selection { return .plain(values, column.missing, undecided: open) }
      return .plain(selection.gather(values), flags(column.missing), undecided: open)
    case .number, .integer, .flag, .date: return missingTexts
    }
  }

  private var missingTexts: Texts {
    .codes([Int32](repeating: Texts.missing, count: count), levels: [])
  }
}

extension RowSource {
  /// The numbers in a slot.
  func numbers(slot: Int) -> Numbers {
    guard case .numbers(let numbers) = slots[slot] else { return missingNumbers }
    guard let owners else { return numbers }
    var result = Numbers(owners.map { numbers.low[Int($0)] })
    if !numbers.areKnown {
      result = Numbers(low: result.low, high: owners.map { numbers.high[Int($0)] })
    }
    return result
  }

  /// The numbers that were read for the rows.
  func numbers(inner: Int) -> Numbers {
    if case .numbers(let numbers) = self.inner[inner] { numbers } else { missingNumbers }
  }

  /// The truths that were read for the rows.
  func truths(inner: Int) -> [UInt8] {
    if case .truths(let truths) = self.inner[inner] { return truths }
    return [UInt8](repeating: Truth.missing, count: count)
  }

  /// The texts that were read for the rows.
  func texts(inner: Int) -> Texts {
    if case .texts(let texts) = self.inner[inner] { texts } else { missingTexts }
  }

  /// The truths in a slot.
  func truths(slot: Int) -> [UInt8] {
    guard case .truths(let truths) = slots[slot] else {
      return [UInt8](repeating: Truth.missing, count: count)
    }
    return owners.map { $0.map { truths[Int($0)] } } ?? truths
  }

  /// The texts in a slot.
  func texts(slot: Int) -> Texts {
    guard case .texts(let texts) = slots[slot] else { return missingTexts }
    guard let owners else { return texts }
    return texts.selecting(owners.map { Int($0) })
  }
}
