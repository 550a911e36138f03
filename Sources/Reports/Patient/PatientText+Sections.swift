internal import Workflow

extension PatientText {
  /// The rules that made the lines of therapy.
  var rules: [TextLine] {
    let firings = PatientRules(report).firings
    guard !firings.isEmpty else { return [] }
    let column = Self.indent + (firings.map { TextColumns.width($0.date) }.max() ?? 0) + 2
    return [TextLine("Lines of therapy, rule by rule", .heading)]
      + firings.flatMap { firing in
        var label = TextLine()
        label.tab(to: Self.indent)
        label.add(firing.date)
        let words = [firing.rule, firing.words].filter { !$0.isEmpty }.joined(separator: ": ")
        return TextLine.paragraph(
          firing.place.isEmpty ? words : "\(words)  (\(firing.place))", label: label, at: column,
          width: width)
      }
  }

  private static let fewEvents = 24

  /// The events in the order of time, but for tables with many.
  var events: [TextLine] {
    let tables = report.tables.filter { $0.name != PatientRules.table }
    let isLong: (PatientReport.Table) -> Bool = {
      !showsAllEvents && $0.events.count > Self.fewEvents
    }
    let all = tables.filter { !isLong($0) }.flatMap { table in table.events.map { (table, $0) } }
    guard !tables.isEmpty else { return [] }
    var lines = [TextLine("Events", .heading)]
    let sorted = all.enumerated().sorted { a, b in
      let (left, right) = (a.element.1.start ?? "~", b.element.1.start ?? "~")
      return left == right ? a.offset < b.offset : left < right
    }
    let dates = all.map { Self.dates($0.0, $0.1) }
    let dateColumn = Self.indent + min(dates.map(TextColumns.width).max() ?? 0, 22) + 2
    let tableWidth = all.map { TextColumns.width($0.0.name) }.max() ?? 0
    let column = dateColumn + min(tableWidth, 16) + 2
    for (_, (table, event)) in sorted {
      var label = TextLine()
      label.tab(to: Self.indent)
      label.add(Self.dates(table, event))
      label.tab(to: dateColumn)
      label.add(TextColumns.cut(table.name, to: 16), .faint)
      let words = event.fields.filter { $0.text != nil }.map(Self.words).joined(separator: ", ")
      let place = Self.place(event.source)
      lines += TextLine.paragraph(
        words.isEmpty ? "(\(place))" : "\(words)  (\(place))", label: label, at: column,
        width: width)
    }
    for table in tables.filter(isLong) {
      let days = table.events.compactMap(\.start)
      let span = days.first.map { " from \($0) to \(days.last ?? $0)" } ?? ""
      let place = table.events.first.map { Self.place($0.source) } ?? ""
      lines += TextLine.paragraph(
        "\(NumberText.count(table.events.count)) rows of \(table.name)\(span), the first in time "
          + "\(place); --all shows them", at: Self.indent, width: width, ink: .faint)
    }
    if !report.emptyTables.isEmpty {
      lines += TextLine.paragraph(
        "no rows of \(report.emptyTables.joined(separator: ", "))", at: Self.indent, width: width,
        ink: .faint)
    }
    return lines
  }

  /// When an event was.
  static func dates(_ table: PatientReport.Table, _ event: PatientReport.Event) -> String {
    let start = event.start ?? (table.time == nil ? "" : "undated")
    guard table.stop != nil else { return start }
    return "\(start)..\(event.stop ?? "?")"
  }

  /// The steps to the cohort, each with what decided it.
  var eligibility: [TextLine] {
    guard !report.steps.isEmpty else { return [] }
    var lines = [TextLine("Eligibility, step by step", .heading)]
    for step in report.steps {
      let isReached = step.fate != .notReached
      var label = TextLine()
      label.tab(to: Self.indent)
      label.add(
        Self.word(step.fate), isReached ? (step.fate == .remaining ? .plain : .warning) : .faint)
      lines += TextLine.paragraph(
        step.name, label: label, at: 8, width: width, ink: isReached ? .heading : .faint)
      guard let part = step.part, isReached else { continue }
      lines += self.lines(part, at: 8)
    }
    return lines
  }

