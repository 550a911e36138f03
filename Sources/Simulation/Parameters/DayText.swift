public import Tables
public import Vocabulary

/// A calendar day in a file of parameters, written `2010-01-31`.
public struct DayText: NodeCodable, Equatable {
  /// Days since 1970-01-01.
  public var day = 0

  /// 1970-01-01.
  public init() {}

  /// A day.
  public init(_ date: CalendarDate) { day = date.daysSince1970 }

  /// A day.
  public static var shape: Shape { .text("a day such as 2010-01-31") }

  /// Reads a day.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> DayText? {
    if let text = node.scalarText, let date = CalendarDate(iso: text) { return DayText(date) }
    reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
    return nil
  }

  /// The day as it is written.
  public var node: Node { .scalar(CalendarDate(daysSince1970: day).description) }
}
