public import Workflow

/// Everything about one patient, for a terminal.
public struct PatientText {
  let report: PatientReport
  let width: Int
  let showsUnicode: Bool
  let showsAllEvents: Bool
  private let usesColor: Bool

  private static let narrowest = 60
  private static let widest = 132
  static let indent = 2

  /// The text of a report, laid out for `width` columns.
  ///
  /// Of tables with many rows only how many there are is said, unless all events are asked for.
  public init(
    _ report: PatientReport, width: Int, usesColor: Bool, showsUnicode: Bool = true,
    showsAllEvents: Bool = false
  ) {
    self.report = report
    self.showsAllEvents = showsAllEvents
    self.width = min(max(width, Self.narrowest), Self.widest)
    self.usesColor = usesColor
    self.showsUnicode = showsUnicode
  }

  /// The lines, none wider than the terminal (60 columns at least).
  public var text: String {
    [
      title, timeline, rules, eligibility, arms, values, outcomes, designs, events,
    ].filter {
      !$0.isEmpty
    }
    .map { lines in lines.map { $0.rendered(usesColor: usesColor) + "\n" }.joined() }
    .joined(separator: "\n")
  }

  private var title: [TextLine] {
    var line = TextLine("Patient \(report.patient)", .heading)
    line.add("  \(report.study)", .faint)
    var lines = [line]
    let values = report.values.filter { $0.text != nil }.map(Self.words).joined(separator: ", ")
    let place = report.source.map { "\(Self.place($0))" } ?? ""
    lines += TextLine.paragraph(
      values.isEmpty ? place : "\(values)  (\(place))", at: Self.indent, width: width)
    lines += TextLine.paragraph(
      verdict, at: Self.indent, width: width, ink: report.arm == nil ? .warning : .heading)
    for fault in report.faults {
      lines += TextLine.paragraph(
        "the study cannot be run: \(fault)", at: Self.indent, width: width, ink: .warning)
    }
    return lines
  }

  /// What becomes of the patient, in a sentence.
  var verdict: String {
    if let arm = report.arm {
      let label = report.arms.first { $0.arm == arm }?.label ?? arm
      return label == arm
        ? "in the cohort, in arm \(arm)" : "in the cohort, in arm \(arm): \(label)"
    }
    guard let step = report.leftAt else {
      return report.faults.isEmpty
        ? "not in the cohort" : "no step leaves the patient out, as far as they could be taken"
    }
    let isUnknown = report.steps.first { $0.name == step }?.fate == .unknown
    return isUnknown
      ? "not in the cohort: cannot be decided at '\(step)'" : "not in the cohort: out at '\(step)'"
  }

  /// A name and its value.
  static func words(_ field: PatientReport.Field) -> String {
    "\(field.name) \(field.text ?? "missing")"
  }

  /// A file and a line.
  static func place(_ source: PatientReport.Source) -> String {
    source.file.map { "\($0):\(source.line)" } ?? "\(source.table) row \(source.line)"
  }
}
