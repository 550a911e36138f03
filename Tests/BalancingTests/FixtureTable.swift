import TestSupport

/// A fixture in CSV form without quotes.
struct FixtureTable {
  private var columns: [String: [String]] = [:]

  init(_ name: String) throws {
    var lines = try Fixtures.text(name, file: #filePath).split(separator: "\n").makeIterator()
    let header = (lines.next() ?? "").split(separator: ",").map(String.init)
    while let line = lines.next() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      for (key, field) in zip(header, fields) { columns[key, default: []].append(String(field)) }
    }
  }

  func text(_ name: String) -> [String] { columns[name] ?? [] }

  func number(_ name: String) -> [Double] { text(name).map { Double($0) ?? .nan } }

  func flag(_ name: String) -> [Bool] { text(name).map { $0 == "1" } }

  /// Codes by order of first appearance.
  func codes(_ name: String) -> [Int] {
    var known: [String: Int] = [:]
    return text(name).map { value in
      let code = known[value] ?? known.count
      known[value] = code
      return code
    }
  }

  static func lalonde() throws -> FixtureTable { try FixtureTable("lalonde.csv") }

  static func rotterdam() throws -> FixtureTable { try FixtureTable("rotterdam.csv") }
}

/// SplitMix64 (Steele, Lea and Flood 2014), for reproducible test data.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0..<bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Whether an event of this probability happens.
  mutating func happens(_ probability: Double) -> Bool { uniform() < probability }
}
