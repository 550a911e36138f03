private import Foundation
public import Workflow

/// Everything about one patient, for programs.
public enum PatientJSON {
  /// One object; the same patient of the same study gives the same text.
  public static func text(_ report: PatientReport) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try? encoder.encode(report)
    return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }
}
