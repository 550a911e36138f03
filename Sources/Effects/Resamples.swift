internal import Distributions
internal import LinearAlgebra
internal import Platform
internal import Survival

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Patients with what adjusted curves are made of.
struct AdjustedRows: Sendable {
  let data: SurvivalData
  let groups: Groups
  /// The columns that are adjusted for, one row a patient.
  let columns: Matrix
  /// The probability of the focal arm, where it is known.
  let probability: [Double]?

  /// Some of the rows, any of them several times.
  func selecting(_ rows: [Int]) throws(SurvivalError) -> AdjustedRows {
    var storage: [Double] = []
    storage.reserveCapacity(rows.count * columns.columns)
    for j in 0..<columns.columns {
      columns.withColumn(j) { column in for row in rows { storage.append(column[row]) } }
    }
    return AdjustedRows(
      data: try SurvivalData(
        time: rows.map { data.time[$0] }, event: rows.map { data.event[$0] },
        entry: data.entry.map { entry in rows.map { entry[$0] } },
        weights: data.weights.map { weights in
          Weights(rows.map { weights.values[$0] }, kind: weights.kind)
        }),
      groups: try Groups(rows.map { groups.codes[$0] }, count: groups.count),
      columns: Matrix(rows: rows.count, columns: columns.columns, storage: storage),
      probability: probability.map { values in rows.map { values[$0] } })
  }
}

/// Samples of as many units as there are, with replacement: of clusters where there are any, else of
/// rows.
///
/// Weights and probabilities are held: those of a patient are not estimated again. Efron 1979,
/// doi:10.1214/aos/1176344552; of clusters, Field and Welsh 2007,
/// doi:10.1111/j.1467-9868.2007.00593.x.
struct Resamples {
  private let rows: AdjustedRows
  private let draws: Int
  private let seed: UInt64
  /// The rows of each unit.
  private let units: [[Int]]

  init(_ rows: AdjustedRows, draws: Int, seed: UInt64) {
    self.rows = rows
    self.draws = draws
    self.seed = seed
    guard let cluster = rows.data.cluster else {
      units = (0..<rows.data.count).map { [$0] }
      return
    }
    var place: [Int: Int] = [:]
    var units: [[Int]] = []
    for (row, label) in cluster.enumerated() {
      if let unit = place[label] {
        units[unit].append(row)
      } else {
        place[label] = units.count
        units.append([row])
      }
    }
    self.units = units
  }

  /// What `body` finds in each resample, in order; nil where a resample cannot be made.
  ///
  /// The result does not depend on the threads.
  func map<Found: Sendable>(
    threads: Int, _ body: @Sendable (AdjustedRows) -> Found?
  ) -> [Found?] {
    Parallel.map(draws, threads: threads) { draw in
      var random = CounterGenerator(seed: seed, task: UInt64(draw))
      var picked: [Int] = []
      picked.reserveCapacity(rows.data.count)
      for _ in units.indices {
        let unit = min(Int(random.uniform() * Double(units.count)), units.count - 1)
        picked += units[unit]
      }
      guard let resample = try? rows.selecting(picked) else { return nil }
      return body(resample)
    }
  }
}

extension EffectEstimate {
  /// The same number with the spread of resamples for its error: percentiles for limits, and for a
  /// test the estimate over their standard deviation, on the log scale of a ratio.
  ///
  /// Where more than a tenth of the resamples has no number, there is no error.
  func resampled(_ found: [Double?], level: Double) -> EffectEstimate {
    guard value.estimate != nil else { return self }
    let isRatio = measure.rawValue.hasSuffix("Ratio")
    let values = found.compactMap { number in
      number.flatMap { isRatio ? ($0 > 0 ? log($0) : nil) : $0 }
    }.filter(\.isFinite).sorted()
    guard values.count * 10 >= found.count * 9, values.count > 1 else {
      return replacing(
        EffectValue(value.estimate, absence: .init(NotEstimable.tooFewResamples)))
    }
    let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(values.count - 1)).squareRoot()
    let (low, high) = (
      Self.percentile(values, (1 - level) / 2), Self.percentile(values, (1 + level) / 2)
    )
    let center = value.estimate.map { isRatio ? log($0) : $0 } ?? 0
    let hasTest = referenceGroup != nil && error > 0
    let statistic = hasTest ? center / error : nil
    return replacing(
      EffectValue(
        value.estimate, standardError: error, lower: isRatio ? exp(low) : low,
        upper: isRatio ? exp(high) : high, statistic: statistic,
        p: statistic.map { Normal.twoSidedTail($0) },
        absence: error > 0 ? nil : .init(NotEstimable.noVariation)))
  }

  private func replacing(_ value: EffectValue) -> EffectEstimate {
    EffectEstimate(
      measure: measure, group: group, referenceGroup: referenceGroup, cause: cause, at: at,
      value: value, patients: patients, events: events, variance: .robust, isMarginal: isMarginal,
      method: method)
  }

  /// The value between the order statistics around p (n + 1).
  private static func percentile(_ sorted: [Double], _ p: Double) -> Double {
    let position = min(max(p * Double(sorted.count + 1) - 1, 0), Double(sorted.count - 1))
    let low = Int(position)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
  }
}
