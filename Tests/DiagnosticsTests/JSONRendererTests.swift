import Diagnostics
import Foundation
import Testing

@Suite struct JSONRendererTests {
  private let place = Place(file: "dir/a.yaml", line: 2, column: 3, length: 4)

  @Test func `a diagnostic is one line of JSON`() {
    let diagnostic = Diagnostic(
      "bad-value", "a \"quoted\" \\ message", at: place,
      notes: [.init("here", at: place), .init("nowhere")], help: "do\nthis")
    let at = #"{"file":"dir/a.yaml","line":2,"column":3,"length":4}"#
    #expect(
      JSONRenderer().render([diagnostic])
        == #"{"id":"bad-value","severity":"error","message":"a \"quoted\" \\ message","place":"#
        + at
        + #","notes":[{"message":"here","place":"# + at
        + #"},{"message":"nowhere"}],"help":"do\nthis"}"# + "\n")
  }

  @Test func `what is absent is left out`() {
    let text = JSONRenderer().render([Diagnostic("a", severity: .note, "m")])
    #expect(text == #"{"id":"a","severity":"note","message":"m"}"# + "\n")
    #expect(JSONRenderer().render([]).isEmpty)
  }

  @Test func `any text comes back from a reader of JSON as it was`() throws {
    var hard = "\u{202E}\u{2066}\u{200F}\u{E0001}"
    hard += "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}\u{85}\u{2028}\u{FEFF}é≤名\u{1F600}e\u{301}"
    hard += (0..<0x30).compactMap { Unicode.Scalar($0).map(String.init) }.joined()
    let text = JSONRenderer().render([
      Diagnostic("a", hard, at: Place(file: hard, line: 1, column: 1)), Diagnostic("b", "second"),
    ])
    let lines = text.split(separator: "\n")
    try #require(lines.count == 2)
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    let message = try #require(read["message"] as? String)
    #expect(Array(message.unicodeScalars) == Array(hard.unicodeScalars))
    let place = try #require(read["place"] as? [String: Any])
    #expect(
      (place["file"] as? String).map { Array($0.unicodeScalars) } == Array(hard.unicodeScalars))
  }

  @Test func `marks that turn the direction of text are written as escapes`() {
    let text = JSONRenderer().render([Diagnostic("a", "x\u{202E}y\u{E0001}z")])
    #expect(text.contains(#"x\u202ey\udb40\udc01z"#))
    #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format })
  }
}
