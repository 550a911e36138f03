/// What a design reads and follows, and when, in days from time zero: the drawing of a design.
public struct DesignTimeline: Sendable, Equatable {
  /// A day with a name.
  public struct Mark: Sendable, Equatable {
    /// What day it is.
    public var name: String
    /// The day.
    public var day: Double

    /// A day with a name.
    public init(_ name: String, at day: Double) {
      self.name = name
      self.day = day
    }
  }

  /// A stretch of time in which something is read, or patients are followed.
  public struct Bar: Sendable, Equatable {
    /// What happens in it.
    public enum Kind: String, Sendable {
      /// Rules for taking part read events.
      case eligibility
      /// Covariates are read.
      case covariates
      /// Arms are decided.
      case exposure
      /// Patients are followed.
      case followUp
      /// Patients of an arm cannot have had the event, as they would not be in it.
      case immortal
    }

    /// What happens in it.
    public var kind: Kind
    /// Of what.
    public var label: String
    /// The first day; minus infinity where any day before.
    public var low: Double
    /// The last day; infinity where any day after.
    public var high: Double

    /// A stretch of time.
    public init(_ kind: Kind, _ label: String, from low: Double, through high: Double) {
      self.kind = kind
      self.label = label
      self.low = low
      self.high = high
    }
  }

  /// The days with names, in order of time.
  public var marks: [Mark]
  /// The stretches from top to bottom.
  public var bars: [Bar]

  /// A drawing of days and stretches.
  public init(marks: [Mark], bars: [Bar]) {
    self.marks = marks
    self.bars = bars
  }

  /// Every finite day that is drawn, in order.
  public var days: [Double] {
    let all = marks.map(\.day) + bars.flatMap { [$0.low, $0.high] }
    return Set(all.filter(\.isFinite)).sorted()
  }
}
