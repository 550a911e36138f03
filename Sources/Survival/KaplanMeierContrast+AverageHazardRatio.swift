extension KaplanMeierContrast {
  /// The average hazard ratio up to a horizon.
  ///
  /// ∫ S₀ dF₁ / ∫ S₁ dF₀ over (0, τ], with 1 the focal group: the odds that of two people, one of
  /// each group, the focal one has the event first, among pairs in which somebody has it by τ.
  /// Where hazards are proportional it is their ratio at every τ; elsewhere it is a ratio of hazards
  /// averaged with the weights S₀S₁, which do not depend on censoring, as those of a Cox model do.
  /// Events of both groups at one time count half for each. The standard error is that of its
  /// logarithm, by the delta method on the steps of both curves. Kalbfleisch and Prentice 1981,
  /// doi:10.1093/biomet/68.1.105.
  ///
  /// - Parameter horizon: τ, above 0 and within the follow-up of both groups.
  /// - Returns: The ratio with limits and test; a reason where a group has no event by τ.
  /// - Complexity: O(n).
  public func averageHazardRatio(to horizon: Double) -> SurvivalEstimate {
    if let reason = focal.reasonNoArea(to: horizon) ?? reference.reasonNoArea(to: horizon) {
      return SurvivalEstimate(reason: reason)
    }
    let steps = PairedSteps(focal, reference, to: horizon)
    let (first, second) = (steps.first.value, steps.second.value)
    guard first > 0, second > 0 else { return SurvivalEstimate(reason: .noEvents) }
    let multipliers = steps.multipliers(focal.time.count, reference.time.count)
    let parts = zip([focal, reference], [multipliers.focal, multipliers.reference]).map {
      curve, multiplier in
      KaplanMeier.Part(
        curve: curve, value: 0,
        variance: curve.variance == .model ? curve.areaVariance(multiplier) : 0,
        multiplier: multiplier)
    }
    let square = jointVariance(parts, scales: [1, 1])
    return
      SurvivalEstimate
      .normal(logarithm(first / second), max(square, 0).squareRoot(), level: focal.level)
      .exponentiated
  }
}

/// The steps of two curves together, and the shares of pairs in which one or the other is first.
private struct PairedSteps {
  /// A time at which either curve falls.
  struct Step {
    /// Where it is in each curve; nil where that curve does not fall.
    let index: (focal: Int?, reference: Int?)
    /// How far each falls.
    let drop: (focal: Double, reference: Double)
    /// Where each is afterwards.
    let after: (focal: Double, reference: Double)

    /// Where each is midway.
    var middle: (focal: Double, reference: Double) {
      (after.focal + drop.focal / 2, after.reference + drop.reference / 2)
    }
    /// Pairs in which the focal one is first, here.
    var first: Double { middle.reference * drop.focal }
    /// Pairs in which the other is.
    var second: Double { middle.focal * drop.reference }
  }

  private(set) var steps: [Step] = []
  private(set) var first = CompensatedSum()
  private(set) var second = CompensatedSum()

  init(_ focal: KaplanMeier, _ reference: KaplanMeier, to horizon: Double) {
    let a = focal.time.indices.filter { focal.eventCount[$0] > 0 && focal.time[$0] <= horizon }
    let b = reference.time.indices.filter {
      reference.eventCount[$0] > 0 && reference.time[$0] <= horizon
    }
    steps.reserveCapacity(a.count + b.count)
    var (i, j, last) = (0, 0, (focal: 1.0, reference: 1.0))
    while i < a.count || j < b.count {
      let left = i < a.count ? focal.time[a[i]] : .infinity
      let right = j < b.count ? reference.time[b[j]] : .infinity
      let index = (left <= right ? a[i] : nil, right <= left ? b[j] : nil)
      let now = (
        focal: index.0.map { focal.survival[$0] } ?? last.focal,
        reference: index.1.map { reference.survival[$0] } ?? last.reference
      )
      let step = Step(
        index: (index.0, index.1),
        drop: (last.focal - now.focal, last.reference - now.reference), after: now)
      first += step.first
      second += step.second
      steps.append(step)
      last = now
      if left <= right { i += 1 }
      if right <= left { j += 1 }
    }
  }

  /// What the log ratio moves by when the logarithm of a curve moves by 1 at a time of its own.
  func multipliers(_ focal: Int, _ reference: Int) -> (focal: [Double], reference: [Double]) {
    var result = (
      focal: [Double](repeating: 0, count: focal),
      reference: [Double](repeating: 0, count: reference)
    )
    let (a, b) = (first.value, second.value)
    var (laterFirst, laterSecond) = (0.0, 0.0)
    for step in steps.reversed() {
      let (after, drop) = (step.after, step.drop)
      if let k = step.index.focal {
        let change = laterFirst - step.middle.reference * after.focal
        result.focal[k] = change / a - (laterSecond + after.focal / 2 * drop.reference) / b
      }
      if let k = step.index.reference {
        let change = laterSecond - step.middle.focal * after.reference
        result.reference[k] = (laterFirst + after.reference / 2 * drop.focal) / a - change / b
      }
      laterFirst += step.first
      laterSecond += step.second
    }
    return result
  }
}
