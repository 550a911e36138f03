internal import Workflow

/// One estimate in words and formatted numbers, the same for the terminal and the page.
struct EstimateText {
  /// The measure with its time, such as `Restricted mean time to 5 years`.
  let measure: String
  /// The arm, or the arm against the arm it is compared with; empty for tests over all arms.
  let contrast: String
  /// The number without its unit, or a dash.
  let value: String
  /// The unit; empty where there is none.
  let unit: String
  /// The interval, or a dash.
  let interval: String
  /// What is true of the simulated patients, or a dash.
  let truth: String
  /// The p-value, or a dash.
  let p: String
  /// Patients, or a dash.
  let n: String
  /// Events, or a dash.
  let events: String
  /// How the standard error was computed; empty where not said.
  let variance: String
  /// Why there is no number; `nil` where there is one.
  let note: String?

  init(_ estimate: Estimate, in content: ReportContent) {
    let kind = Measure(estimate.measure)
    let exists = estimate.status == .estimated
    measure = Self.measure(estimate, unit: content.timeUnit(estimate.outcome))
    contrast = Self.contrast(estimate, in: content)
    unit = kind.unitText(estimate.unit)
    value = Self.value(estimate, kind)
    interval = Self.interval(estimate, kind)
    truth =
      estimate.truth.map { kind.text($0, unit: estimate.unit, error: estimate.standardError) }
      ?? NumberText.absent
    p = NumberText.pValue(exists ? estimate.p : nil)
    let withheld = estimate.status == .withheld
    n = NumberText.count(withheld ? nil : estimate.n)
    events = NumberText.count(withheld ? nil : estimate.events)
    variance = exists ? estimate.variance ?? "" : ""
    note = Self.note(estimate)
  }

  /// Value, unit and interval in one phrase, such as `0.80 (95% CI 0.67 to 0.95)`.
  func phrase(level: Double) -> String {
    let number = unit.isEmpty ? value : unit == "%" ? "\(value)%" : "\(value) \(unit)"
    guard interval != NumberText.absent else { return number }
    return "\(number) (\(Self.level(level)) CI \(interval))"
  }

  /// `95%`.
  static func level(_ level: Double) -> String { NumberText.trimmed(level * 100) + "%" }

  /// A time as readers say it: whole or half years where days make them.
  static func time(_ value: Double, unit: String?) -> String {
    if unit == "days", value >= 182 {
      let years = value / 365.25
      if abs(years * 2 - (years * 2).rounded()) < 0.01 {
        let number = NumberText.trimmed((years * 2).rounded() / 2, decimals: 1)
        return number == "1" ? "1 year" : "\(number) years"
      }
    }
    let number = NumberText.trimmed(value)
    let isOne = number == "1" && unit?.hasSuffix("s") == true
    return unit.map { "\(number) \(isOne ? String($0.dropLast()) : $0)" } ?? number
  }

  private static func measure(_ estimate: Estimate, unit: String?) -> String {
    let name = Self.name(estimate) + place(estimate, unit: unit)
    let details = [
      landmark(estimate, unit: unit), variant(estimate), shortAdjustment(estimate), estimate.regime,
    ]
    return ([name] + details.compactMap(\.self)).joined(separator: ", ")
  }

  /// The measure in words; of a way between states, with it.
  static func name(_ estimate: Estimate) -> String {
    let name = Measure.name(estimate.measure)
    guard estimate.measure == "transitionHazardRatio" else { return name }
    return "\(name), \(estimate.event ?? "all transitions")"
  }

  /// The time of an estimate after its name, such as ` at 5 years`; empty where it has none.
  static func place(_ estimate: Estimate, unit: String?) -> String {
    guard let at = estimate.at, at.isFinite else { return "" }
    if estimate.measure == "piecewiseHazardRatio" {
      return at > 0 ? " from \(time(at, unit: unit)) on" : " from the start"
    }
    if estimate.measure == "quantile" {
      return " by which \(NumberText.trimmed(at * 100))% had the event"
    }
    let isUpTo = ["rmst", "timeLost", "stateTime", "averageHazardRatio"].contains {
      estimate.measure.hasPrefix($0)
    }
    return " \(isUpTo ? "to" : "at") \(time(at, unit: unit))"
  }

  /// Of whom survival is, where not of all from the start.
  static func landmark(_ estimate: Estimate, unit: String?) -> String? {
    guard estimate.measure.hasPrefix("survival"),
      let part = estimate.method?.split(separator: ", ").first(where: { $0.hasPrefix("given ") }),
      let at = Double(part.dropFirst(6))
    else { return nil }
    return "of those without it at \(time(at, unit: unit))"
  }

