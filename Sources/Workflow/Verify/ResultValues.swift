/// The numbers and words of a run that a lock file holds, each under a readable name.
public struct ResultValues: Sendable {
  /// One value.
  public enum Value: Sendable, Equatable {
    /// A number.
    case number(Double)
    /// A whole number, which must agree exactly.
    case count(Int)
    /// A word.
    case text(String)
    /// A number that does not exist.
    case absent
  }

  /// The values in the order of the results.
  public internal(set) var values: [(name: String, value: Value)] = []
  private let holdsTruth: Bool

  /// The values of a run.
  ///
  /// - Parameters:
  ///   - results: what the run gave.
  ///   - version: the version of the lock they are held against; see ``LockFile/version``.
  public init(_ results: Results, version: Int = LockFile.currentVersion) {
    holdsTruth = version > 1
    for step in results.attrition { add("attrition[\(step.step)].remaining", step.remaining) }
    for arm in results.arms { add("arms[\(arm.arm)].n", arm.n) }
    for (name, model) in results.propensity.sorted(by: { $0.value.position < $1.value.position }) {
      add(model, "propensity.\(name)")
    }
    for (name, design) in results.designs.sorted(by: { $0.value.position < $1.value.position }) {
      add(design, "designs.\(name)")
    }
    var named: [String: [Estimate]] = [:]
    for estimate in results.estimates { add(estimate, &named) }
    if version > 1 { addDescriptions(of: results) }
    for finding in Set(results.findings.map(\.id)).sorted() {
      add("findings[\(finding)]", results.findings.count { $0.id == finding })
    }
  }

  private mutating func add(_ name: String, _ count: Int) { values.append((name, .count(count))) }

  private mutating func add(_ name: String, _ number: Double?) {
    values.append((name, number.map(Value.number) ?? .absent))
  }

  private mutating func add(_ model: PropensityResult, _ prefix: String) {
    add("\(prefix).deviance", model.deviance)
    add("\(prefix).cStatistic", model.cStatistic)
    add("\(prefix).equipoiseShare", model.equipoiseShare)
    for coefficient in model.coefficients {
      let level = coefficient.level.map { "=\($0)" } ?? ""
      let name = "\(prefix).coefficients[\(coefficient.term)\(level)]"
      add("\(name).estimate", coefficient.estimate)
      add("\(name).standardError", coefficient.standardError)
    }
  }

  private mutating func add(_ design: DesignResult, _ prefix: String) {
    values.append(
      ("\(prefix).targetPopulation", design.targetPopulation.map(Value.text) ?? .absent))
    if let sets = design.sets { add("\(prefix).sets", sets) }
    if let width = design.caliperWidth { add("\(prefix).caliperWidth", width) }
    if let distance = design.totalDistance { add("\(prefix).totalDistance", distance) }
    for (arm, counts) in design.arms.sorted(by: { $0.key < $1.key }) {
      add("\(prefix).arms[\(arm)].n", counts.n)
      add("\(prefix).arms[\(arm)].effectiveSampleSize", counts.effectiveSampleSize)
    }
    for row in design.balance where row.subgroup == nil {
      let level = row.level.map { "=\($0)" } ?? ""
      add("\(prefix).balance[\(row.covariate)\(level)].smdAfter", row.smdAfter)
    }
    for gate in design.gates {
      values.append(
        ("\(prefix).gates[\(gate.gate)].passed", .text(gate.passed ? "yes" : "no")))
    }
  }

  /// Adds an estimate; what an analysis repeats is added once, and what only looks the same because
  /// its name does not say how it differs, such as the level, is numbered.
  private mutating func add(_ estimate: Estimate, _ named: inout [String: [Estimate]]) {
    let keys = [
      estimate.outcome, estimate.design ?? "crude", estimate.subgroup, estimate.regime,
      estimate.measure,
      estimate.at.map { "at=\(ResultValues.plain($0))" }, estimate.arm,
      estimate.variance, estimate.method,
    ]
    let key = keys.compactMap(\.self).joined(separator: ",")
    let others = named[key] ?? []
    if others.contains(estimate) { return }
    named[key] = others + [estimate]
    let name = "estimates[\(key)\(others.isEmpty ? "" : " #\(others.count + 1)")]"
    values.append(("\(name).status", .text(estimate.status.rawValue)))
    if holdsTruth, let truth = estimate.truth { add("\(name).truth", truth) }
    guard estimate.status != .withheld else { return }
    let numbers = [
      ("estimate", estimate.estimate), ("lower", estimate.lower), ("upper", estimate.upper),
      ("standardError", estimate.standardError), ("statistic", estimate.statistic),
      ("p", estimate.p),
    ]
    for (key, number) in numbers where number != nil { add("\(name).\(key)", number) }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }
}
