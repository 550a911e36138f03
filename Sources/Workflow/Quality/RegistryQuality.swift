internal import Cohorts
public import Diagnostics
public import Registry
internal import Studies
internal import Tables
internal import Vocabulary

/// The rules of quality of a registry, held against its patients.
public struct RegistryQuality: Sendable {
  /// The rules held against every patient.
  let assessment: QualityAssessment
  /// What they found among all patients.
  public let results: [QualityResult]
  /// What each patient is called.
  let ids: [String]
  /// The file of each table, the patients' under the empty name.
  let files: [String: String]

  /// How many patients, and how many rows, are named one by one.
  static let mostNamed = 10
  /// How many rows a fault points at.
  static let mostPlaces = 5

  /// Holds rules against a registry.
  ///
  /// - Parameters:
  ///   - rules: the rules in order.
  ///   - registry: the registry.
  ///   - lock: the day up to which the data are complete; the last end of follow-up where `nil`.
  ///   - threads: how many threads read the events; nothing depends on it.
  /// - Throws: rules that do not fit the registry.
  init(
    _ rules: [NamedQualityRule], _ registry: RegistryData, lock: Int32?, threads: Int
  ) throws(Faults) {
    let (patients, events) = (registry.tables.patients, registry.tables.events)
    assessment = try QualityAssessment(
      rules, patients: patients, events: events,
      lock: lock ?? Self.lastFollowUp(registry), threads: threads)
    results = assessment.results()
    ids = (0..<events.patientCount).map { events.patients.text($0) ?? "" }
    files = registry.files
  }

  /// No rules.
  init() {
    assessment = QualityAssessment()
    results = []
    ids = []
    files = [:]
  }

  /// The last day on which any patient was under follow-up.
  private static func lastFollowUp(_ registry: RegistryData) -> Int32? {
    let end = registry.file.section.followUp.end
    guard let column = registry.tables.events[end.table]?.columns[end.column],
      case .date(let days) = column.values
    else { return nil }
    return days.indices.filter { !column.missing[$0] }.map { days[$0] }.max()
  }

  /// Whether a rule that nothing may break is broken.
  public var isFatal: Bool { results.contains { $0.isFailed && $0.rule.rule.severity == .fatal } }
}

extension QualityResult {
  /// Whether the rule does not hold.
  var isFailed: Bool { status == .failed }

  /// What is counted: the table, or patients.
  var table: String? { rule.rule.rows?.name }
}

extension RegistryQuality {
  /// A diagnostic for each rule that does not hold: an error where it is fatal, else a warning.
  ///
  /// - Parameters:
  ///   - registry: where the rows stand.
  ///   - place: where a study asks for the registry.
  public func diagnostics(_ registry: RegistryData, at place: Place? = nil) -> [Diagnostic] {
    results.filter(\.isFailed).map { result in
      let isFatal = result.rule.rule.severity == .fatal
      let units = result.failing.prefix(isFatal ? Self.mostPlaces : 0)
      let rows = units.map(\.fileRow)
      let column = result.rule.rule.date?.name
      let places = registry.places(ofRows: rows, of: result.table, column: column)
      var message = QualityMessage(result, ids).diagnostic(at: places.first ?? result.rule.place)
      for other in places.dropFirst() {
        message.notes.append(Diagnostic.Note("and here", at: other))
      }
      if !places.isEmpty {
        message.notes.append(Diagnostic.Note("the rule is stated here", at: result.rule.place))
      }
      if let place, isFatal {
        message.notes.append(Diagnostic.Note("the registry is asked for here", at: place))
      }
      return message
    }
  }
}
