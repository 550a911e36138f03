internal import Workflow

extension HTMLPage {
  /// The estimate that the study asks for first: its first hazard ratio, else its first contrast.
  private var headline: Estimate? {
    let all = content.results.estimates
    guard let first = all.first else { return nil }
    let rows = all.filter {
      $0.outcome == first.outcome && $0.event == first.event && $0.design == first.design
        && $0.subgroup == nil
    }
    return rows.first { $0.measure == "hazardRatio" } ?? rows.first { $0.referenceArm != nil }
      ?? rows.first { $0.estimate != nil } ?? rows.first
  }

  /// The first result in words, and what a reader should know before believing it.
  func result() -> [Markup] {
    guard let headline else {
      return acceptedDesign()
        + [box([paragraph("This study asks for no estimate: it describes its cohort.")])]
        + attention(of: nil, outcome: nil)
    }
    let outcome = content.outcomeLabel(headline.outcome, event: headline.event)
    let eyebrow = tag(
      "p", class: "eyebrow", .text("\(outcome) · \(content.designLabel(headline.design))"))
    return acceptedDesign() + [box([eyebrow] + words(headline) + [facts(rows(headline))])]
      + attention(of: headline.design, outcome: headline.outcome)
  }

  private func box(_ body: [Markup]) -> Markup { tag("div", [("class", "key")], body) }

  private func words(_ estimate: Estimate) -> [Markup] {
    let text = EstimateText(estimate, in: content)
    guard text.note == nil else { return noNumber(estimate, text) }
    let interval =
      text.interval == NumberText.absent
      ? "" : " (\(EstimateText.level(estimate.level)) CI \(text.interval))"
    let unit = text.unit.isEmpty ? "" : text.unit == "%" ? "%" : " \(text.unit)"
    let sign = text.p.hasPrefix("<") || text.p.hasPrefix(">") ? "p\u{A0}" : "p\u{A0}=\u{A0}"
    let p = text.p == NumberText.absent ? "" : ", \(sign)\(text.p)"
    return [
      tag(
        "p", class: "headline", .text("\(text.measure) "),
        tag("strong", .text(text.value + unit)), .text(interval + p)),
      paragraph(comparison(estimate) + meaning(estimate)),
    ]
  }

  private func noNumber(_ estimate: Estimate, _ text: EstimateText) -> [Markup] {
    let word = ReportContent.capitalized(text.value)
    let reason = content.readableReason(text.note ?? "").lowercasedFirst
    let shown =
      estimate.status == .withheld
      ? " No effect of this design is shown, here or in any figure or table." : ""
    return [
      tag("p", class: "headline", tag("strong", .text("\(word):")), .text(" \(reason)")),
      paragraph(comparison(estimate) + shown),
    ]
  }

  private func comparison(_ estimate: Estimate) -> String {
    guard let arm = estimate.arm else { return "" }
    guard let reference = estimate.referenceArm else { return "\(content.armLabel(arm))." }
    return "\(content.armLabel(arm)) compared with \(content.armLabel(reference))."
  }

  private func meaning(_ estimate: Estimate) -> String {
    guard let arm = estimate.arm, estimate.referenceArm != nil else { return "" }
    let label = content.armLabel(arm)
    switch Measure(estimate.measure) {
    case .ratio where estimate.measure == "hazardRatio":
      return " Below 1 the event comes at a lower rate with \(label), above 1 at a higher rate."
    case .ratio: return " Below 1 the value is lower with \(label), above 1 higher."
    case .timeDifference, .probabilityDifference, .valueDifference, .rateDifference:
      return " Below 0 the value is lower with \(label), above 0 higher."
    default: return ""
    }
  }

  private func rows(_ estimate: Estimate) -> [(String, String)] {
    let text = EstimateText(estimate, in: content)
    var rows: [(String, String)] = []
    if let design = estimate.design.flatMap({ content.results.designs[$0] }) {
      rows.append(("Design", ReportContent.capitalized(ReportContent.methodWords(design.method))))
      rows.append(
        (
          "Speaks of",
          ReportContent.capitalized(content.populationWords(design.targetPopulation))
        ))
      if estimate.status != .withheld {
        rows.append(("Patients", patients(design)))
        let all = design.arms.values.reduce(0) { $0 + $1.n }
        if let n = estimate.n, n < all {
          rows.append(("With a known outcome", "\(NumberText.count(n)) of them"))
        }
      }
    } else {
      rows.append(
        (
          "Design",
          content.isDescriptive ? "None: nobody is compared" : "None: the arms as they are"
        ))
    }
    guard estimate.status == .estimated else { return rows }
    if estimate.design == nil, text.n != NumberText.absent { rows.append(("Patients", text.n)) }
    if text.events != NumberText.absent { rows.append(("Events", text.events)) }
    if !text.variance.isEmpty {
      rows.append(("Standard errors", text.variance == "model" ? "model-based" : text.variance))
    }
    return rows
  }

  private func patients(_ design: DesignResult) -> String {
    content.results.arms.compactMap { arm in
      design.arms[arm.arm].map { "\(arm.label) \(NumberText.count($0.n))" }
    }.joined(separator: ", ")
  }
}
