internal import Expressions

extension DesignTimeline {
  /// The timeline of a design.
  ///
  /// - Parameters:
  ///   - design: the design.
  ///   - finding: what is wrong with it, to hatch the time that is immortal.
  init(_ design: TimedDesign, showing finding: TimeZeroFinding? = nil) {
    var marks: [Mark] = []
    if design.isTable {
      marks.append(Mark("time 0", at: 0))
    } else {
      let entry = design.context.columns["entry"]?.window
      if let day = entry?.day, day != 0 { marks.append(Mark("entry", at: day)) }
      marks.append(Mark(design.timeZero == nil ? "entry, time zero" : "time zero", at: 0))
    }
    var bars: [Bar] = []
    func add(_ kind: Bar.Kind, _ label: String, _ parts: [TimedDesign.Part]) {
      let windows = parts.flatMap(\.value.reads).map(\.window).filter { $0.high > -.infinity }
      guard let low = windows.map(\.low).min(), let high = windows.map(\.high).max() else { return }
      bars.append(Bar(kind, label, from: low, through: high))
    }
    add(.eligibility, "eligibility", design.eligible)
    add(.covariates, "covariates", design.covariates)
    for arm in design.arms { add(.exposure, "arm \(arm.name)", [arm]) }
    for outcome in design.followUps {
      bars.append(
        Bar(
          .followUp, "follow-up \(outcome.name)", from: outcome.start.window.low,
          through: .infinity))
    }
    for value in design.values { add(.followUp, "outcome \(value.name)", [value]) }
    if let span = finding?.immortal(in: design) {
      bars.append(Bar(.immortal, "immortal", from: span.low, through: span.high))
    }
    self.init(marks: marks.sorted { $0.day < $1.day }, bars: bars)
  }
}

extension TimeZeroFinding {
  /// The time in which nobody of an arm, or of the study, can have had the event.
  func immortal(in design: TimedDesign) -> DayWindow? {
    func span(_ reads: [TimedRead]) -> DayWindow {
      DayWindow(design.start, reads.map(\.window.high).max() ?? .infinity)
    }
    return switch self {
    case .exposureAfterTimeZero(_, let reads, _), .immortalSelection(_, let reads),
      .durationFixed(_, let reads):
      span(reads)
    case .everValue(_, let reads, let isOutcome): isOutcome ? nil : span(reads)
    case .followUpBeforeExposure(let outcome, let known, _):
      DayWindow(outcome.start.window.low, known)
    case .lateStart(let outcome): DayWindow(0, outcome.start.window.high)
    case .readsAfterTimeZero, .indexDiffers, .exposureTimeUnsaid, .outcomeByExposure,
      .informativeCensoring:
      nil
    }
  }
}
