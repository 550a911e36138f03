internal import Distributions
internal import Platform

/// Pointwise limits of a Turnbull curve by resampling rows.
///
/// Rows are drawn with replacement, each copy of a frequency for itself; at each time the lower limit is
/// a percentile of the lowest values that fit a sample, the upper one of the highest, so that limits inside
/// an interval cover what the data leave open. Where few times are exact the curve converges at the cube root
/// of n, and the bootstrap is then known not to be exact in large samples: read the limits as a
/// description of spread. Sen, Banerjee and Woodroofe 2010, doi:10.1214/09-AOS777.
public struct TurnbullLimits: Sendable, Equatable {
  /// The most people who are drawn one by one.
  public static let manyPeople = 10_000_000

  /// The times.
  public let time: [Double]
  /// The lower limit of the probability to be free of the event.
  public let lower: [Double]
  /// The upper limit.
  public let upper: [Double]
  /// The samples of which the maximum was found.
  public let replicates: Int

  /// Limits at some times.
  ///
  /// - Parameters:
  ///   - data: Bounds and weights.
  ///   - times: Finite and not negative.
  ///   - replicates: How many samples, at least 2.
  ///   - level: The confidence level.
  ///   - seed: The seed of the draws; the replicate is the task.
  ///   - threads: The most threads to use; the result does not depend on it.
  /// - Complexity: That of ``Turnbull`` for each replicate.
  /// - Throws: `.invalidTime`, `.tooFewReplicates`, `.invalidLevel` or `.tooManyPeople`.
  public init(
    _ data: TurnbullData, at times: [Double], replicates: Int = 500, level: Double = 0.95,
    seed: UInt64 = 1, threads: Int = 1
  ) throws(TurnbullError) {
    guard level > 0, level < 1 else { throw .invalidLevel(level) }
    guard replicates >= 2 else { throw .tooFewReplicates(replicates) }
    for (index, time) in times.enumerated() where !time.isFinite || time < 0 {
      throw .invalidTime(index)
    }
    let sampler = try TurnbullSampler(data)
    let curves = Parallel.map(replicates, threads: threads) { replicate in
      var generator = CounterGenerator(seed: seed, task: UInt64(replicate))
      let fit = Turnbull(sampler.sample(&generator))
      return fit.isConverged ? times.map { fit.survival(at: $0) } : []
    }.filter { !$0.isEmpty || times.isEmpty }
    self.replicates = curves.count
    time = times
    let tail = (1 - level) / 2
    let last = max(0, curves.count - 1)
    // The order statistics that leave at most the tail outside.
    let outside = min(Int(tail * Double(curves.count)), last)
    guard !curves.isEmpty else {
      (lower, upper) = (times.map { _ in 0 }, times.map { _ in 1 })
      return
    }
    lower = times.indices.map { k in curves.map { $0[k].lowerBound }.sorted()[outside] }
    upper = times.indices.map { k in curves.map { $0[k].upperBound }.sorted()[last - outside] }
  }
}

/// Draws samples of rows.
private struct TurnbullSampler {
  let data: TurnbullData
  /// The rows that take part.
  let rows: [Int]
  /// Where the copies of each of them end; nil where a draw is a row.
  let ends: [Int]?

  init(_ data: TurnbullData) throws(TurnbullError) {
    self.data = data
    rows = data.lower.indices.filter { (data.weights?.values[$0] ?? 1) > 0 }
    guard let weights = data.weights, weights.kind == .frequency else {
      ends = nil
      return
    }
    var (ends, sum) = ([Int](), 0)
    for row in rows {
      sum += Int(weights.values[row])
      guard sum <= TurnbullLimits.manyPeople else {
        throw .tooManyPeople(limit: TurnbullLimits.manyPeople)
      }
      ends.append(sum)
    }
    self.ends = ends
  }

  func sample(_ generator: inout CounterGenerator) -> TurnbullData {
    var counts = [Double](repeating: 0, count: data.count)
    if let ends {
      for _ in 0..<(ends.last ?? 0) {
        let person = generator.integer(below: ends.last ?? 1)
        counts[rows[ends.firstIndex(from: { $0 > person })]] += 1
      }
    } else {
      for _ in rows {
        let row = rows[generator.integer(below: rows.count)]
        counts[row] += data.weights?.values[row] ?? 1
      }
    }
    return TurnbullData(data, weights: Weights(counts, kind: .sampling))
  }
}
