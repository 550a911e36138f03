public import Diagnostics

/// One reading of events, or of a column that becomes known later, with the days it may reach.
public struct TimedRead: Hashable, Sendable {
  /// What is made of what is read.
  public enum Kind: Hashable, Sendable {
    /// Whether, how often or how much over all rows that count.
    case overall
    /// A value at one row: the first, the last, the nearest, the only one.
    case single
    /// A column with one value a patient.
    case column
  }

  /// The table of events, or the column.
  public let source: String
  /// The date that orders the table.
  public let time: String?
  /// What is made of it.
  public let kind: Kind
  /// The days of the rows that may matter, from time zero.
  public let window: DayWindow
  /// Whether something is said of until when rows are read, be it no fixed number of days.
  public let isBounded: Bool
  /// Whether it measures how long something lasted that ends after time zero.
  public let measuresLength: Bool
  /// Whether it is read by a derived table, of which is not known until when it does.
  public let isIndirect: Bool
  /// What is written.
  public let text: String
  /// Where it is written.
  public let place: Place?

  /// The same reading, of which is not known until when it reads.
  public var indirect: TimedRead {
    TimedRead(
      source: source, time: time, kind: kind, window: window, isBounded: isBounded,
      measuresLength: measuresLength, isIndirect: isIndirect || !measuresLength, text: text,
      place: place)
  }
}
