import Diagnostics
import Testing

@Suite struct SuggestionTests {
  private let methods = ["nearest", "optimal", "full", "exact", "cardinality"]

  @Test(arguments: [
    ("neerest", "nearest"), ("nearset", "nearest"), ("NEAREST", "nearest"), ("optmal", "optimal"),
    ("fulll", "full"), ("exat", "exact"), ("cardinalty", "cardinality"),
    ("crdinaltiy", "cardinality"),
  ])
  func `a slip of the finger finds its word`(word: String, expected: String) {
    #expect(Suggestion.nearest(to: word, in: methods) == expected)
  }

  @Test(arguments: ["banana", "x", "", "next to nothing"])
  func `a word unlike all others finds none`(word: String) {
    #expect(Suggestion.nearest(to: word, in: methods) == nil)
  }

  @Test func `up to a third of the letters may differ`() {
    #expect(Suggestion.nearest(to: "abcxyf", in: ["abcdef"]) == "abcdef")
    #expect(Suggestion.nearest(to: "abxyzf", in: ["abcdef"]) == nil)
    #expect(Suggestion.nearest(to: "ba", in: ["ab"]) == "ab")
  }

  @Test func `of equally near words the first wins, and the word itself is no suggestion`() {
    #expect(Suggestion.nearest(to: "cat", in: ["bat", "hat"]) == "bat")
    #expect(Suggestion.nearest(to: "age", in: ["age", "agi"]) == "agi")
  }

  @Test func `help proposes the nearest word, else lists a few, else says nothing`() {
    #expect(Suggestion.help(for: "ful", in: methods) == "did you mean 'full'?")
    #expect(Suggestion.help(for: "banana", in: ["one", "two"]) == "expected one of one, two")
    #expect(Suggestion.help(for: "banana", in: []) == nil)
    #expect(Suggestion.help(for: "banana", in: (0..<25).map { "column\($0)" }) == nil)
  }

  @Test func `letters beyond ASCII count as one`() {
    #expect(Suggestion.nearest(to: "größe", in: ["grösse", "größer"]) == "größer")
  }
}
