import Foundation
import Reports
import Testing
import Workflow

/// How means, shares and rates read.
struct ValueReportTests {
  private func row(
    _ outcome: String, _ measure: String, _ numbers: (Double, Double, Double, Double),
    isContrast: Bool = false, arm: Int = 0, unit: String? = nil, events: Int? = nil,
    method: String = "t", subgroup: String? = nil, results: Results
  ) -> Estimate {
    var row = Estimate(
      outcome: outcome, design: "weighted", subgroup: subgroup, arm: results.arms[arm].arm,
      referenceArm: isContrast ? results.arms[1].arm : nil, measure: measure, unit: unit,
      level: 0.95)
    (row.estimate, row.lower, row.upper, row.standardError) = numbers
    row.p = isContrast ? 0.14 : nil
    (row.n, row.events, row.variance, row.method) = (614, events, "robust", method)
    return row
  }

  private func content() throws -> ReportContent {
    var results = try Sample.results()
    results.curves = []
    let dollars = "US dollars"
    func difference(_ method: String, _ subgroup: String? = nil) -> Estimate {
      row(
        "earnings", "meanDifference", (1214.07, -406.88, 2835.03, 825.4), isContrast: true,
        unit: dollars, method: method, subgroup: subgroup, results: results)
    }
    results.estimates = [
      row("earnings", "mean", (6349.14, 5214.4, 7483.9, 577.8), unit: dollars, results: results),
      row(
        "earnings", "mean", (5135.07, 3977.6, 6292.6, 589.4), arm: 1, unit: dollars,
        results: results),
      difference("t"), difference("t, adjusted for age + educ + race"),
      difference("t", "grade=3"),
      row(
        "falls", "rateDifference", (0.01234, -0.00312, 0.0278, 0.0079), isContrast: true,
        unit: "per year", events: 90, method: "plain", results: results),
      row(
        "better", "riskRatio", (1.017, 0.891, 1.161, 0.0675), isContrast: true, events: 471,
        method: "log", results: results),
    ]
    return Sample.content(of: results)
  }

  private func lines() throws -> [String] {
    TextReport(try content(), width: 100, usesColor: false, folder: "runs/here").text
      .split(separator: "\n").map(String.init)
  }

  @Test func `thousands are grouped and have no decimals that their error does not bear`() throws {
    let text = try lines()
    #expect(
      text.contains { $0.contains("Mean, US dollars") && $0.contains("6,349 (5,214 to 7,484)") })
    #expect(text.contains { $0.contains("difference") && $0.contains("1,214 (−407 to 2,835)") })
    #expect(text.contains { $0.contains("adjusted (3 terms)") && $0.contains("1,214") })
    #expect(text.contains { $0.contains("Rate difference, per year") })
    #expect(text.contains { $0.contains("0.0123 (−0.0031 to 0.0278)") })
    #expect(text.contains { $0.contains("Risk ratio") && $0.contains("1.02 (0.89 to 1.16)") })
  }

  @Test func `subgroups show the contrast there is`() throws {
    let text = try lines()
    let heading = try #require(text.firstIndex { $0.hasPrefix("Subgroups") })
    #expect(text[heading...].contains { $0.contains("mean difference") })
    #expect(!text[heading...].prefix(3).contains { $0.contains("hazard") })
  }

  @Test func `differences lie around 0 on their own axis, ratios around 1`() throws {
    let figures = FigureSet(try content())
    let names = figures.all.map(\.name)
    #expect(names.contains("forest-mean-difference-earnings"))
    #expect(names.contains("forest-rate-difference-falls") && names.contains("forest-risk-ratio"))
    #expect(names.contains { $0.hasPrefix("subgroups-earnings") })
    let forest = try #require(
      figures.all.first { $0.name == "forest-mean-difference-earnings" })
    #expect(forest.title.hasPrefix("Mean difference, US dollars"))
    #expect(forest.svg.contains(">0<") && forest.svg.contains(">3000<"))
    #expect(!forest.svg.contains("Events"))
    let ratio = try #require(figures.all.first { $0.name == "forest-risk-ratio" })
    #expect(ratio.svg.contains("higher risk with") && ratio.svg.contains("Events / n"))
  }

  @Test func `the page counts no events of a continuous value, and draws no curve`() throws {
    let page = HTMLReport(try content()).text
    let start = try #require(page.range(of: "Effects on Earnings"))
    let table = page[start.lowerBound...].prefix { $0 != "∎" }
    let end = try #require(table.range(of: "</table>"))
    #expect(!table[..<end.lowerBound].contains("Events"))
    #expect(page.contains("Below 0 the value is lower with"))
  }
}
