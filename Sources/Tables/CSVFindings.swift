internal import Diagnostics

/// Collects what is found in a data file and gives it places.
struct CSVFindings {
  private(set) var diagnostics: [Diagnostic] = []
  private let name: String
  private let bytes: [UInt8]
  private lazy var places = DataPlaces(name: name, bytes: bytes)

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// The place of a field with its quotes.
  mutating func place(of span: FieldSpan) -> Place { places.place(of: span) }

  /// A fault that concerns some bytes.
  mutating func add(_ fault: CSVFault, at range: Range<Int>) {
    add(fault, at: places.place(of: range))
  }

  /// A fault that concerns a field.
  mutating func add(_ fault: CSVFault, at span: FieldSpan, notes: [Diagnostic.Note] = []) {
    add(fault, at: places.place(of: span), notes: notes)
  }

  /// A fault with its place.
  mutating func add(_ fault: CSVFault, at place: Place?, notes: [Diagnostic.Note] = []) {
    diagnostics.append(fault.diagnostic(at: place, notes: notes))
  }

  /// Says on the last finding how many of its kind are not shown.
  mutating func addFurther(_ count: Int, of rows: String) {
    guard count > 0, let last = diagnostics.indices.last else { return }
    diagnostics[last].notes.append(Diagnostic.Note(CSVFault.further(count, of: rows)))
  }

  /// Ends reading where an error was found.
  func throwErrors() throws(Faults) {
    let faults = Faults(diagnostics)
    if faults.hasErrors { throw faults }
  }
}
