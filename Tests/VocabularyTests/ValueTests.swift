import Diagnostics
import Testing
import Vocabulary

@Suite struct ValueTests {
  @Test(arguments: [
    ("1", 1), ("-0.5", -0.5), ("+2.25", 2.25), ("1e-3", 0.001), (".5", 0.5), ("1E6", 1e6),
    ("0.1", 0.1),
  ])
  func `decimal numbers are read`(text: String, expected: Double) {
    #expect(read(Double.self, .scalar(text)).value == expected)
  }

  @Test(arguments: ["", "inf", "nan", "0x10", "1,5", "1 000", "1_000", "1e999", "one", "1.2.3"])
  func `other texts are no numbers`(text: String) {
    let (value, faults) = read(Double.self, .scalar(text))
    #expect(value == nil)
    #expect(faults == ["bad-value: 'garden' expects a number, found '\(text)'"])
  }

  @Test func `a quoted number is text`() {
    #expect(read(Double.self, .text("1")).value == nil)
    #expect(read(Int.self, .text("1")).value == nil)
    #expect(read(Bool.self, .text("true")).value == nil)
    #expect(read(String.self, .scalar("1")).value == "1")
  }

  @Test(arguments: ["1.0", "1e3", "9223372036854775808", "", "one", "true"])
  func `whole numbers are written as such`(text: String) {
    #expect(read(Int.self, .scalar(text)).value == nil)
  }

  @Test(
    arguments: [
      0.1, 1 / 3.0, 1e15, 123_456_789_012_345.0, -7.0, 1e-300, 1.797_693_134_862_315_7e308, -0.25,
    ] as [Double])
  func `a number is written so that it reads back the same`(value: Double) {
    #expect(read(Double.self, value.node).value == value)
  }

  @Test(arguments: ["True", "yes", "on", "1", "no"])
  func `only true and false are flags`(text: String) {
    #expect(read(Bool.self, .scalar(text)).value == nil)
  }

  @Test func `text is taken as written`() {
    for text in ["no", "007", " x ", ""] { #expect(read(String.self, .scalar(text)).value == text) }
    #expect(
      read(String.self, .list([])).faults == [
        "bad-value: 'garden' expects text, found an empty list"
      ])
  }

  @Test func `an optional value may be empty`() {
    #expect(read(Double?.self, Node(.empty)).value == .some(nil))
    #expect(read(Double?.self, .scalar("2")).value == .some(2))
    let (value, faults) = read(Double?.self, .scalar("x"))
    #expect(value == nil)
    #expect(faults.count == 1)
    #expect(Optional<Double>.none.isOmitted == true)
    #expect(Optional<Double>.some(1).isOmitted == false)
  }

  @Test func `a single value is a list of one`() {
    #expect(read([Double].self, .scalar("2")).value == [2])
    #expect(read([Double].self, .list([.scalar("1"), .scalar("2")])).value == [1, 2])
    #expect(read([Double].self, .list([])).value == [])
    #expect(read([Double].self, Node(.empty)).value == nil)
  }

