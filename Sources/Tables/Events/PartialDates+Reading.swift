public import Diagnostics

extension PartialDates {
  /// Reads the dates of a column of days, texts or levels, or of whole numbers that are years.
  ///
  /// - Throws: `bad-date`, where a value is neither a day, nor a month, nor a year.
  /// - Complexity: O(rows), with each level of a category read once.
  public init(reading column: Column) throws(Faults) {
    var reader = PartialDateReader(count: column.count)
    switch column.values {
    case .date(let days):
      for row in days.indices where !column.missing[row] {
        reader.set(row, days[row]...days[row])
      }
    case .category(let values):
      let intervals = values.levels.map { Self.interval($0) }
      for row in values.codes.indices where !column.missing[row] {
        reader.set(row, intervals[Int(values.codes[row])])
      }
    case .text(let texts):
      for row in texts.indices where !column.missing[row] && !texts[row].isEmpty {
        reader.set(row, Self.interval(texts[row]))
      }
    case .integer(let years):
      for row in years.indices where !column.missing[row] {
        reader.set(row, 1...9999 ~= years[row] ? Self.interval(Self.year(years[row])) : nil)
      }
    case .number, .flag:
      for row in 0..<column.count where !column.missing[row] { reader.set(row, nil) }
    }
    if let row = reader.bad.rows.first {
      let fault = EventFault.badPartialDate(
        column.text(row) ?? "", column: column.name, row: row, count: reader.bad.count)
      throw Faults([fault.diagnostic(at: column.place)])
    }
    self.init(earliest: reader.earliest, latest: reader.latest)
  }

  private static func year(_ year: Int) -> String {
    let digits = String(year)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

/// Intervals as they are read, and the rows that are none.
private struct PartialDateReader {
  var earliest: [Int32]
  var latest: [Int32]
  var bad = BadValues()

  init(count: Int) {
    earliest = [Int32](repeating: .max, count: count)
    latest = [Int32](repeating: .min, count: count)
  }

  mutating func set(_ row: Int, _ interval: ClosedRange<Int32>?) {
    guard let interval else {
      bad.add(row: row)
      return
    }
    earliest[row] = interval.lowerBound
    latest[row] = interval.upperBound
  }
}
