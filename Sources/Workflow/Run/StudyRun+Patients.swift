internal import Cohorts
internal import Diagnostics
internal import Tables

extension StudyRun {
  /// What became of a patient on the way to the cohort.
  package struct PatientFate: Sendable {
    /// What the patient is called.
    package let id: String
    /// The step at which the patient left; `nil` in the cohort.
    package let step: String?
    /// Whether that step could not be decided for the patient.
    package let isUnknown: Bool
  }

  /// How an outcome ended for a patient.
  package struct PatientOutcome: Sendable {
    /// What the patient is called.
    package let id: String
    /// The time in the unit of the outcome; `nil` where it is unknown.
    package let time: Double?
    /// 0 for the end of follow-up, 1 for the event, 2 and on for competing events.
    package let cause: Int
  }

  /// What became of every patient of the data, in their order.
  package var fates: [PatientFate] {
    let identifiers = checked.identifier.flatMap { checked.table[$0] }
    return cohort.exits.indices.map { row in
      let exit = cohort.exits[row]
      return PatientFate(
        id: identifiers?.text(row) ?? String(row + 1),
        step: exit.map { cohort.attrition[Int($0.step)].name }, isUnknown: exit?.fate == .unknown)
    }
  }

  /// An outcome of every patient of the cohort.
  package func outcome(_ name: String) throws -> [PatientOutcome] {
    guard let outcome = checked.outcomes.first(where: { $0.name == name }) else { return [] }
    var findings: [Diagnostic] = []
    let values = try pipeline.values(of: outcome, cohort, &findings)
    guard case .time(let times) = values.content else { return [] }
    return cohort.ids.indices.map { row in
      PatientOutcome(
        id: cohort.ids[row], time: values.isKnown[row] ? times.time[row] : nil,
        cause: times.causes[row])
    }
  }
}
