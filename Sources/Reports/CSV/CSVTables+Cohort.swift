internal import Tables
internal import Workflow

extension CSVTables {
  /// A row a step for everyone, then a row for each arm.
  static func attrition(_ results: Results) -> String {
    var writer = CSVWriter(header: ["step", "rule", "arm", "remaining", "excluded", "unknown"])
    for step in results.attrition {
      writer.append(safe: step.step, step.rule, nil)
      writer.append(integers: step.remaining, step.excluded, step.unknown)
      writer.endRow()
      for (arm, counts) in byArm(step.byArm, results) {
        writer.append(safe: step.step, step.rule, arm)
        writer.append(integers: counts.remaining, counts.excluded, counts.unknown)
        writer.endRow()
      }
    }
    return writer.text
  }

  /// A row for each covariate, level, design and arm.
  static func baseline(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "design", "covariate", "level", "kind", "inModel", "arm", "n", "missing", "mean",
      "standardDeviation", "median", "lowerQuartile", "upperQuartile", "count",
    ])
    for row in results.baseline {
      for (arm, summary) in byArm(row.arms, results) {
        writer.append(safe: row.design, row.covariate, row.level, row.kind.rawValue)
        writer.append(flag: row.inModel)
        writer.append(safe: arm)
        writer.append(integers: summary.n, summary.missing)
        writer.append(
          numbers: summary.mean, summary.standardDeviation, summary.median,
          summary.lowerQuartile, summary.upperQuartile, summary.count)
        writer.endRow()
      }
    }
    return writer.text
  }

  /// A row for each coefficient, with what belongs to the whole model repeated.
  static func propensity(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "propensity", "position", "model", "n", "converged", "iterations", "logLikelihood",
      "deviance", "nullDeviance", "cStatistic", "equipoiseShare", "conditionNumber", "term",
      "level", "arm", "estimate", "standardError", "z", "p",
    ])
    for (name, model) in sorted(results.propensity, by: \.position) {
      if model.coefficients.isEmpty {
        append(name, model, to: &writer)
        writer.appendMissing(7)
        writer.endRow()
      }
      for coefficient in model.coefficients {
        append(name, model, to: &writer)
        writer.append(safe: coefficient.term, coefficient.level, coefficient.arm)
        writer.append(
          numbers: coefficient.estimate, coefficient.standardError, coefficient.z, coefficient.p)
        writer.endRow()
      }
    }
    return writer.text
  }

  private static func append(
    _ name: String, _ model: PropensityResult, to writer: inout CSVWriter
  ) {
    writer.append(safe: name)
    writer.append(integer: model.position)
    writer.append(safe: model.model)
    writer.append(integer: model.n)
    writer.append(flag: model.converged)
    writer.append(integer: model.iterations)
    writer.append(
      numbers: model.logLikelihood, model.deviance, model.nullDeviance, model.cStatistic,
      model.equipoiseShare, model.conditionNumber)
  }

  static func findings(_ results: Results) -> String {
    var writer = CSVWriter(header: ["id", "severity", "message", "place", "accepted"])
    for finding in results.findings {
      writer.append(
        safe: finding.id, finding.severity, finding.message, finding.place, finding.accepted)
      writer.endRow()
    }
    return writer.text
  }
}
