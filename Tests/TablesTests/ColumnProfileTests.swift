import Tables
import Testing

struct ColumnProfileTests {
  private func profile(_ text: String, _ column: String = "v") throws -> ColumnProfile {
    let read = try read(text)
    let profiles = read.profiles(of: [column], threads: 1)
    return try #require(profiles.first)
  }

  private func profile(_ values: [String]) throws -> ColumnProfile {
    try profile("k,v\n" + values.map { "1,\($0)\n" }.joined())
  }

  @Test func `a type has its reason`() throws {
    #expect(try profile(["1", "2"]).reason == .allValues(2))
    #expect(try profile(["a", "b", "a"]).reason == .fewTexts(2))
    #expect(try profile(["a", "b"]).reason == .distinctTexts)
    #expect(try profile(["NA", ""]).reason == .noValues)
    #expect(try profile((0..<60).map { "t\($0)" }).reason == .manyTexts(50))
    let mixed = try profile((1...20).map(String.init) + ["n/k"])
    #expect(mixed.reason == .mixed(.number, others: 1, example: "n/k", line: 22))
  }

  @Test func `intervals count every value once`() throws {
    let whole = try profile(["1", "3", "3", "NA"])
    #expect(whole.histogram == [1, 0, 2])
    let many = try profile((0..<1_000).map { "\($0).5" })
    #expect(many.histogram.count == ColumnProfile.intervals)
    #expect(many.histogram.reduce(0, +) == 1_000)
    #expect(many.histogram.allSatisfy { (62...63).contains($0) })
  }

  @Test func `what is odd is found, and nothing where nothing is`() throws {
    #expect(try profile(["7", "7", "7"]).oddities == [.constant])
    #expect(try profile((1...10).map(String.init)).oddities == [.possibleIdentifier])
    #expect(
      try profile(["Yes", "\"yes \"", "No", "Yes"]).oddities == [.nearDuplicates(["Yes", "yes "])])
    let ages = (0..<40).map { String(30 + $0 % 40 / 2) }
    #expect(try profile(ages).oddities == [])
    #expect(
      try profile(ages + ["999", "999"]).oddities == [.suspectedMissing("999", count: 2)])
    #expect(try profile(ages + ["-1", "-1"]).oddities == [.suspectedMissing("-1", count: 2)])
    #expect(
      try profile(["a", "b", "Unknown", "a", "b"]).oddities == [
        .suspectedMissing("Unknown", count: 1)
      ])
    let days = (0..<40).map {
      "20\(10 + $0 % 10)-0\($0 % 9 + 1)-\($0 % 2 == 0 ? "15" : "2\($0 % 7)")"
    }
    #expect(try profile(days).oddities == [.roundedDays(share: 0.5)])
    #expect(try profile(["20100131", "20110228", "20100131"]).oddities == [.dateDigits])
  }
}
