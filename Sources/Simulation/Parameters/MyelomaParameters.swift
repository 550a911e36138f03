public import Vocabulary

/// The parameters of a synthetic registry of myeloma.
public struct MyelomaParameters: Section, Equatable {
  /// The name of the model.
  public var simulation = ""
  /// What it is, in one line.
  public var title = ""
  /// Who is diagnosed, and when.
  public var population = PopulationParameters()
  /// The provinces, by name.
  public var provinces = NamedList<ProvinceParameters>()
  /// The centres, by name.
  public var centres = NamedList<CentreParameters>()
  /// What differs between patients at diagnosis.
  public var risk = RiskParameters()
  /// The regimens, by name.
  public var regimens = NamedList<RegimenParameters>()
  /// The first treatment.
  public var induction = InductionParameters()
  /// Transplants in first line.
  public var transplant = TransplantParameters()
  /// Depth of response, a standard normal number that moves.
  public var response = ResponseParameters()
  /// Who has maintenance after a transplant, and how.
  public var maintenance = MaintenanceParameters()
  /// The first progression.
  public var progression = ProgressionParameters()
  /// Second and later lines of treatment.
  public var laterLines = LaterLineParameters()
  /// Deaths of other causes than myeloma.
  public var death = DeathParameters()
  /// Adverse events and second cancers.
  public var sideEvents = SideEventParameters()
  /// Visits, on a grid of 28 days.
  public var visits = VisitParameters()
  /// Until when patients are followed.
  public var followUp = FollowUpParameters()
  /// What is missing, for patients of the reference centre.
  public var missing = MissingParameters()
  /// What treatments do: in the null version each ratio is 1 and each gain 0.
  public var effects = EffectParameters()

  /// Nothing stated.
  public init() {}

  /// `simulation`.
  public static let name = "simulation"
  /// What it holds.
  public static let summary = "the parameters of a synthetic registry of myeloma"
  /// Its fields.
  public static let fields: [Field<MyelomaParameters>] = [
    Field("simulation", \.simulation, "the name of the model", required: true),
    Field("title", \.title, "what it is, in one line", required: true),
    Field("population", \.population, "who is diagnosed, and when", required: true),
    Field("provinces", \.provinces, "the provinces, by name", required: true),
    Field("centres", \.centres, "the centres, by name", required: true),
    Field("risk", \.risk, "what differs between patients at diagnosis", required: true),
    Field("regimens", \.regimens, "the regimens, by name", required: true),
    Field("induction", \.induction, "the first treatment", required: true),
    Field("transplant", \.transplant, "transplants in first line", required: true),
    Field(
      "response", \.response, "depth of response, a standard normal number that moves",
      required: true),
    Field(
      "maintenance", \.maintenance, "who has maintenance after a transplant, and how",
      required: true),
    Field("progression", \.progression, "the first progression", required: true),
    Field("laterLines", \.laterLines, "second and later lines of treatment", required: true),
    Field("death", \.death, "deaths of other causes than myeloma", required: true),
    Field("sideEvents", \.sideEvents, "adverse events and second cancers", required: true),
    Field("visits", \.visits, "visits, on a grid of 28 days", required: true),
    Field("followUp", \.followUp, "until when patients are followed", required: true),
    Field(
      "missing", \.missing, "what is missing, for patients of the reference centre", required: true),
    Field(
      "effects", \.effects,
      "what treatments do: in the null version each ratio is 1 and each gain 0", required: true),
  ]
}
