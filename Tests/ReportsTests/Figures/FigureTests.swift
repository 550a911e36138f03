import Foundation
import Reports
import Testing

struct FigureTests {
  private func figures() throws -> [(path: String, figure: XMLTree)] {
    try ReportFiles.files(try Sample.content()).filter { $0.path.hasSuffix(".svg") }
      .map { ($0.path, try XMLTree.parse($0.contents)) }
  }

  @Test func `every figure stands on its own with title and description`() throws {
    let figures = try figures()
    #expect(figures.count > 10)
    #expect(Set(figures.map(\.path)).count == figures.count)
    for (path, figure) in figures {
      let root = try #require(figure.children.first)
      #expect(root.name == "svg" && root.attributes["viewBox"] != nil, "\(path)")
      #expect(root.children.prefix(2).map(\.name) == ["title", "desc"], "\(path)")
      #expect(root.children.prefix(2).allSatisfy { !$0.text.isEmpty }, "\(path)")
    }
  }

  @Test func `numbers at risk stand under their ticks`() throws {
    let survival = try figures().filter { $0.path.hasPrefix("figures/survival") }
    #expect(survival.count > 4)
    for (path, figure) in survival {
      let ticks = figure.elements("text", class: "tick").compactMap { $0.attributes["x"] }
      #expect(ticks.count > 3, "\(path)")
      let rows = Dictionary(grouping: figure.elements("text", class: "at-risk")) {
        $0.attributes["y"] ?? ""
      }
      #expect(rows.count == 2, "\(path)")
      for row in rows.values { #expect(row.compactMap { $0.attributes["x"] } == ticks, "\(path)") }
    }
  }

  @Test func `no text is smaller than can be read`() throws {
    for (path, figure) in try figures() {
      for text in figure.elements("text") {
        let size = try #require(text.attributes["font-size"].flatMap(Double.init))
        #expect(size >= 11, "\(path): \(text.text)")
      }
    }
  }

  @Test func `every text begins and ends on the sheet`() throws {
    for (path, figure) in try figures() {
      let box = try #require(figure.children.first?.attributes["viewBox"])
        .split(separator: " ").compactMap { Double($0) }
      for text in figure.elements("text") {
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect(x >= box[0] && x <= box[0] + box[2], "\(path): \(text.text)")
        #expect(y >= box[1] && y <= box[1] + box[3], "\(path): \(text.text)")
      }
    }
  }

  @Test func `a subgroup plot shows everyone and each level once`() throws {
    let plots = try figures().filter { $0.path.hasPrefix("figures/subgroups") }
    let plot = try #require(plots.first).figure
    let texts = plot.elements("text").map(\.text)
    #expect(texts.count { $0 == "All patients" } == 1)
    #expect(texts.contains { $0.hasPrefix("Postmenopausal = ") })
    #expect(Set(texts.filter { $0.contains(" = ") }).count == texts.count { $0.contains(" = ") })
  }
}
