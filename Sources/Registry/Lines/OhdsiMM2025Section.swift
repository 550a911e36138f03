public import Vocabulary

/// The numbers and drugs of the rules `ohdsi-mm-2025`.
public struct OhdsiMM2025Section: Section, Equatable {
  /// Drugs that start within so many days of a regimen's start belong to it.
  public var joinWithin = 30
  /// After more days than this without treatment a new regimen begins.
  public var gap = 90
  /// A drug given again after at most so many days was not stopped.
  public var interruption = 30
  /// Drugs that alone can be maintenance.
  public var maintenanceDrugs = ["bortezomib", "lenalidomide", "thalidomide", "ixazomib"]
  /// Drugs that alone can be maintenance after a regimen with them.
  public var maintenanceIfGiven = ["daratumumab"]
  /// The regimen before maintenance is longer than this.
  public var regimenLongerThan = 30
  /// Maintenance is longer than this.
  public var maintenanceLongerThan = 60
  /// Maintenance starts within so many days of the end of the regimen before it.
  public var maintenanceWithin = 180
  /// Any one drug within so many days of a transplant is maintenance.
  public var maintenanceAfterTransplant = 365
  /// A second transplant within so many days belongs to the first.
  public var tandemWithin = 180
  /// A transplant joins the line whose last regimen ended at most so many days before, and the first regimen
  /// within so many days after it.
  public var aroundTransplant = 180
  /// A short regimen that starts within so many days before a transplant belongs to it.
  public var mobilisationWithin = 60
  /// How many days such a regimen lasts at most.
  public var mobilisationLasts = 14
  /// Classes of which a drug may be added early.
  public var addedClasses = ["IMiD", "PI"]
  /// Days from the start of the regimen within which a class may be added.
  public var addedWithin = 90
  /// The drug that may be added to a first line with another.
  public var firstLineAdded = "lenalidomide"
  /// The drug that the first line then has.
  public var firstLineBase = "cyclophosphamide"
  /// Days from the start of the line within which it may be added.
  public var firstLineWithin = 60

  /// What the rules say.
  public init() {}

  /// `ohdsiMM2025`.
  public static let name = "ohdsiMM2025"
  /// What it holds.
  public static let summary = "the numbers and drugs of the rules ohdsi-mm-2025"
  /// Its fields.
  public static let fields: [Field<OhdsiMM2025Section>] = [
    Field(
      "joinWithin", \.joinWithin,
      "days from the start of a regimen within which drugs that start belong to it",
      limits: .nonnegative),
    Field("gap", \.gap, "the longest pause, in days, within a regimen", limits: .nonnegative),
    Field(
      "interruption", \.interruption, "the longest pause of a drug, in days, that is no stop",
      limits: .nonnegative),
    Field("maintenanceDrugs", \.maintenanceDrugs, "drugs that alone can be maintenance"),
    Field(
      "maintenanceIfGiven", \.maintenanceIfGiven,
      "drugs that alone can be maintenance after a regimen with them"),
    Field(
      "regimenLongerThan", \.regimenLongerThan,
      "days that the regimen before maintenance must exceed", limits: .nonnegative),
    Field(
      "maintenanceLongerThan", \.maintenanceLongerThan, "days that maintenance must exceed",
      limits: .nonnegative),
    Field(
      "maintenanceWithin", \.maintenanceWithin,
      "days from the end of the regimen before within which maintenance starts",
      limits: .nonnegative),
    Field(
      "maintenanceAfterTransplant", \.maintenanceAfterTransplant,
      "days from a transplant within which any one drug is maintenance", limits: .nonnegative),
    Field(
      "tandemWithin", \.tandemWithin,
      "days within which a second transplant belongs to the first", limits: .nonnegative),
    Field(
      "aroundTransplant", \.aroundTransplant,
      "days between a transplant and the regimens before and after it that it joins",
      limits: .nonnegative),
    Field(
      "mobilisationWithin", \.mobilisationWithin,
      "days before a transplant in which a short regimen belongs to it", limits: .nonnegative),
    Field(
      "mobilisationLasts", \.mobilisationLasts, "days that such a regimen lasts at most",
      limits: .nonnegative),
    Field("addedClasses", \.addedClasses, "classes of drugs of which one may be added early"),
    Field(
      "addedWithin", \.addedWithin,
      "days from the start of the regimen within which a drug of an absent class may be added",
      limits: .nonnegative),
    Field(
      "firstLineAdded", \.firstLineAdded, "the drug that may be added to a first line with another"),
    Field("firstLineBase", \.firstLineBase, "the drug that such a first line has"),
    Field(
      "firstLineWithin", \.firstLineWithin,
      "days from the start of the line within which it may be added", limits: .nonnegative),
  ]
}
