import Expressions
import Tables
import Testing

struct ThreeValuedTests {
  private static let states = ["true", "", "false"]
  private let data: Table

  init() throws {
    var text = "a,b,n,m\n"
    for a in Self.states {
      for b in Self.states { text += "\(a),\(b),\(a.isEmpty ? "" : "1"),\(b.isEmpty ? "" : "2")\n" }
    }
    data = try table(text)
  }

  private func check(_ text: String, _ expected: [String?]) throws {
    #expect(try values(of: text, on: data) == expected, "\(text)")
  }

  @Test func `and, or and not follow the tables of Kleene`() throws {
    let (t, f): (String?, String?) = ("true", "false")
    try check("a and b", [t, nil, f, nil, nil, f, f, f, f])
    try check("a or b", [t, t, t, t, nil, nil, t, nil, f])
    try check("not a", [f, f, f, nil, nil, nil, t, t, t])
  }

  @Test func `the laws of De Morgan hold in three values`() throws {
    #expect(
      try values(of: "not (a and b)", on: data) == values(of: "not a or not b", on: data))
    #expect(
      try values(of: "not (a or b)", on: data) == values(of: "not a and not b", on: data))
    #expect(try values(of: "a and b", on: data) == values(of: "b and a", on: data).transposed)
  }

  @Test func `is missing is never missing`() throws {
    let (t, f): (String?, String?) = ("true", "false")
    try check("a is missing", [f, f, f, t, t, t, f, f, f])
    try check("a is not missing", [t, t, t, f, f, f, t, t, t])
    try check("n is missing", [f, f, f, t, t, t, f, f, f])
    try check("(a and b) is missing", [f, t, f, t, t, f, f, f, f])
  }

  @Test func `comparisons and arithmetic with missing are missing`() throws {
    for text in ["n == m", "n != m", "n < m", "n + m > 0", "a == b", "-n * m == 1", "n in [m, n]"] {
      let found = try values(of: text, on: data)
      #expect([1, 3, 4, 5, 7].allSatisfy { found[$0] == nil } || text == "n in [m, n]", "\(text)")
      #expect([0, 2, 6, 8].allSatisfy { found[$0] != nil }, "\(text)")
    }
  }

  @Test func `one end of a range can decide when the other is missing`() throws {
    let data = try table("x,low,high\n5,6,\n5,,4\n5,4,\n,1,9\n5,4,5\n")
    #expect(
      try values(of: "x in low..high", on: data) == ["false", "false", nil, nil, "true"])
  }

  @Test func `a list decides by an element that matches`() throws {
    let data = try table("x,y\n1,\n2,\n,1\n")
    #expect(try values(of: "x in [1, y]", on: data) == ["true", nil, nil])
    #expect(try values(of: "x not in [1, y]", on: data) == ["false", nil, nil])
  }

  @Test func `an if whose condition is missing is missing`() throws {
    try check("if a then 1 else 2", ["1", "1", "1", nil, nil, nil, "2", "2", "2"])
    try check("if a is missing then 0 else n", ["1", "1", "1", "0", "0", "0", "1", "1", "1"])
    try check(
      "if a then b else a", ["true", nil, "false", nil, nil, nil, "false", "false", "false"])
    try check("if a then 'y' else 'n'", ["y", "y", "y", nil, nil, nil, "n", "n", "n"])
  }
}

extension [String?] {
  /// The nine cells of a three by three table with rows and columns exchanged.
  fileprivate var transposed: [String?] { [0, 3, 6, 1, 4, 7, 2, 5, 8].map { self[$0] } }
}
