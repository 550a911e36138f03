import Distributions
import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

struct SchoenfeldTrendTests {
  private static let reference = Reference("survival-schoenfeld-trend.txt")

  private func veteran(weighted: Bool = false) throws -> (DataFrame, SurvivalData) {
    let frame = try DataFrame("veteran")
    let weights = frame["time"].indices.map { 0.25 + Double(($0 + 1) * 7 % 13 % 6) / 3 }
    let data = try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: weighted ? Weights(weights, kind: .sampling) : nil)
    return (frame, data)
  }

  /// R 4.2.2, survival 3.5-3 and splines: scripts/reference/survival-schoenfeld-trend.R.
  @Test(
    .agrees(
      "line through scaled Schoenfeld residuals",
      with: "R survival 3.5-3 `coxph` residuals, `lm` on a basis of `splines::ns`", within: 1e-9,
      but:
        "`plot.cox.zph` places its knots by the places it draws at too; here they are those of the events"
    ),
    arguments: [
      ("identity", TimeTransform.identity), ("log", .log), ("km", .km), ("karno", .km),
      ("weighted", .identity),
    ])
  func `lines and bands are those of R`(key: String, transform: TimeTransform) throws {
    let (frame, data) = try veteran(weighted: key == "weighted")
    let columns = key == "karno" ? ["karno", "trt"] : ["trt", "karno"]
    let fit = try Cox(data, covariates: frame.matrix(columns), variance: .model)
    let trend = SchoenfeldTrend(fit, column: 0, transform: transform)
    let count = trend.residuals.count
    let ends = [0, 1, 2, count - 1].map { trend.residuals[$0] }
    // Events tied in time may come in another order; those compared here are not.
    #expect(
      agrees(ends.map { $0 }, Self.reference["\(key).residual"], relative: 1e-9, absolute: 1e-12))
    let places = [0, 7, 25, 50, 75, 93, 100].map { trend.line[$0] }
    #expect(
      agrees(places.map(\.position), Self.reference["\(key).position"], relative: 1e-12))
    #expect(agrees(places.map(\.value), Self.reference["\(key).value"], relative: 1e-9))
    let z = Normal.quantile(0.975)
    #expect(
      agrees(
        places.map { ($0.upper - $0.value) / z }, Self.reference["\(key).error"], relative: 1e-9))
    #expect(
      agrees(
        places.map { ($0.value - $0.lower) / z }, Self.reference["\(key).error"], relative: 1e-9))
  }

  /// Events of 1, 0, 1 at times 1, 2, 3 and nobody else: risk sets {1, 0, 1}, {0, 1}, {1}.
  ///
  /// With e^β = r the score is 1 − 2r/(2r+1) − r/(r+1) = 0, so (r + 1) = r(2r + 1) and r = 1/√2. The residuals are
  /// 1/(2r+1), −r/(r+1) and 0, the information 2r/(2r+1)² + r/(r+1)².
  @Test func `three people by hand`() throws {
    let data = try SurvivalData(time: [1, 2, 3], event: [true, true, true])
    let fit = try Cox(data, covariates: Matrix(columns: [[1, 0, 1]]))
    let trend = SchoenfeldTrend(fit, column: 0, transform: .identity)
    let r = 0.5.squareRoot()
    let information = 2 * r / pow(2 * r + 1, 2) + r / pow(r + 1, 2)
    let residuals = [1 / (2 * r + 1), -r / (r + 1), 0].map { log(r) + 3 * $0 / information }
    #expect(isClose(trend.residuals, residuals, relative: 1e-12))
    #expect(isClose(try #require(trend.coefficient), log(r), relative: 1e-12))
    // Three places allow three parameters: the line goes through the residuals.
    #expect(isClose([0, 50, 100].map { trend.line[$0].value }, residuals, relative: 1e-10))
    // And its variance there is that of one residual: W V.
    let deviation = (3 / information).squareRoot() * Normal.quantile(0.975)
    #expect(
      isClose(
        [0, 50, 100].map { trend.line[$0].upper - residuals[$0 / 50] },
        [deviation, deviation, deviation], relative: 1e-9))
  }

  @Test func `the mean of the residuals is the coefficient, weighted by the events`() throws {
    for weighted in [false, true] {
      let (frame, data) = try veteran(weighted: weighted)
      let fit = try Cox(data, covariates: frame.matrix(["trt", "karno"]), variance: .model)
      let trend = SchoenfeldTrend(fit, column: 1)
      let plain = fit.schoenfeldResiduals
      #expect(trend.times == plain.times.sorted())
      guard !weighted else { continue }
      let mean = trend.residuals.reduce(0, +) / Double(trend.residuals.count)
      #expect(isClose(mean, try #require(trend.coefficient), relative: 1e-8))
    }
  }

  @Test func `the unit of weights and of time changes nothing`() throws {
    let (frame, data) = try veteran(weighted: true)
    let columns = frame.matrix(["trt", "karno"])
    let plain = SchoenfeldTrend(try Cox(data, covariates: columns, variance: .model), column: 0)
    let scaled = try SurvivalData(
      time: data.time.map { $0 / 365.25 }, event: data.event,
      weights: Weights(data.weights?.values.map { 10 * $0 } ?? [], kind: .sampling))
    let other = SchoenfeldTrend(try Cox(scaled, covariates: columns, variance: .model), column: 0)
    #expect(isClose(plain.residuals, other.residuals, relative: 1e-8))
    #expect(isClose(plain.line.map(\.value), other.line.map(\.value), relative: 1e-7))
    #expect(isClose(plain.line.map(\.position), other.line.map(\.position), relative: 1e-12))
  }

  @Test func `a frequency is that many rows`() throws {
    let frame = try DataFrame("veteran")
    let copies = frame["time"].indices.map { Double(1 + $0 % 3) }
    let repeated = frame["time"].indices.flatMap { [Int](repeating: $0, count: 1 + $0 % 3) }
    let weighted = try SurvivalData(
      time: frame["time"], event: frame.flags("status"),
      weights: Weights(copies, kind: .frequency))
    let copied = try SurvivalData(
      time: repeated.map { frame["time"][$0] }, event: repeated.map { frame.flags("status")[$0] })
    let karno = frame["karno"]
    let one = SchoenfeldTrend(
      try Cox(weighted, covariates: Matrix(columns: [karno]), ties: .breslow), column: 0,
      transform: .identity)
    let two = SchoenfeldTrend(
      try Cox(copied, covariates: Matrix(columns: [repeated.map { karno[$0] }]), ties: .breslow),
      column: 0, transform: .identity)
    // Knots are places of events, of which there are more among copies; the residuals are the same.
    #expect(isClose(try #require(one.residuals.first), try #require(two.residuals.first)))
    #expect(isClose(try #require(one.residuals.last), try #require(two.residuals.last)))
  }

  @Test func `a coefficient that falls over time is seen to fall`() throws {
    // Hazards 0.5 and 0.5·e^{1.5 − t}: the log hazard ratio is 1.5 − t.
    var random = CounterGenerator(seed: 11, task: 0)
    let arm = (0..<4000).map { Double($0 % 2) }
    var (time, event) = ([Double](), [Bool]())
    for x in arm {
      let need = -log(random.uniform())
      var t = need / 0.5
      if x == 1 {
        // 0.5 e^{1.5} (1 − e^{−t}) = need
        let share = need / (0.5 * exp(1.5))
        t = share < 1 ? -log(1 - share) : 10
      }
      time.append(min(t, 3))
      event.append(t < 3)
    }
    let fit = try Cox(
      SurvivalData(time: time, event: event), covariates: Matrix(columns: [arm]))
    let trend = SchoenfeldTrend(fit, column: 0, transform: .identity, level: 0.99)
    for place in trend.line[5...85] {
      #expect(abs(place.value - (1.5 - place.position)) < 0.45, "\(place)")
    }
    let inside = trend.line[5...85].count {
      $0.lower < 1.5 - $0.position && 1.5 - $0.position < $0.upper
    }
    #expect(inside > 65)
  }

  @Test func `what cannot be drawn says why`() throws {
    let none = try Cox(
      SurvivalData(time: [1, 2, 3, 4], event: [true, true, false, false]),
      covariates: Matrix(columns: [[1, 1, 0, 0]]))
    let infinite = SchoenfeldTrend(none, column: 0)
    #expect(infinite.line.isEmpty && infinite.reason == .infiniteCoefficient)
    let tied = try Cox(
      SurvivalData(time: [1, 1, 2, 2], event: [true, true, false, false]),
      covariates: Matrix(columns: [[1, 0, 1, 0]]))
    let coincident = SchoenfeldTrend(tied, column: 0)
    #expect(coincident.line.isEmpty && coincident.reason == .knotsCoincide)
    #expect(coincident.residuals.count == 2)
    let atZero = try Cox(
      SurvivalData(time: [0, 1, 2, 3], event: [true, true, true, true]),
      covariates: Matrix(columns: [[1, 0, 1, 0]]))
    #expect(SchoenfeldTrend(atZero, column: 0, transform: .log).reason == .transformNotFinite)
  }

  @Test func `points are chosen evenly and always the same`() throws {
    let (frame, data) = try veteran()
    let trend = SchoenfeldTrend(
      try Cox(data, covariates: frame.matrix(["karno"])), column: 0)
    #expect(trend.chosen(atMost: 1000) == Array(trend.times.indices))
    let some = trend.chosen(atMost: 10)
    #expect(some.count == 10 && Set(some).count == 10 && some == some.sorted())
    #expect(zip(some, some.dropFirst()).allSatisfy { (12...13).contains($1 - $0) })
  }
}
