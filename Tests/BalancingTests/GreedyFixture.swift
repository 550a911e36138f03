import Balancing
import Foundation
import TestSupport

/// Matchings made by `scripts/reference/balancing-greedy.py`.
struct GreedyFixture: Decodable {
  let lalonde: [Case]
  let tied: [Case]

  static func load() throws -> GreedyFixture {
    let text = try Fixtures.text("greedy.json")
    return try JSONDecoder().decode(GreedyFixture.self, from: Data(text.utf8))
  }

  struct Case: Decodable {
    let options: Options
    let sets: [[Int]]
    let width: Double?
    let total: Double
    let score: [Double]?
    let treated: [Int]?
    let group: [Int]?
    let value: [Double]?
  }

  struct Options: Decodable {
    let order: String?
    let ratio: Int?
    let caliper: Double?
    let scale: String?
    let replace: Bool?
    let reuse: Int?
    let estimand: String?
    let exact: [String]?
    let calipers: [String: Double]?
    let on: String?

    var matching: NearestMatching.Options {
      NearestMatching.Options(
        estimand: estimand.flatMap(MatchingEstimand.init) ?? .att, ratio: ratio ?? 1,
        order: MatchingOrder(rawValue: order ?? "largest"), replace: replace ?? false,
        reuse: reuse, caliper: caliper,
        caliperScale: scale.flatMap(CaliperScale.init) ?? .sdAll)
    }
  }
}

extension NearestMatching {
  /// The rows of each set, focal patient first.
  var rows: [[Int]] { sets.map { [$0.focal] + $0.matches.map(\.row) } }
}
