import Foundation
import Reports
import Testing
import Workflow

/// Figures, tables and words of descriptions, some of whose counts are held back.
struct DescriptionReportTests {
  private static func content() -> ReportContent {
    var results = Results(study: "described", title: "Described")
    results.arms = [.init(arm: "all", label: "All patients", role: .other, n: 100)]
    results.descriptions = [
      DescriptionResult(
        name: "lines", kind: "sequences", title: "Lines & <paths>",
        tables: ["lines-paths", "lines-flows", "lines-tree"], notes: ["A note."], minimumCell: 6,
        heldCells: 2),
      DescriptionResult(name: "years", kind: "regimensByYear", tables: ["years-by-year"]),
      DescriptionResult(name: "rates", kind: "incidenceRates", tables: ["rates-rates"]),
      DescriptionResult(
        name: "gated", kind: "incidenceRates", reason: "a gate on the data does not hold"),
    ]
    func add(_ name: String, _ columns: [String], _ rows: [[String]]) {
      results.tables.append(.init(name: name, columns: columns, rows: rows))
    }
    add(
      "lines-paths", ["path", "patients", "share"],
      [["VCd", "70", "0.7"], ["VCd > Rd", "27", "0.27"], ["=Vd", "<6", "-"]])
    add(
      "lines-flows", ["step", "from", "to", "isEnd", "patients"],
      [
        ["1", "VCd", "Rd", "false", "27"], ["1", "VCd", "died", "true", "70"],
        ["1", "=Vd", "in follow-up", "true", "<6"], ["2", "Rd", "died", "true", "27"],
      ])
    add(
      "lines-tree", ["step", "path", "label", "patients", "share"],
      [
        ["1", "VCd", "VCd", "97", "0.97"], ["1", "=Vd", "=Vd", "<6", "-"],
        ["2", "VCd > Rd", "Rd", "27", "0.27"],
      ])
    add(
      "years-by-year", ["year", "label", "count", "share"],
      [["2010", "VCd", "40", "1"], ["2011", "VCd", "57", "-"], ["2011", "Rd", "<6", "-"]])
    add(
      "rates-rates",
      ["event", "group", "patients", "events", "personYears", "rate", "lower", "upper"],
      [
        ["spm", "all", "100", "12", "480", "2.5", "1.29", "4.37"],
        ["vte", "all", "100", "<6", "-", "-", "-", "-"],
      ])
    return ReportContent(results: results)
  }

  private static let files = ReportFiles.files(content())

  private func figure(_ name: String) throws -> XMLTree {
    let file = try #require(Self.files.first { $0.path == "figures/\(name).svg" })
    return try XMLTree.parse(file.contents)
  }

  @Test func `each description has its figures`() {
    let names = Self.files.map(\.path).filter { $0.hasPrefix("figures/describe") }
    #expect(
      names == [
        "figures/describe-lines-flows.svg", "figures/describe-lines-sunburst.svg",
        "figures/describe-years-years.svg", "figures/describe-rates-rates.svg",
      ])
  }

  @Test func `a band is drawn for every flow, and a bar for every label and end`() throws {
    let flows = try figure("describe-lines-flows")
    #expect(flows.elements("path").count == 4)
    // The sheet, VCd and =Vd, then Rd, died and in follow-up, then died.
    #expect(flows.elements("rect").count == 1 + 2 + 3 + 1)
  }

  @Test func `bars are as high as their patients are many`() throws {
    let heights = try figure("describe-lines-flows").elements("rect").compactMap {
      $0.attributes["width"] == "11" ? $0.attributes["height"].flatMap(Double.init) : nil
    }
    let scale = 330.0 / 100
    let drawn = [97, 3, 27, 70, 3, 27].map { ($0 * scale * 100).rounded() / 100 }
    #expect(heights.sorted() == drawn.sorted())
  }

  @Test func `a total that is not known is not told`() throws {
    let words = try figure("describe-years-years").elements("text").map(\.text)
    #expect(words.contains("40"))
    #expect(!words.contains("60") && !words.contains("57"))
    let flows = try figure("describe-lines-flows").elements("text").map(\.text)
    #expect(flows.contains("VCd 97") && flows.contains("=Vd"))
  }

  @Test func `a rate that is held back has no dot`() throws {
    let rates = try figure("describe-rates-rates")
    #expect(rates.elements("circle").count == 1)
  }

  @Test func `every text can be read and lies on the sheet`() throws {
    for file in Self.files where file.path.hasPrefix("figures/describe") {
      let tree = try XMLTree.parse(file.contents)
      let box = try #require(tree.children.first?.attributes["viewBox"])
        .split(separator: " ").compactMap { Double($0) }
      for text in tree.elements("text") {
        let size = try #require(text.attributes["font-size"].flatMap(Double.init))
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect(size >= 11 && x >= box[0] && x <= box[0] + box[2], "\(file.path): \(text.text)")
        #expect(y >= box[1] && y <= box[1] + box[3], "\(file.path): \(text.text)")
      }
    }
  }

  @Test func `tables are written, and no text of theirs is a formula`() throws {
    let paths = try #require(Self.files.first { $0.path == "tables/describe-lines-paths.csv" })
    #expect(
      paths.contents.split(separator: "\n") == [
        "path,patients,share", "VCd,70,0.7", "VCd > Rd,27,0.27", "'=Vd,<6,-",
      ])
  }

  @Test func `the page is well formed and says what is withheld`() throws {
    let page = try #require(Self.files.first { $0.path == "report.html" }).contents
    #expect(page.contains("Lines &amp; &lt;paths&gt;") && page.contains("A note."))
    #expect(page.contains("Withheld: a gate on the data does not hold"))
    #expect(page.contains("Descriptive study"))
    _ = try XMLTree.parse(page.replacing("<!DOCTYPE html>\n", with: ""))
  }

  @Test func `the summary shows the first table of each`() {
    let text = TextReport(Self.content(), width: 80, usesColor: false, folder: nil).text
    #expect(text.contains("Lines & <paths>") && text.contains("VCd > Rd"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
