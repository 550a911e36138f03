public import Vocabulary

/// One description of the cohort.
public enum Description: TaggedSections, Equatable {
  /// Characteristics by group.
  case tableOne(TableOneSection)
  /// Paths of events.
  case sequences(SequencesSection)
  /// What began in each calendar year.
  case regimensByYear(RegimensByYearSection)
  /// What became of those who began each line.
  case attritionBetweenLines(LineAttritionSection)
  /// How long intervals last.
  case timeOnTreatment(TimeOnTreatmentSection)
  /// Events over person-time.
  case incidenceRates(IncidenceRatesSection)
  /// How long patients were followed.
  case followUp(FollowUpTimeSection)
  /// How labels of the same patients agree.
  case crossTable(CrossTableSection)

  /// The key that decides.
  public static let tag = "kind"
  /// The kinds of description.
  public static let choices: [Choice<Description>] = [
    Choice(TableOneSection.Kind.meanings, Description.tableOne),
    Choice(SequencesSection.Kind.meanings, Description.sequences),
    Choice(RegimensByYearSection.Kind.meanings, Description.regimensByYear),
    Choice(LineAttritionSection.Kind.meanings, Description.attritionBetweenLines),
    Choice(TimeOnTreatmentSection.Kind.meanings, Description.timeOnTreatment),
    Choice(IncidenceRatesSection.Kind.meanings, Description.incidenceRates),
    Choice(FollowUpTimeSection.Kind.meanings, Description.followUp),
    Choice(CrossTableSection.Kind.meanings, Description.crossTable),
  ]

  /// The section of the kind.
  public var node: Node {
    switch self {
    case .tableOne(let section): section.node
    case .sequences(let section): section.node
    case .regimensByYear(let section): section.node
    case .attritionBetweenLines(let section): section.node
    case .timeOnTreatment(let section): section.node
    case .incidenceRates(let section): section.node
    case .followUp(let section): section.node
    case .crossTable(let section): section.node
    }
  }

  /// The word under `kind`.
  public var kind: String {
    switch self {
    case .tableOne(let section): section.kind.rawValue
    case .sequences(let section): section.kind.rawValue
    case .regimensByYear(let section): section.kind.rawValue
    case .attritionBetweenLines(let section): section.kind.rawValue
    case .timeOnTreatment(let section): section.kind.rawValue
    case .incidenceRates(let section): section.kind.rawValue
    case .followUp(let section): section.kind.rawValue
    case .crossTable(let section): section.kind.rawValue
    }
  }

  /// What the kind means.
  public var summary: String {
    switch self {
    case .tableOne(let section): section.kind.summary
    case .sequences(let section): section.kind.summary
    case .regimensByYear(let section): section.kind.summary
    case .attritionBetweenLines(let section): section.kind.summary
    case .timeOnTreatment(let section): section.kind.summary
    case .incidenceRates(let section): section.kind.summary
    case .followUp(let section): section.kind.summary
    case .crossTable(let section): section.kind.summary
    }
  }

  /// The name for readers.
  public var title: String? {
    switch self {
    case .tableOne(let section): section.title
    case .sequences(let section): section.title
    case .regimensByYear(let section): section.title
    case .attritionBetweenLines(let section): section.title
    case .timeOnTreatment(let section): section.title
    case .incidenceRates(let section): section.title
    case .followUp(let section): section.title
    case .crossTable(let section): section.title
    }
  }
}
