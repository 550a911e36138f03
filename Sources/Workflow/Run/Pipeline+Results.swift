internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Registry
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// Gathers what the stages found.
  func results(
    _ cohort: AnalysisCohort, _ model: PropensityFit?, _ designs: [BuiltDesign],
    _ baseline: [Results.BaselineRow], _ analyses: AnalysisResult,
    _ quality: [QualityRow], _ described: DescribedCohort, _ findings: [Diagnostic]
  ) -> Results {
    var results = Results(
      study: study.study.value, title: study.title ?? study.study.value, question: study.question)
    results.arms = cohort.studyArms.map { name in
      let group = cohort.armNames.firstIndex(of: name) ?? 0
      return Results.Arm(
        arm: name, label: cohort.armLabels[group],
        role: !checked.hasArms ? .other : group == 1 ? .focal : .reference,
        n: cohort.groups.count { $0 == group })
    }
    results.attrition = cohort.attrition.map { step in row(step, cohort) }
    results.baseline = baseline
    if let model { results.propensity["main"] = model.result }
    for design in designs { results.designs[design.name] = design.result }
    results.estimates = analyses.estimates
    results.curves = analyses.curves
    results.figures = analyses.figures
    results.quality = quality
    results.descriptions = described.descriptions
    results.tables = described.tables
    if let comparison = checked.lineComparison, let events = checked.events {
      results.tables += comparison.tables(events.patients)
    }
    results.findings = accepted(
      findings + nonProportional(analyses.estimates) + followUp(analyses.estimates, cohort)
    ).map { finding in
      Results.Finding(
        id: finding.id, severity: finding.severity.rawValue, message: finding.message,
        place: relative(finding.place))
    }
    for index in results.findings.indices {
      let id = results.findings[index].id
      results.findings[index].accepted = study.accept.first { $0.finding == id }?.reason
    }
    return results
  }

  private func row(_ step: AttritionStep, _ cohort: AnalysisCohort) -> Results.AttritionStep {
    var byArm: [String: Results.AttritionStep.Counts] = [:]
    for (name, counts) in zip(cohort.studyArms, step.byArm) where checked.hasArms {
      byArm[name] = Results.AttritionStep.Counts(
        remaining: counts.remaining, excluded: counts.excluded, unknown: counts.unknown)
    }
    return Results.AttritionStep(
      step: step.name, rule: step.rule, remaining: step.total.remaining,
      excluded: step.total.excluded, unknown: step.total.unknown, byArm: byArm)
  }

  /// The ratio of median follow-up times from which on it is a finding.
  static let notableFollowUpRatio = 1.5

  /// A finding for each outcome and design whose arms were followed for very different times.
  private func followUp(_ estimates: [Estimate], _ cohort: AnalysisCohort) -> [Diagnostic] {
    guard cohort.armNames.count == 2 else { return [] }
    let medians = estimates.filter {
      $0.measure == EffectMeasure.medianFollowUp.rawValue && $0.subgroup == nil
    }
    var seen: Set<[String?]> = []
    var findings: [Diagnostic] = []
    for focal in medians where focal.arm == cohort.armNames[1] {
      let other = medians.first {
        $0.outcome == focal.outcome && $0.design == focal.design && $0.arm == cohort.armNames[0]
      }
      guard let a = focal.estimate, let b = other?.estimate, min(a, b) > 0,
        max(a, b) / min(a, b) >= Self.notableFollowUpRatio,
        seen.insert([focal.outcome, focal.design]).inserted
      else { continue }
      let finding = FindingMessage.followUp(
        outcome: focal.outcome, design: focal.design, unit: focal.unit ?? "",
        focal: (cohort.armLabels[1], a), reference: (cohort.armLabels[0], b))
      findings.append(finding.diagnostic(at: study.outcomes.place(of: focal.outcome)))
    }
    return findings
  }

  /// A finding for each outcome and design whose hazard ratio changes over time.
  private func nonProportional(_ estimates: [Estimate]) -> [Diagnostic] {
    var seen: Set<[String?]> = []
    var findings: [Diagnostic] = []
    for estimate in estimates
    where estimate.measure == EffectMeasure.proportionalHazards.rawValue
      && estimate.subgroup == nil && (estimate.p ?? 1) < 0.05
      && seen.insert([estimate.outcome, estimate.design]).inserted
    {
      let finding = FindingMessage.nonProportional(
        outcome: estimate.outcome, design: estimate.design, p: estimate.p ?? 1)
      findings.append(finding.diagnostic(at: study.outcomes.place(of: estimate.outcome)))
    }
    return findings
  }

  /// Accepted findings become notes; acceptances of what was not found are noted.
  private func accepted(_ findings: [Diagnostic]) -> [Diagnostic] {
    var result = findings
    for acceptance in study.accept {
      var isFound = false
      for index in result.indices where result[index].id == acceptance.finding {
        result[index].severity = .note
        isFound = true
      }
      if !isFound {
        result.append(FindingMessage.acceptanceUnused(acceptance.finding).diagnostic(at: nil))
      }
    }
    return result
  }
}
