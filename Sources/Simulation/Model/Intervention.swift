/// What is done to patients in place of what their doctors did: a world.
public struct Intervention: Sendable, Equatable {
  /// Maintenance after a transplant.
  public enum Maintenance: String, Sendable, CaseIterable {
    /// As doctors decided.
    case asDecided
    /// Lenalidomide on the planned day for everybody who is then alive and not known to have progressed.
    case start
    /// No maintenance of any kind.
    case never
  }

  /// The second line.
  public enum SecondLine: String, Sendable, CaseIterable {
    /// As doctors decided.
    case asDecided
    /// A regimen with lenalidomide.
    case lenalidomide
    /// A regimen without.
    case other
  }

  /// Maintenance after a transplant.
  public var maintenance: Maintenance
  /// The second line.
  public var secondLine: SecondLine

  /// A world.
  public init(maintenance: Maintenance = .asDecided, secondLine: SecondLine = .asDecided) {
    self.maintenance = maintenance
    self.secondLine = secondLine
  }

  /// The world as it was.
  public static let none = Intervention()
}
