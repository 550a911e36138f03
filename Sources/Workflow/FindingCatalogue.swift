/// What every diagnostic and finding means, for `equipoise explain`.
public enum FindingCatalogue {
  /// One kind of diagnostic.
  public struct Entry: Sendable {
    /// Its stable id.
    public let id: String
    /// Whether it is a finding of a run, which a study may accept, or a fault that stops one.
    public let isFinding: Bool
    /// What it means and what to do, as one line.
    public let explanation: String
  }

  private static let findingGroups = [
    timeZeroFindings,
    findings,
    fileFindings,
    qualityFindings,
    lineFindings,
    armFindings,
    stateFindings,
  ]

  private static let faultGroups = [
    faults,
    expressionFaults,
    failures,
    survivalFaults,
    populationFaults,
    sessionFaults,
    simulationFaults,
    patientFaults,
    qualityFaults,
    lineFaults,
    definitionFaults,
    descriptionFaults,
  ]

  /// Every kind, findings first.
  public static let entries: [Entry] =
    findingGroups.joined().map {
      Entry(id: $0.0, isFinding: true, explanation: oneLine($0.1))
    }
    + faultGroups.joined().map {
      Entry(id: $0.0, isFinding: false, explanation: oneLine($0.1))
    }

  /// The ids that a study may accept.
  public static let ids: [String] = entries.filter(\.isFinding).map(\.id)

  /// The explanation of an id.
  public static func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  /// Text without the line breaks it has in the source.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
