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
  /// What was written, for the places of what the study does not keep.
  let root: Node
  var faults: [Diagnostic] = []
  var findings: [Diagnostic] = []
  /// What the files of definitions say.
  var definitions = StudyDefinitions()
  /// Derived columns and definitions whose expressions are at fault.
  var untyped: [String] = []

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
    checkSources()
    checkTruth()
    checkArms()
    checkContrasts()
    for element in study.designs.elements { check(element) }
    checkReferences()
    checkAcceptances(knownFindings)
    checkOutcomeKinds()
    checkStates()
    checkFigures()
    checkArmTimes()
    if !study.data.hasEvents { checkOutcomesStayOut(schema(of: Schema())) }
    checkSyntax()
  }

  /// A schema with the definitions of the study.
  func schema(of columns: Schema) -> Schema {
    var schema = columns
    schema.definitions = definitions.expressions
    schema.events = schema.events.map { table in
      definitions.described.last { $0.name == table.name } ?? table
    }
    return schema
  }

  mutating func checkName(_ kind: String, _ name: String, at place: Place?) {
    let isFine =
      name.first.map { $0.isASCII && $0.isLetter } ?? false
      && name.count <= 100
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    if !isFine, !name.isEmpty || place != nil { report(.badName(kind: kind, name), at: place) }
  }

  private mutating func checkArms() {
    let arms = study.cohort.arms
    for arm in arms.elements { checkName("an arm", arm.name, at: arm.place) }
    let cohort = root["cohort"]
    let count = arms.elements.count + arms.unread.count
    if root.entries != nil, count != 2, !isDescriptive,
      cohort?.isReadAsMapping ?? !isMisspelt("cohort"),
      cohort?["arms"]?.isReadAsMapping ?? !(cohort?.misspells("arms", CohortSection.self) ?? false)
    {
      let place = arms.elements.dropFirst(2).first?.place ?? arms.elements.first?.place
      report(.notTwoArms(count), at: place ?? cohort?["arms"]?.place ?? cohort?.place ?? root.place)
    }
    if let reference = study.cohort.reference, !arms.declares(reference) {
      report(.unknownReference(reference, known: arms.names), at: cohort?["reference"]?.place)
    }
  }

  /// Whether patients are not compared: no arms are written, nor anything that needs them.
  var isDescriptive: Bool {
    let needs = ["propensity", "designs", "truth"]
    return root["cohort"]?["arms"] == nil && !isMisspelt("cohort")
      && !(root["cohort"]?.misspells("arms", CohortSection.self) ?? false)
      && needs.allSatisfy { root[$0] == nil && !isMisspelt($0) }
  }

  /// What compares arms, in a study without any.
  private mutating func checkContrasts() {
    guard isDescriptive, root.entries != nil else { return }
    for (index, analysis) in study.analyses.enumerated() {
      let written = root["analyses"]?.elements ?? [root["analyses"]].compactMap(\.self)
      let node = written.indices.contains(index) ? written[index]["estimates"] : nil
      for request in analysis.estimates where !request.isOfOneGroup {
        report(.contrastWithoutArms(request.word), at: node?.place)
      }
    }
  }

  private mutating func checkAcceptances(_ known: [String]) {
    let accept = root["accept"]
    let written = accept?.elements ?? [accept].compactMap(\.self)
    for acceptance in study.accept where !known.contains(acceptance.finding) {
      let node = written.lazy.compactMap { $0["finding"] }
        .first { $0.scalarText == acceptance.finding }
      report(.unknownFinding(acceptance.finding, known: known), at: node?.place)
    }
  }

  private mutating func check(_ element: NamedList<Design>.Element) {
    switch element.value {
    case .crude: return
    case .matching(let design):
      if design.reuse != nil, !design.replace {
        report(
          .reuseWithoutReplacement, at: root["designs"]?[element.name]?.keyPlace(of: "reuse"))
      }
      checkControls(design, of: element.name)
    case .weighting(let design):
      check(pair: design.truncate, "truncate", of: element.name)
      check(pair: design.trim, "trim", of: element.name)
    }
    if study.propensity == nil, root["propensity"]?.isEmpty ?? !isMisspelt("propensity") {
      report(.propensityMissing(design: element.name), at: element.place)
    }
  }

  private mutating func checkControls(_ design: MatchingDesign, of name: String) {
    let node = root["designs"]?[name]
    guard let most = design.maxControls else {
      if design.minControls != nil {
        report(.fewestWithoutMost, at: node?.keyPlace(of: "minControls"))
      }
      return
    }
    let fewest = design.minControls ?? 1
    if design.ratio <= fewest || design.ratio >= most {
      report(
        .controlsNotInOrder(fewest: fewest, ratio: design.ratio, most: most),
        at: node?.keyPlace(of: "maxControls"))
    }
  }

  private mutating func check(pair: [Double], _ key: String, of design: String) {
    let node = root["designs"]?[design]?[key]
    let written = node?.elements?.count ?? 1
    guard !pair.isEmpty, written != 2 || (pair.count == 2 && pair[0] >= pair[1]) else { return }
    report(.badPair(key: key), at: node?.place)
  }

  /// Whether a section of the study is not there because its key was misspelt, which has been told.
  func isMisspelt(_ key: String) -> Bool { root.misspells(key, Study.self) }

  private mutating func checkReferences() {
    let (lacksOutcomes, lacksDesigns) = (isMisspelt("outcomes"), isMisspelt("designs"))
    if study.outcomes.isEmpty, !study.analyses.isEmpty, !lacksOutcomes {
      report(.nothingToAnalyse, at: root.keyPlace(of: "analyses"))
    }
    for analysis in study.analyses {
      for outcome in analysis.outcome
      where !lacksOutcomes && !study.outcomes.declares(outcome.value) {
        let known = study.outcomes.names
        report(.unknownReferenceTo(kind: "outcome", outcome.value, known: known), at: outcome.place)
      }
      for design in analysis.design
      where !lacksDesigns && !study.designs.declares(design.value) {
        let known = study.designs.names
        report(.unknownReferenceTo(kind: "design", design.value, known: known), at: design.place)
      }
    }
  }

  /// Expressions must parse even where the table cannot be read.
  private mutating func checkSyntax() {
    let texts =
      study.variables.elements.map(\.value.source) + study.covariates.elements.map(\.value.source)
      + [study.cohort.entry, study.cohort.timeZero].compactMap(\.self).map(\.source)
      + study.cohort.eligible.map(\.where.source)
      + study.cohort.arms.elements.map(\.value.where.source)
      + study.outcomes.elements.flatMap { $0.value.expressions.map(\.source) }
    for text in texts {
      _ = attempt { () throws(Faults) in try Expression(text.value, at: text.place) }
    }
  }
}

extension Node {
  /// Whether a key of a section is not there, and one that it does not have was most likely meant.
  func misspells(_ key: String, _ section: (some Section).Type) -> Bool {
    let known = section.fields.map(\.key)
    return self[key] == nil
      && (entries ?? []).contains { entry in
        !known.contains(entry.key) && Suggestion.nearest(to: entry.key, in: known) == key
      }
  }

  /// Whether there is nothing here that was no mapping and was told as such.
  fileprivate var isReadAsMapping: Bool { isEmpty || entries != nil }

  /// Where a key stands.
  func keyPlace(of key: String) -> Place? {
    entries?.first { $0.key == key }?.keyPlace
  }
}
