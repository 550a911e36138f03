extension LineRecorder {
  /// Adds what became of every row of a patient, and every rule that placed a step.
  mutating func addTrace<Rules>(_ maker: LineMaker<Rules>) {
    stepOfRegimen.removeAll(keepingCapacity: true)
    for (step, placement) in maker.placements.enumerated() {
      var record = RuleRecord(
        span: maker.span(of: placement.step), line: Int32(placement.line), regimen: 0,
        rule: placement.rule, detail: texts.detail(placement.detail, of: maker.history.drugs),
        source: .treatment, row: -1, step: Int32(step))
      switch placement.step {
      case .regimen(let index):
        // Regimens are placed in their order.
        stepOfRegimen.append(Int32(step))
        record.regimen = Int32(index + 1)
        record.row = maker.regimens[index].row
      case .transplant(let index):
        record.source = .transplant
        record.row = maker.history.transplants[index].row
      }
      trace.append(record)
    }
    addTreatments(maker)
    addSupportive(maker)
    addAsides(maker.history.asides, of: .treatment)
    addAsides(maker.history.repeatedTransplants, of: .transplant)
    addProgressions(maker)
  }

  private mutating func addTreatments<Rules>(_ maker: LineMaker<Rules>) {
    var (regimen, era) = (-1, 0)
    for exposure in maker.history.exposures {
      while regimen + 1 < maker.regimens.count,
        maker.regimens[regimen + 1].start <= exposure.start
      {
        regimen += 1
      }
      while era < maker.history.eras.count, maker.history.eras[era].start < exposure.start {
        era += 1
      }
      guard regimen >= 0 else { continue }
      let since = days(from: maker.regimens[regimen].start, to: exposure.start)
      let rule: LineRule =
        since == 0 && !maker.regimens[regimen].isContinuation
        ? .beginsRegimen
        : since <= Int(maker.numbers.joinWithin) && maker.history.starts(exposure, from: era)
          ? .joinsRegimen : .continuesRegimen
      add(exposure, rule, regimen, maker)
    }
  }

  private mutating func addSupportive<Rules>(_ maker: LineMaker<Rules>) {
    for exposure in maker.history.supportive {
      let regimen = maker.firstRegimen(endingFrom: exposure.start)
      let isDuring =
        regimen < maker.regimens.count && maker.regimens[regimen].start <= exposure.stop
      add(
        exposure, isDuring ? .supportive : .supportiveAlone, isDuring ? regimen : nil, maker)
    }
  }

  private mutating func add<Rules>(
    _ exposure: PatientHistory.Exposure, _ rule: LineRule, _ regimen: Int?,
    _ maker: LineMaker<Rules>
  ) {
    var record = RuleRecord(
      span: exposure.startSpan, line: 0, regimen: 0, rule: rule, detail: -1, source: .treatment,
      row: exposure.row)
    if let regimen {
      record.step = stepOfRegimen[regimen]
      record.line = Int32(maker.placements[Int(record.step)].line)
      record.regimen = Int32(regimen + 1)
    }
    trace.append(record)
  }

  private mutating func addAsides(
    _ asides: [PatientHistory.Aside], of source: RuleRecord.Source
  ) {
    for aside in asides {
      trace.append(
        RuleRecord(
          span: aside.span, line: 0, regimen: 0, rule: aside.rule, detail: -1, source: source,
          row: aside.row))
    }
  }

  private mutating func addProgressions<Rules>(_ maker: LineMaker<Rules>) {
    for progression in maker.history.progressionRows {
      // A progression on the day that a line begins is of the line before.
      var (low, high) = (0, maker.placements.count)
      while low < high {
        let middle = (low + high) / 2
        if maker.day(of: maker.placements[middle].step) >= progression.day {
          high = middle
        } else {
          low = middle + 1
        }
      }
      trace.append(
        RuleRecord(
          span: progression.span, line: low == 0 ? 0 : Int32(maker.placements[low - 1].line),
          regimen: 0, rule: .progression, detail: -1, source: .progression,
          row: progression.row))
    }
  }
}

extension PatientHistory {
  /// Whether a row begins an era: the drug was not given shortly before.
  ///
  /// The eras from `first` on are those that do not begin before the row.
  fileprivate func starts(_ exposure: Exposure, from first: Int) -> Bool {
    var era = first
    while era < eras.count, eras[era].start == exposure.start {
      if eras[era].drug == Int(exposure.drug) { return true }
      era += 1
    }
    return false
  }
}
