/// How a study is run: nothing here changes what it means, except the changes.
public struct RunOptions: Sendable {
  /// Changes `path=value` to the study.
  public var changes: [String] = []
  /// How many threads may be used; results do not depend on it.
  public var threads = 1
  /// The seed of every random choice.
  public var seed: UInt64 = 1
  /// Whether every step of every curve is written.
  public var fullCurves = false

  /// One thread, seed 1.
  public init() {}
}
