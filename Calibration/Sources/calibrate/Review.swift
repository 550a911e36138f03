private import Foundation
import LinearAlgebra
import Simulation
import Survival
import Tables

/// The analyses of the review, done on one synthetic registry as the review did them, and beside them
/// those that do not make its mistakes.
struct Review: Codable {
  var seed: UInt64 = 0
  /// Every number that is kept, by name; absent where it was not reached or cannot be computed.
  var values: [String: Double] = [:]

  private static let month = 30.4375
  private static let firstDay = CalendarDate(year: 2007, month: 1, day: 1)?.daysSince1970 ?? 0
  private static let lastDay = CalendarDate(year: 2016, month: 1, day: 31)?.daysSince1970 ?? 0

  init(_ tables: SimulatedTables, seed: UInt64) {
    self.seed = seed
    let members = RecordedPatient.all(tables).compactMap { Member($0) }
    let treated = members.filter(\.isMaintained)
    let untreated = members.filter { !$0.isMaintained }
    values["patients"] = Double(members.count)
    values["maintained"] = Double(treated.count)
    values["unmaintained"] = Double(untreated.count)
    add("pfs.maintained", treated.map(\.progressionFree))
    add("pfs.unmaintained", untreated.map(\.progressionFree))
    add("os.maintained", treated.map(\.survival))
    add("os.unmaintained", untreated.map(\.survival))
    let next = members.filter { $0.hasLenalidomideNext }
    add("os.maintained.next", next.filter(\.isMaintained).map(\.survival))
    add("os.unmaintained.next", next.filter { !$0.isMaintained }.map(\.survival))
    values["maintained.next"] = Double(next.count(where: \.isMaintained))
    values["unmaintained.next"] = Double(next.count { !$0.isMaintained })
    values["stopped"] = 100 * share(treated, \.stopped)
    values["vgpr.maintained"] = 100 * share(treated, \.isDeep)
    values["vgpr.unmaintained"] = 100 * share(untreated, \.isDeep)
    values["followup.maintained"] = median(treated.map { $0.survival.time })
    values["followup.unmaintained"] = median(untreated.map { $0.survival.time })
    hazardRatios(members)
  }

  private mutating func hazardRatios(_ members: [Member]) {
    let naive = members.map { ($0.progressionFree, $0.isMaintained, [Double]()) }
    values["logHR.pfs.naive"] = logHazardRatio(naive)
    values["logHR.os.naive"] = logHazardRatio(members.map { ($0.survival, $0.isMaintained, []) })
    for day in [100, 135] {
      let atRisk = members.compactMap { $0.landmark(day) }
      values["logHR.pfs.landmark\(day)"] = logHazardRatio(atRisk.map { ($0.pfs, $0.isTreated, []) })
      values["logHR.os.landmark\(day)"] = logHazardRatio(atRisk.map { ($0.os, $0.isTreated, []) })
      values["logHR.pfs.landmark\(day).adjusted"] = logHazardRatio(
        atRisk.map { ($0.pfs, $0.isTreated, $0.covariates) })
      values["logHR.os.landmark\(day).adjusted"] = logHazardRatio(
        atRisk.map { ($0.os, $0.isTreated, $0.covariates) })
    }
    let lines = members.compactMap(\.secondLine)
    let reached = members.filter { $0.secondLine != nil }
    values["logHR.os.next.fromInduction"] = logHazardRatio(
      reached.filter(\.hasLenalidomideNext).map { ($0.survival, $0.isMaintained, []) })
    for maintained in [true, false] {
      let arm = lines.filter { $0.isMaintained == maintained }
      let name = maintained ? "maintained" : "unmaintained"
      values["logHR.pfs2nd.\(name)"] = logHazardRatio(arm.map { ($0.pfs, $0.isTreated, []) })
      values["logHR.os2nd.\(name)"] = logHazardRatio(arm.map { ($0.os, $0.isTreated, []) })
      values["logHR.pfs2nd.\(name).adjusted"] = logHazardRatio(
        arm.map { ($0.pfs, $0.isTreated, $0.covariates) })
      values["logHR.os2nd.\(name).adjusted"] = logHazardRatio(
        arm.map { ($0.os, $0.isTreated, $0.covariates) })
    }
    values["logHR.os2nd.next.byMaintenance.adjusted"] = logHazardRatio(
      lines.filter(\.isTreated).map { ($0.os, $0.isMaintained, $0.covariates) })
  }

  private func share(_ members: [Member], _ holds: (Member) -> Bool) -> Double {
    members.isEmpty ? 0 : Double(members.count(where: holds)) / Double(members.count)
  }

