internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Tables
internal import Vocabulary

extension PatientMaker {
  /// The steps to the cohort, with what became of the patient at each.
  ///
  /// Where there was no cohort, a step is judged by its own rule, as far as it has one.
  func steps() throws(Faults) -> [PatientReport.Step] {
    var steps: [PatientReport.Step] = []
    var hasLeft = false
    func add(_ name: String, _ rule: String?, _ part: PatientReport.Part?, _ own: Bool?) {
      let fate = hasLeft ? .notReached : fate(name, own)
      if fate != .remaining { hasLeft = true }
      steps.append(PatientReport.Step(name: name, rule: rule, fate: fate, part: part))
    }
    if let entry, let rule = checked.rules.entry {
      add(Timeline.entryStep, rule.text, parts.part(entry), entry.value.isKnown ? true : nil)
      if let timeZero, let rule = checked.rules.timeZero, !isOfficial(Timeline.timeZeroStep, false)
      {
        add(
          Timeline.timeZeroStep, rule.text, parts.part(timeZero),
          timeZero.value.isKnown ? true : nil)
      }
      let part = try followUp()
      add(Timeline.followUpStep, part?.text, part, part?.value.map { $0 == "true" })
    }
    for rule in checked.rules.eligible {
      let explanation = try explainer.explain(rule.condition.expression)
      var own: Bool? = explanation.value == .flag(true)
      if !explanation.value.isKnown { own = rule.unknown == .include ? true : nil }
      add(rule.name, rule.text, parts.part(explanation), own)
    }
    let known = Set(steps.map(\.name))
    if let cohort = run.cohort {
      for step in cohort.attrition.dropFirst() where !known.contains(step.name) {
        add(step.name, step.rule, nil, true)
      }
    }
    return steps
  }

  /// Whether the run has, or has not, a step of that name.
  private func isOfficial(_ name: String, _ has: Bool) -> Bool {
    guard let cohort = run.cohort else { return false }
    return cohort.attrition.contains { $0.name == name } == has
  }

  private func fate(_ name: String, _ own: Bool?) -> PatientReport.Step.Fate {
    if let cohort = run.cohort {
      guard let exit = cohort.exits[row], cohort.attrition[Int(exit.step)].name == name else {
        return .remaining
      }
      return exit.fate == .unknown ? .unknown : .excluded
    }
    return own.map { $0 ? .remaining : .excluded } ?? .unknown
  }

  /// Death and the end of follow-up, held against time zero.
  private func followUp() throws(Faults) -> PatientReport.Part? {
    guard let followUp = checked.followUp else { return nil }
    let death = Expression.written(followUp.death.text)
    let end = Expression.written(followUp.end.text)
    let days = [
      try explainer.explain(Expression("earliest(\(death))")),
      try explainer.explain(Expression("latest(\(end))")),
    ]
    let zero = Timeline.timeZeroColumn
    var part = parts.part(
      try explainer.explain(Expression("earliest(\(death)) > \(zero) and latest(\(end)) > \(zero)"))
    )
    part.form = "followUp"
    part.text = "\(followUp.death.text) and \(followUp.end.text) after \(zero)"
    part.parts = days.map(parts.part)
    guard run.cohort != nil else { return part }
    let fate = fate(Timeline.followUpStep, nil)
    part.state = fate == .unknown ? .undecided : .known
    part.value = fate == .unknown ? nil : fate == .remaining ? "true" : "false"
    return part
  }

  /// The rule of each arm.
  func arms() throws(Faults) -> [PatientReport.Arm] {
    var arms: [PatientReport.Arm] = []
    for arm in checked.rules.arms {
      let explanation = try explainer.explain(arm.condition.expression)
      var inEra: Bool?
      if case .date(let day) = entry?.value { inEra = arm.era?.contains(day: day) }
      arms.append(
        PatientReport.Arm(
          arm: arm.name, label: checked.study.cohort.arms[arm.name]?.label ?? arm.name,
          era: arm.era?.text, inEra: inEra, part: parts.part(explanation)))
    }
    return arms
  }
}
