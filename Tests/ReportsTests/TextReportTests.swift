import Foundation
import Reports
import Testing
import Workflow

struct TextReportTests {
  @Test(arguments: [40, 60, 61, 72, 80, 99, 100, 120, 132, 200])
  func `no line is wider than the terminal, sixty columns at least`(width: Int) throws {
    for content in [try Sample.content(), try Sample.withheld(), try hostile(), try many()] {
      for line in lines(content, width: width) {
        #expect(Self.columns(line) <= max(width, 60), "\(line)")
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  @Test func `the parts come in the order of the page, the place of the report last`() throws {
    let text = lines(try Sample.content())
    let headings = ["Cohort", "Propensity", "Designs", "Relapse-free", "Findings", "Report"]
    let places = headings.compactMap { heading in text.firstIndex { $0.hasPrefix(heading) } }
    #expect(places.count == headings.count)
    #expect(places == places.sorted())
    #expect(text.last == "Report  runs/here/report.html")
  }

  @Test func `the hazard ratio of a design is the first number under it`() throws {
    let content = try Sample.content()
    let text = lines(content)
    let ratio = try #require(
      content.results.estimates.first { $0.measure == "hazardRatio" && $0.subgroup == nil })
    let label = try #require(ratio.design.map { content.designLabels[$0] ?? $0 })
    let estimates = try #require(text.firstIndex { $0.hasPrefix("Relapse-free") })
    let heading = try #require(
      text[estimates...].firstIndex { $0.hasPrefix("  \(label)  ") })
    #expect(text[heading + 1].hasPrefix("    Hazard ratio"))
    #expect(text[heading + 1].contains("0.80 (0.67 to 0.95)"))
    #expect(text[heading + 1].contains("p 0.012"))
  }

  @Test func `a step is shown only where it excluded someone`() throws {
    let text = lines(try Sample.content())
    #expect(text.contains { $0.hasPrefix("Cohort      2,982 patients of 3,040") })
    #expect(text.contains { $0.contains("− 41") && $0.hasSuffix("operated in 1978 or later") })
    #expect(
      text.contains {
        $0.contains("− 17") && $0.hasSuffix("oestrogen receptor measured (5 undecidable)")
      })
    #expect(!text.contains { $0.contains("assigned to an arm") })
  }

  @Test func `a withheld design has its reason once and no number`() throws {
    let text = lines(try Sample.withheld(), width: 132)
    let start = try #require(text.firstIndex { $0.hasPrefix("Relapse-free") })
    let end = try #require(text.firstIndex { $0.hasPrefix("Findings") })
    let shown = text[start..<end].filter { $0.contains("Weighted to all patients") }
    let withheld = text[start..<end].filter { $0.contains("withheld: ess") }
    #expect(!withheld.isEmpty)
    #expect(shown == withheld)
    for line in withheld { #expect(line.allSatisfy { !$0.isNumber }, "\(line)") }
    let next = text[start..<end].filter { $0.hasPrefix("    ") }
    let before = lines(try Sample.content(), width: 132).filter { $0.hasPrefix("    Hazard") }
    #expect(next.count { $0.hasPrefix("    Hazard") } < before.count)
  }

  @Test func `a repeat with errors of the model shows what it changes`() throws {
    var results = try Sample.results()
    let rows = results.estimates.filter {
      $0.design == "matchedProbability" && $0.outcome == "rfs" && $0.subgroup == nil
        && ["hazardRatio", "median"].contains($0.measure)
    }
    results.estimates = rows.map { changed($0, variance: "robust") }
    let alone = lines(Sample.content(of: results))
    for row in rows {
      var copy = changed(row, variance: "model")
      if row.measure == "hazardRatio" { copy.upper = 1.23 }
      results.estimates.append(copy)
    }
    let text = lines(Sample.content(of: results))
    #expect(!alone.contains { $0.contains("(model)") })
    #expect(text.count { $0.contains("(model)") } == 1)
    #expect(text.contains { $0.contains("Hazard ratio (model)") && $0.contains("to 1.23)") })
  }

  @Test func `each hazard ratio has its own test of proportional hazards`() throws {
    var results = try Sample.results()
    let found = results.estimates.first { $0.measure == "hazardRatio" && $0.subgroup == nil }
    var ratio = try #require(found)
    var test = ratio
    (test.measure, test.estimate, test.lower, test.upper) = ("proportionalHazards", nil, nil, nil)
    (test.arm, test.referenceArm, test.statistic, test.p) = (nil, nil, 4, 0.25)
    results.estimates = [ratio, test]
    (ratio.marginal, ratio.estimate, test.p) = (false, 0.5, 0.75)
    results.estimates += [ratio, test]
    let text = lines(Sample.content(of: results)).filter { $0.contains("PH test") }
    #expect(text.count == 2)
    #expect(text.first?.hasSuffix("PH test p 0.25") == true)
    #expect(text.last?.hasSuffix("PH test p 0.75") == true)
  }

  @Test func `the numbers of two arms stand in one line`() throws {
    let text = lines(try Sample.content())
    #expect(
      text.contains {
        $0.contains("Median time, days") && $0.contains("1,806 (1,465 to 2,134)")
          && $0.contains("vs 1,185 (1,024 to 1,563)")
      })
  }

