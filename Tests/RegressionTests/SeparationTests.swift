private import Foundation
import LinearAlgebra
import Regression
import TestSupport
import Testing

struct SeparationTests {
  private let x = (0...20).map { Double($0) }

  private func fit(
    _ columns: [(String, [Double])], _ outcome: [Double], weights: [Double]? = nil
  ) throws -> LogisticRegression {
    let ones = outcome.map { _ in 1.0 }
    return try LogisticRegression(
      Matrix(columns: [ones] + columns.map(\.1)),
      columns: [.intercept] + columns.map { DesignColumn(term: $0.0) }, outcome: outcome,
      weights: weights)
  }

  private func named(_ fit: LogisticRegression) -> [String] {
    fit.separation?.columns.map { "\($0.isPositive ? "+" : "-")\($0.column.name)" } ?? []
  }

  @Test func `a covariate with a cut point separates completely`() throws {
    let fit = try fit(
      [("x", x), ("z", x.map { ($0 * 7).truncatingRemainder(dividingBy: 5) })],
      x.map { $0 < 10 ? 1 : 0 })
    #expect(fit.separation?.kind == .complete)
    #expect(fit.separation?.separatedRows == 21)
    #expect(named(fit) == ["-x"])
    #expect(!fit.converged)
    #expect(fit.coefficients.allSatisfy { $0.estimate == nil && $0.absence == .separated })
    #expect(fit.logLikelihood == 0)
    #expect(fit.findings.map(\.id) == ["separation"])
  }

  @Test func `both outcomes at the cut point separate quasi-completely`() throws {
    let values = x + [10]
    let fit = try fit([("x", values)], values.map { $0 < 10 ? 0 : 1 }.dropLast() + [0])
    #expect(fit.separation?.kind == .quasiComplete)
    #expect(fit.separation?.separatedRows == 20)
    #expect(named(fit) == ["+x"])
    #expect(isClose(fit.deviance, 4 * 0.693147180559945309, relative: 1e-13))
  }

  @Test func `one row on the wrong side leaves an estimate`() throws {
    for name in ["nearly-separated", "barely-overlapping"] {
      let fit = try LogisticCase.named(name).fit()
      #expect(fit.converged)
      #expect(fit.separation == nil)
    }
  }

  @Test func `columns that separate only together are all named, and no other`() throws {
    let a = (0..<36).map { Double($0 % 6) }
    let b = (0..<36).map { Double($0 / 6) }
    let noise = (0..<36).map { Double(($0 * 11) % 13) }
    let fit = try fit(
      [("noise", noise), ("a", a), ("b", b)], (0..<36).map { a[$0] > b[$0] + 0.5 ? 1 : 0 })
    #expect(fit.separation?.kind == .complete)
    #expect(named(fit) == ["+a", "-b"])
  }

  @Test func `a level with one outcome alone is named and the rest keeps its limits`() throws {
    let level = (0..<60).map { $0 % 6 == 0 ? 1.0 : 0 }
    let age = (0..<60).map { Double(($0 * 17) % 23) }
    let outcome = (0..<60).map { level[$0] == 1 || ($0 * 5) % 7 < 3 ? 1.0 : 0 }
    let whole = try fit([("age", age), ("level", level)], outcome)
    #expect(whole.separation?.kind == .quasiComplete)
    #expect(whole.separation?.separatedRows == 10)
    #expect(named(whole) == ["+level"])
    #expect(whole.coefficients.map(\.absence) == [nil, nil, .separated])
    let rows = (0..<60).filter { level[$0] == 0 }
    let rest = try fit([("age", rows.map { age[$0] })], rows.map { outcome[$0] })
    for j in 0..<2 {
      #expect(whole.coefficients[j].estimate == rest.coefficients[j].estimate)
      #expect(whole.coefficients[j].standardError == rest.coefficients[j].standardError)
    }
    #expect(isClose(whole.logLikelihood, rest.logLikelihood, relative: 1e-14))
    #expect(whole.covariance == rest.covariance)
  }

