import LinearAlgebra
import Survival
import TestSupport
import Testing

/// The numbers of `survival-reference.txt`; nil where R has NA.
struct Reference {
  static let shared = Reference("survival-reference.txt")
  private let values: [String: [Double?]]

  init(_ name: String) {
    var values: [String: [Double?]] = [:]
    let text = (try? Fixtures.text(name)) ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      values[String(words[0])] = words.dropFirst().map { word in
        Double(word).flatMap { $0.isNaN ? nil : $0 }
      }
    }
    self.values = values
  }

  /// The numbers of a key; a missing key gives a list that agrees with nothing.
  subscript(_ key: String) -> [Double?] { values[key] ?? [.infinity, nil, .infinity] }
}

/// The reference numbers of a key.
func expected(_ key: String) -> [Double?] { Reference.shared[key] }

/// Whether two lists agree, nil with nil and number with number.
func agrees(_ a: [Double?], _ b: [Double?], relative: Double = 1e-8, absolute: Double = 0) -> Bool {
  guard a.count == b.count else { return false }
  for i in a.indices {
    switch (a[i], b[i]) {
    case (nil, nil): continue
    case (let x?, let y?):
      if !isClose(x, y, relative: relative, absolute: absolute) { return false }
    default: return false
    }
  }
  return true
}

/// A numeric CSV file of the fixtures, by column.
struct DataFrame {
  let columns: [String: [Double]]

  init(_ name: String) throws {
    let lines = try Fixtures.text("\(name).csv").split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    var columns: [String: [Double]] = [:]
    for line in lines.dropFirst() {
      for (name, field) in zip(names, line.split(separator: ",")) {
        columns[name, default: []].append(Double(field) ?? .nan)
      }
    }
    self.columns = columns
  }

  private init(columns: [String: [Double]]) { self.columns = columns }

  /// The rows for which a condition on their fields holds.
  func rows(where condition: ([String: Double]) -> Bool) -> DataFrame {
    let count = columns.first?.value.count ?? 0
    let kept = (0..<count).filter { row in condition(columns.mapValues { $0[row] }) }
    return DataFrame(columns: columns.mapValues { values in kept.map { values[$0] } })
  }

  subscript(_ name: String) -> [Double] { columns[name] ?? [] }
  func flags(_ name: String) -> [Bool] { self[name].map { $0 == 1 } }
  func integers(_ name: String) -> [Int] { self[name].map { Int($0) } }
  func matrix(_ names: [String]) -> Matrix { Matrix(columns: names.map { self[$0] }) }
}

/// The elements of a matrix by column, as R lists them.
func elements(_ matrix: Matrix) -> [Double?] { matrix.storage.map { $0 } }

/// A list without its nils.
func numbers(_ values: [Double?]) -> [Double] { values.compactMap(\.self) }

/// A reproducible stream of uniform numbers in (0, 1), by SplitMix64.
struct UniformStream {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return (Double((z ^ (z >> 31)) >> 11) + 0.5) / 0x1p53
  }
}

/// The two methods that average over the orders of tied events and take any weights.
let approximateTies: [TieMethod] = [.efron, .breslow]

/// The reference numbers of a key of `survival-cox-methods.txt`.
func method(_ key: String) -> [Double?] { CoxMethodReference.shared[key] }

private enum CoxMethodReference {
  static let shared = Reference("survival-cox-methods.txt")
}

/// The reference numbers of a key of `survival-cox-time.txt`.
func timed(_ key: String) -> [Double?] { CoxTimeReference.shared[key] }

private enum CoxTimeReference {
  static let shared = Reference("survival-cox-time.txt")
}
