internal import Balancing
internal import Cohorts
internal import Diagnostics
internal import Effects
internal import Expressions
internal import Regression
internal import Studies
internal import Tables
internal import Vocabulary

/// Collects everything that is wrong with a study.
struct StudyChecker {
  let study: Study
  var faults: [Diagnostic] = []
  var findings: [Diagnostic] = []

  mutating func report(_ fault: StudyFault, at place: Place?, notes: [Diagnostic.Note] = []) {
    faults.append(fault.diagnostic(at: place, notes: notes))
  }

  /// Runs a step that may throw; its faults join the others.
  mutating func attempt<Value>(_ body: () throws(Faults) -> Value) -> Value? {
    do throws(Faults) {
      return try body()
    } catch {
      for diagnostic in error.diagnostics where !faults.contains(diagnostic) {
        faults.append(diagnostic)
      }
      return nil
    }
  }

  /// Everything that can be said without the columns of the table.
  mutating func checkStructure(knownFindings: [String]) {
    checkName("a study", study.study.value, at: study.study.place)
    for design in study.designs.elements { checkName("a design", design.name, at: design.place) }
    if study.data.table == nil { report(.noTable, at: nil) }
    checkArms()
    for element in study.designs.elements { check(element) }
    checkReferences()
    for acceptance in study.accept where !knownFindings.contains(acceptance.finding) {
      report(.unknownFinding(acceptance.finding, known: knownFindings), at: nil)
    }
    checkOutcomesStayOut()
    checkSyntax()
  }

  private mutating func checkName(_ kind: String, _ name: String, at place: Place?) {
    let isFine =
      name.first.map { $0.isASCII && $0.isLetter } ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    if !isFine, !name.isEmpty { report(.badName(kind: kind, name), at: place) }
  }

  private mutating func checkArms() {
    let arms = study.cohort.arms
    for arm in arms.elements { checkName("an arm", arm.name, at: arm.place) }
    if arms.elements.count != 2 {
      report(.notTwoArms(arms.elements.count), at: arms.elements.first?.place)
    }
    if let reference = study.cohort.reference, arms[reference] == nil {
      report(.unknownReference(reference, known: arms.names), at: nil)
    }
  }

  private mutating func check(_ element: NamedList<Design>.Element) {
    switch element.value {
    case .crude: return
    case .matching(let design):
      if design.reuse != nil, !design.replace {
        report(.reuseWithoutReplacement, at: element.place)
      }
    case .weighting(let design):
      check(pair: design.truncate, key: "truncate", at: element.place)
      check(pair: design.trim, key: "trim", at: element.place)
    }
    if study.propensity == nil {
      report(.propensityMissing(design: element.name), at: element.place)
    }
  }

  private mutating func check(pair: [Double], key: String, at place: Place?) {
    if !pair.isEmpty, pair.count != 2 || pair[0] >= pair[1] {
      report(.badPair(key: key), at: place)
    }
  }

  private mutating func checkReferences() {
    if study.outcomes.isEmpty, !study.analyses.isEmpty { report(.nothingToAnalyse, at: nil) }
    for analysis in study.analyses {
      for outcome in analysis.outcome where study.outcomes[outcome.value] == nil {
        let known = study.outcomes.names
        report(.unknownReferenceTo(kind: "outcome", outcome.value, known: known), at: outcome.place)
      }
      for design in analysis.design where study.designs[design.value] == nil {
        let known = study.designs.names
        report(.unknownReferenceTo(kind: "design", design.value, known: known), at: design.place)
      }
    }
    if let propensity = study.propensity {
      if propensity.terms.isEmpty { report(.noPropensityTerms, at: nil) }
      var seen: Set<String> = []
      for term in propensity.terms where !seen.insert(term.text).inserted {
        report(.repeatedTerm(term.text), at: term.place)
      }
    }
  }

  /// Expressions must parse even where the table cannot be read.
  private mutating func checkSyntax() {
    let texts =
      study.variables.elements.map(\.value.source) + study.cohort.eligible.map(\.where.source)
      + study.cohort.arms.elements.map(\.value.where.source)
      + study.outcomes.elements.flatMap { outcome in
        [outcome.value.time.source, outcome.value.event.source]
          + [outcome.value.entry?.source].compactMap(\.self)
      }
    for text in texts {
      _ = attempt { () throws(Faults) in try Expression(text.value, at: text.place) }
    }
  }
}
