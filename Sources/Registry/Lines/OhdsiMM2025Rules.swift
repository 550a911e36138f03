/// The rules `ohdsi-mm-2025`, for data that tell of drugs and transplants alone.
///
/// OHDSI, ETL-LambdaBuilder, "Multiple myeloma treatment episodes" (2025).
struct OhdsiMM2025Rules: LineRules {
  let numbers: OhdsiMM2025Section
  /// The name and class of each drug.
  let names: [String]
  let classes: [String?]

  func rule(
    for regimen: PatientRegimen, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail) {
    if regimen.isContinuation { return (.goesOn, .none) }
    if let next = precededTransplant(regimen, history) {
      return (.beforeTransplant, .days(days(from: regimen.start, to: next)))
    }
    let only = regimen.drugs.only.map { history.drugs[$0] }
    if let only, isMaintenance(only, regimen, line, history) {
      let since = days(from: line.regimen?.stop ?? line.stop, to: regimen.start)
      return (.maintenance, .days(since))
    }
    if let transplant = line.transplant {
      let since = days(from: transplant.day, to: regimen.start)
      if only != nil, since <= numbers.maintenanceAfterTransplant {
        return (.maintenanceAfterTransplant, .days(since))
      }
      if !line.isSurrounded, since <= numbers.aroundTransplant {
        return (.afterTransplant, .days(since))
      }
    }
    let last = line.regimen?.drugs ?? .empty
    let new = regimen.drugs.subtracting(last)
    if let rule = addition(of: new, regimen, line, history) { return (rule, .drugs(new)) }
    return (new.isEmpty ? .gap : .newDrug, new.isEmpty ? pause(regimen, line) : .drugs(new))
  }

  private func pause(_ regimen: PatientRegimen, _ line: OpenLine) -> LinePlacement.Detail {
    .days(days(from: line.stop, to: regimen.start))
  }

  /// The day of the transplant that a short regimen prepares.
  private func precededTransplant(_ regimen: PatientRegimen, _ history: PatientHistory) -> Int32? {
    guard regimen.duration <= numbers.mobilisationLasts, !regimen.isOngoing else { return nil }
    return history.transplants.first { transplant in
      transplant.day > regimen.start
        && days(from: regimen.start, to: transplant.day) <= numbers.mobilisationWithin
        && regimen.stop <= transplant.day
    }?.day
  }

  private func isMaintenance(
    _ drug: Int32, _ regimen: PatientRegimen, _ line: OpenLine, _ history: PatientHistory
  ) -> Bool {
    guard let last = line.regimen, last.drugs.count > 1,
      last.duration > numbers.regimenLongerThan,
      days(from: last.stop, to: regimen.start) <= numbers.maintenanceWithin,
      regimen.isOngoing || regimen.duration > numbers.maintenanceLongerThan
    else { return false }
    let name = names[Int(drug)]
    if numbers.maintenanceDrugs.contains(name) { return true }
    return numbers.maintenanceIfGiven.contains(name) && last.drugs.contains(history.number(drug))
  }

  /// Whether new drugs are one that a rule lets a line take up.
  private func addition(
    of new: DrugSet, _ regimen: PatientRegimen, _ line: OpenLine, _ history: PatientHistory
  ) -> LineRule? {
    guard !new.isEmpty, let last = line.regimen else { return nil }
    let sinceLine = days(from: line.start, to: regimen.start)
    if line.number == 1, sinceLine <= numbers.firstLineWithin, let only = new.only,
      names[Int(history.drugs[only])] == numbers.firstLineAdded,
      line.drugs.members.contains(where: { names[Int(history.drugs[$0])] == numbers.firstLineBase })
    {
      return .lenalidomideAdded
    }
    guard days(from: last.start, to: regimen.start) <= numbers.addedWithin,
      !regimen.drugs.intersection(last.drugs).isEmpty
    else { return nil }
    let present = last.drugs.members.compactMap { classes[Int(history.drugs[$0])] }
    var added: [String] = []
    for drug in new.members {
      guard let drugClass = classes[Int(history.drugs[drug])],
        numbers.addedClasses.contains(drugClass), !present.contains(drugClass),
        !added.contains(drugClass)
      else { return nil }
      added.append(drugClass)
    }
    return .classAdded
  }

  func rule(
    for transplant: PatientHistory.Transplant, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail) {
    if let last = line.transplant {
      let interval = days(from: last.day, to: transplant.day)
      return (
        interval <= numbers.tandemWithin ? .tandemInterval : .secondTransplant, .days(interval)
      )
    }
    let since = max(0, days(from: line.stop, to: transplant.day))
    return (since <= numbers.aroundTransplant ? .transplantInLine : .lateTransplant, .days(since))
  }
}
