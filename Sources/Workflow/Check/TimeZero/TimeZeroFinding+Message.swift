internal import Diagnostics
internal import Expressions

extension TimeZeroFinding {
  /// The finding in words, with the bias it makes and the timeline of the design.
  func diagnostic(in design: TimedDesign) -> Diagnostic {
    let words = words(design)
    var notes = words.notes
    notes.append(Diagnostic.Note("bias: \(words.bias)"))
    var diagnostic = Diagnostic(
      id, severity: severity, words.message, at: words.place, notes: notes, help: words.help)
    diagnostic.drawing = DesignTimeline(design, showing: self).lines()
    return diagnostic
  }

  struct Words {
    var message: String
    var place: Place?
    var notes: [Diagnostic.Note] = []
    var bias: String
    var help: String
  }

  private func words(_ design: TimedDesign) -> Words {
    switch self {
    case .exposureAfterTimeZero(let arm, let reads, let isRequired):
      exposure(arm, reads, isRequired, design)
    case .followUpBeforeExposure(let outcome, let known, let arm):
      beforeExposure(outcome, known, arm, design)
    case .immortalSelection(let part, let reads): immortal(part, reads, design)
    case .lateStart(let outcome):
      Words(
        message: "'\(outcome.name)' counts from a later event that not every patient reaches",
        place: outcome.place, notes: origin(design),
        bias: "only who lived to that event is followed, and treatment may decide who does: the "
          + "arms are no longer those that were made comparable, in either direction",
        help: "make that event time zero (cohort.entry), and read arms and covariates at it")
    case .durationFixed(let part, let reads): duration(part, reads, design)
    case .everValue(let part, let reads, let isOutcome): ever(part, reads, isOutcome, design)
    case .readsAfterTimeZero(let part, let reads): later(part, reads, design)
    case .indexDiffers(let part, let kinds):
      Words(
        message: "\(part.words) is another kind of day for different patients: "
          + kinds.map(Self.kind).joined(separator: " or "),
        place: part.place,
        notes: [Diagnostic.Note("the arms are decided here", at: design.arms.first?.place)],
        bias: "the arm whose day comes later starts its clock later: the time it survived until "
          + "then is left out, and the arms are compared at different stages of the disease",
        help: "one day for all: a landmark, a grace period with clone-censor-weight, or "
          + "sequential trials that start everyone eligible on the same day")
    case .outcomeByExposure(let outcome, let part, let reads):
      byExposure(outcome, part, reads, design)
    case .informativeCensoring(let outcome, let part, let reads, let isOfArms):
      isOfArms
        ? censoredAtStop(outcome, part, reads, design)
        : censored(outcome, part, reads, design)
    case .exposureTimeUnsaid(let arm, let column, let place):
      Words(
        message: "\(arm.words) is decided by whether '\(column)' is there, which looks like the "
          + "time of an event",
        place: place ?? arm.place,
        bias: "if it happens during follow-up, who has it lived until then: immortal time makes "
          + "that arm look better than it is",
        help: "say when it becomes known, as in data.columns: {\(column): {knownAt: \(column)}}, "
          + "or knownAt: 0 where it lies before follow-up")
    }
  }

  private func exposure(
    _ arm: Part, _ reads: [TimedRead], _ isRequired: Bool, _ design: TimedDesign
  ) -> Words {
    let until = Self.until(reads, design)
    return Words(
      message:
        "\(arm.words) is decided by '\(Self.sources(reads))' \(until), after follow-up starts",
      place: Self.place(arm, reads), notes: reading(arm, reads) + origin(design),
      bias: isRequired
        ? "who is in '\(arm.name)' must have been free of the event until then: this immortal time "
          + "makes '\(arm.name)' look better than it is, also where nothing has an effect"
        : "who has the event early is in '\(arm.name)' because of it: this makes '\(arm.name)' look "
          + "worse than it is, also where nothing has an effect",
      help: "designs that would not: a landmark at the end of the window"
        + "\(Self.landmark(reads, design)), clone-censor-weight, or sequential trials")
  }

  private func beforeExposure(
    _ outcome: TimedDesign.FollowUp, _ known: Double, _ arm: Part?, _ design: TimedDesign
  ) -> Words {
    let start = outcome.start.window
    let from =
      start.day.map { "\(Self.days(-$0)) before time zero" }
      ?? "on a day that may lie before time zero"
    var notes: [Diagnostic.Note] = []
    if let arm { notes.append(Diagnostic.Note("the arms are decided here", at: arm.place)) }
    if let zero = design.timeZero ?? design.entry {
      notes.append(Diagnostic.Note("time zero is here", at: zero.place))
    }
    return Words(
      message: "follow-up of '\(outcome.name)' starts \(from), and the arms are not known before "
        + (known == .infinity
          ? "the end of follow-up"
          : known > 0 ? "day \(DesignTimeline.number(known))" : "time zero"),
      place: outcome.place, notes: notes,
      bias: "nobody in the study can have the event between the two: this immortal time lengthens "
        + "every survival time, most where it takes longest until the arm is decided, as for who is "
        + "treated later",
      help: "count from timeZero, which is what an outcome does without 'from'; or make the first "
        + "day time zero and use clone-censor-weight or sequential trials")
  }

  private func immortal(_ part: Part, _ reads: [TimedRead], _ design: TimedDesign) -> Words {
    let isArm = design.arms.contains { $0.name == part.name && $0.words == part.words }
    let who = isArm ? "every arm" : part.words
    return Words(
      message: "\(who) takes only patients who reach a later event of '\(Self.sources(reads))', "
        + Self.until(reads, design),
      place: Self.place(part, reads), notes: reading(part, reads) + origin(design),
      bias: "patients are chosen by their own future: none can have died before that event, so "
        + "survival looks longer in every arm, longest where the event comes late, which makes what "
        + "delays it look like a cause of longer life",
      help:
        "index at that event: make it cohort.entry (as second-line treatment starts), and count "
        + "from it; for a strategy over both lines use clone-censor-weight or sequential trials")
  }

