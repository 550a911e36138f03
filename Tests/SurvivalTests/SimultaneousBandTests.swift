import Survival
import TestSupport
import Testing

@Suite struct SimultaneousBandTests {
  private static let reference = Reference("survival-curves.txt")

  @Test func `the whole bridge has Kolmogorov's quantiles`() {
    for (level, value) in [
      (0.9, 1.223_847_870_217_082_6), (0.95, 1.358_098_639_322_550_7),
      (0.99, 1.627_623_611_518_948_3),
    ] {
      let found = BrownianBridge.criticalValue(.hallWellner, over: 0...1, level: level)
      #expect(isClose(found ?? 0, value, relative: 1e-8))
    }
  }

  @Test(
    .agrees(
      "bands of Hall and Wellner, of equal precision",
      with: "published tables and bands of R `km.ci`; the probability on a grid; coverage",
      within: 0.0001, detail: "1e-5 of the grid",
      but: "`km.ci` approximates critical values, see below"),
    arguments: [(0.9, "90"), (0.95, "95"), (0.99, "99")])
  func `Hall and Wellner's tables`(level: Double, name: String) {
    let entries = numbers(Self.reference["hall.\(name)"])
    #expect(entries.count > 30)
    for i in stride(from: 0, to: entries.count, by: 3) {
      let found = BrownianBridge.criticalValue(
        .hallWellner, over: entries[i]...entries[i + 1], level: level)
      #expect(isClose(found ?? 0, entries[i + 2], relative: 0, absolute: 1.01e-4))
    }
  }

  @Test func `critical values of equal precision are exact`() {
    for (a, b) in [
      ("0.1", "0.9"), ("0.02", "0.1"), ("0.05", "0.6"), ("0.4", "0.98"), ("0.3", "0.32"),
    ] {
      for c in ["1.8", "2.5", "3.2"] {
        let row = numbers(Self.reference["stay/\(a)/\(b)/\(c)"])
        let found = BrownianBridge.criticalValue(
          .equalPrecision, over: row[0]...row[1], level: row[3])
        #expect(isClose(found ?? 0, row[2], relative: 1e-5))
      }
    }
    // Over no time at all it is the pointwise quantile.
    let point = BrownianBridge.criticalValue(.equalPrecision, over: 0.3...0.3, level: 0.95)
    #expect(isClose(point ?? 0, 1.959963984540054, relative: 1e-10))
  }

  /// Nair's published values solve 4φ(c)/c + φ(c)(c − 1/c) log r = 1 − level, which holds for large
  /// c; they are below the exact ones for wide ranges and above them for narrow ones.
  @Test func `Nair's tables are an approximation, close where ranges are wide`() {
    for (level, name) in [(0.9, "90"), (0.95, "95")] {
      let entries = numbers(Self.reference["nair.\(name)"])
      #expect(entries.count > 30)
      for i in stride(from: 0, to: entries.count, by: 3) {
        let (a, b, c) = (entries[i], entries[i + 1], entries[i + 2])
        let found =
          BrownianBridge.criticalValue(.equalPrecision, over: a...b, level: level) ?? 0
        let isWide = b * (1 - a) > 5 * a * (1 - b)
        #expect(isClose(found, c, relative: 0, absolute: isWide ? 0.015 : 0.075))
      }
    }
  }

