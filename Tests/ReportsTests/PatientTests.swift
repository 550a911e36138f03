import Foundation
import Reports
import Studies
import TestSupport
import Testing
import Workflow

struct PatientTests {
  private static let checked = Result {
    try CheckedStudy(StudyFile(path: "\(Fixtures.repository())/studies/landmark-registry"))
  }

  private func report(_ id: String) throws -> PatientReport {
    try PatientReport(of: id, in: try Self.checked.get())
  }

  /// Patients who are in, out, undecided, without entry, and with partial dates.
  private static let ids = ["P07", "P27", "P30", "P43", "P47", "P70"]

  @Test(arguments: [60, 80, 132])
  func `no line is wider than the terminal`(width: Int) throws {
    for id in Self.ids {
      let text = PatientText(try report(id), width: width, usesColor: false).text
      let widest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(widest <= width, "\(id)")
    }
  }

  @Test func `a terminal without further characters gets none in the drawing`() throws {
    let text = PatientText(try report("P07"), width: 80, usesColor: false, showsUnicode: false).text
    let timeline = try #require(text.split(separator: "\n\n").first { $0.hasPrefix("Timeline") })
    let isPlain = timeline.allSatisfy { $0.isASCII }
    #expect(isPlain)
    #expect(timeline.contains("^"))
  }

  @Test func `what is open says which row and which column leave it open`() throws {
    let text = PatientText(try report("P30"), width: 100, usesColor: false).text
    #expect(text.contains("OUT ?"))
    #expect(text.contains("cannot be decided"))
    #expect(text.contains("is known only as 2010-0") || text.contains("is missing"))
  }

  @Test func `the page is well formed, runs nothing and names every step`() throws {
    for id in Self.ids {
      let report = try report(id)
      let page = PatientPage(report).text
      let document = String(page.dropFirst("<!DOCTYPE html>\n".count))
      let elements = try XMLTree.parse(document).all.count
      #expect(elements > 20, "\(id)")
      #expect(!page.contains("<script") && !page.contains("http-equiv=\"refresh\""))
      for step in report.steps { #expect(page.contains(step.name), "\(id)") }
      let again = PatientPage(try self.report(id)).text
      #expect(page == again)
    }
  }

  @Test func `the drawing stands alone and is well formed`() throws {
    let svg = try #require(PatientPage(try report("P07")).svg)
    let start = try #require(svg.firstIndex(of: "\n"))
    let drawing = try XMLTree.parse(String(svg[svg.index(after: start)...]))
    #expect(drawing.all.count > 20)
    #expect(svg.contains("time zero") && svg.contains("lenalidomide"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test func `a patient without a day has no drawing`() throws {
    let file = try StudyFile(path: "\(Fixtures.repository())/studies/rotterdam-hormone")
    let report = try PatientReport(of: "1", in: CheckedStudy(file))
    #expect(PatientPage(report).svg == nil)
    let text = PatientText(report, width: 80, usesColor: false).text
    #expect(!text.contains("Timeline") && text.contains("hormon == 0 → true"))
  }

  @Test func `texts of the data are escaped on the page and in the terminal`() throws {
    var report = try report("P07")
    report.patient = "<b>\u{1B}[31m&"
    report.tables[0].events[0].fields[0].text = "<script>x</script>"
    let page = PatientPage(report).text
    #expect(page.contains("&lt;b&gt;") && !page.contains("<script>"))
    let text = PatientText(report, width: 80, usesColor: false).text
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `the JSON text reads back as the same report`() throws {
    let report = try report("P30")
    let data = Data(PatientJSON.text(report).utf8)
    #expect(try JSONDecoder().decode(PatientReport.self, from: data) == report)
  }

  @Test func `tables with many rows are told in one line unless all are asked for`() throws {
    var report = try report("P07")
    let index = try #require(report.tables.firstIndex { $0.name == "lab" })
    let event = report.tables[index].events[0]
    report.tables[index].events = [PatientReport.Event](repeating: event, count: 400)
    let short = PatientText(report, width: 80, usesColor: false).text
    #expect(short.contains("400 rows of lab"))
    let all = PatientText(report, width: 80, usesColor: false, showsAllEvents: true).text
    #expect(all.split(separator: "\n").count > short.split(separator: "\n").count + 390)
  }
}
