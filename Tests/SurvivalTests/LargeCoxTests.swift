import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Models of so many rows that their risk sets are summed in parts, against those of the same rows
/// counted by frequencies, which are summed by one scan.
@Suite struct LargeCoxTests {
  private static let copies = 4

  /// Reproducible follow-up of 1,500 rows; many times are tied.
  private struct Sample {
    var time: [Double] = []
    var event: [Bool] = []
    var strata: [Int] = []
    var columns: [[Double]] = [[], [], []]

    init() {
      var generator = SeededGenerator(seed: 7)
      func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }
      for i in 0..<1500 {
        let x = [uniform() * 4 - 2, uniform() < 0.3 ? 1 : 0, 60 + 20 * uniform()]
        let risk = exponential(0.5 * x[0] - 0.7 * x[1] + 0.02 * (x[2] - 70))
        let death = -logarithm(1 - uniform()) / risk
        let end = 2 * uniform()
        time.append((min(death, end) * 200).rounded() / 200 + 0.005)
        event.append(death <= end)
        strata.append(i % 3)
        for j in 0..<3 { columns[j].append(x[j]) }
      }
    }

    func many<Value>(_ values: [Value]) -> [Value] { (0..<copies).flatMap { _ in values } }
  }

  private let sample = Sample()

  private func small(_ ties: TieMethod, stratified: Bool) throws -> Cox {
    let data = try SurvivalData(
      time: sample.time, event: sample.event,
      weights: Weights(sample.time.map { _ in Double(Self.copies) }, kind: .frequency),
      strata: stratified ? sample.strata : nil)
    return try Cox(data, covariates: Matrix(columns: sample.columns), ties: ties)
  }

  private func large(_ ties: TieMethod, stratified: Bool, threads: Int = 1) throws -> Cox {
    let data = try SurvivalData(
      time: sample.many(sample.time), event: sample.many(sample.event),
      strata: stratified ? sample.many(sample.strata) : nil)
    return try Cox(
      data, covariates: Matrix(columns: sample.columns.map { sample.many($0) }), ties: ties,
      threads: threads)
  }

  @Test(arguments: approximateTies, [false, true])
  func `copies of rows are as good as frequencies`(ties: TieMethod, stratified: Bool) throws {
    let (few, many) = (
      try small(ties, stratified: stratified), try large(ties, stratified: stratified)
    )
    #expect(many.status == .converged)
    #expect(isClose(many.iterate, few.iterate, relative: 1e-11))
    #expect(isClose(many.logLikelihood, few.logLikelihood, relative: 1e-13))
    #expect(isClose(many.nullLogLikelihood, few.nullLogLikelihood, relative: 1e-13))
    #expect(isClose(many.nullScore, few.nullScore, relative: 1e-10))
    #expect(isClose(many.information.storage, few.information.storage, relative: 1e-10))
    #expect(isClose(many.nullInformation.storage, few.nullInformation.storage, relative: 1e-10))
    #expect(isClose(many.modelVariance.storage, few.modelVariance.storage, relative: 1e-10))
    let residuals = Array(many.martingaleResiduals.prefix(sample.time.count))
    #expect(isClose(residuals, few.martingaleResiduals, relative: 1e-10, absolute: 1e-11))
  }

  @Test(arguments: [2, 3, 8]) func `threads change no bit`(threads: Int) throws {
    let (one, several) = (
      try large(.efron, stratified: false), try large(.efron, stratified: false, threads: threads)
    )
    #expect(several.iterate == one.iterate)
    #expect(several.information == one.information)
    #expect(several.logLikelihood == one.logLikelihood)
  }

  @Test(arguments: [2, 5]) func `sorting on several threads changes no order`(threads: Int) throws {
    var stream = UniformStream(seed: 9)
    let n = 70_000
    for digits in [3.0, 1e9] {
      let entry = (0..<n).map { _ in (stream.next() * digits).rounded() / digits }
      let time = entry.map { $0 + ((stream.next() * digits).rounded() + 1) / digits }
      let event = time.map { _ in stream.next() < 0.5 }
      let x = Matrix(columns: [time.map { _ in stream.next() }])
      let one = try Cox(
        SurvivalData(time: time, event: event, entry: entry), covariates: x, variance: .robust)
      let several = try Cox(
        SurvivalData(time: time, event: event, entry: entry, threads: threads), covariates: x,
        variance: .robust)
      #expect(one.iterate == several.iterate)
      #expect(one.variance == several.variance)
      #expect(one.schoenfeldResiduals.rows == several.schoenfeldResiduals.rows)
    }
  }

  @Test(arguments: approximateTies, [false, true])
  func `residuals and variances summed in parts are those of one scan`(
    ties: TieMethod, stratified: Bool
  ) throws {
    let (time, event) = (sample.many(sample.time), sample.many(sample.event))
    let weights = Weights(time.indices.map { 0.5 + Double($0 % 7) / 4 }, kind: .sampling)
    func fit(entry: [Double]?, cluster: [Int]?, threads: Int) throws -> Cox {
      try Cox(
        SurvivalData(
          time: time, event: event, entry: entry, weights: weights, cluster: cluster,
          strata: stratified ? sample.many(sample.strata) : nil),
        covariates: Matrix(columns: sample.columns.map { sample.many($0) }), ties: ties,
        threads: threads)
    }
    for cluster in [nil, time.indices.map { $0 / 3 }, time.indices.map { 7 * $0 }] {
      // Rows with an entry, even at 0, go through the scan.
      let scan = try fit(entry: time.map { _ in 0 }, cluster: cluster, threads: 1)
      let parts = try fit(entry: nil, cluster: cluster, threads: 3)
      #expect(isClose(parts.iterate, scan.iterate, relative: 1e-11))
      #expect(isClose(parts.variance.storage, scan.variance.storage, relative: 1e-9))
      #expect(
        isClose(
          parts.scoreResiduals.storage, scan.scoreResiduals.storage, relative: 1e-9,
          absolute: 1e-9))
    }
  }

  @Test func `sampling weights and an offset count as they do in few rows`() throws {
    let weights = sample.time.indices.map { 0.25 + Double($0 % 5) }
    let offset = sample.time.indices.map { Double($0 % 3) / 4 }
    let few = try Cox(
      SurvivalData(
        time: sample.time, event: sample.event, weights: Weights(weights, kind: .sampling)),
      covariates: Matrix(columns: sample.columns), offset: offset, ties: .breslow)
    let many = try Cox(
      SurvivalData(
        time: sample.many(sample.time), event: sample.many(sample.event),
        weights: Weights(sample.many(weights), kind: .sampling),
        cluster: sample.many(Array(sample.time.indices))),
      covariates: Matrix(columns: sample.columns.map { sample.many($0) }),
      offset: sample.many(offset), ties: .breslow)
    #expect(isClose(many.iterate, few.iterate, relative: 1e-11))
    #expect(isClose(many.variance.storage, few.variance.storage, relative: 1e-9))
  }

  @Test func `a column that does not vary has no coefficient`() throws {
    let data = try SurvivalData(
      time: sample.many(sample.time), event: sample.many(sample.event))
    let columns = [sample.columns[0], sample.time.map { _ in 3 }, sample.columns[0].map { 2 * $0 }]
    let fit = try Cox(data, covariates: Matrix(columns: columns.map { sample.many($0) }))
    #expect(fit.coefficients[0] != nil)
    #expect(fit.reasons == [nil, .collinear, .collinear])
  }
}
