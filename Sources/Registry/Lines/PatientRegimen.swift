/// A regimen of one patient: drugs given together.
struct PatientRegimen {
  var start: Int32
  var startSpan: DaySpan
  var stop: Int32
  var stopSpan: DaySpan
  /// The drugs that are not supportive.
  var drugs = DrugSet.empty
  /// The supportive drugs given meanwhile.
  var supportive = DrugSet.empty
  /// The drugs of the regimen before that go on in this one.
  var carried = DrugSet.empty
  /// Drugs of the regimen before that were stopped at most a short pause before this one began.
  var dropped = DrugSet.empty
  var intent: Int32
  var reason: Int32 = -1
  var isOngoing = false
  /// Whether it is what went on, or began, on the day on which a transplant began a line.
  var isContinuation = false
  /// The row of the table of treatments that begins it.
  var row: Int32

  /// How many days lie between its first and its last day.
  var duration: Int { days(from: start, to: stop) }

  /// All drugs, supportive or not.
  var allDrugs: DrugSet { drugs.union(supportive) }
}
