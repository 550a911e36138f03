internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Vocabulary

extension StudyChecker {
  /// Types what says when columns of the table become known.
  mutating func checkKnownAt(_ schema: Schema) -> [String: TypedExpression] {
    var known: [String: TypedExpression] = [:]
    for element in study.data.columns.elements {
      guard let source = element.value.knownAt?.source else { continue }
      known[element.name] = attempt { () throws(Faults) in
        try Expression(source.value, at: source.place).typed(against: schema, expecting: .number)
      }
    }
    return known
  }

  /// Finds designs whose time zero makes an effect out of nothing.
  ///
  /// They keep a study from running, unless it accepts them in writing. What is told already of the
  /// same place, because an outcome is made of it, is not told again.
  ///
  /// - Returns: the timeline of the design.
  mutating func checkTimeZero(_ typed: TypedStudy) -> DesignTimeline {
    let lacksDay =
      study.data.hasEvents
      && (typed.entry == nil || (study.cohort.timeZero != nil && typed.timeZero == nil))
    guard !lacksDay else { return DesignTimeline(marks: [], bars: []) }
    let design = TimedDesign(study, typed)
    let accepted = Set(study.accept.map(\.finding))
    var taken: [TimeZeroFinding] = []
    for finding in TimeZeroLinter(design: design).findings {
      var diagnostic = finding.diagnostic(in: design)
      let isTold = faults.contains { fault in
        fault.id == "outcome-in-design" && fault.place?.file == diagnostic.place?.file
          && fault.place?.line == diagnostic.place?.line
      }
      if isTold { continue }
      if accepted.contains(diagnostic.id) || diagnostic.severity != .error {
        diagnostic.severity = .warning
        taken.append(finding)
        findings.append(diagnostic)
      } else {
        faults.append(diagnostic)
      }
    }
    return DesignTimeline(design, showing: taken.first { $0.immortal(in: design) != nil })
  }
}
