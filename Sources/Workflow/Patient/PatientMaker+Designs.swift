internal import Balancing
internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Vocabulary

extension PatientMaker {
  /// What each design makes of a patient of the cohort.
  func designs(_ member: Int) -> [PatientReport.Design] {
    run.designs.map { design in
      let sets = design.sets.enumerated().filter { _, set in
        set.focal == member || set.matches.contains { $0.row == member }
      }
      let isFocal = sets.contains { $0.element.focal == member }
      return PatientReport.Design(
        name: design.name, method: design.result.method, weight: design.weights[member],
        score: design.score.isEmpty ? nil : design.score[member],
        set: sets.first.map { $0.offset + 1 },
        role: sets.isEmpty ? nil : isFocal ? "focal" : "matched",
        partners: sets.flatMap { partners($0.element, of: member, design) },
        unmatched: unmatched(design, member))
    }
  }

  private func partners(
    _ set: MatchedSet, of member: Int, _ design: BuiltDesign
  ) -> [PatientReport.Design.Partner] {
    guard let ids = run.cohort?.ids else { return [] }
    func partner(_ row: Int, _ distance: Double) -> PatientReport.Design.Partner {
      PatientReport.Design.Partner(
        patient: ids[row], distance: distance, weight: design.weights[row])
    }
    if set.focal == member { return set.matches.map { partner($0.row, $0.distance) } }
    let own = set.matches.first { $0.row == member }?.distance ?? 0
    return [partner(set.focal, own)]
      + set.matches.filter { $0.row != member }.map { partner($0.row, $0.distance) }
  }

  private func unmatched(_ design: BuiltDesign, _ member: Int) -> String? {
    guard design.reasons.indices.contains(member), design.reasons[member] >= 0 else { return nil }
    return UnmatchedReason.allCases[Int(design.reasons[member])].rawValue
  }

  /// The outcomes of a patient of the cohort, with the rows they came from.
  func outcomes(_ member: Int) throws -> [PatientReport.Outcome] {
    guard let cohort = run.cohort else { return [] }
    var all: [PatientReport.Outcome] = []
    for outcome in checked.outcomes {
      var findings: [Diagnostic] = []
      var made = PatientReport.Outcome(
        name: outcome.name, label: outcome.section.label ?? outcome.name, value: nil, unit: nil,
        end: nil, parts: try expressions(of: outcome).map { reading($0, try explainer.explain($1)) }
      )
      let values = try? run.pipeline.values(of: outcome, cohort, &findings)
      switch values?.content {
      case .time(let times) where values?.isKnown[member] == true:
        made.value = times.time[member]
        made.unit = outcome.section.unit.rawValue
        let cause = times.causes[member]
        made.end =
          cause == 0 ? "censored" : cause == 1 ? "event" : times.competing[cause - 2]
      case .value(let numbers) where values?.isKnown[member] == true:
        made.value = numbers.values[member]
        made.unit = outcome.section.valueUnit
      default: break
      }
      all.append(made)
    }
    return all
  }

  private func expressions(
    of outcome: CheckedStudy.Outcome
  ) -> [(name: String, expression: Expression)] {
    func named(_ name: String, _ typed: TypedExpression?) -> [(String, Expression)] {
      typed.map { [(name, $0.expression)] } ?? []
    }
    func competing(_ all: [TypedExpression]) -> [(String, Expression)] {
      zip(outcome.competing, all).map { ($0, $1.expression) }
    }
    switch outcome.content {
    case .time(let flags):
      return named("time", flags.time) + named("event", flags.event) + competing(flags.competing)
        + named("entry", flags.entry)
    case .dates(let dates):
      return named("from", dates.from) + named("event", dates.event) + competing(dates.competing)
        + named("censor", dates.censor)
    case .value(_, let value, let exposure):
      return named("value", value) + named("exposure", exposure)
    }
  }
}
