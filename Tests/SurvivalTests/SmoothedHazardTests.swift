import Distributions
import Foundation
import Survival
import TestSupport
import Testing

struct SmoothedHazardTests {
  private static let reference = Reference("survival-smoothed-hazard.txt")
  private static let places = [0, 1, 7, 20, 50, 83, 95, 99, 100]

  private func curve(
    _ time: [Double], _ event: [Bool], entry: [Double]? = nil, weights: Weights? = nil,
    cluster: [Int]? = nil, variance: VarianceEstimator? = .model, level: Double = 0.95
  ) throws -> KaplanMeier {
    try KaplanMeier(
      SurvivalData(time: time, event: event, entry: entry, weights: weights, cluster: cluster),
      level: level, variance: variance)
  }

  /// Twelve people, events at 1 and 4, the others seen to 10; bandwidth 2.
  ///
  /// At 4 the kernel is ¾, at 5 it is ¾(1 − ¼) = 9/16 for the event among 11 people. At 1 the event among
  /// 12 has q = ½, z = 0 and weight 12/(3/2)⁴ · 3/8 = 8/9. At 0, q = 0 and z = −½, where the kernel is 0.
  @Test func `two events by hand`() throws {
    let time = [1, 4] + [Double](repeating: 10, count: 10)
    let event = [true, true] + [Bool](repeating: false, count: 10)
    let found = SmoothedHazard(try curve(time, event), bandwidth: 2)
    #expect(found.bandwidth == 2 && found.reason == nil)
    let hazards = [0, 10, 40, 50, 100].map { found.places[$0] }
    #expect(isClose(hazards.map(\.time), [0, 1, 4, 5, 10], relative: 1e-14))
    let expected = [0, 1.0 / 27, 3.0 / 88, 9.0 / 352, 0]
    #expect(isClose(hazards.map(\.hazard), expected, relative: 1e-12, absolute: 1e-17))
    // One event within reach: the error is the hazard itself, and limits are e^{±1.96} away.
    let factor = exp(Normal.quantile(0.975))
    #expect(isClose(hazards[1].standardError, expected[1], relative: 1e-12))
    #expect(isClose(try #require(hazards[1].upper), factor * expected[1], relative: 1e-12))
    #expect(isClose(try #require(hazards[1].lower), expected[1] / factor, relative: 1e-12))
    #expect(hazards[4].lower == nil && hazards[4].upper == nil)
  }

