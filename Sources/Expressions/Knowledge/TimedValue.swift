/// When a value is known: what an expression says about time, whatever the data.
///
/// This is an abstract interpretation of the expression: dates become windows of days from time
/// zero, and each value carries the last day on which something that can change it may happen.
/// The windows are upper bounds: what is said to be known by a day is, for every patient.
public struct TimedValue: Sendable {
  /// The last day, from time zero, by which the value is known; infinity where none is said.
  public internal(set) var known: Double
  /// What is read for it.
  public internal(set) var reads: [TimedRead]
  /// Of a date the days on which it may lie; of a length what it may be.
  public internal(set) var window: DayWindow
  /// Whether it is never missing.
  public internal(set) var isCertain: Bool
  /// Whether it is a day that is noticed when it comes: on each day it is known whether it has.
  public internal(set) var isEvent: Bool
  /// What must have happened where the condition is true.
  public internal(set) var requiredIfTrue: [TimedRead] = []
  /// What must have happened where the condition is false.
  public internal(set) var requiredIfFalse: [TimedRead] = []
  /// What may be made of different events: the tables or days of each branch.
  public internal(set) var branches: [Set<String>] = []

  /// Whether it is a day, and not a number that is written.
  var isDay = false
  /// Whether it is the end of something that began before, as the day on which a treatment stops.
  var isEnd = false
  /// Whether it measures how long something lasted that ends after time zero.
  var measures = false
  /// Whether it is a number of rows.
  var isCount = false
  /// The day and the day that is taken from it, where it is the length between.
  var difference: [TimedValue] = []
  /// What the length was multiplied by.
  var scale = 1.0

  init(
    known: Double = -.infinity, reads: [TimedRead] = [], window: DayWindow = .open,
    isCertain: Bool = false, isEvent: Bool = false, isDay: Bool = false
  ) {
    self.known = known
    self.reads = reads
    self.window = window
    self.isCertain = isCertain
    self.isEvent = isEvent
    self.isDay = isDay
  }

  /// A day that everyone has, at most so many days from time zero.
  public static func day(_ window: DayWindow) -> TimedValue {
    TimedValue(
      known: window.high, window: window, isCertain: true, isEvent: true, isDay: true)
  }

  /// Known when all of them are.
  static func all(_ values: [TimedValue]) -> TimedValue {
    var reads: [TimedRead] = []
    for read in values.flatMap(\.reads) where !reads.contains(read) { reads.append(read) }
    return TimedValue(
      known: values.map(\.known).max() ?? -.infinity, reads: reads,
      isCertain: values.allSatisfy(\.isCertain))
  }

  /// Takes it to be known by a day: what happens later does not matter.
  mutating func decide(by day: Double) {
    guard day < known else { return }
    known = day
    reads = reads.map { $0.narrowed(to: DayWindow(-.infinity, day)) }
  }

  /// Whether it is a number or date that stands in the text.
  var isWritten: Bool {
    window.day != nil && reads.isEmpty && !isDay && isCertain && known == -.infinity
  }

  /// The tables and columns it is made of.
  public var sources: Set<String> { Set(reads.map(\.source)) }
}
