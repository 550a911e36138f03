extension FindingCatalogue {
  /// What can stop a run, or keep it from starting.
  static let faults: [(String, String)] = [
    (
      "input-not-found",
      """
      A file that was asked for is not there. Paths in a study are relative to its folder.
      """
    ),
    ("input-unreadable", "A file is there and cannot be read: look at its permissions."),
    (
      "input-changed",
      """
      A file was written to while it was read, so what was read is neither the old file nor the
      new one. Wait until the program that writes it has finished.
      """
    ),
    ("file-changed", "A file was written to while it was read. Wait until it is finished."),
    ("file-is-a-pipe", "A file is needed, which can be read again; a pipe cannot."),
    (
      "bad-gzip",
      """
      A compressed file is cut short or damaged. Copy it again; 'gzip -t' tests a file.
      """
    ),
    (
      "gzip-expands",
      """
      A compressed file unpacks to far more bytes than tables do. Unpack it by hand, and look at
      what comes out.
      """
    ),
    (
      "zlib-not-found",
      """
      Compressed files are read with the library zlib (libz), which this machine does not have.
      Install it (in Debian: zlib1g), or unpack the file with gunzip.
      """
    ),
    ("zero-byte", "The data hold a byte that is 0. The file is damaged, or not in UTF-8."),
    ("not-utf8", "A study file must be UTF-8 text."),
    ("invalid-utf8", "The data hold bytes that are not UTF-8. Save the file as UTF-8."),
    ("empty-registry", "The registry.yaml of a registry holds nothing."),
    ("empty-study", "The study file holds nothing."),
    ("several-documents", "A study file is one YAML document."),
    (
      "study-too-large",
      """
      The aliases of the file make it expand to more values than any study has.
      """
    ),
    (
      "yaml-syntax",
      """
      The file is not YAML. In YAML, indentation is by spaces, and text with ': ', ' #', braces
      or quotes inside needs quotes around it.
      """
    ),
    ("yaml-character", "The file holds a character that YAML does not allow."),
    ("key-is-no-text", "A key must be a word."),
    ("dangling-alias", "An alias (*name) refers to an anchor that is not there."),
    (
      "torn-expression",
      """
      An expression with a comma, brace, quote or ' #' stood unquoted inside {...} or [...], and
      was torn apart there. Quote it, or write it in block style.
      """
    ),
    ("unknown-key", "A section has no such key. Every key is listed by 'equipoise explain'."),
    ("repeated-key", "A key is written twice in one section."),
    ("missing-key", "A section lacks a key that it needs."),
    ("bad-value", "A value is of the wrong kind, or outside its limits."),
    ("unknown-verb", "The program has no such verb. 'equipoise help' lists them."),
    ("unknown-word", "A word is none of those allowed here."),
    ("key-does-not-apply", "A key belongs to another method, or has no effect with the others."),
    ("bad-name", "Names become names of files, and have letters, digits, '-' and '_' only."),
    ("bad-path", "A path of --set does not lead anywhere."),
    ("bad-change", "A change of --set cannot be made."),
    ("bad-pair", "Two numbers are needed, the lower first."),
    ("not-two-arms", "A comparison has two arms."),
    ("unknown-arm", "There is no arm of that name."),
    ("unknown-outcome", "There is no outcome of that name."),
    ("unknown-design", "There is no design of that name."),
    ("unknown-finding", "There is no finding of that name to accept."),
    ("no-outcomes", "There are analyses but no outcomes."),
    ("no-propensity", "A matched or weighted design needs a propensity model."),
    (
      "derived-later",
      """
      A derived column reads itself, or one that is derived further down. Variables are derived in
      order.
      """
    ),
    (
      "name-is-a-column",
      """
      A derived column has the name of a column of the table. Columns are never replaced
      silently.
      """
    ),
    (
      "arm-in-propensity",
      """
      The column that decides the arm is a term of the propensity model, or of what an analysis is
      adjusted for or stratified by. It tells the arms apart without error, so no patient has a
      counterpart. Terms describe patients before the choice.
      """
    ),
    (
      "time-zero-before-entry",
      """
      Time zero lies before the entry of some patients. They are compared from the day they enter or
      from later on; look at the two expressions under 'cohort', and at the dates of these patients.
      """
    ),
    (
      "event-before-time-zero",
      """
      An outcome happened before the day its time is counted from, so these patients are not at risk
      of it. Leave them out by a rule under cohort.eligible, as in
      'not any(progression where date <= timeZero)', or read later events only, as in
      'first(spm.date where date > timeZero)', where an event can happen again.
      """
    ),
    (
      "outcome-in-design",
      """
      An outcome, or a column it is made of, decides who is compared or how. Arms are made
      comparable before any outcome is looked at; otherwise the comparison can be steered to a
      result.
      """
    ),
    ("duplicate-term", "A term stands twice in a model."),
    ("repeated-id", "A table has one row a patient, and an id stands twice."),
    ("missing-id", "A patient has no id."),
    ("unknown-patient", "An event belongs to a patient who is not in the table of patients."),
    ("event-without-patient", "An event names no patient."),
    ("in-two-arms", "A patient is in two arms."),
    ("undecided-rule", "A rule with 'unknown: stop' cannot be decided for a patient."),
    ("empty-arm", "Nobody is in an arm."),
    ("negative-time", "Follow-up ends before time zero."),
    ("empty-interval", "Observation begins when or after follow-up ends."),
    (
      "outcome-of-two-kinds",
      """
      An outcome is a time to an event (time, event, perhaps entry) or a value of each patient
      (value, kind), and not both.
      """
    ),
    (
      "estimate-does-not-fit",
      """
      What is asked for cannot be estimated of this kind of outcome. Hazard ratios and curves go with
      times to an event, means with continuous values, shares with binary ones, rates with counts.
      """
    ),
    ("not-binary", "A binary outcome is a flag, or numbers that are 0 or 1."),
    ("not-a-count", "A count is a whole number, 0 or more."),
    ("no-exposure", "A count was made in a time that is not above 0."),
    ("outcome-too-large", "A value is so large that its square cannot be written."),
    ("outcome-all-missing", "An outcome is missing for everyone."),
    ("empty-data", "The data file holds nothing."),
    ("unnamed-column", "A column has no name in the header."),
    ("repeated-column", "Two columns have the same name."),
    ("ragged-row", "A row has more or fewer fields than the header."),
    ("unclosed-quote", "A quote is opened and not closed."),
    ("text-after-quote", "Text follows a closing quote. Inside quotes, a quote is written twice."),
    ("bad-number", "A value of a column of numbers is no number."),
    ("bad-date", "A value is no calendar day written as in 2010-01-31."),
    ("unknown-level", "A value is none of the declared levels of its category."),
    ("repeated-level", "A level is declared twice."),
    ("column-changed", "A column has another type than when the study was checked."),
    ("not-a-number", "A distance needs a column of numbers."),
    ("not-a-flag", "A share of patients needs a column that is true or false."),
    (
      "not-a-category",
      """
      A column with few different values is needed: a category, flag or whole number.
      """
    ),
    (
      "separation",
      """
      A combination of covariates tells the arms apart without error, for all patients or on one
      side. Maximum likelihood has no finite solution there, so nothing is claimed. Remove or
      merge the covariate, restrict the cohort to patients who could have had either treatment,
      or write 'model: firth' under propensity.
      """
    ),
    ("not-converged", "The propensity model did not converge, so no scores are used."),
    (
      "cannot-write",
      """
      The output folder cannot be written, or holds something that is no earlier run.
      """
    ),
    ("internal-fault", "Something went wrong that no input should cause."),
    ("bad-lock", "The lock file cannot be read; 'equipoise verify --update' writes it anew."),
  ]
}
