import Foundation
import Reports
import Testing
import Workflow

/// Where gates withhold, no number of an effect is anywhere.
struct WithheldTests {
  private func withheldContent() throws -> ReportContent {
    var results = try Sample.results()
    for index in results.estimates.indices {
      let old = results.estimates[index]
      results.estimates[index] = Estimate(
        outcome: old.outcome, design: old.design, subgroup: old.subgroup, arm: old.arm,
        referenceArm: old.referenceArm, measure: old.measure, at: old.at, unit: old.unit,
        level: old.level, status: .withheld)
      results.estimates[index].reason = "withheld: the balance gate does not hold"
    }
    results.curves = []
    return Sample.content(of: results)
  }

  private func hasDigit(_ text: String) -> Bool { text.contains(where: \.isNumber) }

  @Test func `the result says that it is withheld and why`() throws {
    let page = try XMLTree.parse(HTMLReport(try withheldContent()).text)
    let key = try #require(page.elements("div", class: "key").first)
    let headline = try #require(key.elements("p", class: "headline").first)
    #expect(headline.text == "Withheld: the balance gate does not hold")
    #expect(!hasDigit(key.text))
  }

  @Test func `the tables of effects hold no number`() throws {
    let page = try XMLTree.parse(HTMLReport(try withheldContent()).text)
    for id in ["effects", "subgroups", "survival"] {
      let section = try #require(page.element(id: id))
      let cells = section.elements("td")
      #expect(cells.allSatisfy { !hasDigit($0.text) }, "\(id)")
    }
    let cells = try #require(page.element(id: "effects")).elements("td")
    #expect(cells.contains { $0.text.hasPrefix("withheld") })
  }

  @Test func `the figures draw no effect`() throws {
    let files = ReportFiles.files(try withheldContent())
    let survival = files.filter { $0.path.hasPrefix("figures/survival") }
    #expect(!survival.isEmpty)
    for file in survival {
      let figure = try XMLTree.parse(file.contents)
      #expect(figure.elements("text").allSatisfy { !hasDigit($0.text) }, "\(file.path)")
      #expect(figure.elements("path").isEmpty, "\(file.path)")
    }
    #expect(!files.contains { $0.path.contains("forest") || $0.path.contains("subgroups") })
  }

  @Test func `a design that is withheld leaves the others as they are`() throws {
    let page = try XMLTree.parse(HTMLReport(try Sample.withheld()).text)
    let key = try #require(page.elements("div", class: "key").first)
    #expect(key.text.contains("0.80"))
    let effects = try #require(page.element(id: "effects"))
    #expect(effects.elements("td").contains { $0.text.hasPrefix("withheld") })
    #expect(effects.text.contains("effective sample size of treated is below"))
  }
}