  private func duration(_ part: Part, _ reads: [TimedRead], _ design: TimedDesign) -> Words {
    Words(
      message: "\(part.words) is how long something of '\(Self.sources(reads))' lasted, "
        + "which is known only when it ends",
      place: Self.place(part, reads), notes: reading(part, reads) + origin(design),
      bias: "who was treated long must have lived that long, and who progressed stopped because of "
        + "it: long treatment looks protective, often several times over, also where it does nothing",
      help: "compare strategies (stop at 12 or 24 months, or go on) by clone-censor-weight or "
        + "sequential trials, or take a landmark and read only what was known by it")
  }

  private func ever(
    _ part: Part, _ reads: [TimedRead], _ isOutcome: Bool, _ design: TimedDesign
  ) -> Words {
    Words(
      message: "\(part.words) is what was ever seen of '\(Self.sources(reads))', however long "
        + "patients were followed",
      place: Self.place(part, reads), notes: reading(part, reads) + origin(design),
      bias: isOutcome
        ? "who is followed longer has more time to reach it: the arm with longer follow-up, or "
          + "longer life, looks better"
        : "who lives longer has more time to reach it, so it stands for survival itself: it looks "
          + "protective, and adjusting for it takes away part of the effect or makes one up",
      help: isOutcome
        ? "make it a time to the first such event with death competing, or ask for it by a fixed "
          + "day, as in date <= timeZero + 1y"
        : "read what was reached by time zero, as in date <= timeZero, or by a landmark")
  }

  private func later(_ part: Part, _ reads: [TimedRead], _ design: TimedDesign) -> Words {
    let time = reads.first?.time
    let isDay = part.name == "entry" || part.name == "timeZero"
    let what =
      reads.contains { $0.kind == .column }
      ? "uses '\(Self.sources(reads))', which may change"
      : "may use events of '\(Self.sources(reads))'"
    return Words(
      message: "\(part.words) \(what) \(Self.until(reads, design))",
      place: Self.place(part, reads), notes: reading(part, reads) + (isDay ? [] : origin(design)),
      bias: "patients are chosen or described by their own future; in which direction depends on "
        + "whether what is read goes with living longer (then it flatters who has it) or is a "
        + "consequence of treatment (then it hides the effect)",
      help: time.map { "bound them, as in \(Self.sources(reads)) where \($0) <= timeZero" }
        ?? "use what is known by time zero, or take a later landmark")
  }
}

extension TimeZeroFinding {
  /// Where follow-up starts.
  func origin(_ design: TimedDesign) -> [Diagnostic.Note] {
    if design.isTable {
      return design.followUps.first.map {
        [
          Diagnostic.Note(
            "follow-up starts at \(DesignTimeline.number(design.start)) here", at: $0.place)
        ]
      } ?? []
    }
    let zero = design.timeZero ?? design.entry
    return zero.map {
      [Diagnostic.Note("time zero, where follow-up starts, is here", at: $0.place)]
    }
      ?? []
  }

  /// Where else something is read, if that is not where the part stands.
  func reading(_ part: Part, _ reads: [TimedRead]) -> [Diagnostic.Note] {
    let place = Self.place(part, reads)
    var seen: [Place] = []
    for read in reads.compactMap(\.place) where !seen.contains(read) {
      let isPlace = read.file == place?.file && read.line == place?.line
      if !isPlace || read.column != place?.column { seen.append(read) }
    }
    return seen.map { Diagnostic.Note("read here", at: $0) }
  }

  /// The reading where it stands in the part itself, else the part.
  static func place(_ part: Part, _ reads: [TimedRead]) -> Place? {
    guard let place = part.place else { return reads.first?.place }
    let own = part.expression.eventReferences.compactMap(\.place)
    let inner = reads.compactMap(\.place).first { read in
      own.contains { $0.file == read.file && $0.line == read.line }
        && read.file == place.file
        && (read.line != place.line || read.column >= place.column)
    }
    return inner ?? place
  }

  static func sources(_ reads: [TimedRead]) -> String {
    var names: [String] = []
    for read in reads where !names.contains(read.source) { names.append(read.source) }
    return names.joined(separator: "' and '")
  }

  private static func until(_ reads: [TimedRead], _ design: TimedDesign) -> String {
    let day = reads.map(\.window.high).max() ?? .infinity
    if day == .infinity { return "until the end of follow-up" }
    let after = day - design.start
    if after <= 0 { return "through later days of the same rows" }
    return design.isTable && design.start > 0
      ? "up to \(DesignTimeline.number(after)) after follow-up starts"
      : "up to \(days(after)) after time zero"
  }

  private static func landmark(_ reads: [TimedRead], _ design: TimedDesign) -> String {
    let day = reads.map(\.window.high).max() ?? .infinity
    guard day.isFinite, !design.isTable, let zero = design.timeZero ?? design.entry else {
      return ""
    }
    let name = design.timeZero == nil ? "entry" : zero.expression.expression.text
    return " (timeZero: \(name) + \(DesignTimeline.number(day))d)"
  }

  static func days(_ number: Double) -> String {
    number == 1 ? "1 day" : "\(DesignTimeline.number(number)) days"
  }

  private static func kind(_ sources: Set<String>) -> String {
    sources.sorted().map { $0 == "the day itself" ? "a day counted from entry" : "'\($0)'" }
      .joined(separator: " with ")
  }
}
