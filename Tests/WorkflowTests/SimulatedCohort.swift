import Foundation
import TestSupport

/// Patients whose treatment depends on what their hazard depends on, with a known truth.
///
/// A binary `b` (half have it) raises the hazard from 0.1 to 0.1·e and the share of the treated from
/// 0.3 to 0.7; treatment multiplies the hazard by a given ratio. `x` is noise. Follow-up ends at
/// random, at 20 at the latest.
struct SimulatedCohort {
  let ratio: Double
  let text: String

  init(patients: Int, ratio: Double, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func uniform() -> Double { Double.random(in: 0x1p-53..<1, using: &generator) }
    var lines = ["id,b,x,treated,time,event,late,site,ward"]
    for patient in 1...patients {
      let b = uniform() < 0.5
      let x = (0..<12).reduce(-6.0) { sum, _ in sum + uniform() }
      let isTreated = uniform() < (b ? 0.7 : 0.3)
      let hazard = 0.1 * (b ? exp(1) : 1) * (isTreated ? ratio : 1)
      let event = -log(uniform()) / hazard
      let censoring = min(-log(uniform()) / 0.03, 20)
      let time = min(event, censoring)
      let late = time * 0.5 * uniform()
      let site = Int(uniform() * 25)
      let fields = [
        "p\(patient)", b ? "1" : "0", "\(x)", isTreated ? "1" : "0", "\(time)",
        event <= censoring ? "1" : "0", "\(late)", "s\(site)", "w\(site % 2)",
      ]
      lines.append(fields.joined(separator: ","))
    }
    self.ratio = ratio
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The share free of the event at a time if everyone were treated, or nobody.
  func survival(at time: Double, isTreated: Bool) -> Double {
    let factor = isTreated ? ratio : 1
    return (exp(-0.1 * factor * time) + exp(-0.1 * M_E * factor * time)) / 2
  }

  /// A study of such patients.
  static func study(
    designs: String, analyses: String, more: String = "", outcome: String = "", cohort: String = "",
    propensity: String = "{model: logistic, terms: [b, x]}"
  ) -> String {
    """
    study: simulated
    title: Simulated
    data: {table: table.csv, id: id}
    cohort:
      arms:
        treated: {label: Treated, where: treated == 1}
        control: {label: Control, where: treated == 0}
    \(cohort)
    propensity: \(propensity)
    designs:
    \(designs)
    outcomes:
      os: {time: time, event: event == 1, unit: years\(outcome)}
    analyses:
    \(analyses)
    \(more)
    """
  }
}
