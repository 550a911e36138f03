/// The rules `ohdsi-mm-2025`, for data that tell of drugs and transplants alone.
///
/// OHDSI, ETL-LambdaBuilder, "Multiple myeloma treatment episodes" (2025).
struct OhdsiMM2025Rules: LineRules {
  /// What a drug is to the rules.
  private struct Drug {
    /// Whether it alone can be maintenance.
    let isMaintenance: Bool
    /// Whether it alone can be maintenance after a regimen with it.
    let isMaintenanceIfGiven: Bool
    /// Whether it may be added to a first line with another, and whether it is that other.
    let isFirstLineAdded: Bool
    let isFirstLineBase: Bool
    /// The class by number; -1 where it has none.
    let drugClass: Int
    /// Whether a drug of its class may be added early.
    let isOfAddedClass: Bool
  }

  private let numbers: OhdsiMM2025Section
  private let drugs: [Drug]

  /// The rules, for drugs of these names and classes.
  init(numbers: OhdsiMM2025Section, names: [String], classes: [String?]) {
    self.numbers = numbers
    var number: [String: Int] = [:]
    for drugClass in classes.compactMap(\.self) where number[drugClass] == nil {
      number[drugClass] = number.count
    }
    drugs = zip(names, classes).map { name, drugClass in
      Drug(
        isMaintenance: numbers.maintenanceDrugs.contains(name),
        isMaintenanceIfGiven: numbers.maintenanceIfGiven.contains(name),
        isFirstLineAdded: name == numbers.firstLineAdded,
        isFirstLineBase: name == numbers.firstLineBase,
        drugClass: drugClass.flatMap { number[$0] } ?? -1,
        isOfAddedClass: drugClass.map { numbers.addedClasses.contains($0) } ?? false)
    }
  }

  func rule(
    for regimen: PatientRegimen, in line: OpenLine, of history: PatientHistory
  ) -> (LineRule, LinePlacement.Detail) {
    if regimen.isContinuation { return (.goesOn, .none) }
    if let next = precededTransplant(regimen, history) {
      return (.beforeTransplant, .days(days(from: regimen.start, to: next)))
    }
    let only = regimen.drugs.only
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
    for transplant in history.transplants
    where transplant.day > regimen.start && regimen.stop <= transplant.day
      && days(from: regimen.start, to: transplant.day) <= numbers.mobilisationWithin
    {
      return transplant.day
    }
    return nil
  }

  private func isMaintenance(
    _ drug: Int, _ regimen: PatientRegimen, _ line: OpenLine, _ history: PatientHistory
  ) -> Bool {
    guard let last = line.regimen, last.drugs.count > 1,
      last.duration > numbers.regimenLongerThan,
      days(from: last.stop, to: regimen.start) <= numbers.maintenanceWithin,
      regimen.isOngoing || regimen.duration > numbers.maintenanceLongerThan
    else { return false }
    let known = self[drug, history]
    return known.isMaintenance || known.isMaintenanceIfGiven && last.drugs.contains(drug)
  }

  /// Whether new drugs are one that a rule lets a line take up.
  private func addition(
    of new: DrugSet, _ regimen: PatientRegimen, _ line: OpenLine, _ history: PatientHistory
  ) -> LineRule? {
    guard !new.isEmpty, let last = line.regimen else { return nil }
    let sinceLine = days(from: line.start, to: regimen.start)
    if line.number == 1, sinceLine <= numbers.firstLineWithin, let only = new.only,
      self[only, history].isFirstLineAdded,
      line.drugs.members.contains(where: { self[$0, history].isFirstLineBase })
    {
      return .lenalidomideAdded
    }
    guard days(from: last.start, to: regimen.start) <= numbers.addedWithin,
      !regimen.drugs.intersection(last.drugs).isEmpty
    else { return nil }
    for drug in new.members {
      let known = self[drug, history]
      guard known.isOfAddedClass, !hasClass(known.drugClass, last.drugs, history),
        !hasClass(known.drugClass, new.below(drug), history)
      else { return nil }
    }
    return .classAdded
  }

  private func hasClass(_ drugClass: Int, _ set: DrugSet, _ history: PatientHistory) -> Bool {
    for drug in set.members where self[drug, history].drugClass == drugClass { return true }
    return false
  }

  /// What a drug is, by its number among those of the patient.
  private subscript(drug: Int, history: PatientHistory) -> Drug {
    drugs[Int(history.drugs[drug])]
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
