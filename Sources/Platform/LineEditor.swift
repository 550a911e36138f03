private import Foundation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Reads lines from a person at a terminal, with editing, history and completion where libedit is
/// installed.
///
/// The library is found when the editor is made; without it lines are read as the terminal gives
/// them. There is one editor in a process, for the library has one.
public struct LineEditor {
  /// What a line was.
  public enum Line: Sendable, Equatable {
    /// A line without its end.
    case text(String)
    /// Ctrl-C: what was typed is given up.
    case cancelled
    /// Ctrl-D, or the end of the input.
    case end
  }

  /// What the last word of a line can become: how many characters at its end the candidates replace.
  public typealias Completer =
    @Sendable (String) -> (replaced: Int, candidates: [String])

  private let library: EditLibrary?
  private let historyPath: String?

  /// Whether lines can be edited.
  public var editsLines: Bool { library != nil }

  /// An editor.
  ///
  /// - Parameter historyPath: the file that keeps the history; its folder is made.
  public init(historyPath: String? = LineEditor.standardHistoryPath) {
    library = EditLibrary()
    self.historyPath = historyPath
    guard let library else { return }
    if let historyPath {
      try? FileManager.default.createDirectory(
        atPath: (historyPath as NSString).deletingLastPathComponent,
        withIntermediateDirectories: true)
      library.readHistory(historyPath)
    }
  }

  /// The history file of the XDG base directories: `equipoise/history` under `XDG_STATE_HOME`, or
  /// under `~/.local/state`.
  public static var standardHistoryPath: String? {
    let environment = ProcessInfo.processInfo.environment
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return "\(state)/equipoise/history"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return "\(home)/.local/state/equipoise/history"
  }

  /// Reads a line after a prompt.
  ///
  /// - Parameters:
  ///   - prompt: what is shown before it.
  ///   - completer: what Tab proposes.
  /// - Returns: the line, without white space at its end.
  public func read(_ prompt: String, completer: @escaping Completer) -> Line {
    Interruption.reset()
    Interruption.isIdle = true
    defer {
      Interruption.isIdle = false
      Interruption.reset()
    }
    let line: String?
    if let library {
      line = library.read(prompt, completer)
    } else {
      StandardStream.output.write(prompt)
      line = readLine(strippingNewline: true)
    }
    if Interruption.isRequested {
      if library == nil { StandardStream.output.write("\n") }
      return .cancelled
    }
    guard let line else {
      StandardStream.output.write("\n")
      return .end
    }
    return .text(line)
  }

  /// Adds a line to the history, unless it is empty or the same as the last.
  public func remember(_ line: String) {
    guard let library, !line.allSatisfy(\.isWhitespace) else { return }
    library.addHistory(line, savingTo: historyPath)
  }
}