  /// The rule of each arm.
  var arms: [TextLine] {
    guard !report.arms.isEmpty else { return [] }
    var lines = [TextLine("Arms", .heading)]
    for arm in report.arms {
      var label = TextLine()
      label.tab(to: Self.indent)
      label.add(arm.arm == report.arm ? "yes" : arm.part.state == .known ? "no" : "?")
      lines += TextLine.paragraph(
        arm.label == arm.arm ? arm.arm : "\(arm.arm): \(arm.label)", label: label, at: 8,
        width: width, ink: .heading)
      lines += self.lines(arm.part, at: 8)
      if let era = arm.era, let inEra = arm.inEra {
        lines += TextLine.paragraph(
          "entry in \(era): \(inEra ? "true" : "false")", at: 8, width: width)
      }
    }
    return lines
  }

  /// The covariates and derived columns.
  var values: [TextLine] {
    guard !report.readings.isEmpty else { return [] }
    return [TextLine("Covariates and variables", .heading)]
      + report.readings.flatMap { lines($0.part, at: Self.indent, of: $0.name) }
  }

  /// The outcomes.
  var outcomes: [TextLine] {
    guard !report.outcomes.isEmpty else { return [] }
    var lines = [TextLine("Outcomes", .heading)]
    for outcome in report.outcomes {
      lines += TextLine.paragraph(
        "\(outcome.label)  → \(Self.words(outcome))", at: Self.indent, width: width,
        ink: outcome.value == nil ? .warning : .heading)
      for reading in outcome.parts {
        lines += self.lines(reading.part, at: Self.indent + 2, of: reading.name)
      }
    }
    return lines
  }

  /// The score, and what each design makes of it.
  var designs: [TextLine] {
    guard report.propensity != nil || !report.designs.isEmpty else { return [] }
    var lines = [TextLine("Score and designs", .heading)]
    if let propensity = report.propensity {
      lines += TextLine.paragraph(
        "propensity \(NumberText.fixed(propensity, 4))", at: Self.indent, width: width)
    }
    for design in report.designs {
      var words = ["\(design.method), weight \(NumberText.trimmed(design.weight, decimals: 4))"]
      if let score = design.score { words.append("score \(NumberText.fixed(score, 4))") }
      words += [Self.set(design)].filter { !$0.isEmpty }
      lines += TextLine.paragraph(
        "\(design.name): \(words.joined(separator: "; "))", at: Self.indent, width: width)
    }
    return lines
  }

  /// What became of the patient at a step.
  static func word(_ fate: PatientReport.Step.Fate) -> String {
    switch fate {
    case .remaining: "in"
    case .excluded: "OUT"
    case .unknown: "OUT ?"
    case .notReached: "–"
    }
  }

  /// The time and how it ended, or the value.
  static func words(_ outcome: PatientReport.Outcome) -> String {
    guard let value = outcome.value else { return "unknown" }
    return [NumberText.trimmed(value, decimals: 3), outcome.unit, outcome.end.map { "(\($0))" }]
      .compactMap(\.self).joined(separator: " ")
  }

  /// The set, the role in it and the partners, or why there is none.
  static func set(_ design: PatientReport.Design) -> String {
    if let reason = design.unmatched { return "in no set: \(reason)" }
    guard let set = design.set else { return "" }
    let partners = design.partners.map {
      "\($0.patient) at distance \(NumberText.fixed($0.distance, 4))"
    }
    return "set \(set)\(design.role.map { " (\($0))" } ?? "")"
      + (partners.isEmpty ? "" : " with \(partners.joined(separator: ", "))")
  }
}
