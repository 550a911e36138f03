internal import Vocabulary

/// A choice between a few alternatives, by index.
struct Shares: Sendable {
  private let cumulative: [Double]

  /// Weights that need not add up to 1; the first is chosen where all are 0.
  init(_ weights: [Double]) {
    let total = weights.reduce(0, +)
    var sum = 0.0
    cumulative = weights.map { weight in
      sum += weight
      return total > 0 ? sum / total : 1
    }
  }

  /// The alternative that a number between 0 and 1 chooses.
  func index(_ uniform: Double) -> Int {
    for index in cumulative.indices where uniform < cumulative[index] { return index }
    return max(0, cumulative.count - 1)
  }
}

/// Shares of regimens that hold from a year on.
struct RegimenChoice: Sendable {
  let from: Int
  /// The share of regimens with lenalidomide.
  let lenalidomideShare: Double
  private let all: Shares
  private let with: Shares
  private let without: Shares
  private let indices: [Int]
  private let withIndices: [Int]
  private let withoutIndices: [Int]

  /// A period, with regimens by index.
  init(_ period: RegimenPeriod, _ regimens: [Regimen]) {
    from = period.from
    var (pairs, with, without): ([(Int, Double)], [(Int, Double)], [(Int, Double)]) = ([], [], [])
    for share in period.shares.elements {
      guard let index = regimens.firstIndex(where: { $0.name == share.name }) else { continue }
      pairs.append((index, share.value))
      if regimens[index].hasLenalidomide {
        with.append((index, share.value))
      } else {
        without.append((index, share.value))
      }
    }
    all = Shares(pairs.map(\.1))
    self.with = Shares(with.map(\.1))
    self.without = Shares(without.map(\.1))
    indices = pairs.map(\.0)
    withIndices = with.map(\.0)
    withoutIndices = without.map(\.0)
    let total = pairs.reduce(0) { $0 + $1.1 }
    lenalidomideShare = total > 0 ? with.reduce(0) { $0 + $1.1 } / total : 0
  }

  /// A regimen of any kind.
  func regimen(_ uniform: Double) -> Int { indices[all.index(uniform)] }

  /// A regimen with or without lenalidomide; of the other kind where there is none.
  func regimen(_ uniform: Double, lenalidomide: Bool) -> Int {
    if lenalidomide, !withIndices.isEmpty { return withIndices[with.index(uniform)] }
    if !withoutIndices.isEmpty { return withoutIndices[without.index(uniform)] }
    return regimen(uniform)
  }

  /// The period of a year among periods in order; the first before all.
  static func of(_ year: Int, in periods: [RegimenChoice]) -> RegimenChoice? {
    periods.last { $0.from <= year } ?? periods.first
  }
}
