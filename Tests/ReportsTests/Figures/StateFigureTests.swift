import Foundation
import Reports
import Testing
import Workflow

struct StateFigureTests {
  /// Two arms in three states at three times.
  private func curves(_ results: Results, from initial: String) -> [Curve] {
    let shares: [String: [Double]] = [
      initial: [1, 0.5, 0.2], "relapse": [0, 0.3, 0.3], "death": [0, 0.2, 0.5],
    ]
    return [initial, "relapse", "death"].flatMap { state in
      results.arms.map { arm in
        var curve = Curve(
          outcome: "death", design: nil, subgroup: nil, arm: arm.arm, kind: "occupation",
          unit: "days", lastTime: 900,
          riskTable: Curve.RiskTable(
            time: [0, 365, 730], atRisk: [9, 5, 2], atRiskWeighted: [9, 5, 2]))
        curve.event = state
        curve.time = [0, 100, 700]
        curve.value = shares[state] ?? []
        curve.lower = [nil, nil, nil]
        curve.upper = [nil, nil, nil]
        return curve
      }
    }
  }

  private func figures(_ curves: (Results) -> [Curve]) throws -> [(path: String, figure: XMLTree)] {
    var results = try Sample.results()
    results.curves = curves(results)
    return try ReportFiles.files(Sample.content(of: results))
      .filter { $0.path.hasPrefix("figures/states") }
      .map { ($0.path, try XMLTree.parse($0.contents)) }
  }

  @Test func `each arm has an area for each state, which fill the sheet`() throws {
    let found = try figures { curves($0, from: "start") }
    let figure = try #require(found.first).figure
    #expect(found.count == 1)
    #expect(figure.elements("path").count == 6)
    let texts = figure.elements("text").map(\.text)
    #expect(["start", "relapse", "death", "Time (years)"].allSatisfy(texts.contains))
    let description = try #require(figure.elements("desc").first?.text)
    #expect(description.contains("death 50%"))
  }

  @Test func `what is asked twice is drawn once, and other states have a figure of their own`()
    throws
  {
    let twice = try figures { curves($0, from: "start") + curves($0, from: "start") }
    #expect(twice.count == 1)
    let both = try figures { curves($0, from: "start") + curves($0, from: "response") }
    #expect(both.count == 2)
    #expect(Set(both.map(\.path)).count == 2)
    let responses = both.filter { $0.figure.elements("text").map(\.text).contains("response") }
    #expect(responses.count == 1)
  }
}
