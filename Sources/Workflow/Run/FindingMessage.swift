internal import Diagnostics

/// What a run can find, with what is needed to say it.
enum FindingMessage {
  /// An arm with the mean year of its patients.
  struct EraArm {
    let arm: String
    let year: Double
  }

  case incompleteCases(left: Int, columns: [String])
  case residualImbalance(design: String, covariate: String, smd: Double, threshold: Double)
  case unmodelledImbalance(
    design: String, covariate: String, smd: Double, focal: Double, reference: Double)
  case era(
    design: String, covariate: String, smd: Double, focal: EraArm,
    reference: EraArm, isMatched: Bool)
  case matchedSubset(design: String, dropped: Int, of: Int, arm: String, population: String)
  case withReplacement(design: String, reused: Int)
  case gate(
    design: String, gate: String, value: Double?, threshold: Double, subject: String?,
    isWithheld: Bool)
  case fewEffective(design: String, arm: String, effective: Double, patients: Int)
  case nonProportional(outcome: String, design: String?, p: Double)
  case followUp(
    outcome: String, design: String?, unit: String, focal: (arm: String, median: Double),
    reference: (arm: String, median: Double))
  case trimmedSubset(design: String, trimmed: Int, of: Int, population: String)
  case eventAtZero(outcome: String, events: Int, censored: Int)
  case outcomeMissing(outcome: String, count: Int, events: Int)
  case eventDayTaken(outcome: String, count: Int, day: String, error: Int)
  case competingCensored(outcome: String, competing: String, count: Int)
  case eventAfterFollowUp(outcome: String, patients: [String])
  case openValue(of: String, patients: [String])
  case subgroupSkipped(column: String, levels: Int)
  case groupMissing(column: String, use: String, count: Int)
  case fewPatients(design: String, arm: String, patients: Int)
  case subgroupImbalance(design: String, subgroup: String, covariate: String, smd: Double)
  case acceptanceUnused(String)
  case armAfterFollowUp(column: String, outcome: String, count: Int)
  case stateEntries(outcome: String, parts: [String])

  /// The finding in words.
  func diagnostic(at place: Place?) -> Diagnostic {
    let (id, severity, message, help) = words
    return Diagnostic(id, severity: severity, message, at: place, help: help)
  }

