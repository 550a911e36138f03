internal import Balancing
internal import Cohorts
public import Platform
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyRun {
  /// The files of the output folder that are data: results, record, sets, cohort, resolved study.
  ///
  /// - Throws: where a number of the results is not finite, which would be a fault of ours.
  public func files() throws -> [OutputFile] {
    try dataFiles() + [OutputFile(Self.recordPath, try JSONText.encode(record))]
  }

  /// Fills an output folder: a report, then the data; the record last, with how long both took.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - report: gives the files of the report with their paths.
  /// - Throws: `OutputError`, `Interrupted`, and what `report` throws.
  public func write(
    to folder: OutputFolder, report: () throws -> [(path: String, contents: String)]
  ) throws {
    var record = record
    var stages = StageClock(continuing: record)
    try stages.time("report") {
      for file in try report() { try folder.write(file.path, file.contents) }
    }
    try stages.time("writing") {
      for file in try dataFiles() {
        try file.write(to: folder, threads: pipeline.options.threads)
      }
    }
    stages.finish(&record)
    try folder.write(Self.recordPath, try JSONText.encode(record))
  }

  private static let recordPath = OutputFolder.marker

  private func dataFiles() throws -> [OutputFile] {
    var files = [
      OutputFile("results.json", try JSONText.encode(results)),
      OutputFile("study.yaml", try YAMLWriter.write(checked.study.node)),
      OutputFile("cohort.csv") { cohortRows },
    ]
    for design in designs where design.isMatched {
      files.append(OutputFile("sets/\(design.name).csv") { setsRows(design) })
    }
    if let rows = qualityRows { files.append(OutputFile("tables/quality-rows.csv") { rows }) }
    if let comparison = checked.lineComparison, let patients = checked.events?.patients {
      files.append(OutputFile("tables/lines-compared.csv") { comparison.patients(patients) })
    }
    if !fullCurves.isEmpty { files.append(OutputFile("tables/curves-full.csv", fullCurvesText)) }
    return files
  }

  /// Every patient with arm, covariates and score, and for each design weight, set and, where
  /// unused, why.
  private var cohortRows: CSVRows {
    let covariates = pipeline.covariates
    let others = checked.study.balance.also.map(\.name).filter { !covariates.contains($0) }
    let read = checked.covariates.map(\.name).filter { !(covariates + others).contains($0) }
    let days = checked.events == nil ? [] : [Timeline.entryColumn, Timeline.timeZeroColumn]
    var columns = [
      Column("id", .text(cohort.ids)),
      Column("arm", .category(CategoryValues(levels: cohort.armNames, codes: cohort.groupCodes))),
    ]
    columns += (days + covariates + others + read).compactMap { cohort.table[$0] }
    if let model { columns.append(Column("score", .number(model.probability))) }
    for design in designs where !design.isCrude {
      columns.append(Column("\(design.name).weight", .number(design.weights)))
      guard design.isMatched else { continue }
      columns.append(
        Column(
          "\(design.name).set", .integer(design.setNumbers.map(Int.init)),
          missing: Missingness(design.setNumbers.map { $0 == 0 })))
      let reasons = CategoryValues(
        levels: UnmatchedReason.allCases.map(\.rawValue), codes: design.reasons)
      columns.append(Column("\(design.name).unmatched", .category(reasons)))
    }
    return CSVRows(columns)
  }

  /// The members of every set: set, id, role, score, distance, weight.
  private func setsRows(_ design: BuiltDesign) -> CSVRows {
    let members = SetMembers(design.sets)
    let rows = members.rows
    return CSVRows([
      Column("set", .integer(members.numbers)),
      Column("id", .text(rows.map { cohort.ids[$0] })),
      Column(
        "role", .category(CategoryValues(levels: ["focal", "matched"], codes: members.roles))),
      Column("score", .number(rows.map { design.score[$0] })),
      Column("distance", .number(members.distances)),
      Column("weight", .number(rows.map { design.weights[$0] })),
    ])
  }

  private var fullCurvesText: String {
    var writer = CSVWriter(header: [
      "outcome", "design", "arm", "kind", "time", "value", "lower", "upper", "atRisk", "events",
      "censored",
    ])
    for curve in fullCurves {
      for k in curve.time.indices {
        writer.append(text: curve.outcome)
        if let design = curve.design { writer.append(text: design) } else { writer.appendMissing() }
        writer.append(text: curve.arm)
        writer.append(text: curve.kind)
        writer.append(number: curve.time[k])
        writer.append(number: curve.value[k])
        writer.append(number: curve.lower[k])
        writer.append(number: curve.upper[k])
        writer.append(integer: curve.atRisk[k])
        writer.append(integer: curve.events[k])
        writer.append(integer: curve.censored[k])
        writer.endRow()
      }
    }
    return writer.text
  }
}

/// The members of sets one behind the other, the focal patient of each set first.
private struct SetMembers {
  private(set) var numbers: [Int] = []
  private(set) var rows: [Int] = []
  private(set) var roles: [Int32] = []
  private(set) var distances: [Double] = []

  init(_ sets: [MatchedSet]) {
    for (index, set) in sets.enumerated() {
      add(index, set.focal, 0, 0)
      for place in 0..<set.count { add(index, set[place].row, 1, set[place].distance) }
    }
  }

  private mutating func add(_ index: Int, _ row: Int, _ role: Int32, _ distance: Double) {
    numbers.append(index + 1)
    rows.append(row)
    roles.append(role)
    distances.append(distance)
  }
}