  /// R 4.2.2: scripts/reference/survival-smoothed-hazard.R.
  @Test(
    .agrees(
      "smoothed hazard with boundary kernels",
      with: "the definition written out in R, kernels from their moments", within: 1e-9,
      detail: "robust errors as derivatives with respect to weights, to 1e-6"),
    arguments: ["veteran", "veteran.short", "veteran.weighted", "veteran.cluster", "heart"])
  func `hazards and model errors are those of the definition`(key: String) throws {
    let (curve, found) = try fitted(key, .model)
    #expect(found.reason == nil)
    let ends = [found.places.first?.time, found.places.last?.time, found.bandwidth]
    #expect(agrees(ends, Self.reference["\(key).range"], relative: 1e-12))
    let places = Self.places.map { found.places[$0] }
    let hazards = Self.reference["\(key).hazard"].map { $0.map { max($0, 0) } }
    #expect(agrees(places.map(\.hazard), hazards, relative: 1e-9, absolute: 1e-16))
    #expect(
      agrees(
        places.map(\.standardError), Self.reference["\(key).model"], relative: 1e-9,
        absolute: 1e-16))
    #expect(curve.variance == .model)
  }

  @Test(arguments: ["veteran.weighted", "veteran.cluster", "heart"])
  func `robust errors are made of derivatives with respect to weights`(key: String) throws {
    let places = Self.places.map { try? fitted(key, .robust).1.places[$0] }
    #expect(
      agrees(
        places.map { $0?.standardError }, Self.reference["\(key).robust"], relative: 1e-6,
        absolute: 1e-12))
  }

  private func fitted(
    _ key: String, _ variance: VarianceEstimator
  ) throws -> (KaplanMeier, SmoothedHazard) {
    if key == "heart" {
      let frame = try DataFrame("heart")
      let curve = try curve(
        frame["stop"], frame.flags("event"), entry: frame["start"],
        cluster: variance == .robust ? frame.integers("id") : nil, variance: variance)
      return (curve, SmoothedHazard(curve))
    }
    let frame = try DataFrame("veteran")
    let weights = frame["time"].indices.map { 0.25 + Double(($0 + 1) * 7 % 13 % 6) / 3 }
    let isWeighted = key == "veteran.weighted" || key == "veteran.cluster"
    let curve = try curve(
      frame["time"], frame.flags("status"),
      weights: isWeighted ? Weights(weights, kind: .sampling) : nil,
      cluster: key == "veteran.cluster" && variance == .robust ? frame.integers("age") : nil,
      variance: variance)
    let isShort = key == "veteran.short"
    return (curve, SmoothedHazard(curve, bandwidth: isShort ? 15 : nil, to: isShort ? 150 : nil))
  }

  @Test func `the unit of time divides the hazard, that of weights does nothing`() throws {
    let frame = try DataFrame("veteran")
    let event = frame.flags("status")
    let weights = frame["time"].indices.map { Double(1 + $0 % 4) }
    func hazard(_ unit: Double, _ weight: Double) throws -> SmoothedHazard {
      SmoothedHazard(
        try curve(
          frame["time"].map { $0 / unit }, event,
          weights: Weights(weights.map { $0 * weight }, kind: .sampling), variance: .robust))
    }
    let (plain, scaled) = (try hazard(1, 1), try hazard(365.25, 7))
    #expect(
      isClose(
        plain.places.map { $0.hazard * 365.25 }, scaled.places.map(\.hazard), relative: 1e-9,
        absolute: 1e-12))
    #expect(
      isClose(
        plain.places.map { $0.standardError * 365.25 }, scaled.places.map(\.standardError),
        relative: 1e-9, absolute: 1e-12))
  }

  @Test func `a frequency is that many rows`() throws {
    let frame = try DataFrame("veteran")
    let (time, event) = (frame["time"], frame.flags("status"))
    let rows = time.indices.flatMap { [Int](repeating: $0, count: 1 + $0 % 3) }
    for variance in [VarianceEstimator.model, .robust] {
      let one = SmoothedHazard(
        try curve(
          time, event,
          weights: Weights(time.indices.map { Double(1 + $0 % 3) }, kind: .frequency),
          variance: variance), bandwidth: 60, to: 300)
      let two = SmoothedHazard(
        try curve(rows.map { time[$0] }, rows.map { event[$0] }, variance: variance),
        bandwidth: 60, to: 300)
      #expect(isClose(one.places.map(\.hazard), two.places.map(\.hazard), relative: 1e-11))
      #expect(
        isClose(
          one.places.map(\.standardError), two.places.map(\.standardError), relative: 1e-10))
    }
  }

  @Test func `threads change nothing`() throws {
    let frame = try DataFrame("veteran")
    let curve = try curve(frame["time"], frame.flags("status"), variance: .robust)
    #expect(SmoothedHazard(curve).places == SmoothedHazard(curve, threads: 4).places)
  }

  /// A hazard 0.5 + t over 400 cohorts of 500 with exponential censoring.
  ///
  /// Kernels of mean 0 leave a straight line as it is, at the ends of the range too, so that there is no bias
  /// to allow for.
  @Test func `a rising hazard is recovered, at the ends of the range too`() throws {
    let (cohorts, end) = (400, 1.0)
    var found: [[SmoothedHazard.Place]] = []
    for cohort in 0..<cohorts {
      var random = CounterGenerator(seed: 77, task: UInt64(cohort))
      var (time, event) = ([Double](), [Bool]())
      for _ in 0..<500 {
        let own = (0.25 - 2 * log(random.uniform())).squareRoot() - 0.5
        let censored = -log(random.uniform()) / 0.3
        time.append(min(own, censored))
        event.append(own <= censored)
      }
      found.append(SmoothedHazard(try curve(time, event), bandwidth: 0.2, to: end).places)
    }
    for place in [0, 5, 10, 30, 50, 70, 90, 100] {
      let truth = 0.5 + Double(place) / 100 * end
      let values = found.map { $0[place].hazard }
      let mean = values.reduce(0, +) / Double(cohorts)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(cohorts - 1)
      let monteCarlo = (square / Double(cohorts)).squareRoot()
      #expect(abs(mean - truth) < 3.5 * monteCarlo, "\(place): \(mean) for \(truth)")
      // The standard error is that of the estimate: within 12% of its spread.
      let errors = found.map { $0[place].standardError }.reduce(0, +) / Double(cohorts)
      #expect(abs(errors / square.squareRoot() - 1) < 0.12, "\(place): \(errors)")
      let covered = found.count { cohort in
        guard let lower = cohort[place].lower, let upper = cohort[place].upper else { return false }
        return lower <= truth && truth <= upper
      }
      #expect((364...398).contains(covered), "\(place): \(covered) of 400")
    }
  }

  @Test func `what cannot be smoothed says why`() throws {
    let time = (1...20).map(Double.init)
    let none = [Bool](repeating: false, count: 20)
    #expect(SmoothedHazard(try curve(time, none)).reason == .noEvents)
    let few = SmoothedHazard(try curve([1, 2, 3], [true, true, true]))
    #expect(few.reason == .tooFewAtRisk && few.places.isEmpty && few.bandwidth == nil)
    var one = none
    one[4] = true
    #expect(SmoothedHazard(try curve(time, one)).reason == .eventsCoincide)
    #expect(SmoothedHazard(try curve(time, one), bandwidth: 2).reason == nil)
    #expect(SmoothedHazard(try curve(time, one), bandwidth: 6).reason == .bandwidthTooWide)
    #expect(SmoothedHazard(try curve(time, one), bandwidth: 0).reason == .bandwidthTooWide)
    #expect(SmoothedHazard(try curve(time, one), to: 21).reason == .afterFollowUp)
    #expect(SmoothedHazard(try curve(time, one), to: 0).reason == .tooFewAtRisk)
    let groups = try KaplanMeierGroups(
      SurvivalData(time: time, event: one), by: Groups([Int](repeating: 0, count: 20), count: 2))
    #expect(SmoothedHazard(groups.curves[1]).reason == .emptyGroup)
    // All at one time, which is the range.
    let together = [Double](repeating: 5, count: 12)
    let tied = SmoothedHazard(
      try curve(together, [Bool](repeating: true, count: 12)), bandwidth: 1)
    #expect(tied.places.allSatisfy { $0.hazard.isFinite && $0.hazard >= 0 })
  }
}
