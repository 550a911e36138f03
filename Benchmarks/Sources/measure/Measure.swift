import Balancing
import Foundation
import LinearAlgebra
import Regression
import Survival
import Tables

/// Does each part of a study once on a cohort made by `make-cohort`, and writes one line of JSON for
/// every part: its name, wall and processor seconds, and numbers to compare with those of others.
@main
struct Measure {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard (3...4).contains(arguments.count), let threads = Int(arguments[2]), threads > 0,
      arguments.count == 3 || arguments[3] == "survival"
    else {
      FileHandle.standardError.write(Data("usage: measure COHORT.CSV THREADS [survival]\n".utf8))
      exit(64)
    }
    BLAS.useOneThread()
    var journal = Journal()
    journal.note("equipoise", blas: BLAS.description)
    let table = try journal.part("load") {
      try CSVReader.read(path: arguments[1]).table
    } values: { table in
      [Double(table.rowCount), Double(table.columns.count)]
    }
    if arguments.count == 4 {
      try MeasureSurvival(table, threads: threads).run(&journal)
      journal.end()
      return
    }
    let cohort = try BenchmarkCohort(table)
    let design = try journal.part("design") {
      try DesignMatrix(terms: cohort.terms, table: table)
    } values: {
      [Double($0.matrix.rows), Double($0.matrix.columns)]
    }
    let fit = try journal.part("logistic") {
      try LogisticRegression(
        design, outcome: cohort.treated.map { $0 ? 1 : 0 }, threads: threads)
    } values: { fit in
      fit.coefficients.compactMap(\.estimate) + fit.coefficients.compactMap(\.standardError)
    }
    let matching = try journal.part("match") {
      try NearestMatching(
        score: fit.linearPredictor, treated: cohort.treated,
        options: .init(estimand: .att, caliper: 0.2, caliperScale: .sdAll))
    } values: { matching in
      [Double(matching.sets.count), matching.totalDistance]
    }
    try journal.part("balance") {
      try BalanceTable(cohort.covariates, treated: cohort.treated, weights: matching.weights)
    } values: { table in
      table.rows.compactMap(\.before.standardizedMeanDifference)
        + table.rows.compactMap(\.after.standardizedMeanDifference)
    }
    try survival(cohort, threads, &journal)
    journal.end()
  }

  private static func survival(
    _ cohort: BenchmarkCohort, _ threads: Int, _ journal: inout Journal
  ) throws {
    let groups = try Groups(cohort.treated.map { $0 ? 1 : 0 }, count: 2)
    try journal.part("kaplanMeier") {
      try KaplanMeierGroups(
        SurvivalData(time: cohort.time, event: cohort.event), by: groups, threads: threads)
    } values: { curves in
      curves.curves.flatMap { curve -> [Double] in
        let estimate = curve.survival(at: 24)
        return [estimate.estimate, estimate.lower, estimate.upper].compactMap(\.self)
      }
    }
    try journal.part("logRank") {
      try LogRank(SurvivalData(time: cohort.time, event: cohort.event), by: groups)
    } values: {
      [$0.test.statistic].compactMap(\.self)
    }
    for (name, columns) in [("cox1", 1), ("cox21", 21)] {
      let names = Array((["arm"] + cohort.names).prefix(columns))
      try journal.part(name) {
        let columns = names.map { cohort.numbers[$0] ?? [] }
        return try Cox(
          SurvivalData(time: cohort.time, event: cohort.event),
          covariates: Matrix(columns: columns),
          threads: threads)
      } values: { cox in
        let variance = cox.variance.diagonal.map { $0.squareRoot() }
        return cox.coefficients.compactMap(\.self) + variance + [cox.logLikelihood]
      }
    }
  }
}
