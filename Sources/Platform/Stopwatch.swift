/// Measures time that passes, unmoved by changes of the clock on the wall.
public struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  /// A stopwatch that starts now.
  public init() {}

  /// The time since the start.
  public var elapsed: Duration { start.duration(to: .now) }

  /// The seconds since the start.
  public var seconds: Double { elapsed / .seconds(1) }
}