  @Test(
    .agrees(
      "bands of Hall and Wellner, of equal precision",
      with: "published tables and bands of R `km.ci`; the probability on a grid; coverage",
      within: 0.0001))
  func `bands of veteran agree with those of km_ci`() throws {
    let veteran = try DataFrame("veteran")
    let curve = try KaplanMeier(
      SurvivalData(time: veteran["time"], event: veteran.flags("status")))
    for (kind, scale, key) in [
      (SimultaneousBand.Kind.hallWellner, ConfidenceTransform.plain, "hall-wellner"),
      (.hallWellner, .logLog, "loghall"), (.equalPrecision, .plain, "epband"),
      (.equalPrecision, .logLog, "logep"),
    ] {
      let band = curve.simultaneousBand(kind, from: 30, to: 400, confidence: scale)
      #expect(band.time == numbers(Self.reference["band.\(key).time"]))
      // Its critical values have four digits, ranges rounded to the table's, and limits below 0.
      let tolerance = kind == .hallWellner ? 2e-3 : 6e-3
      #expect(
        agrees(
          band.lower, Self.reference["band.\(key).lower"].map { $0.map { max($0, 0) } },
          relative: 0, absolute: tolerance))
      #expect(
        agrees(
          band.upper, Self.reference["band.\(key).upper"], relative: 0, absolute: tolerance))
    }
  }

  @Test func `a band by hand`() throws {
    // Ten people, the first three fall one by one, then all are censored.
    let data = try SurvivalData(
      time: (1...10).map(Double.init), event: (1...10).map { $0 <= 3 })
    let curve = try KaplanMeier(data)
    let band = curve.simultaneousBand(.hallWellner, confidence: .plain)
    // Greenwood's variances telescope: 1/9 − 1/10, 1/8 − 1/10, 1/7 − 1/10.
    let variances = [9.0, 8, 7].map { 1 / $0 - 0.1 }
    let range = try #require(band.range)
    #expect(isClose(range.lowerBound, 0.1, relative: 1e-13))
    #expect(isClose(range.upperBound, 0.3, relative: 1e-13))
    let c = try #require(band.criticalValue)
    #expect(band.time == [1, 2, 3])
    for k in 0..<3 {
      let s = 0.9 - 0.1 * Double(k)
      let width = c * (1 + 10 * variances[k]) / 10.0.squareRoot() * s
      // c (1 + nσ²) S is c for all times without censoring: the band is parallel to the curve.
      #expect(isClose(width, c / 10.0.squareRoot(), relative: 1e-12))
      #expect(isClose(band.lower[k] ?? 0, max(0, s - width), relative: 1e-12))
      #expect(isClose(band.upper[k] ?? 0, min(1, s + width), relative: 1e-12))
    }
    let equal = curve.simultaneousBand(.equalPrecision, confidence: .log)
    let z = try #require(equal.criticalValue)
    #expect(z > 1.96)
    let s = 0.7
    #expect(
      isClose(
        equal.lower[2] ?? 0, s * exponential(-z * variances[2].squareRoot()), relative: 1e-12))
  }

  @Test(arguments: SimultaneousBand.Kind.allCases)
  func `they hold the whole curve as often as they say`(kind: SimultaneousBand.Kind) throws {
    // Exponential times, censored uniformly; the range is a quarter to three quarters of survival.
    var stream = UniformStream(seed: 77)
    let (replicates, n) = (400, 150)
    var held = 0
    var pointwise = 0
    for replicate in 0..<replicates {
      let times = (0..<n).map { _ in (-logarithm(stream.next()), 3 * stream.next()) }
      let curve = try KaplanMeier(
        SurvivalData(
          time: times.map { min($0.0, $0.1) }, event: times.map { $0.0 <= $0.1 }),
        confidence: .logLog)
      let band = curve.simultaneousBand(
        kind, from: 0.3, to: 1.4, confidence: replicate.isMultiple(of: 2) ? .logLog : .arcsin)
      if holds(band.time, band.lower, band.upper, from: 0.3, to: 1.4) { held += 1 }
      if holds(curve.time, curve.lower, curve.upper, from: 0.3, to: 1.4) { pointwise += 1 }
    }
    // Three Monte Carlo errors of 0.95 at 400 replicates are 0.0327.
    #expect(abs(Double(held) / Double(replicates) - 0.95) < 0.0327)
    #expect(Double(pointwise) / Double(replicates) < 0.85)
  }

  @Test(arguments: SimultaneousBand.Kind.allCases)
  func `random copies give the critical value of the bridge`(kind: SimultaneousBand.Kind) throws {
    let veteran = try DataFrame("veteran")
    let data = try SurvivalData(time: veteran["time"], event: veteran.flags("status"))
    let exact = try KaplanMeier(data).simultaneousBand(kind, from: 30, to: 300)
    let copies = try KaplanMeier(data, variance: .robust).simultaneousBand(
      kind, from: 30, to: 300, multipliers: .init(draws: 4000))
    #expect(exact.time == copies.time)
    let (a, b) = (try #require(exact.criticalValue), try #require(copies.criticalValue))
    // The curve of 137 people moves at its events alone, so that its largest error is a little less.
    #expect(b < a * 1.02 && b > a * 0.95)
  }

  @Test func `under weights and clusters bands do not depend on scale, copies or threads`() throws {
    let veteran = try DataFrame("veteran")
    func band(
      _ factor: Double, copies: Int, threads: Int, kind: SimultaneousBand.Kind = .equalPrecision
    ) throws -> SimultaneousBand {
      func repeated<Value>(_ values: [Value]) -> [Value] {
        (0..<copies).flatMap { _ in values }
      }
      return try KaplanMeier(
        SurvivalData(
          time: repeated(veteran["time"]), event: repeated(veteran.flags("status")),
          weights: Weights(
            repeated(veteran["karno"].map { $0 / 30 * factor }), kind: .sampling),
          cluster: repeated(veteran.integers("age")))
      ).simultaneousBand(kind, multipliers: .init(draws: 200, seed: 3, threads: threads))
    }
    let base = try band(1, copies: 1, threads: 1)
    let c = try #require(base.criticalValue)
    #expect(c > 2 && c < 4)
    #expect(try band(1, copies: 1, threads: 3).lower == base.lower)
    #expect(try isClose(band(7, copies: 1, threads: 1).criticalValue ?? 0, c, relative: 1e-9))
    #expect(try agrees(band(1, copies: 3, threads: 1).upper, base.upper, relative: 1e-9))
    let curved = try band(1, copies: 1, threads: 1, kind: .hallWellner)
    let scaled = try band(9, copies: 1, threads: 1, kind: .hallWellner)
    #expect(agrees(curved.lower, scaled.lower, relative: 1e-9))
  }

  @Test func `pairs with the same fate are held as often as promised`() throws {
    // Each person appears twice, with a weight that depends on nothing, and enters late.
    var stream = UniformStream(seed: 8)
    var held = 0
    let replicates = 300
    for _ in 0..<replicates {
      var (time, event, entry, weight): ([Double], [Bool], [Double], [Double]) = ([], [], [], [])
      while time.count < 200 {
        let (fate, end, start) = (
          -logarithm(stream.next()), 3 * stream.next(), 0.3 * stream.next()
        )
        let last = min(fate, end)
        guard last > start else { continue }
        let size = 0.2 + stream.next()
        for _ in 0..<2 {
          time.append(last)
          event.append(fate <= end)
          entry.append(start)
          weight.append(size)
        }
      }
      let curve = try KaplanMeier(
        SurvivalData(
          time: time, event: event, entry: entry, weights: Weights(weight, kind: .sampling),
          cluster: time.indices.map { $0 / 2 }))
      let band = curve.simultaneousBand(
        .equalPrecision, from: 0.4, to: 1.2, multipliers: .init(draws: 300))
      if holds(band.time, band.lower, band.upper, from: 0.4, to: 1.2) {
        held += 1
      }
    }
    // 100 people and 300 copies; three Monte Carlo errors are 0.038.
    #expect(abs(Double(held) / Double(replicates) - 0.95) < 0.038)
  }

  /// Whether limits hold exp(−t) at all times of a range, just before each step and after it.
  private func holds(
    _ time: [Double], _ lower: [Double?], _ upper: [Double?], from: Double, to: Double
  ) -> Bool {
    for k in time.indices where time[k] <= to {
      let end = k + 1 < time.count ? min(time[k + 1], to) : to
      if end < from { continue }
      let (first, last) = (exponential(-max(time[k], from)), exponential(-end))
      if (lower[k] ?? 0) > last || (upper[k] ?? 1) < first { return false }
    }
    return true
  }

  @Test func `reasons instead of bands`() throws {
    let data = try SurvivalData(time: [1, 2, 3], event: [true, true, false])
    let curve = try KaplanMeier(data)
    #expect(curve.simultaneousBand(.equalPrecision).reason == nil)
    #expect(curve.simultaneousBand(.hallWellner, from: 5).reason == .invalidTime)
    #expect(curve.simultaneousBand(.hallWellner, from: .nan).reason == .invalidTime)
    let censored = try KaplanMeier(SurvivalData(time: [1, 2], event: [false, false]))
    #expect(censored.simultaneousBand(.hallWellner).reason == .noEvents)
    let atOnce = try KaplanMeier(SurvivalData(time: [0, 0], event: [true, true]))
    #expect(atOnce.simultaneousBand(.equalPrecision).reason == .survivalIsZero)
    let groups = try KaplanMeierGroups(data, by: Groups([0, 0, 0], count: 2))
    #expect(groups.curves[1].simultaneousBand(.hallWellner).reason == .emptyGroup)
  }
}
