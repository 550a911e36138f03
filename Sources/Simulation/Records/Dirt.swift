internal import Distributions

/// Makes rows dirty at a rate, in ways that registries know, and keeps a ledger of it.
struct Dirt {
  /// What was done to one field.
  struct Entry: Sendable, Equatable {
    let table: RegistryTable
    let row: Int
    let pid: String
    let column: String
    let fault: String
    let clean: String
    let dirty: String
  }

  let rate: Double
  var stream: CounterGenerator
  /// The day of death, where the patient died.
  let death: Int?
  /// The first day of treatment.
  let treated: Int

  /// Changes a field of a row, or leaves the row as it is.
  mutating func change(
    _ table: RegistryTable, _ fields: inout [RecordField], pid: String, row: Int
  ) -> Entry? {
    let chance = stream.uniform()
    let size = stream.uniform()
    guard chance < rate, let fault = fault(table, fields, size) else { return nil }
    let clean = fields[fault.column]
    fields[fault.column] = fault.value
    return Entry(
      table: table, row: row, pid: pid, column: table.columns[fault.column], fault: fault.name,
      clean: clean.text, dirty: fault.value.text)
  }

  private typealias Fault = (name: String, column: Int, value: RecordField)

  private func fault(_ table: RegistryTable, _ fields: [RecordField], _ size: Double) -> Fault? {
    let days = 1 + Int(size * 60)
    switch table {
    case .treatment:
      guard case .day(let start) = fields[4], case .day = fields[5] else { return nil }
      return ("stop-before-start", 5, .day(start - days))
    case .dose:
      guard case .number(let mg, _) = fields[4] else { return nil }
      return ("dose-times-ten", 4, .number(mg * 10, decimals: 1))
    case .lab: return laboratory(fields, size)
    case .response:
      if size < 0.5, let death { return ("after-death", 0, .day(death + days)) }
      return fields[1] == .text("PD") ? nil : ("unknown-response", 1, .text("NE"))
    case .progression: return ("before-treatment", 0, .day(treated - days))
    case .transplant:
      guard case .day(let day) = fields[0] else { return nil }
      return ("engrafted-before-transplant", 7, .day(day - days))
    case .followup:
      guard let death else { return nil }
      return ("contact-after-death", 0, .day(death + days))
    case .diagnosis:
      guard case .integer(let percent) = fields[5] else { return nil }
      return ("more-than-all-cells", 5, .integer(percent + 100))
    case .ae:
      guard case .day(let onset) = fields[0], case .day = fields[1] else { return nil }
      return ("end-before-onset", 1, .day(onset - days))
    case .patient:
      guard case .integer(let year) = fields[1] else { return nil }
      return ("born-a-century-late", 1, .integer(year + 100))
    case .cytogenetics, .mrd, .spm, .vte, .death: return nil
    }
  }

  private func laboratory(_ fields: [RecordField], _ size: Double) -> Fault? {
    if size < 0.2, let death { return ("after-death", 0, .day(death + 1 + Int(size * 300))) }
    guard case .number(let value, _) = fields[2] else { return nil }
    switch fields[1] {
    case .text("hb"), .text("m_serum"), .text("albumin"):
      return ("unit-not-converted", 2, .number(value / 10, decimals: 2))
    case .text("creat"): return ("unit-not-converted", 2, .number(value / 88.4, decimals: 3))
    default: return ("decimal-lost", 2, .number(value * 100, decimals: 1))
    }
  }
}
