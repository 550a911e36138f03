import Foundation
import Reports
import Studies
import TestSupport
import Testing
import Vocabulary
import Workflow

struct ManualTests {
  private let manual = Manual.ofStudies

  @Test func `the reference page is what the declarations say`() throws {
    let path = "\(Fixtures.repository())/docs/study-file.md"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      page == ManualMarkdown(manual).text + "\n",
      "write it anew with: equipoise explain --markdown > docs/study-file.md")
  }

  @Test func `every key is explained`() {
    let text = ManualText(manual, width: 80)
    for entry in manual.entries {
      #expect(text.explanation(of: entry.path)?.hasPrefix(entry.path) == true, "\(entry.path)")
    }
  }

  @Test func `every finding is explained`() {
    let text = ManualText(manual, width: 80)
    for entry in FindingCatalogue.entries {
      #expect(text.explanation(of: entry.id)?.hasPrefix(entry.id) == true, "\(entry.id)")
    }
  }

  @Test func `no id is explained twice`() {
    let ids = FindingCatalogue.entries.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `what nothing is called is not explained`() {
    #expect(ManualText(manual, width: 80).explanation(of: "nonsense") == nil)
  }
}
