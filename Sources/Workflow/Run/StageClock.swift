internal import Platform

/// Times stages, notes the memory they need, and lets an interruption end the run between them.
struct StageClock {
  private let progress: ProgressLine?
  private(set) var stages: [RunRecord.Stage] = []
  /// From where on the peaks of memory are the largest; `nil` where the system does not tell them.
  private(set) var peakSince: RunRecord.PeakStart?

  init(progress: ProgressLine?) { self.progress = progress }

  /// A clock for stages after those of a record.
  init(continuing record: RunRecord) {
    progress = nil
    stages = record.stages
    peakSince = record.peakSince
    restart()
  }

  /// Adds a stage that has been timed elsewhere and ends now.
  mutating func add(_ stage: String, _ seconds: Double) {
    let peak = ProcessMemory.peak.map { Double($0) / 1e6 }
    stages.append(RunRecord.Stage(stage: stage, seconds: seconds, peakMegabytes: peak))
    restart()
  }

  mutating func time<Value>(_ stage: String, _ body: () throws -> Value) throws -> Value {
    try Interruption.check()
    let stopwatch = Stopwatch()
    let value = try progress?.stage(stage, body) ?? body()
    add(stage, stopwatch.seconds)
    return value
  }

  /// Gives the stages to a record.
  func finish(_ record: inout RunRecord) {
    record.stages = stages
    record.peakSince = peakSince
  }

  /// Lets the next peak begin from here; where that fails once, all peaks count from the start.
  private mutating func restart() {
    guard ProcessMemory.peak != nil else { return }
    let restarted = ProcessMemory.restartPeak()
    peakSince = restarted && peakSince != .process ? .stage : .process
  }
}
