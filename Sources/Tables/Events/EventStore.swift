public import Diagnostics

/// The patients of a registry and their events.
public struct EventStore: Sendable {
  /// The patients' ids as texts, in the order of the table of patients.
  public let patients: Column
  /// The tables, in the order they were given.
  public let tables: [EventTable]
  /// The rows that belong to no patient, which no table has; only of tables that had such rows.
  public let strays: [StrayEvents]
  /// Warnings about the rows that were left out.
  public let findings: [Diagnostic]

  private let indexByName: [String: Int]

  /// Gives the rows of tables to patients and sorts them.
  ///
  /// - Parameters:
  ///   - patients: one id a patient, of any type but a decimal number; ids are compared as texts.
  ///   - sources: the tables; of two with one name the later counts.
  /// - Throws: `Faults` with patients without an id or with the id of another, columns that are
  ///   not there, and time columns that are no dates.
  /// - Complexity: O(n log n) for n rows, O(n) where the file is sorted by patient and time.
  public init(patients: Column, sources: consuming [EventSource]) throws(Faults) {
    var faults: [Diagnostic] = []
    let index = PatientIndex(patients, &faults)
    var tables: [EventTable] = []
    var strays: [StrayEvents] = []
    var findings: [Diagnostic] = []
    var indexByName: [String: Int] = [:]
    sources.reverse()
    while let source = sources.popLast() {
      guard let sorting = EventSorting(source, index, &faults) else { continue }
      if let found = sorting.strays {
        strays.append(found)
        findings += EventFault.strays(found).map {
          $0.diagnostic(at: source.table[source.patientColumn]?.place ?? source.place)
        }
      }
      indexByName[source.name] = tables.count
      tables.append(sorting.table)
    }
    if !faults.isEmpty { throw Faults(faults) }
    self.patients = index.texts
    self.tables = tables
    self.strays = strays
    self.findings = findings
    self.indexByName = indexByName
  }

  /// The store with further tables of the same patients; of two with one name the later counts.
  package func adding(_ further: [EventTable]) -> EventStore {
    precondition(further.allSatisfy { $0.patientCount == patientCount })
    let names = Set(further.map(\.name))
    return EventStore(
      patients: patients, tables: tables.filter { !names.contains($0.name) } + further,
      strays: strays, findings: findings)
  }

  /// Events that were given to patients before.
  package init(
    patients: Column, tables: [EventTable], strays: [StrayEvents], findings: [Diagnostic]
  ) {
    self.patients = patients
    self.tables = tables
    self.strays = strays
    self.findings = findings
    indexByName = Dictionary(
      tables.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// The number of patients.
  public var patientCount: Int { patients.count }

  /// The table of that name.
  public subscript(name: String) -> EventTable? { indexByName[name].map { tables[$0] } }
}
