import LinearAlgebra
import Survival
import Tables

/// The survival part: each estimator once on a file of `make-cohort … survival`, or only the curves on
/// one of `make-cohort … curves`.
struct MeasureSurvival {
  private let numbers: [String: [Double]]
  private let event: [Bool]
  private let threads: Int
  private let names = (1...10).map { "x\($0)" }

  init(_ table: Table, threads: Int) {
    var numbers: [String: [Double]] = [:]
    for name in names + ["weight", "time", "month", "event", "cause"] {
      numbers[name] = table[name]?.numbers
    }
    self.numbers = numbers
    event = (numbers["event"] ?? []).map { $0 == 1 }
    self.threads = threads
  }

  func run(_ journal: inout Journal) throws {
    try curve("kaplanMeier", "time", weighted: false, &journal)
    try curve("jackknife", "time", weighted: true, &journal)
    guard numbers["x1"] != nil else { return }
    try curve("jackknifeMonths", "month", weighted: true, &journal)
    let fit = try cox("cox", "time", &journal) { try data("time") }
    try cox("coxMonths", "month", &journal) { try data("month") }
    try cox("coxRobust", "time", &journal) { try data("time", weighted: true) }
    try cox("coxRobustMonths", "month", &journal) { try data("month", weighted: true) }
    try diagnostics(of: fit, &journal)
    try fineGray("fineGray", "time", .robust, &journal)
    try fineGray("fineGrayMonths", "month", .model, &journal)
    try fineGray("fineGrayCrr", "month", .estimatedCensoring, &journal)
  }

  private func data(_ time: String, weighted: Bool = false) throws -> SurvivalData {
    try SurvivalData(
      time: numbers[time] ?? [], event: event,
      weights: weighted ? Weights(numbers["weight"] ?? [], kind: .sampling) : nil,
      threads: threads)
  }

  private func curve(
    _ part: String, _ time: String, weighted: Bool, _ journal: inout Journal
  ) throws {
    try journal.part(part) {
      try KaplanMeier(data(time, weighted: weighted))
    } values: { curve in
      [6.0, 24, 48].flatMap { time -> [Double] in
        let point = curve.survival(at: time)
        return [point.estimate, point.standardError, point.lower, point.upper].compactMap(\.self)
      }
    }
  }

  @discardableResult
  private func cox(
    _ part: String, _ time: String, _ journal: inout Journal, _ data: () throws -> SurvivalData
  ) throws -> Cox {
    try journal.part(part) {
      try Cox(
        data(), covariates: Matrix(columns: names.map { numbers[$0] ?? [] }), threads: threads)
    } values: { fit in
      fit.coefficients.compactMap(\.self) + fit.variance.diagonal.map { $0.squareRoot() }
        + [fit.logLikelihood]
    }
  }

  private func diagnostics(of fit: Cox, _ journal: inout Journal) throws {
    journal.part("zph") {
      ProportionalHazardsTest(fit)
    } values: { test in
      (test.terms + [test.global]).compactMap(\.statistic)
    }
    var scores = [Double](repeating: 0, count: event.count)
    for (name, beta) in zip(names, fit.coefficients.map { $0 ?? 0 }) {
      for (row, value) in (numbers[name] ?? []).enumerated() { scores[row] += beta * value }
    }
    let data = try data("time")
    try journal.part("concordance") {
      try Concordance(data, scores: scores)
    } values: { concordance in
      [concordance.value.estimate, concordance.value.standardError].compactMap(\.self)
    }
  }

  private func fineGray(
    _ part: String, _ time: String, _ variance: SubdistributionVariance, _ journal: inout Journal
  ) throws {
    try journal.part(part) {
      try FineGray(
        CompetingRisks(
          time: numbers[time] ?? [], cause: (numbers["cause"] ?? []).map { Int($0) }, causes: 2,
          threads: threads),
        covariates: Matrix(columns: names.map { numbers[$0] ?? [] }),
        censoring: variance == .estimatedCensoring ? .atRisk : .eventsFirst,
        ties: variance == .estimatedCensoring ? .breslow : .efron, variance: variance,
        threads: threads)
    } values: { fit in
      fit.coefficients.compactMap(\.self) + fit.variance.diagonal.map { $0.squareRoot() }
    }
  }
}
