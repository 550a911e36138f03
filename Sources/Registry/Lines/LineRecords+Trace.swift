extension LineRecords {
  /// Adds what became of every row, and every rule that placed a step.
  mutating func addTrace(
    _ lines: PatientLines, _ patient: Int, _ names: RegimenNames, _ history: PatientHistory,
    joinWithin: Int32
  ) {
    var stepOfRegimen = [Int](repeating: 0, count: lines.regimens.count)
    for (step, placement) in lines.placements.enumerated() {
      let detail = names.text(placement.detail).map { pool.number($0) } ?? -1
      var record = RuleRecord(
        patient: Int32(patient), span: .none, line: Int32(placement.line), regimen: 0,
        rule: placement.rule, detail: detail, source: .treatment, row: -1, step: Int32(step))
      switch placement.step {
      case .regimen(let index):
        stepOfRegimen[index] = step
        record.span = lines.regimens[index].startSpan
        record.regimen = Int32(index + 1)
        record.row = lines.regimens[index].row
      case .transplant(let index):
        record.span = history.transplants[index].span
        record.source = .transplant
        record.row = history.transplants[index].row
      }
      trace.append(record)
    }
    addTreatments(lines, stepOfRegimen, patient, history, joinWithin)
    addOthers(lines, patient, history)
  }

  private mutating func addTreatments(
    _ lines: PatientLines, _ stepOfRegimen: [Int], _ patient: Int, _ history: PatientHistory,
    _ joinWithin: Int32
  ) {
    var regimen = -1
    for exposure in history.exposures {
      while regimen + 1 < lines.regimens.count,
        lines.regimens[regimen + 1].start <= exposure.start
      {
        regimen += 1
      }
      guard regimen >= 0 else { continue }
      let current = lines.regimens[regimen]
      let since = days(from: current.start, to: exposure.start)
      let rule: LineRule =
        since == 0 && !current.isContinuation
        ? .beginsRegimen
        : since <= Int(joinWithin) && history.startsEra(exposure)
          ? .joinsRegimen : .continuesRegimen
      add(exposure, rule, regimen, lines, stepOfRegimen, patient)
    }
    for exposure in history.supportive {
      let during = lines.regimens.firstIndex {
        $0.start <= exposure.stop && $0.stop >= exposure.start
      }
      add(
        exposure, during == nil ? .supportiveAlone : .supportive, during, lines, stepOfRegimen,
        patient)
    }
    for aside in history.asides {
      trace.append(
        RuleRecord(
          patient: Int32(patient), span: aside.span, line: 0, regimen: 0, rule: aside.rule,
          detail: -1, source: .treatment, row: aside.row))
    }
  }

  private mutating func add(
    _ exposure: PatientHistory.Exposure, _ rule: LineRule, _ regimen: Int?,
    _ lines: PatientLines, _ stepOfRegimen: [Int], _ patient: Int
  ) {
    let step = regimen.map { stepOfRegimen[$0] }
    trace.append(
      RuleRecord(
        patient: Int32(patient), span: exposure.startSpan,
        line: step.map { Int32(lines.placements[$0].line) } ?? 0,
        regimen: Int32((regimen ?? -1) + 1), rule: rule, detail: -1, source: .treatment,
        row: exposure.row, step: Int32(step ?? -1)))
  }

  private mutating func addOthers(
    _ lines: PatientLines, _ patient: Int, _ history: PatientHistory
  ) {
    for aside in history.repeatedTransplants {
      trace.append(
        RuleRecord(
          patient: Int32(patient), span: aside.span, line: 0, regimen: 0, rule: aside.rule,
          detail: -1, source: .transplant, row: aside.row))
    }
    for progression in history.progressionRows {
      // A progression on the day that a line begins is of the line before.
      var line = 0
      for placement in lines.placements {
        let start =
          switch placement.step {
          case .regimen(let index): lines.regimens[index].start
          case .transplant(let index): history.transplants[index].day
          }
        guard start < progression.day else { break }
        line = placement.line
      }
      trace.append(
        RuleRecord(
          patient: Int32(patient), span: progression.span, line: Int32(line), regimen: 0,
          rule: .progression, detail: -1, source: .progression, row: progression.row))
    }
  }
}

extension PatientHistory {
  /// Whether a row begins an era: the drug was not given shortly before.
  func startsEra(_ exposure: Exposure) -> Bool {
    var (low, high) = (0, eras.count)
    while low < high {
      let middle = (low + high) / 2
      if eras[middle].start >= exposure.start { high = middle } else { low = middle + 1 }
    }
    return eras[low...].prefix { $0.start == exposure.start }
      .contains { drugs[$0.drug] == exposure.drug }
  }
}
