/// The days on one of which something was: one day where it is known, none where nothing is.
struct DaySpan: Equatable {
  /// The first possible day since 1970-01-01.
  var first: Int32
  /// The last possible day.
  var last: Int32

  /// No day is known to exist.
  static let none = DaySpan(first: .max, last: .min)

  init(first: Int32, last: Int32) {
    self.first = first
    self.last = last
  }

  init(_ day: Int32) { self.init(first: day, last: day) }

  var isKnown: Bool { first <= last }
  var isExact: Bool { first == last }

  /// The day to compute with.
  func day(_ choice: PartialDay) -> Int32 {
    switch choice {
    case .first: first
    case .middle: Int32((Int(first) + Int(last)).flooredHalf)
    case .last: last
    }
  }

  /// The part from a day on.
  func from(_ day: Int32) -> DaySpan { DaySpan(first: max(first, min(last, day)), last: last) }

  /// The part up to a day; that day alone where all of it is later.
  func upTo(_ day: Int32) -> DaySpan { DaySpan(first: min(first, day), last: min(last, day)) }
}

extension Int {
  fileprivate var flooredHalf: Int { self >> 1 }
}
