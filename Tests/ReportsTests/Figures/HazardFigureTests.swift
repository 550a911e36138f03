import Foundation
import Reports
import TestSupport
import Testing
import Workflow

/// The figures that a study may ask for beside those of every report.
struct HazardFigureTests {
  private func figure(_ kind: String, design: String? = "matchedProbability") -> FigureResult {
    FigureResult(
      kind: kind, outcome: "rfs", design: design, subgroup: nil, unit: "days", level: 0.95)
  }

  private func content(_ figures: [FigureResult], _ change: (inout Results) -> Void = { _ in })
    throws -> ReportContent
  {
    var results = try Sample.results()
    results.figures = figures
    change(&results)
    return Sample.content(of: results)
  }

  private func drawn(_ content: ReportContent, _ prefix: String) throws -> [XMLTree] {
    try ReportFiles.files(content).filter { $0.path.hasPrefix("figures/\(prefix)") }
      .map { try XMLTree.parse($0.contents) }
  }

  @Test func `a curve on the log-log scale passes through its values`() throws {
    // A hazard of 0.001 a day: S = exp(−t/1000), so that −log S is the time in thousands.
    let times = [0.0, 100, 1000]
    let content = try content([figure("logLog"), figure("cumulativeHazard")]) { results in
      for index in results.curves.indices {
        results.curves[index].time = times
        results.curves[index].value = times.map { exp(-$0 / 1000) }
        results.curves[index].lower = [nil, nil, nil]
        results.curves[index].upper = [nil, nil, nil]
      }
    }
    for prefix in ["log-log", "cumulative-hazard"] {
      let sheet = try #require(try drawn(content, prefix).first)
      let description = try #require(sheet.elements("desc").first).text
      // log(−log S) after three years is that of the last step, at 1,000 days: 0; −log S is 1.
      #expect(description.contains(prefix == "log-log" ? "0.00 at " : "1.00 at "), "\(description)")
    }
    let sheet = try #require(try drawn(content, "log-log").first)
    let path = try #require(
      sheet.elements("path").compactMap { $0.attributes["d"] }.first { $0.hasPrefix("M") })
    // One step from log(0.1) to log(1), and along to the end of follow-up.
    #expect(path.count { $0 == "V" } == 1)
  }

  @Test func `each figure is drawn once and says what it is for`() throws {
    let content = try content([
      figure("logLog"), figure("logLog"), figure("cumulativeHazard", design: "weighted"),
    ])
    #expect(try drawn(content, "log-log").count == 1)
    #expect(try drawn(content, "cumulative-hazard").count == 1)
    let page = HTMLReport(content).text
    #expect(page.contains("whether hazards are proportional"))
    #expect(page.contains("how the hazard changes"))
    #expect(page.contains("id=\"hazards\""))
  }

  @Test func `no figure is drawn of curves that were withheld`() throws {
    let content = try content([figure("logLog", design: "weighted")]) { results in
      results.curves.removeAll { $0.design == "weighted" }
    }
    #expect(try drawn(content, "log-log").isEmpty)
    #expect(!HTMLReport(content).text.contains("id=\"hazards\""))
  }

  @Test func `a curve that falls to 0 ends there`() throws {
    let content = try content([figure("logLog"), figure("cumulativeHazard")]) { results in
      for index in results.curves.indices {
        let count = results.curves[index].value.count
        results.curves[index].value[count - 1] = 0
        results.curves[index].lower[count - 1] = nil
        results.curves[index].upper[count - 1] = nil
      }
    }
    for sheet in try drawn(content, "log-log") + drawn(content, "cumulative-hazard") {
      for path in sheet.elements("path") {
        let data = try #require(path.attributes["d"])
        #expect(!data.contains("nan") && !data.contains("inf"))
      }
    }
  }

  private func residuals(points: Int = 60) -> FigureResult {
    var figure = figure("schoenfeld")
    var series = FigureResult.Series(arm: "treated", referenceArm: "control")
    series.constant = log(0.8)
    series.position = (0...100).map { Double($0) / 100 }
    series.value = series.position.map { 0.5 - $0 }
    series.lower = series.value.map { $0 - 0.4 }
    series.upper = series.value.map { $0 + 0.4 }
    series.points = (0..<points).map {
      .init(position: Double($0) / Double(points), value: $0 % 2 == 0 ? 1 : -1)
    }
    series.points.append(.init(position: 1, value: 50))
    series.pointCount = 2 * points
    figure.series = [series]
    figure.p = 0.03
    figure.axis = [1, 2, 5].map { .init(time: $0 * 365.25, position: 0.15 * $0) }
    return figure
  }

  @Test func `Schoenfeld residuals are drawn with their line and the test`() throws {
    let content = try content([residuals()])
    let sheet = try #require(try drawn(content, "schoenfeld").first)
    // Points beyond the axis are counted rather than drawn.
    #expect(sheet.elements("circle").count == 60)
    #expect(sheet.elements("text").contains { $0.text == "Cox model, hazard ratio 0.80" })
    #expect(sheet.elements("text", class: "tick").map(\.text) == ["1", "2", "5"])
    let page = HTMLReport(content).text
    #expect(page.contains("Test of proportional hazards: p = 0.030."))
    #expect(page.contains("61 of 120 are shown. 1 lies beyond the axis."))
  }

  private func hazards() -> FigureResult {
    var figure = figure("hazard")
    figure.series = ["treated", "control"].map { arm in
      var series = FigureResult.Series(arm: arm)
      series.bandwidth = 365.25
      series.position = (0...100).map { Double($0) * 36.525 }
      series.value = series.position.map { 0.0002 + $0 / 1e8 }
      series.lower = series.value.map { $0 / 2 }
      series.upper = series.value.map { $0 * 2 }
      return series
    }
    figure.axis = [0, 5, 10].map { .init(time: $0 * 365.25, position: $0 * 365.25) }
    return figure
  }

  @Test func `hazards by the day are shown by the year where time is in years`() throws {
    let content = try content([hazards()])
    let sheet = try #require(try drawn(content, "smoothed-hazard").first)
    #expect(sheet.elements("title").first?.text.contains("events per person-year") == true)
    #expect(sheet.elements("desc").first?.text.contains("0.073 at 0") == true)
    #expect(sheet.elements("text", class: "tick").map(\.text) == ["0", "5", "10"])
    #expect(HTMLReport(content).text.contains("smoothed over time (bandwidth 1 year)"))
  }

  @Test func `an arm without a hazard is told in the caption`() throws {
    var figure = hazards()
    figure.series[1] = FigureResult.Series(arm: "control")
    figure.series[1].reason = "no event was seen"
    #expect(
      HTMLReport(try content([figure])).text.contains(
        "None for No hormonal therapy: no event was seen."))
    figure.series[0] = figure.series[1]
    let sheet = try #require(try drawn(content([figure]), "smoothed-hazard").first)
    #expect(sheet.elements("text").contains { $0.text == "No hazard is shown" })
  }

  @Test func `lines and points are in a table of their own`() throws {
    let figures = [figure("logLog"), residuals(), hazards()]
    let files = CSVTables.files(try content(figures).results)
    let table = try #require(files.first { $0.path == "tables/figures.csv" }).contents
    let rows = table.split(separator: "\n").dropFirst()
    #expect(rows.count == 101 + 61 + 2 * 101)
    #expect(rows.count { $0.contains(",point,") } == 61)
    let without = CSVTables.files(try content([figure("logLog")]).results)
    #expect(!without.contains { $0.path == "tables/figures.csv" })
  }

  @Test func `an arm has one curve in a figure, whichever analyses ask for it`() throws {
    let once = try drawn(content([]), "survival-rfs-weighted")
    let twice = try drawn(
      content([]) { $0.curves += $0.curves.filter { $0.design == "weighted" } },
      "survival-rfs-weighted")
    #expect(once.count == 1 && twice.count == 1)
    #expect(once[0].elements("path").count == twice[0].elements("path").count)
    let other = try drawn(
      content([]) { results in
        results.curves += results.curves.filter { $0.design == "weighted" }.map { curve in
          var curve = curve
          curve.value = curve.value.map { $0 * 0.5 }
          return curve
        }
      }, "survival-rfs-weighted")
    #expect(other.count == 2)
    for sheet in other { #expect(sheet.elements("path").count == once[0].elements("path").count) }
  }

  @Test func `weighted curves show patients and their weight`() throws {
    let content = try content([])
    let sheet = try #require(try drawn(content, "survival-rfs-weighted").first)
    let (plain, weighted) = (
      sheet.elements("text", class: "at-risk"), sheet.elements("text", class: "at-risk-weighted")
    )
    #expect(!weighted.isEmpty && plain.count == weighted.count)
    #expect(plain.map { $0.attributes["x"] } == weighted.map { $0.attributes["x"] })
    let page = HTMLReport(content).text
    #expect(page.contains("At risk (weighted)"))
    let curve = try #require(
      content.results.curves.first { $0.outcome == "rfs" && $0.design == "weighted" })
    let weight = Int(curve.riskTable.atRiskWeighted[1].rounded())
    #expect(page.contains(" (\(weight.formatted(.number.locale(Locale(identifier: "en_US")))))"))
  }

  @Test func `a model without a line says why`() throws {
    var figure = figure("schoenfeld")
    var series = FigureResult.Series(arm: "treated", referenceArm: "control")
    series.reason = "no event was seen"
    figure.series = [series]
    let sheet = try #require(try drawn(content([figure]), "schoenfeld").first)
    #expect(sheet.elements("text").contains { $0.text == "no event was seen" })
    #expect(sheet.elements("circle").isEmpty)
  }

  @Test func `every text begins and ends on the sheet`() throws {
    let content = try content([
      figure("logLog"), figure("cumulativeHazard"), residuals(), hazards(),
    ])
    let sheets = try ["log-log", "cumulative-hazard", "schoenfeld", "smoothed-hazard"].flatMap {
      try drawn(content, $0)
    }
    #expect(sheets.count == 4)
    for sheet in sheets {
      let box = try #require(sheet.children.first?.attributes["viewBox"])
        .split(separator: " ").compactMap { Double($0) }
      for text in sheet.elements("text") {
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        #expect(x >= box[0] && x <= box[0] + box[2], "\(text.text)")
      }
    }
  }
}
