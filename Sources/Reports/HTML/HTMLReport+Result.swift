internal import Workflow

extension HTMLReport {
  /// The first contrast in words, with the numbers by arm behind it.
  func resultBox() -> Markup {
    let attributes: [Markup.Attribute] = [
      ("id", "result"), ("class", "result"), ("aria-label", "Main result"),
    ]
    guard let main = content.mainEstimate else {
      return tag(
        "section", attributes,
        [tag("h2", "Main result"), paragraph("The study asks for no comparison of its arms.")])
    }
    let text = EstimateText(main, in: content)
    return tag(
      "section", attributes,
      [
        tag("h2", "Main result"), headline(main, text), byArm(main), otherDesigns(main),
        tag("p", [("class", "gates")], [.text(content.gatesSentence(main.design))]),
      ])
  }

  private func headline(_ main: Estimate, _ text: EstimateText) -> Markup {
    let subject =
      "\(content.outcomeLabel(main.outcome, event: main.event)), "
      + content.designLabel(main.design).lowercasedFirst
    guard main.status == .estimated else {
      return tag(
        "p", class: "headline", .text("\(subject). \(text.measure): "),
        tag("b", .text(text.value)), .text(text.note.map { " because \($0)." } ?? "."))
    }
    let size =
      main.n == nil ? "" : ", in \(text.n) patients with \(text.events) events"
    let p = main.p == nil ? "" : "; p \(text.p.hasPrefix("<") ? text.p : "= \(text.p)")"
    return .group([
      tag("p", class: "subject", .text(subject)),
      tag(
        "p", class: "headline", .text("\(text.measure) "),
        tag("b", .text(text.phrase(level: main.level))), .text(p)),
      tag("p", class: "who", .text("\(text.contrast)\(size).")),
    ])
  }

  private func byArm(_ main: Estimate) -> Markup {
    let rows = content.results.estimates.filter {
      $0.outcome == main.outcome && $0.event == main.event && $0.design == main.design
        && $0.subgroup == main.subgroup && $0.arm != nil && $0.referenceArm == nil
    }
    if rows.isEmpty { return .group([]) }
    var order: [String] = []
    var cells: [String: [String: String]] = [:]
    for row in rows {
      let text = EstimateText(row, in: content)
      if cells[text.measure] == nil { order.append(text.measure) }
      cells[text.measure, default: [:]][row.arm ?? ""] = text.phrase(level: row.level)
    }
    let arms = content.results.arms
    let head = tag(
      "tr", [],
      [tag("td", [], [])] + arms.map { tag("th", [("scope", "col")], [.text($0.label)]) })
    let body = order.map { measure in
      tag(
        "tr", [],
        [tag("th", [("scope", "row")], [.text(measure)])]
          + arms.map { tag("td", .text(cells[measure]?[$0.arm] ?? NumberText.absent)) })
    }
    let box: [Markup.Attribute] = [
      ("class", "scroll"), ("role", "region"), ("aria-label", "Results by arm"), ("tabindex", "0"),
    ]
    let caption = tag("caption", [("class", "unseen")], ["Results by arm"])
    let table = tag("table", [], [caption, tag("thead", head), tag("tbody", [], body)])
    return tag("div", box, [table])
  }

  private func otherDesigns(_ main: Estimate) -> Markup {
    let others = content.results.estimates.filter {
      $0.measure == main.measure && $0.at == main.at && $0.outcome == main.outcome
        && $0.event == main.event && $0.subgroup == nil && $0.design != main.design
        && $0.arm == main.arm && $0.referenceArm == main.referenceArm
    }
    if others.isEmpty { return .group([]) }
    let items = others.map { other in
      let text = EstimateText(other, in: content)
      return tag(
        "li", .text("\(content.designLabel(other.design)): "),
        .text(text.phrase(level: other.level) + (text.note.map { " (\($0))" } ?? "")))
    }
    return .group([
      tag("p", class: "others", "The same question under the other designs:"), tag("ul", [], items),
    ])
  }
}

extension ReportContent {
  /// The first contrast: a hazard ratio of the first analysis where there is one.
  var mainEstimate: Estimate? {
    let contrasts = results.estimates.filter { $0.referenceArm != nil && $0.subgroup == nil }
    guard let first = contrasts.first else {
      return results.estimates.first { $0.referenceArm != nil }
    }
    return contrasts.first {
      $0.measure == "hazardRatio" && $0.outcome == first.outcome && $0.design == first.design
    } ?? first
  }

  /// How the gates of a design came out, in one or two sentences.
  func gatesSentence(_ design: String?) -> String {
    guard let design, let result = results.designs[design], !result.gates.isEmpty else {
      return design == nil ? "This comparison has no design: its arms may differ in everything." : ""
    }
    let failed = result.gates.filter { !$0.passed }
    if failed.isEmpty { return "All \(result.gates.count) checks of this design hold." }
    let words = failed.map { "\(gateName($0)) \(gateValue($0))" }.joined(separator: "; ")
    return "\(failed.count) of the \(result.gates.count) checks of this design "
      + "\(failed.count == 1 ? "does" : "do") not hold: \(words)."
  }

  /// The gate and its subject in words.
  func gateName(_ gate: DesignResult.Gate) -> String {
    let name =
      switch gate.gate {
      case "smd": "|standardized mean difference|"
      case "ess": "effective sample size"
      case "overlap": "overlap"
      default: ReportContent.words(gate.gate).lowercasedFirst
      }
    guard let subject = gate.subject else { return name }
    let isArm = results.arms.contains { $0.arm == subject }
    return "\(name) of \(isArm ? armLabel(subject) : covariateSubject(subject))"
  }

  /// A gate's value.
  func gateValue(_ gate: DesignResult.Gate) -> String {
    gate.gate == "ess" ? NumberText.fixed(gate.value, 1) : NumberText.fixed(gate.value, 3)
  }

  private func covariateSubject(_ subject: String) -> String {
    guard let equals = subject.firstIndex(of: "="), covariateLabels[subject] == nil else {
      return covariateLabel(subject)
    }
    return covariateLabel(
      String(subject[..<equals]), level: String(subject[subject.index(after: equals)...]))
  }
}
