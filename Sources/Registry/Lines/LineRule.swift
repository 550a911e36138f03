/// Why a row, a regimen or a transplant is where it is among the lines of a patient.
///
/// The words are those of the column `rule` of the table `line_rule`, and of `reason` of `line`.
public enum LineRule: String, Sendable, CaseIterable {
  // MARK: A line begins.

  /// Nothing was given before.
  case first
  /// A different regimen starts when nothing of the one before is given any more.
  case newRegimen = "new-regimen"
  /// A drug is added to what goes on.
  case unplannedAddition = "unplanned-addition"
  /// A drug takes the place of another while others go on.
  case unplannedSubstitution = "unplanned-substitution"
  /// A further transplant that no plan foresaw.
  case unplannedTransplant = "unplanned-transplant"
  /// What would have belonged to the line, had the disease not progressed since it began.
  case afterProgression = "after-progression"
  /// A drug starts after the first days of a regimen.
  case newDrug = "new-drug"
  /// The regimen is given again after a long gap.
  case gap
  /// A further transplant, too long after the one before.
  case secondTransplant = "second-transplant"
  /// A transplant too long after the last regimen.
  case lateTransplant = "late-transplant"

  // MARK: A regimen or a transplant stays in its line.

  /// A later step of the planned sequence.
  case planned
  /// The same drugs, or some of them, again without progression.
  case resumed
  /// The regimen before was given for less than a cycle.
  case shortRegimen = "short-regimen"
  /// The first transplant of a line.
  case transplantInLine = "transplant-in-line"
  /// A further transplant that was planned.
  case plannedTandem = "planned-tandem"
  /// A further transplant soon after the one before.
  case tandemInterval = "tandem-interval"
  /// One drug of a list after several.
  case maintenance
  /// One drug soon after a transplant.
  case maintenanceAfterTransplant = "maintenance-after-transplant"
  /// The first regimen after a transplant.
  case afterTransplant = "after-transplant"
  /// A few days of treatment shortly before a transplant.
  case beforeTransplant = "before-transplant"
  /// A drug of a class that was absent is added early.
  case classAdded = "class-added"
  /// Lenalidomide is added early to a first line with cyclophosphamide.
  case lenalidomideAdded = "lenalidomide-added"
  /// What is given on after a transplant that began a line.
  case goesOn = "goes-on"

  // MARK: A row of the data is taken.

  /// The row begins a regimen.
  case beginsRegimen = "begins-regimen"
  /// The row starts within the first days of a regimen and belongs to it.
  case joinsRegimen = "joins-regimen"
  /// A drug of the regimen is given on, or again.
  case continuesRegimen = "continues-regimen"
  /// A supportive drug during a regimen.
  case supportive
  /// A supportive drug outside every regimen.
  case supportiveAlone = "supportive-alone"
  /// Mobilisation or conditioning: part of a transplant.
  case transplantTherapy = "transplant-therapy"
  /// A second record of a transplant of that day.
  case repeatedTransplant = "repeated-transplant"
  /// Progression, and the line in which it was.
  case progression
  /// A row without a first day.
  case undated
  /// A row that names no drug.
  case unnamedDrug = "unnamed-drug"
  /// A row whose drug is one too many to be told apart.
  case tooManyDrugs = "too-many-drugs"
  /// Within what is known of the dates, other lines are possible.
  case openDate = "open-date"

  /// Whether the rule begins a line.
  public var beginsLine: Bool { code <= LineRule.lateTransplant.code }

  /// Whether the rule places a regimen or a transplant, and not a row.
  public var isDecision: Bool { code <= LineRule.goesOn.code }

  /// The rules that begin a line.
  public static let beginnings = Set(allCases.filter(\.beginsLine))
}
