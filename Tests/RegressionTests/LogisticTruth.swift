private import Foundation
import LinearAlgebra
import Regression
import Tables
import TestSupport

/// The maximum of a likelihood in 60-digit arithmetic.
struct LogisticTruth: Decodable {
  let coefficients: [Double]
  let standardErrors: [Double]
  let logLikelihood: Double
  let penalizedLogLikelihood: Double?
  let probabilities: [Double]?

  static func all() throws -> [String: LogisticTruth] {
    try JSONDecoder().decode(
      [String: LogisticTruth].self, from: Data(try Fixtures.bytes("logistic-truth.json")))
  }

  static func named(_ name: String) throws -> LogisticTruth { try all()[name].orThrow() }
}

/// Data of a reference fit.
struct LogisticCase {
  var matrix: Matrix
  var outcome: [Double]
  var weights: [Double]?
  var offset: [Double]?
  var method = LogisticMethod.logistic

  func fit() throws -> LogisticRegression {
    try LogisticRegression(
      matrix, columns: (0..<matrix.columns).map { DesignColumn(term: "x\($0)") }, outcome: outcome,
      weights: weights, offset: offset, options: LogisticOptions(method: method))
  }

  static let names = [
    "lalonde", "lalonde-weights", "lalonde-offset", "lalonde-firth", "lalonde-firth-weights",
    "lalonde-quadratic", "rotterdam", "rotterdam-year", "rotterdam-powers-3", "rotterdam-powers-5",
    "rotterdam-powers-6", "rotterdam-powers-8", "rotterdam-large-offset",
    "rotterdam-near-collinear", "wampler-1", "wampler-3", "wampler-5", "wampler-firth", "longley",
    "longley-firth", "separated-firth", "quasi-separated-firth", "nearly-separated",
    "barely-overlapping",
  ]

  static func named(_ name: String) throws -> LogisticCase {
    var result =
      switch name.split(separator: "-").first {
      case "lalonde": try lalonde(name)
      case "rotterdam": try rotterdam(name)
      case "longley": try longley()
      default: try made(name)
      }
    if name.contains("firth") { result.method = .firth }
    return result
  }

  private static func lalonde(_ name: String) throws -> LogisticCase {
    let data = try RegressionTests.lalonde()
    var texts = ["age", "educ", "race", "married", "nodegree", "re74", "re75"]
    if name == "lalonde-quadratic" {
      let names = texts
      texts += ["age^2", "educ^2", "re74^2", "re75^2"]
      for (i, a) in names.enumerated() { texts += names[(i + 1)...].map { "\(a):\($0)" } }
    }
    let design = try DesignMatrix(terms: try texts.map { try Term($0) }, table: data)
    var result = LogisticCase(matrix: design.matrix, outcome: try values(data, "treat"))
    let index = 1...data.rowCount
    if name.contains("weights") { result.weights = index.map { 0.25 + Double((7 * $0) % 13) / 4 } }
    if name.contains("offset") { result.offset = index.map { Double((3 * $0) % 5) / 10 - 0.2 } }
    return result
  }

  private static func rotterdam(_ name: String) throws -> LogisticCase {
    let data = try RegressionTests.rotterdam()
    let outcome = try values(data, "hormon")
    let age = try values(data, "age")
    let ones = [Double](repeating: 1, count: age.count)
    switch name {
    case "rotterdam", "rotterdam-year":
      let base = ["age", "meno", "size", "grade", "nodes", "pgr", "er"]
      let texts = name == "rotterdam" ? base : ["year"] + base + ["chemo"]
      let design = try DesignMatrix(terms: try texts.map { try Term($0) }, table: data)
      return LogisticCase(matrix: design.matrix, outcome: outcome)
    case "rotterdam-large-offset":
      let big = (1...age.count).map { 1e6 + Double($0 % 17) / 16 }
      return LogisticCase(matrix: Matrix(columns: [ones, big, age]), outcome: outcome)
    case "rotterdam-near-collinear":
      let near = (1...age.count).map { age[$0 - 1] + Double($0 % 7) * 1e-6 }
      return LogisticCase(matrix: Matrix(columns: [ones, age, near]), outcome: outcome)
    default:
      let degree = try Int(name.suffix(1)).orThrow()
      return LogisticCase(matrix: powers(age, degree), outcome: outcome)
    }
  }

  private static func longley() throws -> LogisticCase {
    let data = try SampleFile("longley.csv").table()
    let design = try DesignMatrix(
      terms: try terms("GNP.deflator", "GNP", "Unemployed", "Armed.Forces"), table: data)
    return LogisticCase(
      matrix: design.matrix, outcome: [0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0])
  }

  private static func made(_ name: String) throws -> LogisticCase {
    let x = (0...20).map { Double($0) }
    let mixed: [Double] = [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1]
    var step = x.map { $0 < 10 ? 0.0 : 1.0 }
    switch name {
    case "wampler-firth": return LogisticCase(matrix: powers(x, 1), outcome: mixed)
    case "separated-firth": return LogisticCase(matrix: powers(x, 1), outcome: step)
    case "nearly-separated":
      (step[9], step[10]) = (1, 0)
      return LogisticCase(matrix: powers(x, 1), outcome: step)
    case "barely-overlapping":
      var close = x
      close[10] = 9 - 1.0 / 1024
      return LogisticCase(matrix: powers(close, 1), outcome: step)
    case "quasi-separated-firth":
      let columns = [
        x.map { _ in 1.0 }, x.map { $0 > 6 ? 1.0 : 0 }, (0...20).map { Double(($0 * 5) % 7) },
      ]
      let outcome = [0, 1, 0, 1, 1, 0, 0] + [Double](repeating: 1, count: 14)
      return LogisticCase(matrix: Matrix(columns: columns), outcome: outcome)
    default:
      return LogisticCase(matrix: powers(x, try Int(name.suffix(1)).orThrow()), outcome: mixed)
    }
  }

  private static func powers(_ x: [Double], _ degree: Int) -> Matrix {
    Matrix(
      columns: (0...degree).map { k in
        x.map { value in (0..<k).reduce(1.0) { product, _ in product * value } }
      })
  }
}
