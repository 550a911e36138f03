/// What a rule found of every patient or row, before anything is counted.
public struct QualityOutcome: Sendable {
  /// A patient, or a row of one.
  public struct Unit: Sendable, Equatable {
    /// The patient, by number.
    public let patient: Int
    /// The row of the file, counted from 0.
    public let fileRow: Int
  }

  /// How many patients or rows of each patient were asked about.
  public internal(set) var checked: [Int32]
  /// Those that fail, in the order of patients.
  public internal(set) var failing: [Unit] = []
  /// Those of which it cannot be told.
  public internal(set) var unknown: [Unit] = []
  /// The median days between visits of each patient, NaN where there are none; only of that check.
  public internal(set) var gaps: [Double] = []
  /// The group of each patient, and their names; `nil` where the rule is not judged by group.
  public internal(set) var groups: (codes: [Int32], names: [String])?

  init(patients: Int) { checked = [Int32](repeating: 0, count: patients) }
}
