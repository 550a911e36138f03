import Diagnostics
import Testing

@Suite struct SourceTextTests {
  @Test func `lines end in any of the three ways`() {
    let text = SourceText(name: "a", text: "one\ntwo\r\nthree\rfour")
    #expect(text.lines == ["one", "two", "three", "four"])
  }

  @Test func `empty lines count, and so does what follows the last end`() {
    #expect(SourceText(name: "a", text: "\n\r\n\r\rx\n").lines == ["", "", "", "", "x", ""])
    #expect(SourceText(name: "a", text: "").lines == [""])
  }

  @Test func `lines are counted from 1`() {
    let text = SourceText(name: "a", text: "one\ntwo")
    #expect(text.line(1) == "one")
    #expect(text.line(2) == "two")
    #expect(text.line(0) == nil)
    #expect(text.line(3) == nil)
    #expect(text.line(.min) == nil)
  }

  @Test func `of two texts with one name the later counts`() {
    var texts = SourceTexts()
    texts.add(SourceText(name: "a", text: "old"))
    texts.add(SourceText(name: "a", text: "new"))
    #expect(texts["a"]?.lines == ["new"])
    #expect(texts["b"] == nil)
  }

  @Test func `places are printed and ordered as a reader meets them`() {
    let place = Place(file: "a.yaml", line: 3, column: 9, length: 2)
    #expect(place.description == "a.yaml:3:9")
    #expect(place.advanced(by: 4, length: 1) == Place(file: "a.yaml", line: 3, column: 13))
    let places = [
      Place(file: "b", line: 1, column: 1), Place(file: "a", line: 10, column: 1),
      Place(file: "a", line: 2, column: 5), Place(file: "a", line: 2, column: 3),
    ]
    #expect(places.sorted().map(\.description) == ["a:2:3", "a:2:5", "a:10:1", "b:1:1"])
  }

  @Test func `a located value is equal wherever it stands`() {
    let (here, there) = (Place(file: "a", line: 1, column: 1), Place(file: "b", line: 2, column: 2))
    #expect(Located(1, at: here) == Located(1, at: there))
    #expect(Located(1, at: here) != Located(2, at: here))
    #expect(Set([Located("x", at: here), Located("x", at: there), Located("x")]).count == 1)
  }

  @Test func `faults say whether any of them is an error`() {
    #expect(Faults([Diagnostic("a", severity: .note, ""), Diagnostic("b", "")]).hasErrors)
    #expect(!Faults([Diagnostic("a", severity: .warning, "")]).hasErrors)
  }
}
