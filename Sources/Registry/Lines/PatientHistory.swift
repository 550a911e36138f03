/// What lines are made from, of one patient.
struct PatientHistory {
  /// One row of the table of treatments.
  struct Exposure {
    var row: Int32
    /// The number of the drug among those of the patient.
    var drug: Int32
    var intent: Int32
    var reason: Int32
    var start: Int32
    var stop: Int32
    var startSpan: DaySpan
    var stopSpan: DaySpan
    /// Still given at the end of follow-up.
    var isOngoing: Bool
    /// Stopped on a day that nobody wrote down.
    var isUnknown: Bool
  }

  /// A drug given without a stop, for one intent.
  struct Era {
    var drug: Int
    var intent: Int32
    var reason: Int32
    var start: Int32
    var stop: Int32
    var startSpan: DaySpan
    var stopSpan: DaySpan
    var isOngoing: Bool
    /// The row of the table that begins it.
    var row: Int32
  }

  struct Transplant {
    var day: Int32
    var span: DaySpan
    var isAllogeneic: Bool
    /// Whether a further transplant was planned.
    var tandem: Bool?
    var row: Int32
  }

  /// A row that takes no part, and why.
  struct Aside {
    var row: Int32
    var rule: LineRule
    var span: DaySpan
  }

  /// The drugs given, by number among all drugs, ascending; rules number them by their place here.
  var drugs: [Int32] = []
  /// What can begin a regimen, by first day.
  var eras: [Era] = []
  /// Rows of drugs that are not supportive, by first day.
  var exposures: [Exposure] = []
  /// Rows of supportive drugs, by first day.
  var supportive: [Exposure] = []
  /// By day, one a day.
  var transplants: [Transplant] = []
  /// Days of progression, ascending.
  var progressions: [Int32] = []
  /// The rows of the table of progressions that have a day.
  var progressionRows: [(day: Int32, span: DaySpan, row: Int32)] = []
  var repeatedTransplants: [Aside] = []
  var asides: [Aside] = []
  /// Whether any date is known only to the month or the year.
  var hasPartial = false
  /// Whether anything was stopped on a day that nobody wrote down.
  var hasUnknownStop = false

  mutating func clear() {
    drugs.removeAll(keepingCapacity: true)
    eras.removeAll(keepingCapacity: true)
    exposures.removeAll(keepingCapacity: true)
    supportive.removeAll(keepingCapacity: true)
    transplants.removeAll(keepingCapacity: true)
    progressions.removeAll(keepingCapacity: true)
    progressionRows.removeAll(keepingCapacity: true)
    repeatedTransplants.removeAll(keepingCapacity: true)
    asides.removeAll(keepingCapacity: true)
    hasPartial = false
    hasUnknownStop = false
  }

  /// The first day of progression after one day and up to another.
  func progression(after first: Int32, upTo last: Int32) -> Int32? {
    var (low, high) = (0, progressions.count)
    while low < high {
      let middle = (low + high) / 2
      if progressions[middle] > first { high = middle } else { low = middle + 1 }
    }
    return low < progressions.count && progressions[low] <= last ? progressions[low] : nil
  }

  /// Whether there was a transplant between two days, neither of which counts.
  func hasTransplant(after first: Int32, before last: Int32) -> Bool {
    for transplant in transplants where transplant.day > first && transplant.day < last {
      return true
    }
    return false
  }
}
