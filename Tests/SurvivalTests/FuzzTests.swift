import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Degenerate data through every estimator of times to events: no crash, no number that is none, no
/// absence without a reason, no error but one with a name.
///
/// Forty cases by default; `scripts/fuzz-survival` sets FUZZ_MINUTES, FUZZ_SEED and FUZZ_CASE, a file that
/// holds the case under way, for when the process dies.
@Suite struct FuzzTests {
  @Test func `degenerate data give numbers, reasons or named errors`() throws {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let end = environment["FUZZ_MINUTES"].flatMap(Double.init)
      .map { Date(timeIntervalSinceNow: 60 * $0) }
    let count = environment["FUZZ_CASES"].flatMap(UInt64.init) ?? 40
    var seed = first
    while end.map({ Date() < $0 }) ?? (seed < first + count) {
      if let file = environment["FUZZ_CASE"] {
        try "\(seed)\n".write(toFile: file, atomically: false, encoding: .utf8)
      }
      FuzzCase(seed).run()
      seed += 1
    }
    print("\(seed - first) cases from seed \(first)")
  }

  /// Augmented curves whose weights left the range of numbers.
  @Test(arguments: [2_026_112_310_638 as UInt64])
  func `cases that failed once`(_ seed: UInt64) {
    FuzzCase(seed).run()
  }
}

/// One draw through everything.
struct FuzzCase {
  let seed: UInt64
  let drawn: DegenerateData

  init(_ seed: UInt64) {
    self.seed = seed
    drawn = DegenerateData(seed: seed)
  }

  func run() {
    attempt("curves") { try curves() }
    attempt("tests") { try tests() }
    for ties in TieMethod.allCases { attempt("Cox \(ties)") { try cox(ties) } }
    attempt("ridge") {
      let fit = try RidgeCox(drawn.data(), covariates: drawn.matrix, strength: 0.5)
      look(fit, "ridge")
      for j in drawn.columns.indices { look(fit.coefficient(j), "ridge coefficient") }
    }
    attempt("Firth") {
      let fit = try FirthCox(drawn.data(), covariates: drawn.matrix)
      look(fit, "Firth")
      look([fit.coefficient(0), fit.profile(0), fit.likelihoodRatioTest], "Firth tests")
    }
    attempt("frailty") {
      let fit = try FrailtyCox(drawn.data(), covariates: drawn.matrix)
      look(fit, "frailty")
      look([fit.coefficient(0)] + (fit.frailtyTest.map { [$0] } ?? []), "frailty tests")
    }
    for form in [
      VaryingCoefficient.Form.piecewise([drawn.asked[2]]), .function(.identity), .function(.log),
    ] {
      attempt("varying") {
        let fit = try VaryingCox(
          drawn.data(), covariates: drawn.matrix, varying: [.init(column: 0, form)])
        look(fit, "varying")
        look(fit.terms.indices.map { fit.coefficient($0) } + [fit.likelihoodRatioTest], "varying")
      }
    }
    attempt("incidence") { try incidence() }
    for ties in [TieMethod.efron, .breslow] {
      attempt("Fine and Gray") { try fineGray(ties) }
    }
    attempt("states") { try states() }
    attempt("rows") { try rows() }
    models()
    adjusted()
    attempt("intervals") { try intervals() }
    population()
    attempt("rate") {
      let events = drawn.event.count { $0 }
      guard drawn.time.reduce(0, +).isFinite else { return }
      look(try IncidenceRate(events: events, time: drawn.time.reduce(0, +)), "rate")
    }
  }

  /// What is thrown must be an error with a sentence.
  func attempt(_ what: String, _ body: () throws -> Void) {
    do {
      try body()
    } catch let error as SurvivalError {
      #expect(!error.message.isEmpty, "\(what), seed \(seed)")
    } catch let error as PopulationError {
      #expect(!error.message.isEmpty, "\(what), seed \(seed)")
    } catch let error as TurnbullError {
      #expect(!error.message.isEmpty, "\(what), seed \(seed)")
    } catch {
      Issue.record("\(what), seed \(seed): \(error)")
    }
  }

  private func curves() throws {
    let data = try drawn.data()
    let groups = try Groups(drawn.groups, count: drawn.groupCount)
    for variance in VarianceEstimator.allCases {
      for transform in ConfidenceTransform.allCases {
        let curves = try KaplanMeierGroups(
          data, by: groups, confidence: transform, variance: variance)
        for curve in curves.curves { try look(at: curve) }
        if drawn.groupCount > 1 { look(at: curves.contrast(1, with: 0)) }
      }
    }
  }