  @Test func `a reference level with one outcome alone makes every contrast infinite`() throws {
    let group = (0..<60).map { $0 % 3 }
    let age = (0..<60).map { Double(($0 * 17) % 23) }
    let fit = try fit(
      [
        ("second", group.map { $0 == 1 ? 1 : 0 }), ("third", group.map { $0 == 2 ? 1 : 0 }),
        ("age", age),
      ], (0..<60).map { group[$0] > 0 && ($0 * 5) % 7 < 3 ? 1 : 0 })
    #expect(fit.separation?.kind == .quasiComplete)
    #expect(named(fit) == ["+second", "+third"])
    #expect(fit.coefficients.map(\.absence) == [.separated, .separated, .separated, nil])
  }

  @Test func `rows of weight zero neither separate nor overlap`() throws {
    var outcome = x.map { $0 < 10 ? 0.0 : 1 }
    outcome[3] = 1
    #expect(try fit([("x", x)], outcome).separation == nil)
    let weights = x.indices.map { $0 == 3 ? 0.0 : 1 }
    let separated = try fit([("x", x)], outcome, weights: weights)
    #expect(separated.separation?.kind == .complete)
    #expect(separated.separation?.separatedRows == 20)
  }

  @Test func `a single separated row among many is found`() throws {
    let count = 20_000
    let rare = (0..<count).map { $0 == 777 ? 1.0 : 0 }
    let age = (0..<count).map { Double(($0 * 7919) % 1009) }
    let outcome = (0..<count).map { $0 == 777 || ($0 * 31) % 17 < 6 ? 1.0 : 0 }
    let fit = try fit([("age", age), ("rare", rare)], outcome)
    #expect(fit.separation?.separatedRows == 1)
    #expect(named(fit) == ["+rare"])
    #expect(!fit.converged)
  }

  private struct Classified: Decodable {
    let x: [[Double]]
    let y: [Double]
    let kind: String
    let rows: Int
  }

  @Test(
    .agrees(
      "separation", with: "linear programming (Python scipy), 600 data sets", within: 0,
      detail: "same verdict, same number of rows"))
  func `small data sets are classified as linear programming does`() throws {
    let cases = try JSONDecoder().decode(
      [Classified].self, from: Data(try Fixtures.bytes("separation-truth.json")))
    #expect(cases.count == 600)
    for (index, item) in cases.enumerated() {
      let columns = item.x[0].indices.map { j in ("x\(j)", item.x.map { $0[j] }) }
      let fit = try fit(columns, item.y)
      #expect(fit.separation?.kind.rawValue ?? "none" == item.kind, "case \(index)")
      #expect(fit.separation?.separatedRows ?? 0 == item.rows, "case \(index)")
      #expect(fit.converged == (item.kind == "none"), "case \(index)")
      #expect(fit.findings.contains { $0.id == "separation" } == (item.kind != "none"))
    }
  }

  @Test func `Firth's likelihood has a maximum in every small data set, and it is found`() throws {
    let cases = try JSONDecoder().decode(
      [Classified].self, from: Data(try Fixtures.bytes("separation-truth.json")))
    for (index, item) in cases.enumerated() {
      let columns = [item.y.map { _ in 1.0 }] + item.x[0].indices.map { j in item.x.map { $0[j] } }
      let fit = try LogisticRegression(
        Matrix(columns: columns), columns: columns.indices.map { DesignColumn(term: "x\($0)") },
        outcome: item.y, options: LogisticOptions(method: .firth))
      #expect(fit.converged && fit.iterations <= 40, "case \(index)")
      #expect(fit.coefficients.allSatisfy { $0.absence != .separated }, "case \(index)")
    }
  }

  @Test func `units of the covariates do not matter`() throws {
    let values = x + [10]
    let outcome = values.map { $0 < 10 ? 0.0 : 1 }.dropLast() + [0]
    for (scale, shift) in [(1e-9, 0.0), (1e9, 0), (1, 1e6), (0.1, -7)] {
      let fit = try fit([("x", values.map { $0 * scale + shift })], Array(outcome))
      #expect(fit.separation?.separatedRows == 20)
    }
  }

  @Test func `Firth's estimates are finite where maximum likelihood has none`() throws {
    for name in ["separated-firth", "quasi-separated-firth"] {
      let data = try LogisticCase.named(name)
      #expect(try data.fit().converged)
      var plain = data
      plain.method = .logistic
      #expect(try plain.fit().separation != nil)
    }
  }
}