  /// What a mean, share or rate is adjusted for, as `adjusted for age`.
  static func adjustment(_ estimate: Estimate) -> String? {
    switch Measure(estimate.measure) {
    case .value, .valueDifference, .rate, .rateDifference: break
    default:
      guard
        [
          "risk", "riskDifference", "riskRatio", "oddsRatio", "rateRatio", "survival",
          "survivalDifference", "survivalRatio", "concordance", "piecewiseHazardRatio",
          "changingHazardRatio", "rmst", "rmstDifference", "rmstRatio",
        ]
        .contains(estimate.measure)
      else { return nil }
    }
    return estimate.method?.split(separator: ", ").first { $0.hasPrefix("adjusted for ") }
      .map(String.init)
  }

  /// What distinguishes a test or ratio from the usual one of its name, as `Gehan's weights`.
  static func variant(_ estimate: Estimate) -> String? {
    let parts = estimate.method?.split(separator: ", ").map(String.init) ?? []
    switch estimate.measure {
    case "logRank":
      return parts.first.flatMap { first in
        switch first {
        case "gehan": "Gehan’s weights"
        case "taroneWare": "Tarone and Ware’s weights"
        case "peto": "Peto’s weights"
        case "modifiedPeto": "modified Peto weights"
        default: first.hasPrefix("Fleming") ? first : nil
        }
      }
    case "hazardRatio":
      let words = parts.compactMap { part in
        switch part {
        case "exact": "exact ties"
        case "breslow": "Breslow’s ties"
        case "Firth's penalty": "Firth’s penalty"
        case "profile likelihood", "gamma frailty": part
        default: part.hasPrefix("ridge ") ? "ridge" : nil
        }
      }
      return words.isEmpty ? nil : words.joined(separator: ", ")
    case "survival", "survivalDifference", "survivalRatio", "rmst", "rmstDifference", "rmstRatio":
      let way = parts.first == "augmented" ? "augmented" : nil
      let pseudo = parts.first == "pseudoValues" ? "pseudo-values" : nil
      let words = [way, pseudo, parts.contains("bootstrap") ? "bootstrap" : nil].compactMap(\.self)
      return words.isEmpty ? nil : words.joined(separator: ", ")
    case "medianDifference", "medianRatio":
      return parts.first == "inversion" ? "by inversion" : nil
    default: return nil
    }
  }

  /// The same in the width of a label: the terms where there are few, else how many.
  static func shortAdjustment(_ estimate: Estimate) -> String? {
    guard let text = adjustment(estimate) else { return nil }
    let terms = text.split(separator: " + ").count
    return terms <= 2 ? text : "adjusted (\(terms) terms)"
  }

  private static func contrast(_ estimate: Estimate, in content: ReportContent) -> String {
    guard let arm = estimate.arm else { return "" }
    guard let reference = estimate.referenceArm else { return content.armLabel(arm) }
    return "\(content.armLabel(arm)) vs \(content.armLabel(reference))"
  }

  private static func value(_ estimate: Estimate, _ kind: Measure) -> String {
    switch estimate.status {
    case .notReached: return "not reached"
    case .withheld: return "withheld"
    case .notEstimable: return "not estimable"
    case .estimated: break
    }
    guard kind == .test else {
      return kind.text(estimate.estimate, unit: estimate.unit, error: estimate.standardError)
    }
    guard let statistic = estimate.statistic else { return NumberText.absent }
    if estimate.measure == "maxCombo" {
      let isTwoSided = estimate.method?.contains("twoSided") ?? true
      return "\(isTwoSided ? "max |z|" : "max z") \(NumberText.fixed(statistic, 2))"
    }
    let degrees = estimate.df.map { " (\(NumberText.trimmed($0)) df)" } ?? ""
    return "χ² \(NumberText.fixed(statistic, 2))\(degrees)"
  }

  private static func interval(_ estimate: Estimate, _ kind: Measure) -> String {
    guard estimate.status == .estimated || estimate.status == .notReached else {
      return NumberText.absent
    }
    if estimate.lower == nil, estimate.upper == nil { return NumberText.absent }
    let open =
      estimate.measure.hasPrefix("median") || estimate.measure == "quantile"
      ? "not reached" : NumberText.absent
    func limit(_ value: Double?) -> String {
      value.map { kind.text($0, unit: estimate.unit, error: estimate.standardError) } ?? open
    }
    return "\(limit(estimate.lower)) to \(limit(estimate.upper))"
  }

  private static func note(_ estimate: Estimate) -> String? {
    switch estimate.status {
    case .estimated: nil
    case .notReached: estimate.reason ?? "the curve does not come down to 50%"
    case .notEstimable: estimate.reason ?? "no reason is recorded"
    case .withheld: estimate.reason ?? "a gate withheld it"
    }
  }
}
