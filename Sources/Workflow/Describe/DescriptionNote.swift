/// What a reader of a description must know, with what is needed to say it.
enum DescriptionNote {
  case rowsUndecided(Int)
  case rowsUnordered(Int)
  case outsideGroups(Int)
  case noRows(Int, table: String)
  case endOfPaths(table: String, hasStop: Bool)
  case undatedRows(Int)
  case countsSoFar
  case cumulativeIncidence(unit: String, level: Double)
  case unknownTimes(Int)
  case timeOnTreatment(level: Double)
  case rates(per: Double, level: Double, isRecurrent: Bool)
  case prevalent(Int, of: String)
  case unknownEvents(Int, of: String)
  case followUp(level: Double)
  case kappa(level: Double)
  case standardized(groups: Int)
  case held(Int, minimum: Int)

  /// The note in words; a count of patients or rows below `minimum` is not told.
  func text(minimum: Int?) -> String {
    func told(_ count: Int) -> String {
      guard let minimum, count > 0, count < minimum else { return String(count) }
      return "fewer than \(minimum)"
    }
    return switch self {
    case .rowsUndecided(let count):
      "\(told(count)) rows are left out because the condition cannot be decided for them."
    case .rowsUnordered(let count):
      "\(told(count)) rows are left out because the number that orders them is missing."
    case .outsideGroups(let count):
      "\(told(count)) patients are in none of the groups and only among all."
    case .noRows(let count, let table):
      "\(told(count)) patients have no row of '\(table)'; they are in no figure."
    case .endOfPaths(let table, true):
      "A path ends with death, with no further \(table) where the last has stopped, or in follow-up "
        + "where it goes on or its end is not recorded. Who is in follow-up may go on to a further one: "
        + "these are counts of what was seen, not probabilities."
    case .endOfPaths(_, false):
      "A path ends with death or in follow-up. Who is in follow-up may go on: these are counts of what "
        + "was seen, not probabilities."
    case .undatedRows(let count):
      "\(told(count)) rows are left out because their year is not known."
    case .countsSoFar:
      "Counts are of what was seen by the end of follow-up, and not corrected for its length. "
        + "Progression is counted beside the ways in which a line ends."
    case .cumulativeIncidence(let unit, let level):
      "Cumulative incidence (Aalen and Johansen) in \(unit) from the beginning of a line: of the next "
        + "line, and of death before it; who is still followed is censored then, also who was lost. "
        + "\(Self.percent(level)) limits are on the scale log(−log)."
    case .unknownTimes(let count):
      "\(told(count)) intervals are left out because a day is unknown or out of order."
    case .timeOnTreatment(let level):
      "By Kaplan and Meier, with \(Self.percent(level)) limits: an interval ends when it is stopped or "
        + "by death, and is censored at the end of follow-up."
    case .rates(let per, let level, let isRecurrent):
      "Events after time zero per \(Self.number(per)) person-years, with exact \(Self.percent(level)) limits of "
        + "Poisson counts"
        + (isRecurrent
          ? "; every event counts, and where one makes the next likelier the limits are too narrow."
          : "; the first event of a patient counts, and time after it does not.")
    case .prevalent(let count, let name):
      "\(name): \(told(count)) patients with an event by time zero are not at risk of a first one."
    case .unknownEvents(let count, let name):
      "\(name): \(told(count)) patients are left out because the day of an event, or of the end of follow-up, "
        + "is unknown."
    case .followUp(let level):
      "The median of the reversed curve of Kaplan and Meier, in which the end of follow-up is the event "
        + "and death is censored; \(Self.percent(level)) limits."
    case .kappa(let level):
      "Cohen's kappa among those for whom both labels are known, with \(Self.percent(level)) limits (Fleiss, "
        + "Cohen and Everitt 1969)."
    case .standardized(let groups):
      groups == 2
        ? "SMD: difference of means or shares, first group less second, over the root of the mean variance."
        : "SMD: the largest absolute one between any two groups."
    case .held(let count, let minimum):
      "\(count) cells with counts below \(minimum), or with numbers made of them, are not shown; figures draw such "
        + "a count as half of that. What rows "
        + "and columns add up to may still give a count away."
    }
  }

  private static func percent(_ level: Double) -> String { "\(number(level * 100)) %" }

  private static func number(_ value: Double) -> String { FindingMessage.number(value, 6) }
}
