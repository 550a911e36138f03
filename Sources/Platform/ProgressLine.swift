private import Foundation

/// One line on standard error that says what is being done, while it takes longer than a moment.
///
/// It shows once there has been work for ``delay``, and leaves nothing behind; where standard error is no terminal,
/// nothing is ever shown.
public final class ProgressLine: Sendable {
  private struct Stage {
    var title: String
    var watch: Stopwatch
    var share: Double?
  }

  private struct State {
    var stages: [Stage] = []
    var isTicking = false
    /// Since when there has been work without a pause.
    var busy = Stopwatch()
    var isShown = false
    var frame = 0
  }

  private let terminal: Terminal
  private let delay: Duration
  private let write: @Sendable (String) -> Void
  private let state = Locked(State())

  /// Progress on standard error.
  public convenience init() {
    self.init(terminal: Terminal(.error)) { StandardStream.error.write($0) }
  }

  /// Progress on a terminal.
  ///
  /// - Parameters:
  ///   - terminal: what it can show.
  ///   - delay: how long work goes on, in one stage or several, before it shows.
  ///   - write: writes to it.
  public init(
    terminal: Terminal, delay: Duration = .seconds(1), write: @escaping @Sendable (String) -> Void
  ) {
    self.terminal = terminal
    self.delay = delay
    self.write = write
  }

  /// Does a part of the work under a title; within a stage another may be begun.
  public func stage<Value, Failure: Error>(
    _ title: String, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard terminal.rewritesLines else { return try body() }
    begin(title)
    defer { end() }
    return try body()
  }

  /// Says which share of the innermost stage is done, from 0 to 1.
  public func report(_ share: Double) {
    state.withLock { state in
      guard !state.stages.isEmpty else { return }
      state.stages[state.stages.count - 1].share = share
    }
  }

  /// Takes the line away, so that something else can be written; it comes back if the stage goes on.
  public func clear() {
    state.withLock { clear(&$0) }
  }

  private func begin(_ title: String) {
    let starts = state.withLock { state in
      if !state.isTicking { state.busy = Stopwatch() }
      state.stages.append(Stage(title: title, watch: Stopwatch(), share: nil))
      defer { state.isTicking = true }
      return !state.isTicking
    }
    if starts { Thread { [self] in while tick() { Thread.sleep(forTimeInterval: 0.1) } }.start() }
  }

  private func end() {
    state.withLock { state in
      state.stages.removeLast()
      clear(&state)
    }
  }

  private func clear(_ state: inout State) {
    if state.isShown { write("\r\u{1B}[K") }
    state.isShown = false
  }

  /// Draws the line if it is time, and says whether to go on.
  private func tick() -> Bool {
    state.withLock { state in
      guard let stage = state.stages.last else {
        state.isTicking = false
        return false
      }
      if state.busy.elapsed >= delay {
        write(
          "\r" + Self.line(stage.title, stage.watch.seconds, stage.share, state.frame, terminal))
        state.isShown = true
        state.frame += 1
      }
      return true
    }
  }

  /// The line: a turning mark, the title, the share where known, and the seconds so far.
  private static func line(
    _ title: String, _ seconds: Double, _ share: Double?, _ frame: Int, _ terminal: Terminal
  ) -> String {
    let marks: [Character] = ["|", "/", "-", "\\"]
    let done = share.map { " \(Int((min(max($0, 0), 1) * 100).rounded(.down))) %" } ?? ""
    let plain = title.filter {
      $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
    let text = "\(marks[frame % marks.count]) \(plain)\(done) (\(Int(seconds)) s)"
    return text.prefix(max(1, terminal.width - 1)) + "\u{1B}[K"
  }
}
