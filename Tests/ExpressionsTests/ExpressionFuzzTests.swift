import Diagnostics
import Expressions
import Tables
import TestSupport
import Testing

struct ExpressionFuzzTests {
  @Test func `any string of pieces is evaluated or refused with places in its text`() throws {
    let data = try table("a,b,f,s,d\n1,2.5,true,x,2010-01-01\n,0,,y,\n3,-1,false,x,2010-01-02\n")
    let schema = Schema(data)
    var generator = SeededGenerator(seed: 5)
    let pieces = [
      "a", "b", "f", "s", "d", "1", "2.5", "'x'", "\"y\"", "2010-01-31", "3mo", "(", ")", "[", "]",
      ",", "+", "-", "*", "/", "^", "==", "!=", "<", "<=", "..", "in", "is", "not", "missing",
      "and",
      "or", "if", "then", "else", "true", "abs(", "max(", "log(", "=", "&", "`", "'", "\"", "any(",
      "where", "\n", "é", "#", "1e999", "9e", "..", ".", "zz", "year(", "\u{0}",
    ]
    var evaluated = 0
    for _ in 0..<60_000 {
      let count = Int.random(in: 0...9, using: &generator)
      let parts = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }
      let text = parts.joined(separator: Bool.random(using: &generator) ? " " : "")
      if try check(text, data, schema) { evaluated += 1 }
    }
    #expect(evaluated > 500)
  }

  private func check(_ text: String, _ data: Table, _ schema: Schema) throws -> Bool {
    do throws(Faults) {
      let typed = try Expression(text, at: origin).typed(against: schema)
      let column = try typed.evaluate(on: data, name: "x").column
      #expect(column.count == data.rowCount)
      return true
    } catch {
      #expect(error.hasErrors)
      for place in error.diagnostics.map(\.place) {
        let place = try #require(place)
        #expect(place.line >= origin.line && place.column >= origin.column && place.length >= 1)
      }
      for diagnostic in error.diagnostics { #expect(!diagnostic.message.isEmpty) }
      return false
    }
  }

  @Test func `random arithmetic and logic agree with a row-by-row reading`() throws {
    var generator = SeededGenerator(seed: 9)
    let rows = 40
    let numbers = ["a", "b", "c"].map { name in
      (name, (0..<rows).map { _ in Oracle.number(&generator) })
    }
    let flags = ["f", "g"].map { name in (name, (0..<rows).map { _ in Oracle.flag(&generator) }) }
    let columns =
      numbers.map { name, values in
        Column(
          name, .number(values.map { $0 ?? .nan }), missing: Missingness(values.map { $0 == nil }))
      }
      + flags.map { name, values in
        Column(
          name, .flag(values.map { $0 ?? false }), missing: Missingness(values.map { $0 == nil }))
      }
    let data = Table(name: "random", columns: columns)
    let oracle = Oracle(
      numbers: Dictionary(uniqueKeysWithValues: numbers),
      flags: Dictionary(uniqueKeysWithValues: flags))
    for _ in 0..<3_000 {
      let tree = oracle.randomFlag(depth: 4, &generator)
      let found = try values(of: tree.text, on: data)
      let expected = (0..<rows).map { tree.value($0).map(String.init) }
      #expect(found == expected, "\(tree.text)")
    }
  }
}

/// Random expressions, each with what it means for one row.
private struct Oracle {
  struct Tree<Value> {
    let text: String
    let value: (Int) -> Value?
  }

  let numbers: [String: [Double?]]
  let flags: [String: [Bool?]]

  static func number(_ generator: inout SeededGenerator) -> Double? {
    let number = Int.random(in: -3...4, using: &generator)
    return number == 4 ? nil : Double(number) / 2
  }

  static func flag(_ generator: inout SeededGenerator) -> Bool? {
    [true, false, nil][Int.random(in: 0...2, using: &generator)]
  }

  func randomNumber(depth: Int, _ generator: inout SeededGenerator) -> Tree<Double> {
    let choice = Int.random(in: 0...(depth == 0 ? 1 : 6), using: &generator)
    if choice == 0 {
      let name = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
      let values = numbers[name] ?? []
      return Tree(text: name) { values[$0] }
    }
    if choice == 1 {
      let number = Double(Int.random(in: 0...4, using: &generator)) / 2
      return Tree(text: "\(number)") { _ in number }
    }
    let left = randomNumber(depth: depth - 1, &generator)
    let right = randomNumber(depth: depth - 1, &generator)
    if choice == 6 {
      let test = randomFlag(depth: depth - 1, &generator)
      return Tree(text: "(if \(test.text) then \(left.text) else \(right.text))") { row in
        test.value(row).flatMap { $0 ? left.value(row) : right.value(row) }
      }
    }
    let operators: [(String, (Double, Double) -> Double)] = [
      ("+", { $0 + $1 }), ("-", { $0 - $1 }), ("*", { $0 * $1 }), ("/", { $0 / $1 }),
    ]
    let (symbol, operation) = operators[choice - 2]
    return Tree(text: "(\(left.text) \(symbol) \(right.text))") { row in
      guard let a = left.value(row), let b = right.value(row) else { return nil }
      let result = operation(a, b)
      return result.isFinite ? result : nil
    }
  }

  func randomFlag(depth: Int, _ generator: inout SeededGenerator) -> Tree<Bool> {
    let choice = Int.random(in: 0...(depth == 0 ? 0 : 7), using: &generator)
    if choice == 0 {
      let name = ["f", "g"].randomElement(using: &generator) ?? "f"
      let values = flags[name] ?? []
      return Tree(text: name) { values[$0] }
    }
    if choice <= 3 { return connective(choice, depth, &generator) }
    if choice == 4 { return missingTest(depth, &generator) }
    return comparison(depth, &generator)
  }

  private func connective(
    _ choice: Int, _ depth: Int, _ generator: inout SeededGenerator
  ) -> Tree<Bool> {
    let left = randomFlag(depth: depth - 1, &generator)
    if choice == 1 { return Tree(text: "not (\(left.text))") { left.value($0).map { !$0 } } }
    let right = randomFlag(depth: depth - 1, &generator)
    let deciding = choice == 3
    return Tree(text: "((\(left.text)) \(deciding ? "or" : "and") (\(right.text)))") { row in
      let sides = [left.value(row), right.value(row)]
      if sides.contains(deciding) { return deciding }
      return sides.contains(nil) ? nil : !deciding
    }
  }

  private func missingTest(_ depth: Int, _ generator: inout SeededGenerator) -> Tree<Bool> {
    let number = randomNumber(depth: depth - 1, &generator)
    return Tree(text: "(\(number.text) is missing)") { number.value($0) == nil }
  }

  private func comparison(_ depth: Int, _ generator: inout SeededGenerator) -> Tree<Bool> {
    let left = randomNumber(depth: depth - 1, &generator)
    let right = randomNumber(depth: depth - 1, &generator)
    let operators: [(String, (Double, Double) -> Bool)] = [
      ("==", { $0 == $1 }), ("!=", { $0 != $1 }), ("<", { $0 < $1 }), ("<=", { $0 <= $1 }),
      (">", { $0 > $1 }), (">=", { $0 >= $1 }),
    ]
    let (symbol, operation) = operators[Int.random(in: 0..<6, using: &generator)]
    return Tree(text: "(\(left.text) \(symbol) \(right.text))") { row in
      guard let a = left.value(row), let b = right.value(row) else { return nil }
      return operation(a, b)
    }
  }
}
