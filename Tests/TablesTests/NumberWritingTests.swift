import Tables
import TestSupport
import Testing

struct NumberWritingTests {
  /// The fields of a column of numbers.
  private func written(_ numbers: [Double]) -> [Substring] {
    let column = Column("x", .number(numbers))
    let text = CSVWriter.text(of: Table(name: "t", columns: [column]))
    return text.split(separator: "\n").dropFirst().map { $0 }
  }

  /// As the standard library writes it, whole numbers without a point.
  private func expected(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private func compare(_ numbers: [Double]) throws {
    let fields = written(numbers)
    try #require(fields.count == numbers.count)
    for (number, field) in zip(numbers, fields) where field != expected(number) {
      Issue.record("\(number) is written \(field)")
    }
  }

  @Test func `numbers of any size are written as the standard library writes them`() throws {
    var generator = SeededGenerator(seed: 1)
    var numbers: [Double] = []
    while numbers.count < 300_000 {
      let number = Double(bitPattern: generator.next())
      if number.isFinite { numbers.append(number) }
    }
    try compare(numbers)
  }

  @Test func `numbers as studies hold them are written as the standard library writes them`() throws
  {
    var generator = SeededGenerator(seed: 2)
    var numbers: [Double] = []
    for _ in 0..<300_000 {
      let power = Double.random(in: -14...53, using: &generator).rounded()
      let sign: Double = generator.next() & 1 == 0 ? 1 : -1
      numbers.append(sign * Double.random(in: 1..<2, using: &generator) * .exponent(power))
    }
    try compare(numbers)
  }

  @Test func `decimal numbers of few places come back as they were typed`() throws {
    var generator = SeededGenerator(seed: 3)
    var (texts, numbers): ([String], [Double]) = ([], [])
    for _ in 0..<100_000 {
      let places = Int.random(in: 1...6, using: &generator)
      let whole = Int.random(in: 0...99_999, using: &generator)
      var fraction = String(Int.random(in: 1..<1_000_000, using: &generator)).prefix(places)
      while fraction.last == "0" { fraction.removeLast() }
      texts.append("\(whole).\(fraction)")
      numbers.append(try #require(Double(texts[texts.count - 1])))
    }
    #expect(written(numbers) == texts.map { $0[...] })
  }

  @Test func `powers of two and ten and their neighbours are written as the standard library does`()
    throws
  {
    var numbers: [Double] = [0, -0.0, 1e-4, 9.999999999999999e-5, 9_007_199_254_740_992]
    numbers += [9_007_199_254_740_991, 9_007_199_254_740_993.5, 1e15, 1e16, 1e17, 123_456_789.5]
    for power in -1074...1023 { numbers.append(.exponent(Double(power))) }
    for power in -300...300 { numbers.append(Double("1e\(power)") ?? 0) }
    for number in numbers where number > 0 { numbers += [number.nextUp, number.nextDown] }
    try compare(numbers)
  }

  @Test func `rows are the same text in one piece and in many`() {
    let table = Table(
      name: "t",
      columns: [
        Column("n", .number([1.5, .nan, -3, 1e300])),
        Column(
          "c", .category(CategoryValues(levels: ["a,b", "c"], codes: [0, 1, -1, 0])),
          missing: Missingness([false, false, true, false])),
        Column("f", .flag([true, false, true, true])),
        Column("t", .text(["", "NA", "x\"y", " z"])),
        Column("d", .date([0, 1, 2, 3])),
        Column("i", .integer([0, -1, 7, 0]), missing: Missingness([true, false, false, false])),
      ])
    let rows = CSVRows(table.columns)
    let pieces = (0..<4).flatMap { rows.bytes(of: $0..<$0 + 1) }
    let text = String(decoding: rows.header + pieces, as: UTF8.self)
    #expect(text == CSVWriter.text(of: table))
    #expect(
      text == """
        n,c,f,t,d,i
        1.5,"a,b",true,"",1970-01-01,
        ,c,false,"NA",1970-01-02,-1
        -3,,true,"x""y",1970-01-03,7
        1e+300,"a,b",true," z",1970-01-04,0

        """)
  }
}

extension Double {
  /// A power of two.
  fileprivate static func exponent(_ power: Double) -> Double {
    Double(sign: .plus, exponent: Int(power), significand: 1)
  }
}
