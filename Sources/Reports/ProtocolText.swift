internal import Balancing
internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Regression
public import Studies
internal import Vocabulary

/// The protocol of a study in words: what will be done, before it is done.
public struct ProtocolText {
  let study: Study

  /// The protocol of a study.
  public init(_ study: Study) { self.study = study }

  /// The protocol, section by section.
  public var sections: [ProtocolSection] {
    [
      data, timeline, eligibility, arms, outcomes, propensity, designs, balance, analyses,
      descriptions, gates, truth,
    ].compactMap(\.self)
  }

  /// The protocol laid out for a terminal, its control characters shown as escapes.
  public func text(width: Int, usesColor: Bool) -> String {
    let width = min(width, 100)
    func heading(_ words: String) -> String {
      let text = TextRenderer.printable(words)
      return usesColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
    func wrapped(_ words: String, indent: String = "") -> String {
      ReportText.wrapped(TextRenderer.printable(words), width: width, indent: indent)
    }
    var text = heading(study.title ?? study.study.value) + "\n"
    if let question = study.question { text += wrapped(question) + "\n" }
    for section in sections {
      text += "\n" + heading(section.heading) + "\n"
      for paragraph in section.paragraphs {
        text += wrapped(paragraph, indent: "  ") + "\n"
      }
      let rows = section.rows.map { (term: TextRenderer.printable($0.term), words: $0.definition) }
      let widest = min(rows.map(\.term.count).max() ?? 0, 28)
      for row in rows {
        let indent = String(repeating: " ", count: widest + 4)
        let lines = wrapped(row.words, indent: indent)
        let first = "  \(ReportText.padded(row.term, to: widest))  "
        text +=
          first.count > indent.count ? "\(first)\n\(lines)" : first + lines.dropFirst(indent.count)
        text += "\n"
      }
    }
    return text
  }

  private typealias Row = ProtocolSection.Row

  private var data: ProtocolSection {
    var rows: [Row] = []
    if let registry = study.data.registry {
      rows.append(Row("Registry", "\(registry.value), as its registry.yaml describes it"))
    } else if let model = study.data.simulate {
      let data = study.data
      let kind = data.null == true ? "synthetic, treatments without effect" : "synthetic"
      rows.append(
        Row(
          "Registry",
          "\(kind): \(model.value), \(data.patients ?? 7000) patients, seed \(data.seed ?? 1)"))
    } else {
      rows.append(Row("Table", study.data.table?.value ?? "none"))
      if let id = study.data.id { rows.append(Row("Patient", "one row each, named by \(id.name)")) }
      let tokens = study.data.missing.map { $0.isEmpty ? "an empty field" : "'\($0)'" }
      rows.append(Row("Missing", tokens.joined(separator: " or ")))
    }
    if !study.definitions.isEmpty {
      let files = study.definitions.map(\.value).joined(separator: ", ")
      rows.append(Row("Definitions", files))
    }
    for covariate in study.covariates.elements {
      rows.append(Row(covariate.name, "read as \(covariate.value.source.value)"))
    }
    for variable in study.variables.elements {
      rows.append(Row(variable.name, "derived as \(variable.value.source.value)"))
    }
    return ProtocolSection(heading: "Data", rows: rows)
  }

  /// When a patient enters and from when on is compared.
  private var timeline: ProtocolSection? {
    guard let entry = study.cohort.entry?.source.value else { return nil }
    let zero = study.cohort.timeZero?.source.value
    return ProtocolSection(
      heading: "Entry and time zero",
      rows: [
        Row("Entry", "\(entry); patients without it are excluded and counted"),
        Row("Time zero", zero ?? "the day of entry"),
        Row(
          "Follow-up",
          "who dies, is lost or is no longer followed by time zero, that day included, is excluded before any rule"
        ),
      ])
  }

  private var eligibility: ProtocolSection? {
    let rules = study.cohort.eligible
    guard !rules.isEmpty else { return nil }
    return ProtocolSection(
      heading: "Eligibility",
      paragraphs: ["Every rule must hold; a patient leaves at the first that does not."],
      rows: rules.map { rule in
        let unknown =
          switch rule.unknown {
          case .exclude: "where it cannot be decided, the patient is excluded and counted"
          case .include: "where it cannot be decided, the patient stays"
          case .stop: "it must be decidable for everyone"
          }
        return Row(rule.name, "\(rule.where.source.value); \(unknown)")
      })
  }

  private var arms: ProtocolSection? {
    guard !study.cohort.arms.isEmpty else { return nil }
    let reference = study.cohort.referenceArm
    return ProtocolSection(
      heading: "Arms",
      rows: study.cohort.arms.elements.map { arm in
        let role = arm.name == reference ? "reference" : "focal"
        let era = arm.value.era.map { ", who entered from \($0.first) to \($0.last)" } ?? ""
        return Row(
          arm.value.label ?? arm.name,
          "patients with \(arm.value.where.source.value)\(era) (\(role) arm)")
      })
  }

  private var outcomes: ProtocolSection? {
    guard !study.outcomes.isEmpty else { return nil }
    return ProtocolSection(
      heading: "Outcomes",
      paragraphs: ["Outcomes are looked at only after the arms have been made comparable."],
      rows: study.outcomes.elements.map { outcome in
        Row(outcome.value.label ?? outcome.name, OutcomeText(outcome.value).text)
      })
  }

  private var propensity: ProtocolSection? {
    guard let model = study.propensity else { return nil }
    return ProtocolSection(
      heading: "Propensity",
      paragraphs: ["The probability of being in the focal arm, by \(model.model.summary)."],
      rows: [
        Row("Terms", model.terms.map(\.text).joined(separator: ", ")),
        Row("Missing covariates", "\(model.missing.rawValue): \(model.missing.summary)"),
      ])
  }

  private var designs: ProtocolSection? {
    guard !study.designs.isEmpty else { return nil }
    return ProtocolSection(
      heading: "Designs",
      rows: study.designs.elements.map { design in
        Row(ReportContent.words(design.name), DesignText(design.value).text)
      })
  }

  private var balance: ProtocolSection? {
    guard study.propensity != nil else { return nil }
    var rows = [
      Row(
        "Denominator",
        study.balance.denominator.map(\.summary)
          ?? "the standard deviation that goes with the estimand, before the design"),
      Row("Shares", study.balance.binary.summary),
    ]
    if !study.balance.also.isEmpty {
      let names = study.balance.also.map(\.name).joined(separator: ", ")
      rows.append(Row("Also reported", "\(names) (not in the propensity model)"))
    }
    return ProtocolSection(heading: "Balance", rows: rows)
  }

  private var analyses: ProtocolSection? {
    guard !study.analyses.isEmpty else { return nil }
    var rows = study.analyses.map { analysis in
      let outcomes = analysis.outcome.map { study.outcomes[$0.value]?.label ?? $0.value }
      let units = Set(analysis.outcome.compactMap { study.outcomes[$0.value]?.unit.rawValue })
      let unit = units.count == 1 ? units.first : nil
      return Row(outcomes.joined(separator: ", "), AnalysisText(analysis, unit: unit).text)
    }
    if !study.subgroups.isEmpty {
      let names = study.subgroups.map(\.name).joined(separator: " and of ")
      rows.append(Row("Subgroups", "every analysis again within each level of \(names)"))
    }
    return ProtocolSection(heading: "Analyses", rows: rows)
  }

  private var gates: ProtocolSection? {
    let named = [
      ("Balance", "largest |SMD| at most", study.gates.smd),
      ("Overlap", "share of patients in overlap at least", study.gates.overlap),
      ("Information", "effective sample size of each arm at least", study.gates.ess),
    ]
    func row(_ name: String, _ words: String, _ threshold: Double, _ action: GateAction) -> Row {
      let action =
        action == .withhold ? "else its estimates are withheld" : "else a finding says so"
      return Row(name, "\(words) \(NumberText.trimmed(threshold, decimals: 3)); \(action)")
    }
    var rows = named.compactMap { name, words, gate in
      gate.map { row(name, words, $0.threshold, $0.action) }
    }
    if let gate = study.gates.share {
      rows.append(
        row("Limit", "share of patients with \(gate.of.name) at most", gate.atMost, gate.action))
    }
    guard !rows.isEmpty else { return nil }
    return ProtocolSection(heading: "Gates", rows: rows)
  }
}
