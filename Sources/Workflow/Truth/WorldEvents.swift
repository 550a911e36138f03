internal import Tables

/// The events of the patients of a cohort in one world.
///
/// A world is the registry as it would be had every patient been treated as an arm says, with the same
/// luck otherwise, and followed to the end.
struct WorldEvents: Sendable {
  /// The events.
  let events: EventStore
  /// The number of each patient of the cohort in ``events``.
  let patients: [Int]

  init(_ events: EventStore, of ids: [String]) {
    var numbers: [String: Int] = [:]
    for row in 0..<events.patientCount { numbers[events.patients.text(row) ?? ""] = row }
    self.events = events
    patients = ids.map { numbers[$0] ?? 0 }
  }
}
