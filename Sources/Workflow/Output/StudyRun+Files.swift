internal import Balancing
internal import Cohorts
internal import Studies
internal import Tables
internal import Vocabulary

extension StudyRun {
  /// The files of the output folder that are data: results, record, sets, cohort, resolved study.
  ///
  /// - Throws: where a number of the results is not finite, which would be a fault of ours.
  public func files() throws -> [OutputFile] {
    var files = [
      OutputFile("results.json", try JSONText.encode(results)),
      OutputFile("run.json", try JSONText.encode(record)),
      OutputFile("study.yaml", try YAMLWriter.write(checked.study.node)),
      OutputFile("cohort.csv", cohortText),
    ]
    for design in designs where design.isMatched {
      files.append(OutputFile("sets/\(design.name).csv", setsText(design)))
    }
    if !fullCurves.isEmpty { files.append(OutputFile("tables/curves-full.csv", fullCurvesText)) }
    return files
  }

  /// Every patient with arm, covariates and score, and for each design weight, set and, where
  /// unused, why.
  private var cohortText: String {
    let covariates = pipeline.covariates
    let others = checked.study.balance.also.map(\.name).filter { !covariates.contains($0) }
    let read = checked.covariates.map(\.name).filter { !(covariates + others).contains($0) }
    let days = checked.events == nil ? [] : [Timeline.entryColumn, Timeline.timeZeroColumn]
    let columns = (days + covariates + others + read).compactMap { cohort.table[$0] }
    var header = ["id", "arm"] + columns.map(\.name)
    if model != nil { header.append("score") }
    for design in designs where !design.isCrude {
      header.append("\(design.name).weight")
      if design.isMatched { header += ["\(design.name).set", "\(design.name).unmatched"] }
    }
    var writer = CSVWriter(header: header)
    for row in 0..<cohort.count {
      writer.append(text: cohort.ids[row])
      writer.append(text: cohort.armNames[cohort.groups[row]])
      for column in columns { writer.append(column, row: row) }
      if let model { writer.append(number: model.probability[row]) }
      for design in designs where !design.isCrude { append(design, row, to: &writer) }
      writer.endRow()
    }
    return writer.text
  }

  private func append(_ design: BuiltDesign, _ row: Int, to writer: inout CSVWriter) {
    writer.append(number: design.weights[row])
    guard design.isMatched else { return }
    writer.append(integer: design.setIndex[row])
    if let reason = design.unmatched[row] {
      writer.append(text: reason.rawValue)
    } else {
      writer.appendMissing()
    }
  }

  /// The members of every set: set, id, role, score, distance, weight.
  private func setsText(_ design: BuiltDesign) -> String {
    var writer = CSVWriter(header: ["set", "id", "role", "score", "distance", "weight"])
    for (index, set) in design.sets.enumerated() {
      func append(_ row: Int, _ role: String, _ distance: Double) {
        writer.append(integer: index + 1)
        writer.append(text: cohort.ids[row])
        writer.append(text: role)
        writer.append(number: design.score[row])
        writer.append(number: distance)
        writer.append(number: design.weights[row])
        writer.endRow()
      }
      append(set.focal, "focal", 0)
      for match in set.matches { append(match.row, "matched", match.distance) }
    }
    return writer.text
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
