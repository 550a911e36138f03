internal import Cohorts
internal import Studies
internal import Vocabulary
public import Workflow

extension ReportContent {
  /// The content of the report of a run: its results with the words of its study.
  ///
  /// - Throws: what keeps the resolved study from being written as YAML.
  public init(_ run: StudyRun) throws {
    let study = run.checked.study
    var labels: [String: String] = [:]
    var units: [String: String] = [:]
    for outcome in study.outcomes.elements {
      if let label = outcome.value.label { labels[outcome.name] = label }
      if outcome.value.time != nil { units[outcome.name] = outcome.value.unit.rawValue }
    }
    self.init(
      results: run.results, record: run.record, protocolSections: ProtocolText(study).sections,
      studyText: try YAMLWriter.write(study.node), outcomeLabels: labels, outcomeUnits: units)
    timeline = run.checked.timeline
  }
}
