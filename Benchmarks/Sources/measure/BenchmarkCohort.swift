import Balancing
import Foundation
import Regression
import Tables

/// The columns of a cohort made by `make-cohort`, as the estimators take them.
struct BenchmarkCohort {
  let names = (1...20).map { "x\($0)" }
  let terms: [Term]
  let treated: [Bool]
  let time: [Double]
  let event: [Bool]
  let numbers: [String: [Double]]

  init(_ table: Table) throws {
    terms = try names.map { try Term($0) }
    var numbers: [String: [Double]] = [:]
    for name in names + ["arm", "time", "event"] { numbers[name] = table[name]?.numbers }
    self.numbers = numbers
    treated = (numbers["arm"] ?? []).map { $0 == 1 }
    time = numbers["time"] ?? []
    event = (numbers["event"] ?? []).map { $0 == 1 }
  }

  var covariates: [BalanceCovariate] {
    names.map { BalanceCovariate($0, .numeric(numbers[$0] ?? [])) }
  }
}
