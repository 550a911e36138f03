/// A scale of time along which follow-up is cut into bands: age, calendar time, time since entry.
///
/// All scales advance together with follow-up, and have the same unit. A band is (bound, next bound]:
/// an event at a bound belongs to the band that ends there, as an event belongs to the end of a row
/// of ``FollowUp``.
public struct LexisScale: Sendable, Equatable {
  /// What the scale shows at time 0 of each row; nil if it is time 0 for all.
  public let origin: [Double]?
  /// Where the bands begin and the last one ends.
  public let bounds: [Double]

  /// A scale.
  ///
  /// - Parameters:
  ///   - origin: Finite; the age or the day at time 0. Nil for the time of follow-up itself.
  ///   - bounds: Two or more, ascending; the first may be −∞ and the last ∞.
  public init(origin: [Double]? = nil, bounds: [Double]) {
    self.origin = origin
    self.bounds = bounds
  }

  /// The number of bands.
  public var bands: Int { max(0, bounds.count - 1) }

  /// The bounds in time of follow-up of a row.
  func time(_ bound: Int, row: Int) -> Double { bounds[bound] - (origin?[row] ?? 0) }

  /// The band that holds what follows a time; −1 before all, the number of bands after all.
  func band(after time: Double, row: Int) -> Int {
    bounds.firstIndex(from: { $0 - (origin?[row] ?? 0) > time }) - 1
  }

  func check(_ number: Int, rows: Int) throws(PopulationError) {
    guard bounds.count >= 2, bounds.allSatisfy({ !$0.isNaN }),
      zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw .invalidBounds(scale: number) }
    guard let origin else { return }
    guard origin.count == rows else {
      throw .lengthsDiffer(.origin, expected: rows, found: origin.count)
    }
    if let row = origin.firstIndex(where: { !$0.isFinite }) {
      throw .invalidNumber(.origin, index: row)
    }
  }
}
