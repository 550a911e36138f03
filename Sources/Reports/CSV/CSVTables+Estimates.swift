internal import Tables
internal import Workflow

extension CSVTables {
  static func estimates(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "outcome", "event", "design", "subgroup", "arm", "referenceArm", "regime", "measure", "at",
      "unit", "level", "estimate", "lower", "upper", "standardError", "statistic", "df", "p", "n",
      "events", "variance", "marginal", "method", "status", "reason",
      "truth",
    ])
    for row in results.estimates {
      writer.append(
        safe: row.outcome, row.event, row.design, row.subgroup, row.arm, row.referenceArm,
        row.regime, row.measure)
      writer.append(number: row.at)
      writer.append(safe: row.unit)
      writer.append(
        numbers: row.level, row.estimate, row.lower, row.upper, row.standardError, row.statistic,
        row.df, row.p)
      writer.append(integers: row.n, row.events)
      writer.append(safe: row.variance)
      writer.append(flag: row.marginal)
      writer.append(safe: row.method, row.status.rawValue, row.reason)
      writer.append(number: row.truth)
      writer.endRow()
    }
    return writer.text
  }

  /// A row for each step of each curve.
  static func curves(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "outcome", "event", "design", "subgroup", "arm", "kind", "unit", "lastTime", "time",
      "value", "lower", "upper", "atRisk", "atRiskWeighted", "events", "censored", "bandLower",
      "bandUpper",
    ])
    for curve in results.curves {
      for step in curve.time.indices {
        append(curve, to: &writer)
        writer.append(number: curve.lastTime)
        writer.append(
          numbers: curve.time[step], element(curve.value, step), element(curve.lower, step) ?? nil,
          element(curve.upper, step) ?? nil)
        writer.append(integer: element(curve.atRisk, step))
        writer.append(number: element(curve.atRiskWeighted, step))
        writer.append(integers: element(curve.events, step), element(curve.censored, step))
        writer.append(
          numbers: curve.band.flatMap { element($0.lower, step) ?? nil },
          curve.band.flatMap { element($0.upper, step) ?? nil })
        writer.endRow()
      }
    }
    return writer.text
  }

  /// A row for each round time of each curve's table of numbers at risk.
  static func risk(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "outcome", "event", "design", "subgroup", "arm", "kind", "unit", "time", "atRisk",
      "atRiskWeighted",
    ])
    for curve in results.curves {
      for step in curve.riskTable.time.indices {
        append(curve, to: &writer)
        writer.append(number: curve.riskTable.time[step])
        writer.append(integer: element(curve.riskTable.atRisk, step))
        writer.append(number: element(curve.riskTable.atRiskWeighted, step))
        writer.endRow()
      }
    }
    return writer.text
  }

  private static func append(_ curve: Curve, to writer: inout CSVWriter) {
    writer.append(
      safe: curve.outcome, curve.event, curve.design, curve.subgroup, curve.arm, curve.kind,
      curve.unit)
  }

  /// The value at a step; results written by others may have lists of different lengths.
  private static func element<Value>(_ values: [Value], _ index: Int) -> Value? {
    values.indices.contains(index) ? values[index] : nil
  }
}
