import Foundation
import Survival
import TestSupport
import Testing

struct LogGammaVariableTests {
  @Test(
    .agrees(
      "the generalised gamma distribution, its density and tails with derivatives in its shape",
      with: "mpmath with 150 digits",
      within: 1e-9,
      detail: "log survival 1e-12"))
  func `density, survival and mean agree with 150 digits`() throws {
    let lines = try Fixtures.text("log-gamma-variable.txt").split(separator: "\n")
    #expect(lines.count > 80)
    for line in lines {
      let x = line.split(separator: " ").compactMap { Double($0) }
      try #require(x.count == 10)
      let variable = LogGammaVariable(shape: x[0])
      let density = variable.logDensity(x[1])
      let note = Comment("Q = \(x[0]), w = \(x[1])")
      #expect(isClose(density.value, x[2], relative: 1e-12), note)
      #expect(isClose(density.byShape, x[3], relative: 1e-9, absolute: 1e-12), note)
      let tail = variable.logSurvival(x[1], shapes: true)
      #expect(isClose(tail.value, x[4], relative: 1e-12), note)
      #expect(isClose(tail.byShape, x[5], relative: 1e-9, absolute: 1e-13), note)
      #expect(isClose(tail.byShapeTwice, x[6], relative: 1e-9, absolute: 1e-11), note)
      #expect(isClose(tail.cross, x[7], relative: 1e-9, absolute: 1e-12), note)
      #expect(isClose(tail.first, -exp(x[2] - x[4]), relative: 1e-11), note)
      #expect(isClose(variable.logSurvival(x[1], shapes: false).value, x[4], relative: 1e-12), note)
      let mean = variable.logMean(scale: 0.7)
      #expect((mean == nil) == !x[8].isFinite, note)
      guard let mean, x[8].isFinite else { continue }
      #expect(isClose(mean.value, x[8], relative: 1e-11, absolute: 1e-15), note)
      #expect(isClose(mean.byShape, x[9], relative: 1e-9, absolute: 1e-12), note)
    }
  }

  @Test func `gamma of two degrees has its tail in closed form`() {
    // Q² = ½ makes k = 2, whose upper tail is e⁻ᵘ (1 + u) at u = 2 e^{Qw}.
    let shape = 0.5.squareRoot()
    for w in [-2.0, -0.3, 0, 0.7, 2.5] {
      let u = 2 * exp(shape * w)
      let tail = LogGammaVariable(shape: shape).logSurvival(w, shapes: false)
      #expect(isClose(tail.value, -u + log1p(u), relative: 1e-12))
      let v = 2 * exp(-shape * w)
      let other = LogGammaVariable(shape: -shape).logSurvival(w, shapes: false)
      #expect(isClose(exp(other.value), 1 - exp(-v) * (1 + v), relative: 1e-12))
    }
  }

  @Test func `all is smooth through the normal distribution`() {
    for w in [-3.0, -0.5, 0, 0.5, 3, 12] {
      let centre = LogGammaVariable(shape: 0).logSurvival(w, shapes: true)
      #expect(isClose(exp(centre.value), erfc(w / 2.0.squareRoot()) / 2, relative: 1e-12))
      for q in [1e-3, -1e-3, 1e-5, -1e-5, 1e-9, -1e-9, 1e-200] {
        let near = LogGammaVariable(shape: q).logSurvival(w, shapes: true)
        let line = centre.value + q * centre.byShape + q * q * centre.byShapeTwice / 2
        #expect(
          isClose(near.value, line, relative: 1e-12, absolute: 100 * abs(q * q * q) * (1 + w * w)))
        #expect(
          isClose(
            near.byShape, centre.byShape + q * centre.byShapeTwice, relative: 1e-10,
            absolute: 1e4 * q * q))
      }
    }
  }

  @Test func `quantiles are where the tail says`() {
    for q in [-3.0, -1, -0.2, 0, 0.2, 1, 3] {
      let variable = LogGammaVariable(shape: q)
      for p in [1e-8, 1e-3, 0.2, 0.5, 0.8, 0.999, 1 - 1e-9] {
        let w = variable.quantile(p)
        let value = variable.logSurvival(w, shapes: false).value
        #expect(isClose(value, log1p(-p), relative: 1e-7), "\(q) \(p)")
      }
    }
  }
}
