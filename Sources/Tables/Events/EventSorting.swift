internal import Diagnostics

/// The rows of one table, given to patients and sorted.
struct EventSorting {
  let table: EventTable
  let strays: StrayEvents?

  /// `nil` after a fault.
  init?(_ source: EventSource, _ index: PatientIndex, _ faults: inout [Diagnostic]) {
    let known = source.table.columnNames
    guard let owners = source.table[source.patientColumn] else {
      let fault = EventFault.noColumn(source.patientColumn, table: source.name, known: known)
      faults.append(fault.diagnostic(at: source.place))
      return nil
    }
    var columns = source.table
    for (name, dates) in source.partialDates.sorted(by: { $0.key < $1.key }) {
      columns = columns.adding(dates.column(name, at: columns[name]?.place))
    }
    var days: [Int32] = []
    if let name = source.timeColumn {
      guard let column = columns[name] else {
        let fault = EventFault.noColumn(name, table: source.name, known: known)
        faults.append(fault.diagnostic(at: source.place))
        return nil
      }
      guard case .date(let values) = column.values else {
        let fault = EventFault.timeIsNoDate(name, table: source.name, type: column.type)
        faults.append(fault.diagnostic(at: column.place ?? source.place))
        return nil
      }
      days = source.partialDates[name]?.earliest ?? Self.days(values, column.missing)
    }
    let numbers = index.numbers(of: owners)
    let (offsets, order) = Self.order(numbers, days, patients: index.texts.count)
    let isSorted = order.count == numbers.count && order.indices.allSatisfy { order[$0] == $0 }
    table = EventTable(
      name: source.name, columns: isSorted ? columns : columns.selecting(order),
      timeColumn: source.timeColumn, offsets: offsets,
      fileRows: source.fileRows.map { rows in order.map { rows[$0] } } ?? order,
      partialDates: isSorted
        ? source.partialDates : source.partialDates.mapValues { $0.selecting(order) })
    strays = order.count == numbers.count ? nil : Self.strays(numbers, source.name, source.fileRows)
  }

  private static func days(_ values: [Int32], _ missing: Missingness) -> [Int32] {
    guard missing.any else { return values }
    return values.indices.map { missing[$0] ? .max : values[$0] }
  }

  /// Counts the rows of each patient, puts them in their places, and sorts each patient's by day.
  private static func order(
    _ numbers: [Int32], _ days: [Int32], patients: Int
  ) -> (offsets: [Int], order: [Int]) {
    var offsets = [Int](repeating: 0, count: patients + 1)
    for number in numbers where number >= 0 { offsets[Int(number) + 1] += 1 }
    for patient in 0..<patients { offsets[patient + 1] += offsets[patient] }
    var next = offsets
    var order = [Int](repeating: 0, count: offsets[patients])
    for row in numbers.indices where numbers[row] >= 0 {
      let patient = Int(numbers[row])
      order[next[patient]] = row
      next[patient] += 1
    }
    guard !days.isEmpty else { return (offsets, order) }
    for patient in 0..<patients {
      let rows = offsets[patient]..<offsets[patient + 1]
      if !isOrdered(order, rows, days) { sort(&order, rows, days) }
    }
    return (offsets, order)
  }

  private static func isOrdered(_ order: [Int], _ rows: Range<Int>, _ days: [Int32]) -> Bool {
    for row in rows.dropFirst() where days[order[row - 1]] > days[order[row]] { return false }
    return true
  }

  private static func sort(_ order: inout [Int], _ rows: Range<Int>, _ days: [Int32]) {
    order[rows].sort { (days[$0], $0) < (days[$1], $1) }
  }

  private static func strays(
    _ numbers: [Int32], _ name: String, _ fileRows: [Int]?
  ) -> StrayEvents {
    func rows(_ number: Int32) -> [Int] {
      numbers.indices.filter { numbers[$0] == number }.map { fileRows?[$0] ?? $0 }
    }
    return StrayEvents(
      table: name, unknown: rows(PatientIndex.unknown), missing: rows(PatientIndex.unnamed))
  }
}
