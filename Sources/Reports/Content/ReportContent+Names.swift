internal import Workflow

extension ReportContent {
  typealias Named<Value> = (name: String, value: Value)

  /// The designs in the order of the study.
  var designs: [Named<DesignResult>] {
    results.designs.map { (name: $0.key, value: $0.value) }
      .sorted { ($0.value.position, $0.name) < ($1.value.position, $1.name) }
  }

  /// The propensity models in the order of the study.
  var propensityModels: [Named<PropensityResult>] {
    results.propensity.map { (name: $0.key, value: $0.value) }
      .sorted { ($0.value.position, $0.name) < ($1.value.position, $1.name) }
  }

  /// Whether the study has no arms to compare.
  var isDescriptive: Bool { results.arms.count == 1 && results.arms[0].role == .other }

  func armLabel(_ arm: String) -> String {
    results.arms.first { $0.arm == arm }?.label ?? arm
  }

  /// The arm's place in the study's order, which gives its colour and dash.
  func armIndex(_ arm: String) -> Int {
    results.arms.firstIndex { $0.arm == arm } ?? results.arms.count
  }

  func designLabel(_ design: String?) -> String {
    guard let design else {
      return isDescriptive ? "Everyone in the cohort" : "Crude, before any design"
    }
    return designLabels[design] ?? Self.words(design)
  }

  func outcomeLabel(_ outcome: String, event: String? = nil) -> String {
    let label = outcomeLabels[outcome] ?? Self.words(outcome)
    guard let event else { return label }
    return "\(label): \(event)"
  }

  func covariateLabel(_ covariate: String, level: String? = nil) -> String {
    let label = covariateLabels[covariate] ?? covariate
    guard let level else { return label }
    return "\(label) \(level)"
  }

  /// A subgroup `column=level` as a reader sees it.
  func subgroupLabel(_ subgroup: String) -> String {
    guard let equals = subgroup.firstIndex(of: "=") else { return subgroup }
    let column = String(subgroup[..<equals])
    return "\(covariateLabel(column)) = \(subgroup[subgroup.index(after: equals)...])"
  }

  /// The unit of an outcome's times: as given, or that of its curves or estimates.
  func timeUnit(_ outcome: String) -> String? {
    if let unit = outcomeUnits[outcome] { return unit }
    if let curve = results.curves.first(where: { $0.outcome == outcome }) { return curve.unit }
    return results.estimates.first { $0.outcome == outcome && $0.unit != nil }?.unit
  }

  /// The limit for |SMD| that the study asks for, 0.1 where it asks for none.
  func balanceThreshold(_ design: DesignResult) -> Double {
    design.gates.first { $0.gate == "smd" && $0.threshold.isFinite }?.threshold
      ?? DesignResult.standardBalanceThreshold
  }

  /// `matchedProbability` → `Matched probability`.
  static func words(_ name: String) -> String {
    var result = ""
    for character in name {
      if character == "_" || character == "-" {
        result += " "
      } else if character.isUppercase, let last = result.last, last.isLowercase {
        result += " " + character.lowercased()
      } else {
        result.append(character)
      }
    }
    return capitalized(result)
  }

  static func capitalized(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }
}

extension Estimate {
  /// What the estimate stands under, beside its outcome: its event or state, or the ways between states.
  var section: String? { measure == "transitionHazardRatio" ? "transitions" : event }
}
