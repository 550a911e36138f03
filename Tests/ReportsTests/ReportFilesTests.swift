import Foundation
import Reports
import Testing

struct ReportFilesTests {
  /// `EQUIPOISE_SAMPLE_REPORT` names a folder to keep the files in, for looking at them.
  @Test func `every file of a report can be written and is read back the same`() throws {
    let kept = ProcessInfo.processInfo.environment["EQUIPOISE_SAMPLE_REPORT"]
    let root = URL(
      fileURLWithPath: kept ?? NSTemporaryDirectory() + "equipoise-report-\(UUID().uuidString)")
    defer { if kept == nil { try? FileManager.default.removeItem(at: root) } }
    let variants = ["full": try Sample.content(), "withheld": try Sample.withheld()]
    for (name, content) in variants {
      for file in ReportFiles.files(content) {
        let url = root.appendingPathComponent("\(name)/\(file.path)")
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.contents.utf8).write(to: url)
        #expect(try String(contentsOf: url, encoding: .utf8) == file.contents)
      }
    }
  }
}
