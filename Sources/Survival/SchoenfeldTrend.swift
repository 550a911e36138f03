internal import Distributions
internal import LinearAlgebra

/// How a coefficient of a Cox model changes over time, drawn through its scaled Schoenfeld residuals.
///
/// Each event at time t gives the residual β + W V r, with r its covariates less their mean in the
/// risk set, V the model's variance and W the weight of all events; its expectation is about β(t).
/// The line is the least-squares fit, weighted by the weights of the events, of a natural cubic
/// spline in g(t) with four parameters: knots at the ends and the thirds of the g(t) of the events,
/// fewer where those coincide. Its variance at x with design row a is W V_jj aᵀ A⁻¹ B A⁻¹ a, A = Σ w x
/// xᵀ and B = Σ w² x xᵀ: residuals of different events do not depend on each other under the model, and
/// V is taken to be the same at all times. Grambsch and Therneau 1994, doi:10.1093/biomet/81.3.515;
/// the scale of time as in ``ProportionalHazardsTest``.
public struct SchoenfeldTrend: Sendable {
  /// The number of places at which the line is drawn.
  public static let gridCount = 101
  /// The parameters of the spline, the intercept among them.
  public static let parameters = 4

  /// A place of the line with its limits.
  public struct Place: Sendable, Equatable {
    /// g(t).
    public let position: Double
    /// The line.
    public let value: Double
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
  }

  /// The time of each event, ascending.
  public let times: [Double]
  /// g(t) of each event.
  public let positions: [Double]
  /// The residual of each event, in units of the coefficient.
  public let residuals: [Double]
  /// The line at equal steps from the first to the last event; empty where there is none.
  public let line: [Place]
  /// The coefficient of the model.
  public let coefficient: Double?
  /// Why there is no line.
  public let reason: NotEstimable?

  /// The trend of one coefficient.
  ///
  /// - Parameters:
  ///   - fit: A fit at its maximum.
  ///   - column: The column of the coefficient.
  ///   - transform: The function of time g.
  ///   - level: The confidence level of the band.
  /// - Complexity: O(n + d log d) with d events.
  public init(_ fit: Cox, column: Int, transform: TimeTransform = .km, level: Double = 0.95) {
    guard fit.status != .iterationLimit, let coefficient = fit.coefficients[column] else {
      self.init(reason: fit.reasons[column] ?? .notConverged)
      return
    }
    let plain = fit.schoenfeldResiduals
    let place = transform.values(fit.data)
    let order = plain.times.indices.sorted { (plain.times[$0], $0) < (plain.times[$1], $1) }
    let positions = order.map { place[plain.times[$0]] ?? .nan }
    guard positions.allSatisfy(\.isFinite) else {
      self.init(coefficient: coefficient, reason: .transformNotFinite)
      return
    }
    let scaled = plain.values.times(fit.modelVariance.column(column).map { $0 * fit.events })
    let residuals = order.map { coefficient + scaled[$0] }
    let smooth = Smooth(
      positions, residuals, weights: order.map { fit.data.rowWeights[plain.rows[$0]] },
      isCopied: fit.data.countsCopies)
    let deviation = max(fit.events * fit.modelVariance[column, column], 0).squareRoot()
    self.init(
      times: order.map { plain.times[$0] }, positions: positions, residuals: residuals,
      line: smooth?.line(deviation * Normal.quantile((1 + level) / 2)) ?? [],
      coefficient: coefficient, reason: smooth == nil ? .knotsCoincide : nil)
  }

  /// No trend, for a reason.
  package init(absent reason: NotEstimable) { self.init(reason: reason) }

  private init(
    times: [Double] = [], positions: [Double] = [], residuals: [Double] = [], line: [Place] = [],
    coefficient: Double? = nil, reason: NotEstimable?
  ) {
    self.times = times
    self.positions = positions
    self.residuals = residuals
    self.line = line
    self.coefficient = coefficient
    self.reason = reason
  }

  /// g at a time between two events, on the line between theirs; nil before the first and after the last.
  /// - Complexity: O(log d).
  public func position(of time: Double) -> Double? {
    guard let last = times.last, time <= last, let k = times.lastIndex(atOrBefore: time) else {
      return nil
    }
    guard k + 1 < times.count, times[k] < time else { return positions[k] }
    let share = (time - times[k]) / (times[k + 1] - times[k])
    return positions[k] + share * (positions[k + 1] - positions[k])
  }

  /// At most so many of the events, at equal steps of their order in time.
  public func chosen(atMost count: Int) -> [Int] {
    guard times.count > count, count > 0 else { return Array(times.indices) }
    return (0..<count).map { (2 * $0 + 1) * times.count / (2 * count) }
  }
}

/// A natural cubic spline through points, by weighted least squares.
private struct Smooth {
  private let spline: LogTimeSpline
  private let first: Double
  private let width: Double
  private let coefficients: [Double]
  private let upper: UpperTriangular
  /// Σ w² x xᵀ, or Σ w x xᵀ where a weight is a number of copies.
  private let middle: Matrix

  /// Positions are ascending.
  init?(_ positions: [Double], _ values: [Double], weights: [Double], isCopied: Bool) {
    guard let first = positions.first, let last = positions.last, last > first else { return nil }
    let scaled = positions.map { ($0 - first) / (last - first) }
    let distinct = zip(scaled, scaled.dropFirst()).count { $0 < $1 } + 1
    let degrees = stride(from: min(SchoenfeldTrend.parameters, distinct) - 1, through: 1, by: -1)
    for degree in degrees {
      guard let spline = LogTimeSpline(logs: scaled, degrees: degree) else { continue }
      let rows = scaled.map { [1] + spline.values($0).values }
      let x = Matrix(columns: (0...spline.count).map { j in rows.map { $0[j] } })
      let roots = weights.map { $0.squareRoot() }
      let fit = WeightedLeastSquares(
        x, rowScales: roots, rightSide: zip(roots, values).map { $0 * $1 })
      guard fit.upper.dependentColumns().isEmpty, let solution = try? fit.solution() else {
        continue
      }
      let scales = isCopied ? roots : weights
      middle =
        Matrix(
          columns: (0...spline.count).map { j in
            zip(scales, rows).map { $0 * $1[j] }
          }
        ).crossProduct
      (self.spline, self.first, width) = (spline, first, last - first)
      (coefficients, upper) = (solution, fit.upper)
      return
    }
    return nil
  }

  /// The line, with limits so many times the root of the leverage away.
  func line(_ reach: Double) -> [SchoenfeldTrend.Place] {
    let steps = SchoenfeldTrend.gridCount - 1
    return (0...steps).compactMap { step in
      let share = Double(step) / Double(steps)
      let row = [1] + spline.values(share).values
      guard let half = try? upper.solveTransposed(row), let whole = try? upper.solve(half) else {
        return nil
      }
      let value = zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      let square = zip(whole, middle.times(whole)).reduce(0) { $0 + $1.0 * $1.1 }
      let room = reach * max(square, 0).squareRoot()
      return SchoenfeldTrend.Place(
        position: first + share * width, value: value, lower: value - room, upper: value + room)
    }
  }
}
