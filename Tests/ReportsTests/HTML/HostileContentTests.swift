import Foundation
import Reports
import Testing
import Workflow

/// Names and texts that come from data can hold anything.
struct HostileContentTests {
  private static let hostile = "<script>alert(\"x\")</script> & 'so' ]]> \u{1B}[31m\u{202E}"

  private func hostileContent() throws -> ReportContent {
    var results = try Sample.results()
    results.title = Self.hostile
    results.question = Self.hostile
    for index in results.arms.indices { results.arms[index].label += Self.hostile }
    for index in results.attrition.indices {
      results.attrition[index].step += Self.hostile
      results.attrition[index].rule = Self.hostile
    }
    for index in results.baseline.indices { results.baseline[index].covariate += Self.hostile }
    for index in results.findings.indices {
      results.findings[index].message = Self.hostile
      results.findings[index].accepted = Self.hostile
      results.findings[index].place = Self.hostile
    }
    results.tables = [
      .init(name: Self.hostile, columns: [Self.hostile, "b"], rows: [[Self.hostile, "\"<&>"]])
    ]
    var content = Sample.content(of: results)
    content.studyText = Self.hostile
    content.designLabels["matchedLogit"] = Self.hostile
    content.outcomeLabels["os"] = Self.hostile
    content.covariateLabels["age"] = Self.hostile
    content.covariateNotes["age"] = Self.hostile
    content.protocolSections = [
      ProtocolSection(
        heading: Self.hostile, paragraphs: [Self.hostile], rows: [.init(Self.hostile, Self.hostile)]
      )
    ]
    return content
  }

  @Test func `texts from data are words on the page, never markup`() throws {
    let text = HTMLReport(try hostileContent()).text
    #expect(!text.contains("<script"))
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
    let page = try XMLTree.parse(text)
    #expect(page.elements("script").isEmpty)
    #expect(
      page.elements("h1").first?.text.contains("<script>alert(\"x\")</script> & 'so'") == true)
  }

  @Test func `texts from data are words in figures, never markup`() throws {
    for file in ReportFiles.files(try hostileContent()) where file.path.hasSuffix(".svg") {
      #expect(!file.contents.contains("<script"), "\(file.path)")
      #expect(try XMLTree.parse(file.contents).elements("script").isEmpty, "\(file.path)")
    }
  }

  @Test func `what is no number is a dash, never the word of a computer`() throws {
    var results = try Sample.results()
    for index in results.estimates.indices {
      switch index % 4 {
      case 0: results.estimates[index].estimate = .nan
      case 1: results.estimates[index].upper = .infinity
      case 2: results.estimates[index].p = nil
      default: results.estimates[index].lower = nil
      }
    }
    for index in results.baseline.indices where index.isMultiple(of: 2) {
      for arm in results.baseline[index].arms.keys {
        results.baseline[index].arms[arm]?.mean = nil
        results.baseline[index].arms[arm]?.median = .nan
      }
    }
    for name in results.designs.keys {
      for index in results.designs[name]?.balance.indices ?? 0..<0 {
        results.designs[name]?.balance[index].smdAfter = index == 0 ? nil : -.infinity
      }
      results.designs[name]?.gates[0].value = nil
    }
    for index in results.curves.indices where !results.curves[index].upper.isEmpty {
      results.curves[index].upper[results.curves[index].upper.count - 1] = .nan
    }
    for file in ReportFiles.files(Sample.content(of: results)) {
      let isMarkup = !file.path.hasSuffix(".csv")
      let words = isMarkup ? try XMLTree.parse(file.contents).text : file.contents
      let found = try words.firstMatch(
        of: Regex("(?i)\\b(nan|inf|infinity|nil|null)\\b|Optional\\("))
      #expect(found == nil, "\(file.path)")
    }
  }
}