  @Test func `findings of one kind are one paragraph, warnings before notes`() throws {
    var results = try Sample.results()
    func finding(_ id: String, _ severity: String, _ design: String) -> Results.Finding {
      Results.Finding(
        id: id, severity: severity, message: "'\(design)' has something", place: "study.yaml:1:2")
    }
    results.findings = [
      finding("small-thing", "note", "weighted"), finding("big-thing", "warning", "weighted"),
      finding("big-thing", "warning", "matchedLogit"),
    ]
    let text = lines(Sample.content(of: results))
    let start = try #require(text.firstIndex { $0.hasPrefix("Findings  2 warnings, 1 note") })
    #expect(
      text[(start + 1)...(start + 5)] == [
        "  big-thing  study.yaml:1:2", "    'weighted' has something",
        "    and 1 more like it: matchedLogit", "  small-thing  study.yaml:1:2",
        "    'weighted' has something",
      ])
  }

  @Test func `few subgroups are listed, many are pointed to`() throws {
    var results = try Sample.results()
    let ratio = try #require(results.estimates.first { $0.measure == "hazardRatio" })
    func subgroup(_ name: String) -> Estimate {
      var row = ratio
      row.subgroup = name
      return row
    }
    results.estimates = [subgroup("meno=0"), subgroup("meno=1")]
    let few = lines(Sample.content(of: results), width: 132)
    #expect(few.count { $0.hasPrefix("  Postmenopausal = ") } == 2)
    results.estimates = (0..<20).map { subgroup("meno=\($0)") }
    let many = lines(Sample.content(of: results))
    #expect(many.contains { $0.hasPrefix("Subgroups  Postmenopausal = 0") })
    #expect(many.contains { $0.contains("tables/estimates.csv") })
    #expect(!many.contains { $0.hasPrefix("  Postmenopausal = ") })
  }

  @Test func `labels cannot command the terminal`() throws {
    for usesColor in [false, true] {
      let report = TextReport(
        try hostile(), width: 80, usesColor: usesColor, folder: "runs/\u{1B}[31m")
      for piece in report.text.split(separator: "\u{1B}").dropFirst() {
        let isColor = ["[0m", "[1m", "[2m", "[33m"].contains { piece.hasPrefix($0) }
        #expect(usesColor && isColor)
      }
      let controls = report.text.unicodeScalars.filter {
        [.control, .format].contains($0.properties.generalCategory) && $0 != "\n" && $0 != "\u{1B}"
      }
      #expect(controls.isEmpty)
    }
  }

  @Test func `colours add nothing but colours`() throws {
    let plain = TextReport(try Sample.content(), width: 80, usesColor: false, folder: "f").text
    var colored = TextReport(try Sample.content(), width: 80, usesColor: true, folder: "f").text
    #expect(colored != plain)
    for code in ["0", "1", "2", "33"] { colored = colored.replacing("\u{1B}[\(code)m", with: "") }
    #expect(
      colored.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)
        == plain.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed))
  }

  @Test func `results without anything are still a summary`() {
    let content = ReportContent(results: Results(study: "s", title: ""))
    #expect(lines(content).first == "s")
    #expect(lines(content).last == "Report  runs/here/report.html")
  }

  private func trimmed(_ line: Substring) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return String(line)
  }

  private func lines(_ content: ReportContent, width: Int = 80) -> [String] {
    let report = TextReport(content, width: width, usesColor: false, folder: "runs/here")
    return report.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  private func changed(_ estimate: Estimate, variance: String) -> Estimate {
    var estimate = estimate
    estimate.variance = variance
    return estimate
  }

  /// Names of people who want to break the layout.
  private func hostile() throws -> ReportContent {
    let long = String(repeating: "長い名前", count: 40)
    let escape = "\u{1B}[31mred\u{7}\r\n\u{202E}evil\u{200B} \t"
    var results = try Sample.results()
    results.title = escape + long
    results.question = long + escape
    for index in results.arms.indices { results.arms[index].label = escape + long }
    for index in results.attrition.indices {
      results.attrition[index].step = long + escape
      results.attrition[index].excluded = 1_234_567
    }
    results.findings = [
      .init(id: escape + long, severity: escape, message: long + escape, place: escape + long),
      .init(id: "x", severity: "warning", message: "", place: nil),
    ]
    for index in results.estimates.indices where index.isMultiple(of: 7) {
      results.estimates[index].status = .notEstimable
      results.estimates[index].reason = escape + long
    }
    for index in results.estimates.indices where index.isMultiple(of: 11) {
      results.estimates[index].unit = long + escape
      results.estimates[index].regime = escape + long
    }
    for (name, design) in results.designs {
      var design = design
      design.targetPopulation = escape + long
      for index in design.balance.indices { design.balance[index].level = escape + long }
      results.designs[name] = design
    }
    var content = Sample.content(of: results)
    content.outcomeLabels = ["rfs": escape + long]
    content.designLabels = ["matchedLogit": long + escape, "weighted": escape]
    return content
  }

  /// Four arms, huge numbers and several models.
  private func many() throws -> ReportContent {
    var results = try Sample.results()
    results.arms += [
      .init(arm: "third-arm-with-a-long-name", label: "Third", role: .other, n: 123_456_789),
      .init(arm: "fourth", label: "Fourth", role: .other, n: 0),
    ]
    if var model = results.propensity["main"] {
      model.converged = false
      results.propensity["another model of the same kind"] = model
    }
    for index in results.estimates.indices where index.isMultiple(of: 3) {
      results.estimates[index].estimate = 1e12
      results.estimates[index].upper = 1e300
      results.estimates[index].level = 0.9
    }
    return Sample.content(of: results)
  }

  /// An upper bound of the columns of a line: two for everything beyond the symbols used.
  private static func columns(_ line: String) -> Int {
    line.reduce(0) { $0 + ($1.unicodeScalars.contains { $0.value >= 0x2E80 } ? 2 : 1) }
  }
}
