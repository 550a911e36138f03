/// What becomes of a patient in a world, without an end of follow-up: days since 1970-01-01.
public struct PatientCourse: Sendable, Equatable {
  /// A course of treatment with one drug or regimen.
  public struct Treatment: Sendable, Equatable {
    /// The regimen, by name.
    public var regimen: String
    /// What it was for.
    public var intent: String
    /// Its first day.
    public var start: Int
    /// Its last day.
    public var stop: Int
    /// Why it ended.
    public var reason: String
    var index: Int
    var line: Int
  }

  /// Lenalidomide maintenance in detail.
  public struct Maintenance: Sendable, Equatable {
    /// The drug.
    public var drug: String
    /// Its first day.
    public var start: Int
    /// Its last day.
    public var stop: Int
    /// Why it ended.
    public var reason: String
    /// The first dose, mg.
    public var dose: Double
    /// Whether it is given on 21 of 28 days rather than every day.
    public var is21of28: Bool
    /// Days on which the dose was halved.
    public var reductions: [Int]
  }

  /// A progression of the disease.
  public struct Progression: Sendable, Equatable {
    /// The day on which the disease progressed.
    public var day: Int
    /// The day on which that was found.
    public var found: Int
    /// `biochemical`, `clinical` or `EMD`.
    public var kind: String
    /// The drug it happened on, empty where there was none.
    public var onDrug: String
  }

  /// A change of response.
  public struct Response: Sendable, Equatable {
    /// The day on which it was seen.
    public var day: Int
    /// An index into the categories SD, MR, PR, VGPR, CR, sCR.
    public var category: Int
  }

  /// The number of the patient, from 0.
  public var number = 0
  /// The day of diagnosis.
  public var diagnosed = 0
  /// The first day of induction.
  public var induction = 0
  /// The days of transplants in first line.
  public var transplants: [Int] = []
  /// Whether a second transplant was planned.
  public var isTandemPlanned = false
  /// The day on which maintenance would start, where the patient came so far.
  public var plannedMaintenance: Int?
  /// Maintenance, where it was given.
  public var maintenance: Maintenance?
  /// Treatments in order of their start: induction, then one regimen a later line.
  public var treatments: [Treatment] = []
  /// Progressions that were found, in order.
  public var progressions: [Progression] = []
  /// Responses in order.
  public var responses: [Response] = []
  /// The depth of response at day 100.
  public var depth = 0.0
  /// The day of a second cancer.
  public var secondCancer: Int?
  /// The day of death.
  public var death = 0
  /// `MM`, `SPM`, `infection`, `treatment` or `other`.
  public var cause = "other"

  /// The first progression or death, whichever is found first.
  public var progressionFree: Int { min(progressions.first?.found ?? .max, death) }
  /// The second progression or death.
  public var progressionFreeTwice: Int {
    min(progressions.count > 1 ? progressions[1].found : .max, death)
  }
  /// The start of the second line.
  public var secondLine: Treatment? { treatments.first { $0.line == 2 } }
}
