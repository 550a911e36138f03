internal import Foundation
internal import LinearAlgebra
internal import Platform

/// The augmented curve of one arm: what its model predicts for each person, corrected by what was seen
/// of those who were in it.
struct AugmentedArm: Sendable {
  /// Why there is no curve.
  let reason: NotEstimable?
  private let data: SurvivalData
  /// Whether each row is in the arm, over the probability of being in it; 0 for other rows.
  private let inverse: [Double]
  private let model: PredictedHazard
  private let censoring: PredictedHazard
  private let threads: Int

  /// Fits the models of an arm.
  ///
  /// - Parameters:
  ///   - data: The follow-up of everybody.
  ///   - groups: The arm of each row.
  ///   - group: The arm.
  ///   - covariates: The covariates of everybody.
  ///   - probability: The probability of group 1.
  ///   - leaving: How leaving is modelled.
  ///   - threads: The most threads to use.
  /// - Throws: What ``Cox`` throws, or `.noRows`.
  init(
    _ data: SurvivalData, groups: Groups, _ group: Int, _ covariates: Matrix,
    _ probability: [Double], _ leaving: CensoringModel, threads: Int
  ) throws(SurvivalError) {
    let rows = groups.codes.indices.filter { groups.codes[$0] == group }
    guard !rows.isEmpty else { throw .noRows }
    let own = try SurvivalData(
      time: rows.map { data.time[$0] }, event: rows.map { data.event[$0] },
      entry: data.entry.map { entry in rows.map { entry[$0] } }, threads: threads)
    model = try PredictedHazard(own, rows: rows, covariates: covariates, threads: threads)
    censoring = try PredictedHazard(
      own, rows: rows,
      covariates: leaving == .cox ? covariates : Matrix(rows: data.count, columns: 0),
      threads: threads, isCensoring: true)
    inverse = groups.codes.indices.map { row in
      guard groups.codes[row] == group else { return 0 }
      return 1 / (group == 1 ? probability[row] : 1 - probability[row])
    }
    self.data = data
    self.threads = threads
    reason = model.reason ?? (censoring.reason == .noEvents ? nil : censoring.reason)
  }

  /// The last time of the arm.
  var lastTime: Double { model.lastTime }

  /// What each row adds to the curve at each of some times, before they are averaged.
  ///
  /// S(t|x) [1 − 1{A = a}/π ∫₀ᵗ dM(u)/(S(u|x) G(u−|x))], with M the martingale of the event under the
  /// arm's model.
  /// - Complexity: O(event times) a row in the arm.
  func values(at times: [Double]) -> [[Double]] {
    let counts = times.map { model.count(upTo: $0) }
    return rows { row, path in
      counts.map { count in
        let hazard = count > 0 ? model.hazard[count - 1] : 0
        return exp(-hazard * model.ratios[row]) * (1 - inverse[row] * path.value(count))
      }
    }
  }

  /// What each row adds to the restricted mean, before they are averaged.
  /// - Complexity: O(event times) a row.
  func means(to horizon: Double) -> [Double] {
    let count = model.count(upTo: horizon)
    return rows { row, path in
      var (area, last) = (0.0, 0.0)
      for k in 0...count {
        let end = k < count ? model.times[k] : horizon
        let hazard = k > 0 ? model.hazard[k - 1] : 0
        area +=
          (end - last) * exp(-hazard * model.ratios[row]) * (1 - inverse[row] * path.value(k))
        last = end
      }
      return [area]
    }.map { $0[0] }
  }

  private func rows(_ body: @Sendable (Int, Path) -> [Double]) -> [[Double]] {
    Parallel.map(data.count, threads: threads) { row in
      body(row, inverse[row] > 0 ? Path(row, self) : Path())
    }
  }

  /// ∫₀ᵗ dM/(S G) of one row after each event time of the arm.
  struct Path {
    /// The integral after the first, second … event time; constant from the last on.
    private var integrals: [Double] = []

    /// Of a row that is not in the arm.
    init() {}

    init(_ row: Int, _ arm: AugmentedArm) {
      let (model, censoring) = (arm.model, arm.censoring)
      let (ratio, leaving) = (model.ratios[row], censoring.ratios[row])
      let time = arm.data.time[row]
      let seen = model.count(upTo: time)
      let before = arm.data.entry.map { model.count(upTo: $0[row]) } ?? 0
      integrals = [Double](repeating: 0, count: seen)
      var (total, next) = (0.0, 0)
      for k in 0..<seen {
        while next < censoring.times.count, censoring.times[next] < model.times[k] { next += 1 }
        let loss = next > 0 ? censoring.hazard[next - 1] : 0
        let factor = exp(model.hazard[k] * ratio + loss * leaving)
        if k >= before { total -= factor * model.increments[k] * ratio }
        if k == seen - 1, arm.data.event[row], model.times[k] == time { total += factor }
        integrals[k] = total
      }
    }

    /// After so many event times of the arm.
    func value(_ count: Int) -> Double {
      guard count > 0, let last = integrals.last else { return 0 }
      return count <= integrals.count ? integrals[count - 1] : last
    }
  }
}