  @Test func `every bad element of a list is a fault and left out`() {
    let (value, faults) = read(
      [Double].self, .list([.scalar("x"), .scalar("1"), .scalar("y")]))
    #expect(value == [1])
    #expect(
      faults == [
        "bad-value: 'garden' expects a number, found 'x'",
        "bad-value: 'garden' expects a number, found 'y'",
      ])
  }

  @Test func `a located value keeps its place`() {
    let place = Place(file: "a.yaml", line: 4, column: 7)
    #expect(read(Located<Int>.self, .scalar("3", at: place)).value?.place == place)
    #expect(Located(3, at: place).node == .scalar("3"))
  }

  @Test func `words have meanings`() {
    #expect(
      Soil.meanings == [
        .init("loam", "a bit of everything"), .init("sand", "dry"), .init("clay", "wet"),
      ])
    #expect(read(Soil.self, .scalar("clay")).value == .clay)
    #expect(read(Soil.self, .text("clay")).value == .clay)
    #expect(
      read(Soil.self, .list([])).faults == [
        "bad-value: 'garden' expects one of loam, sand, clay, found an empty list"
      ])
    #expect(
      read(Soil.self, .scalar("granite")).faults == [
        "unknown-word: 'garden' expects one of loam, sand, clay, found 'granite'"
      ])
  }

  @Test func `limits include their ends unless they say so`() {
    #expect(Limits.share.contains(0) && Limits.share.contains(1) && !Limits.share.contains(1.01))
    #expect(!Limits.fraction.contains(0) && !Limits.fraction.contains(1))
    #expect(Limits.fraction.contains(0.5))
    #expect(!Limits.positive.contains(0) && Limits.positive.contains(1e-300))
    #expect(Limits.nonnegative.contains(0) && !Limits.nonnegative.contains(-1))
    #expect(Limits.atLeast(2).contains(2) && !Limits.atLeast(2).contains(1))
    #expect(Limits.none.contains(-1e300))
  }

  @Test func `a key of another variant says which it goes with`() {
    let fault = VocabularyFault.keyOfAnotherVariant(
      "ratio", tag: "method", word: "full", fits: ["nearest", "optimal"])
    let diagnostic = fault.diagnostic(at: nil)
    #expect(diagnostic.id == "key-does-not-apply")
    #expect(diagnostic.message == "'ratio' does not apply where 'method' is 'full'")
    #expect(diagnostic.help == "it goes with method nearest, optimal")
  }
}

@Suite struct NamedListTests {
  private let list = NamedList([.init("b", 1), .init("a", 2)])

  @Test func `names keep their order`() {
    #expect(list.names == ["b", "a"])
    #expect(list["a"] == 2)
    #expect(list["c"] == nil)
    #expect(list.node == .keys(["b": .scalar("1"), "a": .scalar("2")]))
  }

  @Test func `values are replaced in place, appended and removed`() {
    var list = list
    list["b"] = 5
    list["c"] = 7
    list["a"] = nil
    list["none"] = nil
    #expect(list == NamedList([.init("b", 5), .init("c", 7)]))
    list["b"] = nil
    list["c"] = nil
    #expect(list.isEmpty && list.isOmitted)
  }

  @Test func `of equal names the first counts`() {
    let list = NamedList([.init("a", 1), .init("b", 2), .init("a", 3)])
    #expect(list.names == ["a", "b"])
    #expect(list["a"] == 1)
  }

  @Test func `a repeated name is a fault, and so is each bad value`() {
    let node = Node.keys(["a": .scalar("1"), "a": .scalar("2"), "b": .scalar("x")])
    let (list, faults) = read(NamedList<Int>.self, node)
    #expect(list == NamedList([.init("a", 1)]))
    #expect(list?.place(of: "a") == Place(file: "a.yaml", line: 1, column: 1))
    #expect(
      faults == [
        "2:1 repeated-key: the key 'a' is written twice | keep one of the two",
        "3:4 bad-value: 'b' expects a whole number, found 'x'",
      ])
  }

  @Test func `something else than a mapping has no names`() {
    #expect(
      read(NamedList<Int>.self, .scalar("x")).faults == [
        "bad-value: 'garden' expects a mapping from a name to its value, found 'x'"
      ])
  }
}

@Suite struct NodeTests {
  @Test func `nodes say what they hold`() {
    let node = Node.keys(["a": .scalar("1"), "b": .list([.text("x")]), "c": Node(.empty)])
    #expect(node["a"]?.scalarText == "1")
    #expect(node["b"]?.elements?.map(\.scalarText) == ["x"])
    #expect(node["c"]?.isEmpty == true)
    #expect(node["d"] == nil)
    #expect(node.entries?.map(\.key) == ["a", "b", "c"])
    #expect(node.scalarText == nil && node.elements == nil && !node.isEmpty)
  }

  @Test func `nodes are equal when they say the same`() {
    let place = Place(file: "a", line: 1, column: 1)
    #expect(Node.scalar("x", at: place) == .text("x"))
    #expect(Node.scalar("x") != .scalar("y"))
    #expect(Node.list([.scalar("x")]) != .scalar("x"))
    #expect(Node(.empty) == Node(.empty, at: place))
    #expect(Node.keys(["a": .scalar("1")]) != .keys(["b": .scalar("1")]))
    #expect(Node.keys(["a": .scalar("1")]) != .keys([:]))
  }
}