  private func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }

  private mutating func add(_ name: String, _ times: [Outcome]) {
    guard
      let data = try? SurvivalData(time: times.map(\.time), event: times.map(\.isEvent)),
      let curve = try? KaplanMeier(data)
    else { return }
    values["median.\(name)"] = curve.quantile(0.5).estimate
  }

  /// The log hazard ratio of a flag, adjusted for covariates.
  private func logHazardRatio(_ rows: [(Outcome, Bool, [Double])]) -> Double? {
    let columns = (0..<(rows.first?.2.count ?? 0)).map { index in rows.map { $0.2[index] } }
    let covariates = Matrix(columns: [rows.map { $0.1 ? 1 : 0 }] + columns)
    guard
      let data = try? SurvivalData(time: rows.map(\.0.time), event: rows.map(\.0.isEvent)),
      let fit = try? Cox(data, covariates: covariates)
    else { return nil }
    return fit.coefficients.first ?? nil
  }

  /// A time in months, and whether it ended in the event.
  struct Outcome {
    let time: Double
    let isEvent: Bool

    init(from start: Int, to event: Int?, censoredAt end: Int) {
      let isEvent = event.map { $0 <= end } ?? false
      self.isEvent = isEvent
      time = Double(max(0, (isEvent ? event ?? end : end) - start)) / Review.month
    }
  }

  /// A patient of the comparison: bortezomib induction and a transplant in first line, in the first ten
  /// centres, with lenalidomide or no maintenance.
  struct Member {
    let patient: RecordedPatient
    let induction: Int
    let transplant: Int
    let maintenance: Int?
    let next: (day: Int, isLenalidomide: Bool)?

    init?(_ patient: RecordedPatient) {
      let induction = patient.treatments.filter { $0.intent == "induction" }
      guard
        patient.diagnosis == "MM", patient.centre <= "SYN-C10",
        let start = induction.map(\.start).min(), start >= firstDay, start <= lastDay,
        induction.contains(where: { $0.drug == "bortezomib" }), let transplant = patient.transplant,
        !patient.progressions.contains(where: { $0 < transplant })
      else { return nil }
      let maintenance = patient.treatments.filter { $0.intent == "maintenance" }
      guard maintenance.allSatisfy({ $0.drug == "lenalidomide" }) else { return nil }
      self.patient = patient
      self.induction = start
      self.transplant = transplant
      self.maintenance = maintenance.first?.start
      let later = patient.treatments.filter { $0.intent == "treatment" }
      next = later.map(\.start).min().map { day in
        (day, later.contains { $0.start == day && $0.drug == "lenalidomide" })
      }
    }

    var isMaintained: Bool { maintenance != nil }
    var hasLenalidomideNext: Bool { next?.isLenalidomide ?? false }
    private var progression: Int? { patient.progressions.min() }
    private var failure: Int? { [progression, patient.death].compactMap(\.self).min() }

    var progressionFree: Outcome { outcome(failure, from: induction) }
    var survival: Outcome { outcome(patient.death, from: induction) }

    private func outcome(_ event: Int?, from start: Int) -> Outcome {
      Outcome(from: start, to: event, censoredAt: patient.lastContact)
    }

    /// Whether lenalidomide was stopped before a progression and not by death.
    var stopped: Bool {
      patient.treatments.contains {
        $0.intent == "maintenance" && !["", "PD", "death", "unknown"].contains($0.reason)
      }
    }

    /// Whether the best response before progression is VGPR or better.
    var isDeep: Bool {
      patient.responses.contains {
        ["VGPR", "CR", "sCR"].contains($0.category) && $0.day < progression ?? .max
      }
    }

    private var age: Double { Double(1970 + transplant / 365 - patient.birthYear) }
    private var year: Double { Double(transplant) / 365.25 - 42 }

    private var base: [Double] {
      [
        (age - 60) / 10, patient.stage == "II" ? 1 : 0, patient.stage == "III" ? 1 : 0,
        patient.stage.isEmpty ? 1 : 0, patient.isHighRisk == true ? 1 : 0,
        patient.isHighRisk == nil ? 1 : 0,
      ]
    }

    /// The patient seen from a day after the transplant on, where then alive without progression and followed.
    func landmark(
      _ days: Int
    ) -> (pfs: Outcome, os: Outcome, isTreated: Bool, covariates: [Double])? {
      let zero = transplant + days
      guard failure ?? .max > zero, patient.lastContact > zero else { return nil }
      let response = patient.responses.last { $0.day <= zero }?.category ?? ""
      let deep = ["SD", "MR", "PR", "VGPR", "CR", "sCR"].firstIndex(of: response)
      let engraftment = patient.engrafted.map { Double($0 - transplant - 13) } ?? 0
      return (
        outcome(failure, from: zero), outcome(patient.death, from: zero),
        maintenance.map { $0 <= zero } ?? false,
        base + [
          year, year * year, engraftment, deep.map { $0 < 3 ? 1 : 0 } ?? 0,
          deep.map { $0 > 3 ? 1 : 0 } ?? 0, deep == nil ? 1 : 0,
        ]
      )
    }

    /// The patient seen from the start of the second line on.
    var secondLine:
      (pfs: Outcome, os: Outcome, isTreated: Bool, isMaintained: Bool, covariates: [Double])?
    {
      guard let next, patient.lastContact > next.day else { return nil }
      let again = patient.progressions.filter { $0 > next.day }.min()
      let failure = [again, patient.death].compactMap(\.self).min()
      let first = Double(next.day - induction) / Review.month
      let since = Double(next.day) / 365.25 - 44
      let onDrug = patient.treatments.contains {
        $0.intent == "maintenance" && $0.reason == "PD"
      }
      return (
        outcome(failure, from: next.day), outcome(patient.death, from: next.day),
        next.isLenalidomide, isMaintained,
        base + [first < 18 ? 1 : 0, log(max(first, 1)), since, since * since, onDrug ? 1 : 0]
      )
    }
  }
}
