#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Standard output or standard error.
public enum StandardStream: Sendable {
  /// Standard output, for what was asked for.
  case output
  /// Standard error, for diagnostics and progress.
  case error

  var descriptor: Int32 {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }

  /// Whether a person looks at it.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether a person types what is read from standard input.
  public static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Writes a text at once; whoever reads may have gone, as after `| head`.
  ///
  /// - Returns: whether all of it was written.
  @discardableResult
  public func write(_ text: String) -> Bool {
    do {
      try writeAll(Array(text.utf8).span, to: descriptor)
      return true
    } catch {
      return false
    }
  }

  /// Makes a write that nobody reads any more fail, rather than end the process.
  public static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
