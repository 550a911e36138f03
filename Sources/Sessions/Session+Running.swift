internal import Diagnostics
internal import Platform
internal import Reports
internal import Studies
internal import Vocabulary
internal import Workflow

extension Session {
  mutating func run(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    let out = call.value(of: "out")?.text
    if let out, settings.writesFiles { try OutputFolder.check(out) }
    let run = try perform(draft.file, earlier: lastRun)
    lastRun = run
    if let out { try write(run, to: out) }
    if call.has("quiet") {
      reply.output = Self.line(run.run.results)
      return
    }
    reply.output =
      TextReport(
        run.content, width: settings.width, usesColor: settings.usesColor,
        folder: out
      ).text
  }

  /// What a run gave, in a line.
  private static func line(_ results: Results) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
    let counts = [
      count(results.estimates.count, "estimate"), count(results.findings.count, "finding"),
    ]
    return "\(counts.joined(separator: ", ")); 'estimates', 'km' and 'findings' show them\n"
  }

  mutating func balance(_ call: Invocation, _ reply: inout SessionReply) throws {
    let draft = try openDraft()
    let run: Run
    if let lastRun, isCurrent(lastRun, draft) {
      run = lastRun
    } else {
      // Without its analyses a study looks at no outcome.
      let analyses = NodePath([.key("analyses")])
      let file = draft.file.root.removing(analyses).map { draft.file.saying($0) } ?? draft.file
      run = try perform(file, earlier: lastBalance)
      lastBalance = run
    }
    let balance = BalanceText(
      run.content, width: settings.width, usesColor: settings.usesColor)
    guard let word = call[0] else {
      let designs = report(run.content).text(.designs)
      reply.output = [designs, balance.overview].filter { !$0.isEmpty }.joined(separator: "\n")
      if reply.output.isEmpty { reply.output = "the study has no designs\n" }
      return
    }
    guard let text = balance.detail(of: word.text) else {
      throw SessionFault.noDesign(word.text, known: balance.designs).failure(at: word.place)
    }
    reply.output = text
  }

  func estimates(_ call: Invocation, _ reply: inout SessionReply) throws {
    var content = try currentRun().content
    for (word, name) in [(call[0], \Estimate.outcome), (call[1], \Estimate.designOrCrude)] {
      guard let word else { continue }
      var known: [String] = []
      for estimate in content.results.estimates where !known.contains(estimate[keyPath: name]) {
        known.append(estimate[keyPath: name])
      }
      guard known.contains(word.text) else {
        throw SessionFault.noEstimates(word.text, known: known).failure(at: word.place)
      }
      content.results.estimates.removeAll { $0[keyPath: name] != word.text }
    }
    reply.output = report(content).text(.estimates)
  }

  func curves(_ call: Invocation, _ reply: inout SessionReply) throws {
    let content = try currentRun().content
    let available = CurveText.available(content.results)
    let (outcome, design) = (call[0], call[1])
    let wanted = available.filter {
      (outcome == nil || $0.outcome == outcome?.text)
        && (design == nil || ($0.design ?? "crude") == design?.text)
    }
    let texts = (design == nil ? Array(wanted.prefix(1)) : wanted).compactMap {
      CurveText(
        content, outcome: $0.outcome, design: $0.design, width: settings.width,
        usesColor: settings.usesColor)?.text
    }
    guard !texts.isEmpty else {
      throw SessionFault.noCurve(
        outcome: outcome?.text, design: design?.text,
        known: available.map { "\($0.outcome) \($0.design ?? "crude")" }
      ).failure(at: design?.place ?? outcome?.place)
    }
    reply.output = texts.joined(separator: "\n")
  }

  func findings(_ call: Invocation, _ reply: inout SessionReply) throws {
    let text = report(try currentRun().content).text(.findings)
    reply.output = text.isEmpty ? "nothing was found\n" : text
  }

  func report(_ call: Invocation, _ reply: inout SessionReply) throws {
    guard let word = call[0] else { return }
    let run = try currentRun()
    try write(run, to: word.text)
    reply.output = "Report  \(word.text)/report.html\n"
  }

  private func report(_ content: ReportContent) -> TextReport {
    TextReport(content, width: settings.width, usesColor: settings.usesColor, folder: nil)
  }

  /// The last run, if it is of the study as it is now.
  private func currentRun() throws -> Run {
    let draft = try openDraft()
    guard let lastRun else { throw SessionFault.notRun(isStale: false).failure() }
    guard lastRun.text == draft.text, lastRun.path == draft.path else {
      throw SessionFault.notRun(isStale: true).failure()
    }
    return lastRun
  }

  private func isCurrent(_ run: Run, _ draft: StudyDraft) -> Bool {
    guard run.text == draft.text, run.path == draft.path,
      let checked = try? CheckedStudy(draft.file, memory: memory)
    else { return false }
    return run.inputs == checked.inputs
  }

  /// Runs a study, unless the earlier run was of the same text and data.
  private func perform(_ file: StudyFile, earlier: Run?) throws -> Run {
    let stopwatch = Stopwatch()
    let checked = try progressing("reading") { try CheckedStudy(file, memory: memory) }
    let text = String(decoding: file.bytes, as: UTF8.self)
    if let earlier, earlier.text == text, earlier.path == file.path,
      earlier.inputs == checked.inputs
    {
      return earlier
    }
    var options = RunOptions()
    options.threads = Parallel.processors
    let run = try StudyRun(
      checked, options, readingSeconds: stopwatch.seconds, progress: progress)
    return Run(
      text: text, path: file.path, inputs: checked.inputs, run: run,
      content: try ReportContent(run))
  }

  private func progressing<Value>(_ title: String, _ body: () throws -> Value) rethrows -> Value {
    guard let progress else { return try body() }
    return try progress.stage(title, body)
  }

  /// Writes the folder of a run, as `equipoise run` does.
  private func write(_ run: Run, to folder: String) throws {
    guard settings.writesFiles else { return }
    try OutputFolder.replace(folder) { output in
      try run.run.write(to: output) { ReportFiles.files(run.content) }
    }
  }
}

extension Estimate {
  /// The design, or the word for none.
  fileprivate var designOrCrude: String { design ?? "crude" }
}
