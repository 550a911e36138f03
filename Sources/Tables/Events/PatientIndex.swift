internal import Diagnostics

/// Finds the number of a patient by id.
struct PatientIndex {
  /// The ids as texts.
  let texts: Column

  private var numberByText: [String: Int32] = [:]
  private var numberByInteger: [Int: Int32] = [:]
  private let areIntegers: Bool

  /// Reports ids that are missing or repeated.
  init(_ patients: Column, _ faults: inout [Diagnostic]) {
    let place = patients.place
    var ids = [String](repeating: "", count: patients.count)
    var missing = BadValues()
    var repeated: [(first: Int, second: Int)] = []
    if case .integer = patients.values { areIntegers = true } else { areIntegers = false }
    numberByText.reserveCapacity(patients.count)
    for row in ids.indices {
      guard let id = patients.text(row), !id.isEmpty else {
        missing.add(row: row)
        continue
      }
      ids[row] = id
      if let first = numberByText.updateValue(Int32(row), forKey: id) {
        if repeated.isEmpty { repeated.append((Int(first), row)) }
      }
    }
    texts = Column(patients.name, .text(ids), at: place)
    if case .integer(let values) = patients.values {
      for row in values.indices where !patients.missing[row] {
        numberByInteger[values[row]] = Int32(row)
      }
    }
    if let row = missing.rows.first {
      faults.append(
        EventFault.patientWithoutId(row: row, count: missing.count).diagnostic(at: place))
    }
    if let (first, second) = repeated.first {
      faults.append(
        EventFault.repeatedPatient(ids[second], first: first, second: second).diagnostic(at: place))
    }
  }

  /// The patient of each row; -1 where there is no such patient, -2 where the row names none.
  /// - Complexity: O(rows) on average.
  func numbers(of column: Column) -> [Int32] {
    var result = [Int32](repeating: Self.unnamed, count: column.count)
    switch column.values {
    case .integer(let values) where areIntegers:
      for row in values.indices where !column.missing[row] {
        result[row] = numberByInteger[values[row]] ?? Self.unknown
      }
    case .category(let values):
      let numbers = values.levels.map { number(of: $0) }
      for row in values.codes.indices where !column.missing[row] {
        result[row] = numbers[Int(values.codes[row])]
      }
    case .text(let values):
      for row in values.indices where !column.missing[row] {
        result[row] =
          row > 0 && values[row] == values[row - 1] && !column.missing[row - 1]
          ? result[row - 1] : number(of: values[row])
      }
    default:
      for row in 0..<column.count {
        if let text = column.text(row) { result[row] = number(of: text) }
      }
    }
    return result
  }

  private func number(of text: String) -> Int32 {
    text.isEmpty ? Self.unnamed : numberByText[text] ?? Self.unknown
  }

  static let unknown: Int32 = -1
  static let unnamed: Int32 = -2
}
