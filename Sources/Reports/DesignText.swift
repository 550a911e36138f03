internal import Balancing
internal import Diagnostics
internal import Vocabulary

/// A design in words.
struct DesignText {
  private let design: Design

  init(_ design: Design) { self.design = design }

  var text: String {
    switch design {
    case .crude: "the cohort as it is"
    case .matching(let matching): text(matching)
    case .weighting(let weighting): text(weighting)
    }
  }

  private func text(_ design: MatchingDesign) -> String {
    let focal = design.estimand == .att ? "focal" : "reference"
    var parts = ["nearest neighbour matching \(ratio(design)) on the \(design.on.value)"]
    parts.append("\(focal) patients choose (\(design.estimand.rawValue))")
    parts.append(design.replace ? "with replacement" : "without replacement")
    if !design.replace {
      let order = design.order ?? .standard(for: design.estimand)
      parts.append(order.summary)
    }
    if let caliper = design.caliper {
      let number = NumberText.trimmed(caliper, decimals: 4)
      parts.append("caliper \(number) \(design.caliperScale.summary)")
    }
    for caliper in design.calipers.elements {
      parts.append("\(caliper.name) within \(NumberText.trimmed(caliper.value, decimals: 4))")
    }
    if !design.exact.isEmpty {
      parts.append("exact on \(design.exact.map(\.name).joined(separator: ", "))")
    }
    if !design.antiexact.isEmpty {
      parts.append("unlike on \(design.antiexact.map(\.name).joined(separator: ", "))")
    }
    return parts.joined(separator: ", ")
  }

  private func ratio(_ design: MatchingDesign) -> String {
    guard let most = design.maxControls else { return "\(design.ratio):1" }
    return "\(design.minControls ?? 1) to \(most):1 (\(design.ratio) on average)"
  }

  private func text(_ design: WeightingDesign) -> String {
    var parts = ["propensity weights, \(design.estimand.rawValue): \(design.estimand.summary)"]
    if design.stabilize { parts.append("stabilized") }
    if design.truncate.count == 2 {
      let limits = design.truncate.map { NumberText.trimmed($0 * 100) + "%" }
      parts.append("cut off at the quantiles \(limits.joined(separator: " and "))")
    }
    if design.trim.count == 2 {
      let limits = design.trim.map { NumberText.trimmed($0, decimals: 4) }
      parts.append("propensities from \(limits.joined(separator: " to ")) only")
    }
    return parts.joined(separator: ", ")
  }
}
