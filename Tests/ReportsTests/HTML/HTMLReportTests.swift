import Foundation
import Reports
import Testing
import Workflow

struct HTMLReportTests {
  private func page(_ content: ReportContent) throws -> XMLTree {
    try XMLTree.parse(HTMLReport(content).text)
  }

  @Test func `the page is well-formed XML with a language and one main part`() throws {
    let page = try page(try Sample.content())
    #expect(page.elements("html").first?.attributes["lang"] == "en")
    #expect(page.elements("main").count == 1)
    #expect(page.elements("h1").map(\.text) == ["Hormonal therapy in primary breast cancer"])
  }

  @Test func `every link leads to a part of the page and every id is there once`() throws {
    let page = try page(try Sample.content())
    let ids = page.all.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let links = page.elements("a").compactMap { $0.attributes["href"] }
    #expect(links.count > 10)
    for link in links {
      #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)")
    }
  }

  @Test func `every part of the page is in the contents`() throws {
    let page = try page(try Sample.content())
    let links = try #require(page.elements("nav").first).elements("a")
      .compactMap { $0.attributes["href"] }
    let sections = page.elements("section").compactMap { $0.attributes["id"] }
    #expect(sections.count >= 9)
    for section in sections { #expect(links.contains("#\(section)"), "\(section)") }
  }

  @Test func `the page asks nothing of the network and runs nothing`() throws {
    let text = HTMLReport(try Sample.content()).text
    for word in ["<script", "src=", "url(", "@import", "<iframe", "<object", "javascript:"] {
      #expect(!text.contains(word), "\(word)")
    }
    let page = try XMLTree.parse(text)
    for link in page.elements("link") { #expect(link.attributes["href"] == "data:,") }
    for element in page.all {
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") }, "\(element.name)")
    }
  }

  @Test func `every table has a caption and headings that say what they head`() throws {
    let page = try page(try Sample.content())
    let tables = page.elements("table")
    #expect(tables.count > 10)
    for table in tables {
      #expect(table.elements("caption").first?.text.isEmpty == false)
      for heading in table.elements("th") { #expect(heading.attributes["scope"] != nil) }
      let columns = try #require(table.elements("thead").first?.children.last?.children.count)
      for row in table.elements("tbody").flatMap(\.children) {
        let cells = row.children.map { $0.attributes["colspan"].flatMap(Int.init) ?? 1 }
        #expect(cells.reduce(0, +) == columns, "\(row.text)")
      }
    }
  }

  @Test func `every figure has a number, a title and a description`() throws {
    let page = try page(try Sample.content())
    let figures = page.elements("figure")
    #expect(figures.count > 10)
    for (index, figure) in figures.enumerated() {
      let caption = try #require(figure.elements("figcaption").first)
      #expect(caption.text.hasPrefix("Figure \(index + 1). "))
      let drawings = figure.elements("svg")
      #expect(drawings.count == 2)
      for drawing in drawings {
        let ids = (drawing.attributes["aria-labelledby"] ?? "").split(separator: " ")
        let words = ids.compactMap { drawing.element(id: String($0)) }
        #expect(words.map(\.name) == ["title", "desc"])
        #expect(words.allSatisfy { !$0.text.isEmpty })
      }
    }
  }

  @Test func `the first result stands at the top in words`() throws {
    let page = try page(try Sample.content())
    let key = try #require(page.elements("div", class: "key").first)
    let headline = try #require(key.elements("p", class: "headline").first)
    #expect(headline.text == "Hazard ratio 0.80 (95% CI 0.67 to 0.95), p\u{A0}=\u{A0}0.012")
    #expect(key.text.contains("Hormonal therapy compared with No hormonal therapy."))
    #expect(key.text.contains("for whom a match was found (matched-ATT)"))
    #expect(key.text.contains("439"))
  }

  @Test func `the page does not tell when, how fast or on how many threads it was made`() throws {
    var content = try Sample.content()
    let first = HTMLReport(content).text
    content.record?.started = "2031-01-01T00:00:00Z"
    content.record?.threads = 64
    content.record?.stages = [.init(stage: "match", seconds: 99.25)]
    #expect(HTMLReport(content).text == first)
  }

  @Test func `the page tells version, linear algebra, seed, inputs and changes`() throws {
    let page = try page(try Sample.content())
    let provenance = try #require(page.element(id: "provenance")).text
    for word in [
      "Equipoise 0.1.0", "OpenBLAS 0.3.21", "balance.denominator=treated", "rotterdam.csv",
      "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
    ] {
      #expect(provenance.contains(word), "\(word)")
    }
  }

  @Test func `a finding that the authors accept carries their reason`() throws {
    var results = try Sample.results()
    results.findings[0].accepted = "Sizes above 50 mm were rare & not coded alike."
    let page = try page(Sample.content(of: results))
    let findings = try #require(page.element(id: "findings"))
    #expect(findings.text.contains("Sizes above 50 mm were rare & not coded alike."))
    #expect(page.element(id: "result")?.text.contains("(accepted by the authors)") == true)
  }

  @Test func `a study without arms, models or estimates has a page too`() throws {
    let results = Results(study: "empty", title: "Nothing yet")
    let page = try page(ReportContent(results: results))
    #expect(page.elements("h1").map(\.text) == ["Nothing yet"])
    #expect(page.elements("figure").isEmpty)
  }
}
