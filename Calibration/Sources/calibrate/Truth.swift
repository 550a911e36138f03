import LinearAlgebra
import Simulation
import Survival
import Tables

/// What maintenance truly does to those who come to its planned day, from both worlds of each.
struct Truth {
  var values: [String: Double] = [:]

  private static let firstDay = CalendarDate(year: 2007, month: 1, day: 1)?.daysSince1970 ?? 0
  private static let lastDay = CalendarDate(year: 2016, month: 1, day: 31)?.daysSince1970 ?? 0

  init(_ simulation: MyelomaSimulation) {
    var (pfs, os): ([(Double, Bool)], [(Double, Bool)]) = ([], [])
    for patient in 0..<simulation.patients {
      let treated = simulation.course(of: patient, under: Intervention(maintenance: .start))
      guard let zero = treated.plannedMaintenance,
        treated.induction >= Self.firstDay, treated.induction <= Self.lastDay
      else { continue }
      let untreated = simulation.course(of: patient, under: Intervention(maintenance: .never))
      for (course, isTreated) in [(treated, true), (untreated, false)] {
        pfs.append((Double(max(0, course.progressionFree - zero)) / 30.4375, isTreated))
        os.append((Double(course.death - zero) / 30.4375, isTreated))
      }
    }
    add("pfs", pfs)
    add("os", os)
  }

  private mutating func add(_ name: String, _ rows: [(Double, Bool)]) {
    for isTreated in [true, false] {
      let times = rows.filter { $0.1 == isTreated }.map(\.0).sorted()
      guard !times.isEmpty else { continue }
      values["true.median.\(name).\(isTreated ? "start" : "never")"] = times[times.count / 2]
    }
    // As in a trial of this length, and over whole lives: the effect fades once maintenance has ended.
    values["true.logHR.\(name)"] = Self.logHazardRatio(rows, until: .infinity)
    values["true.logHR.\(name).60months"] = Self.logHazardRatio(rows, until: 60)
  }

  private static func logHazardRatio(_ rows: [(Double, Bool)], until end: Double) -> Double? {
    let design = Matrix(columns: [rows.map { $0.1 ? 1 : 0 }])
    guard
      let data = try? SurvivalData(
        time: rows.map { min($0.0, end) }, event: rows.map { $0.0 <= end }),
      let fit = try? Cox(data, covariates: design)
    else { return nil }
    return fit.coefficients.first ?? nil
  }
}
