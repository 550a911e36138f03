/// What a session answers to a command.
public struct SessionReply: Sendable {
  /// How a command can fail.
  public enum Failure: Sendable {
    /// The command is none, or lacks what it needs.
    case usage
    /// The study or the data are at fault.
    case fault
    /// A file is not there.
    case notFound
    /// Something cannot be written.
    case cannotWrite
    /// The person stopped it.
    case interrupted
    /// A fault of ours.
    case ourFault
  }

  /// Diagnostics, as they are printed.
  public var complaints = ""
  /// What was asked for, as it is printed.
  public var output = ""
  /// How it failed; `nil` where it did not.
  public var failure: Failure?
  /// Whether the session is over.
  public var isLast = false

  /// An answer that says nothing.
  public init() {}

  /// Everything, as a person at a terminal sees it.
  public var text: String {
    complaints + (complaints.isEmpty || output.isEmpty ? "" : "\n") + output
  }
}

/// How a session answers, and what it may do.
public struct SessionSettings: Sendable {
  /// How many columns the answers may take.
  public var width = 80
  /// Whether they are coloured.
  public var usesColor = false
  /// Whether bars may be drawn with characters beyond ASCII.
  public var showsUnicode = true
  /// Whether files are written; where not, commands go up to the writing.
  public var writesFiles = true

  /// Plain answers of 80 columns.
  public init() {}
}
