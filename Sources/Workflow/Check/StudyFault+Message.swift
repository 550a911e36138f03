internal import Diagnostics

extension StudyFault {
  /// The fault in words.
  func diagnostic(at place: Place?, notes: [Diagnostic.Note] = []) -> Diagnostic {
    let (id, message, help) = words
    return Diagnostic(id, message, at: place, notes: notes, help: help)
  }

  private var words: (id: String, message: String, help: String?) {
    switch self {
    case .badName(let kind, let name):
      (
        "bad-name", name.isEmpty ? "\(kind) needs a name" : "'\(name)' cannot name \(kind)",
        "use at most 100 letters, digits, '-' and '_', a letter first: the name becomes a file's name"
      )
    case .noTable:
      (
        "missing-key", "'data' needs the key 'table'",
        "table: the CSV file with one row a patient, or registry: a folder of event tables, or simulate: myeloma"
      )
    case .unknownModel(let name, let known):
      (
        "unknown-model", "there is no model '\(name)' to simulate",
        Suggestion.help(for: name, in: known)
      )
    case .unknownWorld(let name, let known):
      (
        "unknown-world", "a synthetic registry has no world '\(name)'",
        Suggestion.help(for: name, in: known)
      )
    case .twoSources(let first, let second):
      (
        "key-does-not-apply", "'data' has both a '\(first)' and a '\(second)'",
        "patients come from one of them"
      )
    case .saidByRegistry(let key):
      (
        "key-does-not-apply", "'\(key)' is for a table, and 'data' names a registry",
        "registry.yaml says how its tables are read"
      )
    case .keyNeeds(let key, let need):
      ("key-does-not-apply", "'\(key)' needs \(need)", nil)
    case .outcomeEventsInDesign(let table, let time, let outcome, let user):
      (
        "outcome-in-design", "\(user) uses '\(table)', which the outcome '\(outcome)' is made of",
        time.map { "read what is known by time zero: \(table) where \($0) <= timeZero" }
          ?? "arms are made comparable before any outcome is looked at"
      )
    case .definitionsTwice(let path):
      ("definitions-twice", "the definitions '\(path)' are named twice", nil)
    case .definitionIsAColumn(let name, let isColumn):
      (
        "definition-hides",
        "'\(name)' is also \(isColumn ? "a column of the table of patients" : "a table of events")",
        "give the definition another name"
      )
    case .contrastWithoutArms(let word):
      (
        "contrast-without-arms", "'\(word)' needs arms, and the study has none",
        "name two arms under cohort.arms, or ask for kaplanMeier, median, survival or rmst"
      )
    case .notTwoArms(let count):
      (
        "not-two-arms",
        "a comparison needs two arms, and the study has \(count == 0 ? "none" : String(count))",
        "name two arms under cohort.arms, each with 'where'"
      )
    case .unknownReference(let arm, let known):
      ("unknown-arm", "there is no arm '\(arm)'", Suggestion.help(for: arm, in: known))
    case .propensityMissing(let design):
      (
        "no-propensity", "the design '\(design)' needs a propensity model",
        "add a section 'propensity' with its terms"
      )
    case .unknownReferenceTo(let kind, let name, let known):
      (
        "unknown-\(kind)", "there is no \(kind) '\(name)'",
        known.isEmpty ? "the study declares none" : Suggestion.help(for: name, in: known)
      )
    case .unknownColumn(let column, let known):
      (
        "unknown-column", "there is no column '\(column)'",
        Suggestion.nearest(to: column, in: known).map { "did you mean '\($0)'?" }
          ?? "the columns are \(known.prefix(24).joined(separator: ", "))"
      )
    case .notNumeric(let column, let type):
      (
        "not-a-number", "'\(column)' is a column of type \(type), and distances need numbers", nil
      )
    case .notCategorical(let column, let type):
      (
        "not-a-category",
        "'\(column)' is a column of type \(type), and a category, flag or whole number is needed",
        "derive a category under 'variables'"
      )
    case .notOfType(let column, let type, let fits):
      (
        "column-does-not-fit",
        "'\(column)' is a column of type \(type), and one of type \(fits.joined(separator: ", ")) is needed",
        "derive one that fits under 'variables' or 'covariates'"
      )
    case .notFlag(let column, let type):
      (
        "not-a-flag", "'\(column)' is a column of type \(type), and a flag is needed",
        "derive a flag under 'variables'"
      )
    case .nameIsAColumn(let name):
      (
        "name-is-a-column", "the table already has a column '\(name)'",
        "give the variable another name: a column is never replaced silently"
      )
    case .derivedLater(let name):
      (
        "derived-later", "the variable '\(name)' is not there yet",
        "variables are derived in order, each from columns and from variables above it"
      )
    case .outcomeInDesign(let column, let outcome, let user):
      (
        "outcome-in-design", "\(user) uses '\(column)', which the outcome '\(outcome)' is made of",
        "arms are made comparable before any outcome is looked at"
      )
    case .armAsCovariate(let column, let user):
      (
        "arm-in-propensity", "\(user) uses '\(column)', which decides the arm",
        "leave it out of the terms: they describe patients before the choice between the arms"
      )
    case .badPair(let key):
      (
        "bad-pair", "'\(key)' takes two numbers, the lower first",
        "as in \(key): [0.01, 0.99]"
      )
    case .nothingToAnalyse:
      (
        "no-outcomes", "the study has analyses but no outcomes",
        "add a section 'outcomes'"
      )
    case .reuseWithoutReplacement:
      (
        "key-does-not-apply", "'reuse' says how often a patient may serve, but 'replace' is false",
        "write replace: true, or leave out reuse"
      )
    case .outcomeOfTwoKinds(let outcome, let first, let other):
      (
        "outcome-of-two-kinds",
        "the outcome '\(outcome)' has '\(first)' of a time to an event and '\(other)' of a value",
        "write time and event, or value and kind"
      )
    case .outcomeLacks(let key, let outcome):
      (
        "missing-key", "the outcome '\(outcome)' needs the key '\(key)'",
        key == "censor"
          ? "in a registry an outcome has dates, {event: death.date, censor: followup.last_contact}"
          : "an outcome is a time to an event, {time: …, event: …}, or a value, {value: …, kind: …}"
      )
    case .keyOfOtherValues(let key, let kind, let fits):
      (
        "key-does-not-apply", "'\(key)' goes with values of kind \(fits), and these are \(kind)",
        nil
      )
    case .estimateOfOtherKind(let word, let outcome, let kind, let offered):
      (
        "estimate-does-not-fit",
        "'\(word)' cannot be estimated of '\(outcome)', "
          + (kind.map { "whose values are \($0)" } ?? "which is a time to an event"),
        "offered are \(offered.joined(separator: ", "))"
      )
    case .strataOfValue(let outcome):
      (
        "key-does-not-apply",
        "'strata' goes with times to an event, and '\(outcome)' is a value of each patient",
        "adjust for the column, as in {meanDifference: {adjust: [age]}}, or ask for subgroups"
      )
    case .fewestWithoutMost:
      (
        "key-does-not-apply", "'minControls' needs 'maxControls' beside it",
        "without them each focal patient is given as many as ratio says"
      )
    case .controlsNotInOrder(let fewest, let ratio, let most):
      (
        "matching-controls",
        "'ratio' is the mean number of matches, and \(ratio) is not between minControls, "
          + "\(fewest), and maxControls, \(most)", "as in minControls: 1, ratio: 2, maxControls: 4"
      )
    case .unknownFinding(let id, let known):
      (
        "unknown-finding", "there is no finding '\(id)'",
        Suggestion.nearest(to: id, in: known).map { "did you mean '\($0)'?" }
          ?? "'equipoise explain' lists them"
      )
    case .idNotUnique(let id, let count, let row):
      (
        "repeated-id", "the id '\(id)' stands for \(count) patients, in row \(row) and before",
        "a table has one row a patient: choose another column as data.id"
      )
    case .idMissing(let count, let row):
      (
        "missing-id",
        count == 1
          ? "the patient in row \(row) has no id"
          : "\(count) patients have no id, the first in row \(row)", nil
      )
    }
  }
}
