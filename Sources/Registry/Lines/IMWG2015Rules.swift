/// The rules `imwg2015`.
///
/// A line is a planned sequence of at least one cycle. Another begins where all drugs were stopped and a different
/// regimen starts, where a drug is added or replaced without a plan, and with a further transplant that no plan foresaw.
///
/// Rajkumar, Richardson and San Miguel, Blood 2015; 126(7): 921–922, doi:10.1182/blood-2015-05-647636.
struct IMWG2015Rules: LineRules {
  let numbers: IMWG2015Section
  /// The place of each intent in what was planned; 0 where it is no later step.
  let stage: [Int]

  func rule(
    for regimen: PatientRegimen, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail) {
    if regimen.isContinuation { return (.goesOn, .none) }
    let progression = history.progression(after: line.start, upTo: regimen.start)
    if let (rule, detail) = reasonToStay(regimen, line, isProgressed: progression != nil) {
      guard let progression, numbers.progressionEndsPlan else { return (rule, detail) }
      return (.afterProgression, .progression(progression))
    }
    guard let last = line.regimen else { return (.newRegimen, .drugs(regimen.drugs)) }
    let new = regimen.drugs.subtracting(last.drugs)
    if regimen.carried.isEmpty || new.isEmpty { return (.newRegimen, .drugs(regimen.drugs)) }
    let replaced = regimen.dropped.subtracting(regimen.drugs)
    return (replaced.isEmpty ? .unplannedAddition : .unplannedSubstitution, .drugs(new))
  }

  private func reasonToStay(
    _ regimen: PatientRegimen, _ line: OpenLine, isProgressed: Bool
  ) -> (LineRule, LinePlacement.Detail)? {
    if stage(of: regimen) > (line.regimen.map { stage(of: $0) } ?? 0) {
      return (.planned, .days(days(from: line.stop, to: regimen.start)))
    }
    guard let last = line.regimen else { return nil }
    if numbers.resumedStays, regimen.drugs.isSubset(of: last.drugs) {
      return (.resumed, .days(days(from: last.stop, to: regimen.start)))
    }
    // What progressed within the first cycle was a line, however short.
    if !isProgressed, line.regimens == 1, line.transplants == 0, last.duration < numbers.cycle,
      last.stopSpan.isExact, !last.isOngoing
    {
      return (.shortRegimen, .days(last.duration))
    }
    return nil
  }

  private func stage(of regimen: PatientRegimen) -> Int {
    regimen.intent < 0 ? 0 : stage[Int(regimen.intent)]
  }

  func rule(
    for transplant: PatientHistory.Transplant, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail) {
    if numbers.progressionEndsPlan,
      let progression = history.progression(after: line.start, upTo: transplant.day)
    {
      return (.afterProgression, .progression(progression))
    }
    guard let last = line.transplant else {
      return (.transplantInLine, .days(days(from: line.stop, to: transplant.day)))
    }
    let interval = days(from: last.day, to: transplant.day)
    let isPlanned: Bool =
      switch (last.tandem, transplant.tandem) {
      case (true?, _), (_, true?): true
      case (nil, nil): interval <= numbers.tandemWithin
      default: false
      }
    return (isPlanned ? .plannedTandem : .unplannedTransplant, .days(interval))
  }
}
