import Foundation
import Platform
import Testing

@Suite struct TerminalTests {
  private func usesColor(_ isPresent: Bool, _ environment: [String: String]) -> Bool {
    Terminal(isPresent: isPresent, columns: nil, environment: environment).usesColor
  }

  @Test func `a terminal is coloured, anything else is not`() {
    #expect(usesColor(true, [:]))
    #expect(usesColor(true, ["TERM": "xterm-256color", "NO_COLOR": ""]))
    #expect(!usesColor(false, [:]))
  }

  @Test func `colour can be refused and forced, and refusal wins`() {
    #expect(!usesColor(true, ["NO_COLOR": "1"]))
    #expect(!usesColor(true, ["CLICOLOR": "0"]))
    #expect(!usesColor(true, ["TERM": "dumb"]))
    #expect(usesColor(false, ["CLICOLOR_FORCE": "1"]))
    #expect(!usesColor(false, ["CLICOLOR_FORCE": "0"]))
    #expect(usesColor(true, ["CLICOLOR_FORCE": "1", "CLICOLOR": "0"]))
    #expect(!usesColor(true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
  }

  @Test func `lines are rewritten only where that is possible`() {
    #expect(Terminal(isPresent: true, columns: 80, environment: [:]).rewritesLines)
    #expect(!Terminal(isPresent: true, columns: 80, environment: ["TERM": "dumb"]).rewritesLines)
    #expect(!Terminal(isPresent: false, columns: 80, environment: [:]).rewritesLines)
  }

  @Test func `the width is what was asked for, else the system's, else 80`() {
    func width(_ columns: Int?, _ environment: [String: String]) -> Int {
      Terminal(isPresent: true, columns: columns, environment: environment).width
    }
    #expect(width(132, [:]) == 132)
    #expect(width(132, ["COLUMNS": "60"]) == 60)
    #expect(width(nil, [:]) == 80)
    #expect(width(0, ["COLUMNS": "none"]) == 80)
  }

  @Test func `writing where nobody reads is no crash`() async {
    await #expect(processExitsWith: .success) {
      StandardStream.ignoreClosedPipes()
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      dup2(ends[1], STDOUT_FILENO)
      close(ends[0])
      exit(StandardStream.output.write("text") ? 1 : 0)
    }
  }

  @Test func `a stopwatch goes forwards`() {
    let watch = Stopwatch()
    let first = watch.seconds
    #expect(first >= 0)
    #expect(watch.seconds >= first)
    #expect(watch.elapsed < .seconds(60))
  }
}

@Suite struct ProgressLineTests {
  private final class Screen: Sendable {
    let text = Locked("")
    func write(_ part: String) { text.withLock { $0 += part } }
    var shown: String { text.withLock { $0 } }
  }

  private func terminal(_ environment: [String: String] = [:], isPresent: Bool = true) -> Terminal {
    Terminal(isPresent: isPresent, columns: 30, environment: environment)
  }

  @Test func `a short stage shows nothing`() {
    let screen = Screen()
    let line = ProgressLine(terminal: terminal(), write: screen.write)
    #expect(line.stage("Matching") { 3 } == 3)
    #expect(screen.shown.isEmpty)
  }

  @Test func `a long stage shows its title and share, and is cleared`() {
    let screen = Screen()
    let line = ProgressLine(terminal: terminal(), delay: .zero, write: screen.write)
    line.stage("Boot\u{1B}[31mstrapping") {
      line.report(0.429)
      Thread.sleep(forTimeInterval: 0.3)
    }
    #expect(screen.shown.contains("\r/ Boot[31mstrapping 42 % (0 s"))
    #expect(screen.shown.hasSuffix("\r\u{1B}[K"))
    #expect(!screen.shown.contains("\u{1B}[31m"))
  }

  @Test func `a line is never longer than the terminal is wide`() {
    let screen = Screen()
    let line = ProgressLine(terminal: terminal(), delay: .zero, write: screen.write)
    line.stage(String(repeating: "long ", count: 20)) { Thread.sleep(forTimeInterval: 0.25) }
    let lines = screen.shown.replacing("\u{1B}[K", with: "").split(separator: "\r")
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { $0.count < 30 })
  }

  @Test func `where there is no terminal nothing shows`() {
    for terminal in [terminal(isPresent: false), terminal(["TERM": "dumb"])] {
      let screen = Screen()
      let line = ProgressLine(terminal: terminal, delay: .zero, write: screen.write)
      line.stage("Matching") { Thread.sleep(forTimeInterval: 0.15) }
      #expect(screen.shown.isEmpty)
    }
  }

  @Test func `the inner stage shows, then the outer one again`() {
    let screen = Screen()
    let line = ProgressLine(terminal: terminal(), delay: .zero, write: screen.write)
    line.stage("Outer") {
      line.stage("Inner") { Thread.sleep(forTimeInterval: 0.25) }
      Thread.sleep(forTimeInterval: 0.25)
    }
    let outer = screen.shown.range(of: "Outer", options: .backwards)
    let inner = screen.shown.range(of: "Inner", options: .backwards)
    #expect(outer != nil && inner != nil)
    if let outer, let inner { #expect(inner.lowerBound < outer.lowerBound) }
  }

  @Test func `an error passes through, and the line is cleared`() {
    struct Stop: Error {}
    let screen = Screen()
    let line = ProgressLine(terminal: terminal(), delay: .zero, write: screen.write)
    #expect(throws: Stop.self) {
      try line.stage("Failing") {
        Thread.sleep(forTimeInterval: 0.2)
        throw Stop()
      }
    }
    #expect(screen.shown.hasSuffix("\r\u{1B}[K"))
  }
}