  private func look(at curve: KaplanMeier) throws {
    look(curve, "curve")
    for kind in HazardEstimator.allCases {
      let hazard = CumulativeHazard(curve, estimator: kind)
      look(hazard, "hazard")
      for t in drawn.asked { look(hazard.hazard(at: t), "hazard at \(t)") }
    }
    let smoothed = SmoothedHazard(curve)
    look(smoothed, "smoothed hazard")
    #expect(smoothed.places.isEmpty == (smoothed.reason != nil), "seed \(seed)")
    look(SmoothedHazard(curve, bandwidth: drawn.unit), "smoothed hazard")
    for t in drawn.asked { look(SmoothedHazard(curve, to: t), "smoothed hazard to \(t)") }
    for rule in QuantileRule.allCases { look(curve.quantile(0.5, rule: rule), "quantile") }
    for rule in LowerLimitRule.allCases { look(curve.lowerLimits(rule), "lower limits") }
    for kind in SimultaneousBand.Kind.allCases where seed % 16 == 0 {
      look(curve.simultaneousBand(kind), "band")
    }
    for t in drawn.asked {
      look(
        [
          curve.survival(at: t), curve.restrictedMean(to: t), curve.survival(at: t, given: 0),
          curve.survival(at: t, given: drawn.unit),
        ], "curve at \(t)")
      look(try curve.pseudoValues(survivalAt: t).values?.values ?? [], "pseudo-values")
      look(try curve.pseudoValues(restrictedMeanTo: t).values?.values ?? [], "pseudo-means")
      look(curve.influence(ofSurvivalAt: t) ?? [], "influence")
    }
  }

  private func look(at contrast: KaplanMeierContrast) {
    for method in QuantileContrastMethod.allCases {
      look(
        [
          contrast.quantileDifference(0.5, method: method),
          contrast.quantileRatio(0.25, method: method),
        ], "quantile contrast")
    }
    for t in drawn.asked {
      look(
        [
          contrast.survivalDifference(at: t), contrast.survivalRatio(at: t),
          contrast.survivalDifference(at: t, given: drawn.unit),
          contrast.restrictedMeanDifference(to: t), contrast.restrictedMeanRatio(to: t),
        ] + ConfidenceTransform.allCases.map { contrast.survivalTest(at: t, on: $0) },
        "contrast at \(t)")
    }
  }

  private func tests() throws {
    let data = try drawn.data()
    let groups = try Groups(drawn.groups, count: drawn.groupCount)
    let two = try Groups(drawn.groups.map { min($0, 1) }, count: 2)
    let weights: [LogRankWeight] = [
      .logRank, .gehan, .taroneWare, .peto, .modifiedPeto, .flemingHarrington(rho: 0.5, gamma: 2),
    ]
    for variance in VarianceEstimator.allCases {
      for weight in weights {
        let test = try LogRank(data, by: groups, weight: weight, variance: variance)
        look(test, "log-rank \(weight)")
        look(try test.trend(), "trend")
      }
      look(
        try PairwiseLogRank(data, by: groups, adjustment: .holm, variance: variance).comparisons
          .map(\.adjusted), "pairwise")
      if seed % 8 == 0 { look(try MaxCombo(data, by: two, variance: variance).test, "combined") }
    }
    let paired = try PairedLogRank(data, by: two, sets: drawn.cluster ?? drawn.groups)
    look([paired.stratified.test, paired.marginal.test], "paired")
  }

  private func cox(_ ties: TieMethod) throws {
    let (data, x) = (try drawn.data(), drawn.matrix)
    let fit = try Cox(data, covariates: x, ties: ties)
    look(fit, "Cox")
    for j in drawn.columns.indices {
      look([fit.coefficient(j), fit.hazardRatio(j), fit.profile(j)], "Cox coefficient")
    }
    look([fit.likelihoodRatioTest, fit.waldTest, fit.scoreTest], "Cox tests")
    for kind in CoxResidual.allCases {
      for weighting in ResidualWeighting.allCases {
        look(try fit.residuals(kind, weighting: weighting).values, "\(kind)")
      }
    }
    look(fit.scaledSchoenfeldResiduals().values, "Schoenfeld")
    for transform in TimeTransform.allCases {
      for j in drawn.columns.indices {
        let trend = SchoenfeldTrend(fit, column: j, transform: transform)
        look(trend, "Schoenfeld line by \(transform)")
        #expect(trend.line.isEmpty == (trend.reason != nil), "seed \(seed)")
      }
    }
    for weighting in ConcordanceWeight.allCases {
      if let found = fit.concordance(weighting) { look(found, "concordance") }
    }
    for variance in VarianceEstimator.allCases {
      for transform in TimeTransform.allCases {
        let test = ProportionalHazardsTest(fit, transform: transform, variance: variance)
        look(test.terms + [test.global], "proportional hazards by \(transform)")
      }
    }
    if let curve = fit.curve(covariates: drawn.columns.map { $0[0] }) { look(curve, "Cox curve") }
    guard ties != .exact else { return }
    look(try Cox(data, covariates: x, ties: ties, variance: .robust), "robust Cox")
  }

