internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Vocabulary

/// Finds designs whose time zero makes an effect out of nothing, from the study file alone.
///
/// Each expression is followed through time (``TimedValue``); what it says is compared with the
/// day from which patients are followed. No value of the data is looked at.
///
/// Suissa S. Immortal time bias in pharmacoepidemiology. Am J Epidemiol 2008;167:492-499,
/// doi:10.1093/aje/kwm324; Hernán MA et al. Specifying a target trial prevents immortal time bias
/// and other self-inflicted injuries. J Clin Epidemiol 2016;79:70-75,
/// doi:10.1016/j.jclinepi.2016.04.014.
struct TimeZeroLinter {
  let design: TimedDesign

  /// Everything found, in the order of the study.
  var findings: [TimeZeroFinding] {
    days + eligibility + arms + covariates + outcomes + comparability
  }

  /// Readings of what may happen after patients are followed.
  private func late(_ value: TimedValue) -> [TimedRead] {
    guard value.known > design.start else { return [] }
    let late = value.reads.filter { $0.window.high > design.start }
    return late.isEmpty ? value.reads.map(\.indirect) : late
  }

  private func late(_ reads: [TimedRead]) -> [TimedRead] {
    reads.filter { $0.window.high > design.start }
  }

  private var eligibility: [TimeZeroFinding] {
    design.eligible.compactMap { rule in
      let reads = late(rule.value)
      let measured = reads.filter(\.measuresLength)
      if !measured.isEmpty { return .durationFixed(by: rule, reads: measured) }
      let required = late(rule.value.requiredIfTrue)
      if !required.isEmpty { return .immortalSelection(by: rule, reads: required) }
      return reads.isEmpty ? nil : .readsAfterTimeZero(by: rule, reads: reads)
    }
  }

  private var arms: [TimeZeroFinding] {
    var result: [TimeZeroFinding] = []
    let late = design.arms.map { self.late($0.value) }
    let required = design.arms.map { self.late($0.value.requiredIfTrue) }
    if required.count > 1, required.allSatisfy({ !$0.isEmpty }), let arm = design.arms.first {
      result.append(.immortalSelection(by: arm, reads: required[0]))
    }
    let order = required.indices.sorted {
      (required[$0].isEmpty ? 1 : 0, $0) < (required[$1].isEmpty ? 1 : 0, $1)
    }
    if let index = order.first(where: { !late[$0].isEmpty }) {
      let measured = late[index].filter(\.measuresLength)
      result.append(
        measured.isEmpty
          ? .exposureAfterTimeZero(
            arm: design.arms[index], reads: late[index], isRequired: !required[index].isEmpty)
          : .durationFixed(by: design.arms[index], reads: measured))
    }
    return result + unsaid
  }

  /// Columns of a table that decide an arm by whether a day is there.
  private var unsaid: [TimeZeroFinding] {
    guard design.isTable else { return [] }
    return design.unsaidTimes.map {
      .exposureTimeUnsaid(arm: $0.arm, column: $0.column, place: $0.place)
    }
  }

  private var covariates: [TimeZeroFinding] {
    design.covariates.compactMap { covariate in
      var reads = late(covariate.value)
      if reads.isEmpty {
        reads = late(covariate.value.requiredIfTrue + covariate.value.requiredIfFalse)
      }
      guard covariate.isUsed ? !reads.isEmpty : reads.contains(where: { !$0.isIndirect }) else {
        return nil
      }
      let measured = reads.filter(\.measuresLength)
      if !measured.isEmpty { return .durationFixed(by: covariate, reads: measured) }
      if reads.contains(where: { $0.kind == .overall && !$0.isBounded }) {
        return .everValue(of: covariate, reads: reads, isOutcome: false)
      }
      return .readsAfterTimeZero(by: covariate, reads: reads)
    }
  }

  private var outcomes: [TimeZeroFinding] {
    var result: [TimeZeroFinding] = []
    for outcome in design.followUps where !design.isTable {
      let start = outcome.start
      if start.window.low < 0 {
        let arm = design.arms.max { $0.value.known < $1.value.known }
        result.append(
          .followUpBeforeExposure(outcome: outcome, known: max(design.exposureKnown, 0), arm: arm))
      } else if !start.isCertain, start.window.high > 0, !start.reads.isEmpty {
        result.append(.lateStart(outcome: outcome))
      }
      if let part = outcome.part, let kinds = kinds(of: part) {
        result.append(.indexDiffers(of: part, kinds: kinds))
      }
    }
    for value in design.values where value.value.known == .infinity {
      result.append(.everValue(of: value, reads: value.value.reads, isOutcome: true))
    }
    return result
  }

  /// Entry and time zero: days of one kind for all, known when they come.
  private var days: [TimeZeroFinding] {
    [design.entry, design.timeZero].compactMap(\.self).compactMap { day in
      if let kinds = kinds(of: day) { return .indexDiffers(of: day, kinds: kinds) }
      let late = day.value.reads.filter { $0.window.high > day.value.window.high }
      if day.value.known > day.value.window.high, !late.isEmpty {
        return .readsAfterTimeZero(by: day, reads: late)
      }
      if !day.value.isEvent, day.value.reads.contains(where: { !$0.isBounded }) {
        return .readsAfterTimeZero(by: day, reads: day.value.reads)
      }
      return nil
    }
  }

  /// The kinds of day that a day may be, where they differ and the arms hang on one of them.
  private func kinds(of part: TimedDesign.Part) -> [Set<String>]? {
    let kinds = part.value.branches
    guard Set(kinds).count > 1 else { return nil }
    let ofArms = design.arms.reduce(into: Set<String>()) { $0.formUnion($1.value.sources) }
    let common = kinds.dropFirst().reduce(kinds[0]) { $0.intersection($1) }
    let own = kinds.map { $0.subtracting(common) }
    return own.contains { !$0.isDisjoint(with: ofArms) } ? kinds : nil
  }
}
