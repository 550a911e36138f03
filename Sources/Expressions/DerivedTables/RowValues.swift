internal import Tables

/// The rows of a derived table while it is made: its columns, its dates and what is not known of it.
struct RowValues {
  var columns: Table
  var partialDates: [String: PartialDates]
  var undecided: [String: Missingness]

  /// Adds a column, or takes the place of the one of that name.
  mutating func set(_ entry: Schema.Entry, _ values: SlotValues) {
    partialDates[entry.name] = nil
    undecided[entry.name] = nil
    switch values {
    case .numbers(let numbers):
      entry.type == .date ? setDates(entry.name, numbers) : setNumbers(entry.name, numbers)
    case .truths(let truths):
      let missing = Missingness(truths.map(Truth.isOpen))
      columns = columns.adding(
        Column(entry.name, .flag(truths.map { $0 == Truth.yes }), missing: missing))
      undecided[entry.name] = Missingness(truths.map { $0 == Truth.undecided })
    case .texts(let texts):
      let (values, missing) = texts.column
      columns = columns.adding(Column(entry.name, values, missing: missing))
      undecided[entry.name] = Missingness((0..<texts.count).map { texts.isUndecided($0) })
    }
  }

  /// Numbers of which only an interval is known are undecided in a column.
  private mutating func setNumbers(_ name: String, _ numbers: Numbers) {
    let open = (0..<numbers.count).map { numbers.isOpen($0) }
    let values = numbers.low.indices.map { open[$0] || numbers.low[$0].isNaN ? 0 : numbers.low[$0] }
    let missing = Missingness(numbers.low.indices.map { open[$0] || numbers.low[$0].isNaN })
    columns = columns.adding(Column(name, .number(values), missing: missing))
    undecided[name] = Missingness(open)
  }

  /// A column of numbers that count rows is one of whole numbers.
  mutating func countRows(_ name: String) {
    guard let column = columns[name], case .number(let values) = column.values else { return }
    columns = columns.adding(
      Column(name, .integer(values.map { Int($0) }), missing: column.missing))
  }

  /// Dates keep the interval they lie in, where it has two ends.
  private mutating func setDates(_ name: String, _ numbers: Numbers) {
    var earliest = [Int32](repeating: .max, count: numbers.count)
    var latest = [Int32](repeating: .min, count: numbers.count)
    var open = [Bool](repeating: false, count: numbers.count)
    for row in 0..<numbers.count {
      let day = numbers[row]
      if day.isMissing { continue }
      guard day.low.isFinite, day.high.isFinite else {
        open[row] = true
        continue
      }
      earliest[row] = Int32(day.low)
      latest[row] = Int32(day.high)
    }
    let dates = PartialDates(earliest: earliest, latest: latest)
    columns = columns.adding(dates.column(name))
    if dates.hasPartial { partialDates[name] = dates }
    undecided[name] = Missingness(open)
  }
}
