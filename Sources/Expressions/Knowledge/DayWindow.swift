/// Between which days something lies, counted from time zero; either end may be open.
public struct DayWindow: Hashable, Sendable {
  /// The first day; minus infinity where nothing is said.
  public var low: Double
  /// The last day; infinity where nothing is said.
  public var high: Double

  /// From a day to a day.
  public init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// One day.
  public init(day: Double) { self.init(day, day) }

  /// Any day.
  public static let open = DayWindow(-.infinity, .infinity)

  /// The day, where there is only one.
  public var day: Double? { low == high && low.isFinite ? low : nil }

  /// The days of both; where they have none in common, the last day of the earlier.
  func narrowed(to other: DayWindow) -> DayWindow {
    let high = min(high, other.high)
    return DayWindow(min(max(low, other.low), high), high)
  }

  /// Every day from the first to the last of either.
  func hull(_ other: DayWindow) -> DayWindow {
    DayWindow(min(low, other.low), max(high, other.high))
  }

  static func + (left: DayWindow, right: DayWindow) -> DayWindow {
    DayWindow(
      left.low == -.infinity || right.low == -.infinity ? -.infinity : left.low + right.low,
      left.high == .infinity || right.high == .infinity ? .infinity : left.high + right.high)
  }

  static prefix func - (window: DayWindow) -> DayWindow { DayWindow(-window.high, -window.low) }
}
