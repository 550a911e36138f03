/// One thing to tell a person about a study, its data or its run, with the place it concerns.
///
/// Diagnostics are values. Their words are made in one file per module (`…+Message.swift`), never
/// where a fault is found, and how they look is chosen by a renderer.
public struct Diagnostic: Hashable, Sendable, Codable {
  /// How grave a diagnostic is.
  public enum Severity: String, Sendable, Codable, CaseIterable {
    /// The study cannot run.
    case error
    /// The study runs; a careful reader should know of it.
    case warning
    /// For information.
    case note
  }

  /// A further place that explains the first.
  public struct Note: Hashable, Sendable, Codable {
    /// What is to be seen there.
    public var message: String
    /// Where; `nil` when it concerns no place.
    public var place: Place?

    /// A note at a place.
    public init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// A stable name in kebab case, documented by `equipoise explain`.
  public var id: String
  /// How grave it is.
  public var severity: Severity
  /// One sentence, without a full stop.
  public var message: String
  /// What it concerns; `nil` when it concerns no text.
  public var place: Place?
  /// Further places.
  public var notes: [Note]
  /// What to do, usually a suggestion.
  public var help: String?
  /// A drawing in characters, line by line, that shows what is meant.
  public var drawing: [String] = []

  /// A diagnostic.
  public init(
    _ id: String, severity: Severity = .error, _ message: String, at place: Place? = nil,
    notes: [Note] = [], help: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.place = place
    self.notes = notes
    self.help = help
  }
}

/// A group of diagnostics that ended a step.
public struct Faults: Error, Hashable, Sendable {
  /// What was found, in the order a reader meets it.
  public var diagnostics: [Diagnostic]

  /// A failure with the diagnostics that caused it.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// Whether any diagnostic is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
