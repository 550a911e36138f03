internal import Tables

/// The days of a column of dates.
struct Dates {
  private let days: [Int32]
  private let missing: Missingness

  init(_ column: Column) {
    if case .date(let days) = column.values { self.days = days } else { days = [] }
    missing = column.missing
  }

  subscript(row: Int) -> Int32? { missing[row] || days.isEmpty ? nil : days[row] }
}
