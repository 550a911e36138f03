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
    guard let time = outcome.time?.source.value else { return dates }
    var text = "time \(time) in \(outcome.unit.rawValue)"
    text += ", event where \(outcome.event?.source.value ?? "")"
    if let entry = outcome.entry { text += ", under observation from \(entry.source.value)" }
    return text + competing
  }

  private var dates: String {
    "\(outcome.unit.rawValue) from \(outcome.from?.source.value ?? "time zero")"
      + " to \(outcome.event?.source.value ?? "")"
      + ", followed until \(outcome.censor?.source.value ?? "")" + partialDates + competing
  }

  private var partialDates: String {
    guard let day = outcome.partialDates, day != .leaveOut else { return "" }
    let words =
      day == .middle ? "in the middle of the days" : "on the \(day.rawValue) of the days"
    return "; an event known to the month or year only is taken \(words) that it may have been"
  }

  private var competing: String {
    let events = outcome.competing.elements.map { "\($0.name) (\($0.value.source.value))" }
    guard !events.isEmpty else { return "" }
    return
      ", with the competing \(events.joined(separator: " and ")); what does not count them is censored there: cause-specific"
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