  private var words: (String, Diagnostic.Severity, String, String?) {
    switch self {
    case .incompleteCases(let left, let columns):
      (
        "incomplete-cases", .warning,
        "\(Self.patients(left)) without a value for \(Self.list(columns)) \(left == 1 ? "was" : "were") left out",
        nil
      )
    case .residualImbalance(let design, let covariate, let smd, let threshold):
      (
        "residual-imbalance", .warning,
        "after '\(design)' the arms still differ in \(covariate): |SMD| \(Self.fixed(abs(smd), 3)), above \(Self.number(threshold, 3))",
        nil
      )
    case .unmodelledImbalance(let design, let covariate, let smd, let focal, let reference):
      (
        "unmodelled-imbalance", .warning,
        "after '\(design)' the arms differ in \(covariate), which is not balanced on: \(Self.number(focal, 4)) against \(Self.number(reference, 4)), |SMD| \(Self.fixed(abs(smd), 3))",
        nil
      )
    case .era(let design, let covariate, let smd, let focal, let reference, let isMatched):
      (
        "era-imbalance", .warning,
        Self.era(design, covariate, smd, focal, reference, isMatched), nil
      )
    case .matchedSubset(let design, let dropped, let total, let arm, let population):
      (
        "matched-subset", .warning,
        "'\(design)' leaves \(dropped) of \(total) patients of \(arm) unmatched: the estimand is \(population)",
        nil
      )
    case .withReplacement(let design, let reused):
      (
        "matched-with-replacement", .note,
        "\(Self.patients(reused)) stand\(reused == 1 ? "s" : "") in several sets of '\(design)'",
        nil
      )
    case .gate(let design, let gate, let value, let threshold, let subject, let isWithheld):
      (
        "gate-failed", .warning,
        Self.gate(design, gate, value, threshold, subject)
          + (isWithheld ? "; its estimates are withheld" : ""),
        nil
      )
    case .fewEffective(let design, let arm, let effective, let patients):
      (
        "few-effective-patients", .warning,
        "under '\(design)' the \(patients) patients of \(arm) weigh as much as \(Self.fixed(effective, 1))",
        nil
      )
    case .followUp(let outcome, let design, let unit, let focal, let reference):
      (
        "follow-up-differs", .warning,
        "\(design.map { "under '\($0)'" } ?? "before any design"), follow-up of '\(outcome)' differs: median \(Self.number(focal.median, 3)) \(unit) in \(focal.arm), \(Self.number(reference.median, 3)) in \(reference.arm)",
        nil
      )
    case .trimmedSubset(let design, let trimmed, let total, let population):
      (
        "trimmed-subset", .warning,
        "'\(design)' leaves out \(trimmed) of \(total) patients by their propensity: the estimand is \(population)",
        nil
      )
    case .nonProportional(let outcome, let design, let p):
      (
        "non-proportional-hazards", .warning,
        "the hazard ratio of '\(outcome)'\(design.map { " under '\($0)'" } ?? " before any design") changes over time: \(Self.pValue(p))",
        nil
      )
    case .eventAtZero(let outcome, let events, let censored):
      (
        "event-at-time-zero", .warning,
        "'\(outcome)' ends on the day of time zero for \(Self.patients(events + censored)), \(events) with the event",
        nil
      )
    case .outcomeMissing(let outcome, let count, let events):
      (
        "outcome-missing", .warning,
        "'\(outcome)' is missing for \(Self.patients(count)), who \(count == 1 ? "is" : "are") left out of its analyses\(events == 0 ? "" : "; \(events) of them had the event, on a day that is not known (see 'partialDates')")",
        nil
      )
    case .eventDayTaken(let outcome, let count, let day, let error):
      (
        "event-day-taken", .warning,
        "'\(outcome)' happened for \(Self.patients(count)) on a day that is not known: the \(day) of those it may have been is taken, at most \(error) day\(error == 1 ? "" : "s") off",
        nil
      )
    case .openValue(let column, let patients):
      (
        "undecided-value", .warning,
        "'\(column)' hangs on dates or values that are not known for \(Self.named(patients)), and is missing there",
        nil
      )
    case .competingCensored(let outcome, let competing, let count):
      (
        "competing-censored", .warning,
        "'\(outcome)' is analysed as cause-specific: \(Self.patients(count)) with '\(competing)' first \(count == 1 ? "is" : "are") censored there, so 1 - survival is no probability of the event",
        nil
      )
    case .eventAfterFollowUp(let outcome, let patients):
      (
        "event-after-follow-up", .warning,
        "'\(outcome)' happened after the end of follow-up for \(Self.named(patients)), who \(patients.count == 1 ? "is" : "are") censored at that end",
        "where follow-up goes on until the event, write censor: latest(…) of both dates"
      )
    case .groupMissing(let column, let use, let count):
      (
        "group-missing", .warning,
        "'\(column)' is missing for \(Self.patients(count)), who \(count == 1 ? "is" : "are") left out of the analyses by \(use)",
        nil
      )
    case .fewPatients(let design, let arm, let patients):
      (
        "few-patients", .warning,
        "'\(design)' has only \(Self.patients(patients)) of \(arm)", nil
      )
    case .subgroupSkipped(let column, let levels):
      (
        "subgroup-skipped", .warning,
        "'\(column)' has \(levels) levels, too many for subgroups", nil
      )
    case .subgroupImbalance(let design, let subgroup, let covariate, let smd):
      (
        "subgroup-imbalance", .warning,
        "within \(subgroup), '\(design)' leaves the arms furthest apart in \(covariate): |SMD| \(Self.fixed(abs(smd), 3))",
        nil
      )
    case .stateEntries(let outcome, let parts):
      (
        "state-entries", .warning,
        "states until '\(outcome)': \(parts.joined(separator: "; "))",
        nil
      )
    case .armAfterFollowUp(let column, let outcome, let count):
      (
        "arm-after-follow-up", .warning,
        "'\(column)' of \(Self.patients(count)) comes when follow-up of '\(outcome)' has ended; \(count == 1 ? "the patient counts" : "they count") in the other arm until then",
        nil
      )
    case .acceptanceUnused(let id):
      ("acceptance-unused", .note, "the study accepts '\(id)', which this run does not find", nil)
    }
  }

  private static func era(
    _ design: String, _ covariate: String, _ smd: Double, _ focal: EraArm, _ reference: EraArm,
    _ isMatched: Bool
  ) -> String {
    let difference = abs(focal.year - reference.year)
    let direction = reference.year < focal.year ? "earlier" : "later"
    let who = isMatched ? "matched patients" : "patients"
    return
      "under '\(design)' \(who) of \(reference.arm) are \(fixed(difference, 1)) years \(direction) "
      + "than those of \(focal.arm) (\(covariate) \(fixed(reference.year, 1)) against "
      + "\(fixed(focal.year, 1)), |SMD| \(fixed(abs(smd), 3)))"
  }

  /// A gate that does not hold, in words; also the reason of a withheld estimate.
  static func gate(
    _ design: String, _ gate: String, _ value: Double?, _ threshold: Double, _ subject: String?
  ) -> String {
    let subject = subject.map { " (\($0))" } ?? ""
    let found = value.map { fixed($0, 3) } ?? "no number"
    switch gate {
    case "smd":
      return "the balance gate does not hold for '\(design)': largest |SMD| \(found)\(subject), "
        + "allowed \(number(threshold, 3))"
    case "ess":
      return "the information gate does not hold for '\(design)': effective sample size "
        + "\(value.map { fixed($0, 1) } ?? "no number")\(subject), asked for \(number(threshold, 6))"
    case "share":
      return
        "the share gate does not hold for '\(design)': \(found) of its patients have or may have"
        + "\(subject), allowed \(number(threshold, 3))"
    default:
      return "the \(gate) gate does not hold for '\(design)': \(found)\(subject), "
        + "asked for \(number(threshold, 3))"
    }
  }

  private static func patients(_ count: Int) -> String {
    count == 1 ? "1 patient" : "\(count) patients"
  }
}
