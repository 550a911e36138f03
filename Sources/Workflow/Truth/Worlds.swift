internal import Diagnostics
internal import Tables

/// What happens to the patients of a simulated registry, in the world of each arm.
///
/// A world is the registry as it would be had every patient been treated as the arm says, with the same
/// luck otherwise, and followed to the end.
struct Worlds: Sendable {
  /// The events in the world of the reference arm; a row a patient of the cohort.
  let reference: EventStore
  /// The events in the world of the focal arm.
  let focal: EventStore

  /// The events by group, the reference first.
  var stores: [EventStore] { [reference, focal] }
}
