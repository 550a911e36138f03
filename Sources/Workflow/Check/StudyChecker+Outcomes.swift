internal import Balancing
internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Expressions
internal import Regression
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// An outcome's columns may not decide who is compared or how, nor may its events after time zero.
  ///
  /// - Parameter schema: the columns and tables of events; empty before a table is read.
  mutating func checkOutcomesStayOut(_ schema: Schema) {
    let outcomes = OutcomeGuard(study, schema)
    for covariate in study.covariates.elements {
      check(covariate.value.source, by: "the covariate '\(covariate.name)'", outcomes)
    }
    for rule in study.cohort.eligible {
      check(rule.where.source, by: "the rule '\(rule.name)'", outcomes)
    }
    for arm in study.cohort.arms.elements {
      check(arm.value.where.source, by: "the arm '\(arm.name)'", outcomes)
    }
    for column in (study.propensity?.terms ?? []).flatMap(\.columns) {
      check(column: column, by: "the propensity model", outcomes)
    }
    for column in study.balance.also {
      check(column: column.source, by: "the balance table", outcomes)
    }
    for column in study.subgroups { check(column: column.source, by: "a subgroup", outcomes) }
    if let share = study.gates.share { check(column: share.of.source, by: "a gate", outcomes) }
    for design in study.designs.elements {
      guard case .matching(let matching) = design.value else { continue }
      let user = "the design '\(design.name)'"
      for column in matching.exact + matching.antiexact {
        check(column: column.source, by: user, outcomes)
      }
      for caliper in matching.calipers.elements {
        check(column: Located(caliper.name, at: caliper.place), by: user, outcomes)
      }
      check(column: matching.on, by: user, outcomes)
    }
    checkAnalyses(outcomes)
    checkArmsStayOut()
  }

  /// The column that alone decides the arm cannot be a covariate: it tells the arms apart.
  private mutating func checkArmsStayOut() {
    let rules = study.cohort.arms.elements.map(\.value.where.source)
    let known = definitions.expressions
    let columns = rules.compactMap { try? Expression($0.value, at: $0.place) }
      .flatMap { known.references(of: $0) }.map(\.value).filter { known[$0] == nil }
    guard let deciding = columns.first, columns.allSatisfy({ $0 == deciding }) else { return }
    let model = (study.propensity?.terms ?? []).flatMap(\.columns)
    for column in model where column.value == deciding {
      report(.armAsCovariate(deciding, usedBy: "the propensity model"), at: column.place)
    }
    for analysis in study.analyses {
      let adjustment = analysis.estimates.flatMap(\.adjustment).flatMap(\.columns)
      for column in adjustment where column.value == deciding {
        report(.armAsCovariate(deciding, usedBy: "'adjust'"), at: column.place)
      }
      for column in analysis.strata where column.name == deciding {
        report(.armAsCovariate(deciding, usedBy: "'strata'"), at: column.source.place)
      }
    }
  }

  /// Nor may they be what an analysis is stratified by or adjusted for.
  private mutating func checkAnalyses(_ outcomes: OutcomeGuard) {
    for analysis in study.analyses {
      for column in analysis.strata {
        check(column: column.source, by: "'strata'", outcomes)
      }
      for column in analysis.estimates.flatMap(\.adjustment).flatMap(\.columns) {
        check(column: column, by: "'adjust'", outcomes)
      }
      if let from = analysis.armFrom { check(column: from.source, by: "'armFrom'", outcomes) }
    }
  }

  private mutating func check(
    _ source: Located<String>, by user: String, _ outcomes: OutcomeGuard
  ) {
    for column in outcomes.columns(of: source) { check(column: column, by: user, outcomes) }
    for read in outcomes.later(source) {
      guard let outcome = read.outcome else { continue }
      let fault = StudyFault.outcomeEventsInDesign(
        table: read.table, time: read.time, of: outcome, usedBy: user)
      report(fault, at: read.place, notes: read.notes)
    }
  }

  private mutating func check(
    column: Located<String>, by user: String, _ outcomes: OutcomeGuard
  ) {
    guard let found = outcomes.outcome(of: column.value) else { return }
    report(
      .outcomeInDesign(column: found.column, of: found.outcome, usedBy: user), at: column.place)
  }
}
