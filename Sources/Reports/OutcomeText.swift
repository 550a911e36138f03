internal import Cohorts
internal import Diagnostics
internal import Vocabulary

/// An outcome in words.
struct OutcomeText {
  private let outcome: OutcomeSection

  init(_ outcome: OutcomeSection) { self.outcome = outcome }

  var text: String {
    if let value = outcome.value?.source.value, let kind = outcome.kind {
      return text(value, kind)
    }
    var text = "time \(outcome.time?.source.value ?? "") in \(outcome.unit.rawValue)"
    text += ", event where \(outcome.event?.source.value ?? "")"
    if let entry = outcome.entry { text += ", under observation from \(entry.source.value)" }
    return text
  }

  private func text(_ value: String, _ kind: ValueKind) -> String {
    switch kind {
    case .continuous: "\(value), continuous" + (outcome.valueUnit.map { ", in \($0)" } ?? "")
    case .binary: "whether \(value)"
    case .count:
      "\(value), a count"
        + (outcome.exposure.map { " over \($0.source.value) \(outcome.unit.rawValue)" } ?? "")
    }
  }
}
