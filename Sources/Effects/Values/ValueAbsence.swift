/// Why a number about values does not exist.
public enum ValueAbsence: String, Sendable, CaseIterable {
  /// There is nobody in an arm.
  case emptyArm
  /// There are too few patients for a standard error.
  case tooFewPatients
  /// An arm has no events.
  case noEvents
  /// Everyone in an arm has the event.
  case everyoneHasEvents
  /// The standard error is 0.
  case noVariation
  /// All patients belong together.
  case oneCluster
  /// A column is a combination of others.
  case collinear
  /// The model has no finite maximum, or it was not found.
  case notConverged
  /// A number too large or too small to be written.
  case outOfRange

  /// What it means, in one line.
  public var summary: String {
    switch self {
    case .emptyArm: "there is nobody in one of the arms"
    case .tooFewPatients: "there are too few patients for a standard error"
    case .noEvents: "an arm has no events"
    case .everyoneHasEvents: "everyone in an arm has the event"
    case .noVariation: "the standard error is 0"
    case .oneCluster: "all patients belong together, so there is no standard error"
    case .collinear: "a term is a combination of the others within these patients"
    case .notConverged: "the adjusted model has no finite solution, or none was found"
    case .outOfRange: "the number is too large or too small to be written"
    }
  }
}

extension EffectValue.Absence {
  /// Why a number about values is missing.
  public init(_ reason: ValueAbsence) {
    self.init(id: reason.rawValue, summary: reason.summary, isNotReached: false)
  }
}