  private func incidence() throws {
    let data = try drawn.competing()
    let groups = try Groups(drawn.groups, count: drawn.groupCount)
    for variance in IncidenceVariance.allCases {
      let all = try CumulativeIncidenceGroups(data, by: groups, variance: variance)
      for curve in all.curves {
        look(curve, "incidence")
        for t in drawn.asked {
          for cause in 0...(drawn.causes + 1) {
            look(
              [curve.probability(of: cause, at: t), curve.timeLost(to: cause, by: t)],
              "incidence at \(t)")
          }
        }
      }
      guard drawn.groupCount > 1 else { continue }
      let contrast = all.contrast(1, with: 0)
      for t in drawn.asked {
        look(
          [
            contrast.difference(of: 1, at: t), contrast.ratio(of: 1, at: t),
            contrast.timeLostDifference(to: 1, by: t), contrast.timeLostRatio(to: 1, by: t),
          ], "contrast of incidence at \(t)")
      }
    }
    look(try GrayTest(data, by: groups, cause: 1), "Gray")
  }

  private func fineGray(_ ties: TieMethod) throws {
    let groups = try Groups(drawn.groups, count: drawn.groupCount)
    for variance in SubdistributionVariance.allCases {
      for censoring in CensoringTies.allCases {
        let fit = try FineGray(
          drawn.competing(), covariates: drawn.matrix,
          censoringGroups: seed % 2 == 0 ? groups : nil,
          censoring: censoring, ties: ties, variance: variance)
        look(fit, "Fine and Gray")
        for j in drawn.columns.indices {
          look([fit.coefficient(j), fit.hazardRatio(j)], "subdistribution")
        }
        if let curve = fit.incidence(covariates: drawn.columns.map { $0[0] }) {
          look(curve.probability, "predicted incidence")
        }
      }
    }
  }

  private func states() throws {
    let history = try drawn.history()
    let fit = try StateOccupation(history)
    look(fit, "occupation")
    for t in drawn.asked {
      for state in 0..<history.states {
        look(
          [fit.probability(of: state, at: t), fit.sojourn(in: state, to: t)], "state at \(t)")
      }
      attempt("landmark") { look(try StateOccupation(history, start: t), "landmark") }
    }
    let column = history.followUp.time.indices.map { Double($0 % 2) }
    let model = try TransitionCox(history, covariates: Matrix(columns: [column]))
    look(model.fit, "transitions")
  }

  private func rows() throws {
    let patients = drawn.cluster ?? Array(drawn.time.indices)
    let rows = try FollowUp(
      patient: patients, start: drawn.entry, stop: drawn.time, event: drawn.event)
    look(try rows.split(at: drawn.asked).stop, "split")
    let added = try rows.adding(eventsOf: patients, at: drawn.time.map { $0 / 2 })
    look(added.rows.start + added.rows.stop, "events")
    let measured = try rows.measuring(
      Measurements(patient: patients, time: drawn.time.map { $0 / 3 }, value: drawn.columns[0]))
    look(measured.values, "measurements")
  }

  /// Every number in a value must be finite, and what is absent in an estimate have a reason.
  func look(_ value: Any, _ what: String) {
    if let reason = unsound(value) {
      Issue.record("\(what), seed \(seed): \(reason)")
    }
  }

  private func unsound(_ value: Any, inside: Bool = false) -> String? {
    switch value {
    case let x as Double: return x.isFinite ? nil : "\(x)"
    case let x as [Double]: return x.first { !$0.isFinite }.map { "\($0)" }
    case let x as [Double?]: return x.compactMap(\.self).first { !$0.isFinite }.map { "\($0)" }
    case let x as [[Double]]: return x.lazy.compactMap { unsound($0) }.first
    case let x as Matrix: return unsound(x.storage)
    case let x as SurvivalEstimate: return unsound(x)
    case let x as [SurvivalEstimate]: return x.lazy.compactMap { unsound($0) }.first
    default:
      guard !inside else { return nil }
      for child in Mirror(reflecting: value).children {
        if let label = child.label, Self.inner.contains(label) { continue }
        if let reason = unsound(child.value, inside: true) {
          return "\(child.label ?? ""): \(reason)"
        }
      }
      return nil
    }
  }

  /// Stored parts that no result shows.
  private static let inner: Set<String> = ["greenwood", "logVariance"]

  private func unsound(_ value: SurvivalEstimate) -> String? {
    let shown = [
      value.estimate, value.standardError, value.lower, value.upper, value.statistic, value.p,
    ]
    guard shown.allSatisfy({ $0?.isFinite ?? true }) else { return "\(value)" }
    if let p = value.p, !(0...1 ~= p) { return "\(value)" }
    if let low = value.lower, let high = value.upper, low > high { return "\(value)" }
    if value.estimate == nil, value.p == nil, value.reason == nil { return "\(value)" }
    return nil
  }
}
