private import Distributions

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Limits and tests from an estimate and its standard error.
struct ValueLimits {
  /// A standard error with the degrees of freedom of its t, `nil` for a normal one.
  struct Error {
    var standard: Double
    var degreesOfFreedom: Double?
  }

  let level: Double

  /// How many standard errors a limit is away.
  private func reach(_ error: Error) -> Double {
    let p = (1 + level) / 2
    return error.degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).quantile(p) }
      ?? Normal.quantile(p)
  }

  /// An estimate whose standard error is missing or 0.
  private func bare(_ estimate: Double, _ error: Error?) -> EffectValue {
    EffectValue(
      estimate, standardError: error?.standard,
      absence: .init(error == nil ? .tooFewPatients : .noVariation))
  }

  /// A mean: m ± t s.
  func mean(_ estimate: Double, _ error: Error?) -> EffectValue {
    guard let error, error.standard > 0 else { return bare(estimate, error) }
    let half = reach(error) * error.standard
    return EffectValue(
      estimate, standardError: error.standard, lower: estimate - half, upper: estimate + half,
      degreesOfFreedom: error.degreesOfFreedom)
  }

  /// A difference with its test of 0; a share or rate at its edge has a standard error that says
  /// nothing, so that there are no limits.
  func difference(_ estimate: Double, _ error: Error?, _ edge: ValueAbsence?) -> EffectValue {
    if let edge { return EffectValue(estimate, absence: .init(edge)) }
    var value = mean(estimate, error)
    if let error, error.standard > 0 { test(estimate, error, &value) }
    return value
  }

  /// A ratio with limits and test on the log scale.
  func ratio(_ estimate: Double, _ error: Error?) -> EffectValue {
    guard estimate.isFinite, estimate > 0 else { return EffectValue(absence: .init(.outOfRange)) }
    guard let error, error.standard > 0 else { return bare(estimate, error) }
    let (center, half) = (log(estimate), reach(error) * error.standard)
    let upper = exp(center + half)
    var value = EffectValue(
      estimate, standardError: error.standard, lower: exp(center - half),
      upper: upper.isFinite ? upper : nil, absence: upper.isFinite ? nil : .init(.outOfRange))
    test(center, error, &value)
    return value
  }

  /// A share with Wilson's limits, which exist at 0 and 1 too (Wilson 1927,
  /// doi:10.1080/01621459.1927.10502953).
  func wilson(_ share: Double, _ error: Error?, trials: Double) -> EffectValue {
    let z = Normal.quantile((1 + level) / 2)
    let (square, below) = (z * z, 1 + z * z / trials)
    let middle = (share + square / (2 * trials)) / below
    let half =
      z * (share * (1 - share) / trials + square / (4 * trials * trials)).squareRoot() / below
    return EffectValue(
      share, standardError: error?.standard, lower: share == 0 ? 0 : middle - half,
      upper: share == 1 ? 1 : middle + half)
  }

  /// A share with limits on the logit scale.
  func onLogit(_ share: Double, _ error: Error?, _ edge: ValueAbsence?) -> EffectValue {
    if let edge { return EffectValue(share, absence: .init(edge)) }
    guard let error, error.standard > 0 else { return bare(share, error) }
    let center = log(share / (1 - share))
    let half = reach(error) * error.standard / (share * (1 - share))
    return EffectValue(
      share, standardError: error.standard, lower: 1 / (1 + exp(half - center)),
      upper: 1 / (1 + exp(-half - center)))
  }

  /// A rate with limits on the log scale.
  func onLog(_ rate: Double, _ error: Error?, _ edge: ValueAbsence?) -> EffectValue {
    if let edge { return EffectValue(rate, absence: .init(edge)) }
    guard let error, error.standard > 0 else { return bare(rate, error) }
    let factor = exp(reach(error) * error.standard / rate)
    guard factor.isFinite else {
      return EffectValue(rate, standardError: error.standard, absence: .init(.outOfRange))
    }
    return EffectValue(
      rate, standardError: error.standard, lower: rate / factor, upper: rate * factor)
  }

  private func test(_ estimate: Double, _ error: Error, _ value: inout EffectValue) {
    let statistic = estimate / error.standard
    value.statistic = statistic
    value.degreesOfFreedom = error.degreesOfFreedom
    value.p =
      error.degreesOfFreedom.map { StudentT(degreesOfFreedom: $0).twoSidedTail(abs(statistic)) }
      ?? Normal.twoSidedTail(statistic)
  }
}
