private import Foundation

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a terminal can show.
public struct Terminal: Hashable, Sendable {
  /// Whether there is one.
  public let isPresent: Bool
  /// Whether ANSI colours are wanted.
  public let usesColor: Bool
  /// Whether the line can be rewritten in place.
  public let rewritesLines: Bool
  /// How many columns it has; 80 where that cannot be found out.
  public let width: Int
  /// Whether the locale has all of Unicode; a locale that is not named is taken to have it.
  public let showsUnicode: Bool

  /// The terminal behind a stream of this process.
  public init(_ stream: StandardStream) {
    self.init(
      isPresent: stream.isTerminal, columns: Self.columns(stream),
      environment: ProcessInfo.processInfo.environment)
  }

  /// A terminal as described.
  ///
  /// Colour follows `NO_COLOR` (not empty: never), then `CLICOLOR_FORCE` (not empty nor 0: always), then
  /// `CLICOLOR=0` and `TERM=dumb` (never), and else whether there is a terminal.
  /// See <https://no-color.org> and <https://bixense.com/clicolors>.
  ///
  /// - Parameters:
  ///   - isPresent: whether the stream is a terminal.
  ///   - columns: its columns, where the system knows them.
  ///   - environment: the environment variables.
  public init(isPresent: Bool, columns: Int?, environment: [String: String]) {
    func value(_ name: String) -> String { environment[name] ?? "" }
    let isDumb = value("TERM") == "dumb"
    self.isPresent = isPresent
    rewritesLines = isPresent && !isDumb
    usesColor =
      if !value("NO_COLOR").isEmpty {
        false
      } else if !["", "0"].contains(value("CLICOLOR_FORCE")) {
        true
      } else {
        isPresent && !isDumb && value("CLICOLOR") != "0"
      }
    let known = Int(value("COLUMNS")) ?? columns ?? 0
    width = known > 0 ? known : 80
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(value).first { !$0.isEmpty } ?? "UTF-8"
    showsUnicode = locale.lowercased().replacing("-", with: "").hasSuffix("utf8")
  }

  private static func columns(_ stream: StandardStream) -> Int? {
    var size = winsize()
    guard unsafe ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return Int(size.ws_col)
  }
}
