import Diagnostics
import Foundation
import Registry
import Studies
import TestSupport
import Testing
import Vocabulary

struct DocumentationTests {
  private static let pages = [
    "README.md", "CONTRIBUTING.md", "docs", "studies/rotterdam-hormone/README.md",
    "studies/rotterdam-withheld/README.md",
  ]

  /// Every Markdown file under the pages.
  private static var files: [String] {
    let root = Fixtures.repository()
    return pages.flatMap { page -> [String] in
      let path = "\(root)/\(page)"
      guard let below = FileManager.default.enumerator(atPath: path), !page.hasSuffix(".md") else {
        return [path]
      }
      return below.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }
        .map { "\(path)/\($0)" }
    }
  }

  /// The YAML blocks of a Markdown text with their first lines.
  private func blocks(_ text: String) -> [String] {
    var blocks: [String] = []
    var current: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let open = current {
        if line.hasPrefix("```") {
          blocks.append(open.joined(separator: "\n"))
          current = nil
        } else {
          current?.append(line)
        }
      } else if line.hasPrefix("```yaml") {
        current = []
      }
    }
    return blocks
  }

  @Test func `every study in the documentation is read without faults`() throws {
    var count = 0
    for file in Self.files {
      for block in blocks(try String(contentsOfFile: file, encoding: .utf8)) {
        let node = try YAMLReader.read(block, name: file)
        var reader = NodeReader()
        if node["registry"] != nil {
          _ = RegistrySection.read(node, key: "registry", &reader)
          #expect(reader.diagnostics == [], "\(file)")
        }
        if node["quality"] != nil, node["rules"] != nil {
          let rules = QualityFileSection.read(node, key: "quality", &reader)?.rules
          #expect(reader.diagnostics == [] && rules?.isEmpty == false, "\(file)")
        }
        if node["definitions"] != nil, node["study"] == nil {
          _ = DefinitionsSection.read(node, key: "definitions", &reader)
          #expect(reader.diagnostics == [], "\(file)")
        }
        guard node["study"] != nil else { continue }
        _ = Study.read(node, key: "study", &reader)
        #expect(reader.diagnostics == [], "\(file)")
        count += 1
      }
    }
    #expect(count > 0)
  }
}
