import Tables
import TestSupport
import Testing

struct NumberTextTests {
  /// The Double that the reader makes of a text, through a declared number column.
  private func parse(_ texts: [String]) throws -> [Double] {
    let declared = CSVOptions(columns: ["x": ColumnDeclaration(type: .number)])
    let text = "x\n" + texts.joined(separator: "\n") + "\n"
    guard case .number(let values)? = try column("x", of: text, declared)?.values else { return [] }
    return values
  }

  @Test(
    .agrees(
      "numbers in CSV files", with: "the Swift standard library, 200,000 random texts", within: 0,
      detail: "bit for bit"))
  func `numbers are the nearest Double to their text, bit for bit`() throws {
    var generator = SeededGenerator(seed: 11)
    var texts: [String] = []
    while texts.count < 200_000 {
      let text = randomNumber(&generator)
      if Double(text)?.isFinite == true { texts.append(text) }
    }
    let values = try parse(texts)
    try #require(values.count == texts.count)
    for (text, value) in zip(texts, values) where Double(text)?.bitPattern != value.bitPattern {
      Issue.record("\(text) is read as \(value)")
    }
  }

  private func randomNumber(_ generator: inout SeededGenerator) -> String {
    func digits(_ range: ClosedRange<Int>) -> String {
      (0..<Int.random(in: range, using: &generator))
        .map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    }
    let sign = ["", "-", "+"].randomElement(using: &generator) ?? ""
    switch Int.random(in: 0...4, using: &generator) {
    case 0: return sign + digits(1...25)
    case 1: return sign + digits(1...8) + "." + digits(1...8)
    case 2: return sign + digits(1...20) + "." + digits(1...20)
    case 3: return sign + digits(1...5) + "." + digits(0...17) + "e" + sign + digits(1...3)
    default: return Double(bitPattern: generator.next()).description
    }
  }

  @Test func `halfway cases and limits are right`() throws {
    let texts = [
      "9007199254740993", "9007199254740992.9999", "1e23", "8.5e22", "2.2250738585072011e-308",
      "5e-324", "2.4703282292062327e-324", "1.7976931348623157e308", "0.1", "-0", "-0.0",
      "0.000001e6", "123456789012345678901234567890", "1e22", "1e-22", "5.", ".5",
      "0.00000000000000000000000000000000000000000000000001",
    ]
    let values = try parse(texts)
    for (text, value) in zip(texts, values) {
      #expect(Double(text)?.bitPattern == value.bitPattern, "\(text)")
    }
  }

  @Test func `whole numbers of 64 bits are exact`() throws {
    var generator = SeededGenerator(seed: 12)
    let numbers = (0..<2_000).map { _ in Int(truncatingIfNeeded: generator.next()) } + [.max, .min]
    let text = "x\n" + numbers.map(String.init).joined(separator: "\n")
    guard case .integer(let values)? = try column("x", of: text)?.values else {
      Issue.record("no integers")
      return
    }
    #expect(values == numbers)
  }

  @Test func `17 to 19 digits at any power of ten are the nearest Double`() throws {
    var generator = SeededGenerator(seed: 29)
    var texts: [String] = []
    for _ in 0..<200_000 {
      let digits = Int.random(in: 1_000_000_000_000_000...Int.max, using: &generator)
      texts.append("\(digits)e\(Int.random(in: -75...75, using: &generator))")
    }
    // Halfway between two neighbours, or one unit of the last digit beside it.
    for _ in 0..<100_000 {
      let odd = Int.random(in: 1 << 53..<1 << 54, using: &generator) | 1
      for unit in [-1, 0, 1] { texts.append("\(odd)\(unit < 0 ? "" : ".")\(unit > 0 ? "01" : "")") }
    }
    for (text, value) in zip(texts, try parse(texts))
    where Double(text)?.bitPattern != value.bitPattern {
      Issue.record("\(text) is read as \(value)")
    }
  }

  @Test func `decimals behind a comma are the same numbers`() throws {
    var options = CSVOptions(delimiter: .semicolon)
    options.decimal = .comma
    let text = "x;y\n1,5;1.5\n-0,25;2\n12345678901234567890,123;3\n,5;4\n1e3;5\n"
    let table = try read(text, options).table
    guard case .number(let values)? = table["x"]?.values else {
      Issue.record("no numbers")
      return
    }
    #expect(values == [1.5, -0.25, 12_345_678_901_234_567_890.123, 0.5, 1_000])
    #expect(table["y"]?.type == .text)
  }
}
