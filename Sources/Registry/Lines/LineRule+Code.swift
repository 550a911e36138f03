extension LineRule {
  /// The place of the rule among all of them, which is a number for tables by rule.
  ///
  /// Rules that begin a line come first, then those that let a step stay in its line.
  var code: UInt8 {
    switch self {
    case .first: 0
    case .newRegimen: 1
    case .unplannedAddition: 2
    case .unplannedSubstitution: 3
    case .unplannedTransplant: 4
    case .afterProgression: 5
    case .newDrug: 6
    case .gap: 7
    case .secondTransplant: 8
    case .lateTransplant: 9
    case .planned: 10
    case .resumed: 11
    case .shortRegimen: 12
    case .transplantInLine: 13
    case .plannedTandem: 14
    case .tandemInterval: 15
    case .maintenance: 16
    case .maintenanceAfterTransplant: 17
    case .afterTransplant: 18
    case .beforeTransplant: 19
    case .classAdded: 20
    case .lenalidomideAdded: 21
    case .goesOn: 22
    case .beginsRegimen: 23
    case .joinsRegimen: 24
    case .continuesRegimen: 25
    case .supportive: 26
    case .supportiveAlone: 27
    case .transplantTherapy: 28
    case .repeatedTransplant: 29
    case .progression: 30
    case .undated: 31
    case .unnamedDrug: 32
    case .tooManyDrugs: 33
    case .openDate: 34
    }
  }
}
