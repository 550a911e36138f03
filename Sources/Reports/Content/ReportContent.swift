public import Workflow

/// Everything a report is made of: what a run found, how it came about, and the words for readers.
///
/// A report computes nothing: it formats and draws what is here.
public struct ReportContent: Sendable {
  /// What the run found.
  public var results: Results
  /// How the run came about; `nil` where it is not known.
  public var record: RunRecord?
  /// The protocol in words.
  public var protocolSections: [ProtocolSection]
  /// The resolved study file as text; `nil` to leave it out.
  public var studyText: String?
  /// Labels of the outcomes by name.
  public var outcomeLabels: [String: String]
  /// Units of time of the outcomes by name; those of the curves where absent.
  public var outcomeUnits: [String: String]
  /// Labels of the designs by name.
  public var designLabels: [String: String]
  /// Labels of the covariates by name.
  public var covariateLabels: [String: String]
  /// Notes on the covariates by name, such as their unit; shown under the tables.
  public var covariateNotes: [String: String]
  /// What is read and followed when; `nil` where nothing is to be drawn.
  public var timeline: DesignTimeline?

  /// The content of a report.
  public init(
    results: Results, record: RunRecord? = nil, protocolSections: [ProtocolSection] = [],
    studyText: String? = nil, outcomeLabels: [String: String] = [:],
    outcomeUnits: [String: String] = [:], designLabels: [String: String] = [:],
    covariateLabels: [String: String] = [:], covariateNotes: [String: String] = [:]
  ) {
    self.results = results
    self.record = record
    self.protocolSections = protocolSections
    self.studyText = studyText
    self.outcomeLabels = outcomeLabels
    self.outcomeUnits = outcomeUnits
    self.designLabels = designLabels
    self.covariateLabels = covariateLabels
    self.covariateNotes = covariateNotes
  }
}

/// One part of the protocol in words: a heading with paragraphs and definitions under it.
public struct ProtocolSection: Sendable, Equatable {
  /// A term and what it is in this study.
  public struct Row: Sendable, Equatable {
    /// The term.
    public var term: String
    /// What it is here.
    public var definition: String

    /// A row of definitions.
    public init(_ term: String, _ definition: String) {
      self.term = term
      self.definition = definition
    }
  }

  /// The heading.
  public var heading: String
  /// Sentences, before the definitions.
  public var paragraphs: [String]
  /// Definitions.
  public var rows: [Row]

  /// A section of the protocol.
  public init(heading: String, paragraphs: [String] = [], rows: [Row] = []) {
    self.heading = heading
    self.paragraphs = paragraphs
    self.rows = rows
  }
}
