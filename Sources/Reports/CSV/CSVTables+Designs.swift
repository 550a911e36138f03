internal import Tables
internal import Workflow

extension CSVTables {
  /// A row for each design and arm; one without an arm where a design has none.
  static func designs(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "design", "position", "method", "estimand", "targetPopulation", "sets", "caliperWidth",
      "totalDistance", "certificate", "arm", "n", "unmatched", "effectiveSampleSize",
      "sumOfWeights", "largestWeight",
    ])
    for (name, design) in sorted(results.designs, by: \.position) {
      if design.arms.isEmpty {
        append(name, design, to: &writer)
        writer.appendMissing(6)
        writer.endRow()
      }
      for (arm, counts) in byArm(design.arms, results) {
        append(name, design, to: &writer)
        writer.append(safe: arm)
        writer.append(integers: counts.n, counts.unmatched)
        writer.append(
          numbers: counts.effectiveSampleSize, counts.sumOfWeights, counts.largestWeight)
        writer.endRow()
      }
    }
    return writer.text
  }

  private static func append(_ name: String, _ design: DesignResult, to writer: inout CSVWriter) {
    writer.append(safe: name)
    writer.append(integer: design.position)
    writer.append(safe: design.method, design.estimand, design.targetPopulation)
    writer.append(integer: design.sets)
    writer.append(numbers: design.caliperWidth, design.totalDistance)
    writer.append(safe: design.certificate)
  }

  static func balance(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "design", "covariate", "level", "time", "subgroup", "inModel", "arm", "referenceArm",
      "meanBefore", "referenceMeanBefore", "meanAfter", "referenceMeanAfter", "smdBefore",
      "smdAfter", "varianceRatioBefore", "varianceRatioAfter", "ksBefore", "ksAfter",
    ])
    for (name, design) in sorted(results.designs, by: \.position) {
      for row in design.balance {
        writer.append(safe: name, row.covariate, row.level)
        writer.append(number: row.time)
        writer.append(safe: row.subgroup)
        writer.append(flag: row.inModel)
        writer.append(safe: row.arm, row.referenceArm)
        writer.append(
          numbers: row.meanBefore, row.referenceMeanBefore, row.meanAfter,
          row.referenceMeanAfter, row.smdBefore, row.smdAfter, row.varianceRatioBefore,
          row.varianceRatioAfter, row.ksBefore, row.ksAfter)
        writer.endRow()
      }
    }
    return writer.text
  }

  static func gates(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "design", "gate", "subject", "value", "threshold", "action", "passed",
    ])
    for (name, design) in sorted(results.designs, by: \.position) {
      for gate in design.gates {
        writer.append(safe: name, gate.gate, gate.subject)
        writer.append(numbers: gate.value, gate.threshold)
        writer.append(safe: gate.action)
        writer.append(flag: gate.passed)
        writer.endRow()
      }
    }
    return writer.text
  }
}
