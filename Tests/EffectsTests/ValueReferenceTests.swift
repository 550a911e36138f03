import Cohorts
import Effects
import Foundation
import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Against R; `scripts/reference/effects-other-outcomes.R` made the numbers.
struct ValueReferenceTests {
  private let columns: [String: [Double]]
  private let numbers: [String: [String: Double]]
  private let sets: [String: [(row: Int, set: Int, weight: Double)]]

  init() throws {
    columns = Self.columns(try Fixtures.text("values.csv"))
    let json = try JSONSerialization.jsonObject(with: Data(Fixtures.bytes("values.json")))
    numbers = try #require(json as? [String: [String: Double]])
    var sets: [String: [(row: Int, set: Int, weight: Double)]] = [:]
    for line in try Fixtures.text("sets.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      sets[String(fields[0]), default: []].append(
        (Int(fields[1]).map { $0 - 1 } ?? 0, Int(fields[2]) ?? 0, Double(fields[3]) ?? 0))
    }
    self.sets = sets
  }

  private static func columns(_ text: String) -> [String: [Double]] {
    let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
    var columns: [String: [Double]] = [:]
    for (index, name) in lines[0].enumerated() {
      columns[String(name)] = lines.dropFirst().map { Double($0[index]) ?? .nan }
    }
    return columns
  }

  private func column(_ name: String) -> [Double] { columns[name] ?? [] }

  /// The rows a design uses, their weights, and who depends on whom.
  private func design(_ name: String) -> (rows: [Int], weights: [Double]?, Dependence) {
    let all = Array(column("treat").indices)
    switch name {
    case "crude": return (all, nil, .none)
    case "att", "ate": return (all, column(name), .none)
    default: break
    }
    let members = sets[name] ?? []
    var weight: [Int: Double] = [:]
    for member in members { weight[member.row, default: 0] += member.weight }
    let rows = weight.keys.sorted()
    var position: [Int: Int] = [:]
    for (index, row) in rows.enumerated() { position[row] = index }
    if name == "replaced" {
      let parts = members.map { member in
        Dependence.Membership(
          row: position[member.row] ?? 0, set: member.set,
          share: member.weight / (weight[member.row] ?? 1))
      }
      return (rows, rows.map { weight[$0] ?? 0 }, .sets(parts))
    }
    var clusters: [Int: Int] = [:]
    for member in members { clusters[member.row] = member.set }
    return (rows, rows.map { weight[$0] ?? 0 }, .clusters(rows.map { clusters[$0] ?? 0 }))
  }

  private func comparison(
    _ kind: ValueKind, _ name: String, _ variance: VarianceEstimator
  ) -> (ValueComparison, Matrix) {
    let (rows, weights, dependence) = design(name)
    let response = [ValueKind.continuous: "re78", .binary: "work", .count: "count"][kind] ?? ""
    func used(_ name: String) -> [Double] { rows.map { column(name)[$0] } }
    let data = ValueData(
      kind: kind, values: used(response), exposure: kind == .count ? used("years") : nil,
      groups: used("treat").map { Int($0) }, weights: weights, dependence: dependence,
      population: ["crude", "ate"].contains(name) ? nil : 1)
    return (
      ValueComparison(data: data, variance: variance, level: 0.95),
      Matrix(columns: ["age", "educ", "married", "re74"].map(used))
    )
  }

  @Test(
    .agrees(
      "means, shares, rates and their contrasts, adjusted (g-computation)",
      with: "matrix algebra in R 4.2.2", within: 1e-8,
      but: "those averaged over are a sample, see below"),
    .agrees(
      "means, shares, rates and their contrasts, robust: crude, pairs, 2:1, with replacement, ATT and ATE weights",
      with: "matrix algebra in R 4.2.2, itself held against `sandwich::vcovCL`", within: 1e-8,
      but: "degrees of freedom with clusters, see below"), arguments: ValueKind.allCases,
    ["crude", "att", "ate", "pairs", "twoToOne", "replaced"])
  func `numbers and errors agree with R`(_ kind: ValueKind, _ design: String) throws {
    for (tag, variance) in [("robust", VarianceEstimator.robust), ("model", .model)] {
      for isAdjusted in [false, true] {
        let name = "\(kind.rawValue).\(design).\(isAdjusted ? "adjusted" : "plain").\(tag)"
        guard let expected = numbers[name] else {
          #expect(tag == "model")
          continue
        }
        let (comparison, columns) = comparison(kind, design, variance)
        let adjustment = isAdjusted ? columns : nil
        func check(_ measure: ValueMeasure, _ index: Int, _ keys: (String, String)) throws {
          let value = comparison.estimates(measure, adjustment: adjustment)[index].value
          let what: Comment = "\(name) \(measure.rawValue)"
          // Two shares that are equal differ by rounding.
          #expect(
            isClose(try #require(value.estimate), try #require(expected[keys.0]), absolute: 1e-12),
            what)
          #expect(isClose(try #require(value.standardError), try #require(expected[keys.1])), what)
        }
        let arms: [ValueKind: ValueMeasure] = [.continuous: .mean, .binary: .risk, .count: .rate]
        let arm = try #require(arms[kind])
        try check(arm, 0, ("m1", "se1"))
        try check(arm, 1, ("m0", "se0"))
        switch kind {
        case .continuous: try check(.meanDifference, 0, ("difference", "seDifference"))
        case .binary:
          try check(.riskDifference, 0, ("difference", "seDifference"))
          try check(.riskRatio, 0, ("ratio", "seRatio"))
          try check(.oddsRatio, 0, ("odds", "seOdds"))
        case .count:
          try check(.rateDifference, 0, ("difference", "seDifference"))
          try check(.rateRatio, 0, ("ratio", "seRatio"))
        }
      }
    }
  }

  @Test(
    .agrees(
      "means, shares, rates and their contrasts; errors of the model",
      with: "R 4.2.2 `t.test`, `prop.test(correct = FALSE)`, `glm`", within: 1e-8,
      detail: "means and differences 1e-10",
      but: "the test of a difference of shares goes with its limits, see below"))
  func `errors of the model are those of t test, prop test and glm`() throws {
    let welch = try #require(numbers["continuous.crude.welch"])
    let mean = comparison(.continuous, "crude", .model).0.estimates(.meanDifference)[0].value
    for (found, key) in [
      (mean.statistic, "t"), (mean.degreesOfFreedom, "df"), (mean.p, "p"), (mean.lower, "lower"),
      (mean.upper, "upper"),
    ] { #expect(isClose(try #require(found), try #require(welch[key]), relative: 1e-10)) }
    let proportions = try #require(numbers["binary.crude.model"])
    let binary = comparison(.binary, "crude", .model).0
    let risks = binary.estimates(.risk).map(\.value)
    let difference = binary.estimates(.riskDifference)[0].value
    for (found, key) in [
      (risks[0].lower, "wilson11"), (risks[0].upper, "wilson12"), (risks[1].lower, "wilson01"),
      (risks[1].upper, "wilson02"), (difference.lower, "difference1"),
      (difference.upper, "difference2"),
    ] { #expect(isClose(try #require(found), try #require(proportions[key]), relative: 1e-10)) }
    let models = try #require(numbers["model.ratios"])
    let counts = comparison(.count, "crude", .model).0
    for (value, log, error) in [
      (binary.estimates(.oddsRatio)[0].value, "logOdds", "seOdds"),
      (binary.estimates(.riskRatio)[0].value, "logRisk", "seRisk"),
      (counts.estimates(.rateRatio)[0].value, "logRate", "seRate"),
    ] {
      let estimate = Foundation.log(try #require(value.estimate))
      #expect(isClose(estimate, try #require(models[log])), "\(log)")
      #expect(isClose(try #require(value.standardError), try #require(models[error])), "\(error)")
    }
  }
}
