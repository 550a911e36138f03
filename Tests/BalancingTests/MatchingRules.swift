import Balancing
import Foundation
import TestSupport

/// Matchings made by `scripts/reference/matching-rules.py` from the rules alone.
struct MatchingRules: Decodable {
  let lalonde: [Case]
  let rotterdam: [Case]
  let tied: [Tied]

  static func load() throws -> MatchingRules {
    let text = try Fixtures.text("matching-rules.json")
    return try JSONDecoder().decode(MatchingRules.self, from: Data(text.utf8))
  }

  struct Case: Decodable {
    let options: Options
    /// The rows of each set, focal patient first: `0 5 7;3 4`.
    let sets: String
  }

  /// Scores that are whole multiples of a unit, with one digit a row for arm and group.
  struct Tied: Decodable {
    let unit: Double
    let codes: [Double]
    let treated: String
    let group: String
    let options: Options
    let sets: String

    var score: [Double] { codes.map { $0 * unit } }
    var arms: [Bool] { treated.map { $0 == "1" } }
    var groups: [Int] { group.compactMap(\.wholeNumberValue) }
  }

  struct Options: Decodable {
    let estimand: String?
    let order: String?
    let ratio: Int?
    let low: Int?
    let high: Int?
    let replace: Bool?
    let reuse: Int?
    let caliper: Double?
    let scale: String?
    let exact: Int?
    let antiexact: Int?

    var matching: NearestMatching.Options {
      NearestMatching.Options(
        estimand: estimand.flatMap(MatchingEstimand.init) ?? .att, ratio: ratio ?? 1,
        minControls: low ?? 1, maxControls: high, order: order.flatMap(MatchingOrder.init),
        replace: replace ?? false, reuse: reuse, caliper: caliper,
        caliperScale: scale.flatMap(CaliperScale.init) ?? .sdAll)
    }

    /// The sets of our matching, as the script writes them.
    func sets(score: [Double], treated: [Bool], group: [Int]) throws -> String {
      let column = ExactColumn("group", group)
      let matching = try NearestMatching(
        score: score, treated: treated, exact: exact == nil ? [] : [column],
        antiexact: antiexact == nil ? [] : [column], options: matching)
      return matching.rows.map { $0.map(String.init).joined(separator: " ") }
        .joined(separator: ";")
    }
  }
}
