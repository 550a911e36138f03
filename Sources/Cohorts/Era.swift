internal import Diagnostics
public import Tables
public import Vocabulary

/// The calendar days between which patients of an arm must have entered, both ends included.
public struct Era: NodeCodable, Equatable {
  /// The first day.
  public var first: CalendarDate
  /// The last day.
  public var last: CalendarDate

  /// The days from the first through the last.
  public init(_ first: CalendarDate, through last: CalendarDate) {
    self.first = first
    self.last = last
  }

  /// Whether a day, counted from 1970-01-01, lies in the era.
  public func contains(day: Int32) -> Bool {
    first.daysSince1970 <= Int(day) && Int(day) <= last.daysSince1970
  }

  /// The two days as they are written.
  public var text: String { "\(first)..\(last)" }

  /// Two dates with two dots between them.
  public static var shape: Shape {
    .text("two dates, the earlier first, as in 2007-01-01..2012-12-31")
  }

  /// Reads `first..last`.
  public static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Era? {
    let text = node.scalarText ?? ""
    let end = text.firstRange(of: "..")
    func date(_ part: Substring?) -> CalendarDate? {
      part.flatMap { CalendarDate(iso: String($0.filter { $0 != " " })) }
    }
    guard let end, let first = date(text[..<end.lowerBound]),
      let last = date(text[end.upperBound...]), first <= last
    else {
      reader.report(.badValue(key: key, expected: shape.phrase, found: node), at: node.place)
      return nil
    }
    return Era(first, through: last)
  }

  /// As it is written.
  public var node: Node { .text(text) }
}
