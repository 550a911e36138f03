internal import Diagnostics
public import Platform
internal import Studies

/// A study that was run.
public struct StudyRun: Sendable {
  /// The study.
  public let checked: CheckedStudy
  /// What it found.
  public let results: Results
  /// How the run came about.
  public let record: RunRecord
  let cohort: AnalysisCohort
  let designs: [BuiltDesign]
  let model: PropensityFit?
  let fullCurves: [Curve]
  let pipeline: Pipeline

  /// Runs a checked study.
  ///
  /// - Parameters:
  ///   - checked: the study.
  ///   - options: threads, seed, changes.
  ///   - readingSeconds: how long reading and checking took, for the record.
  ///   - progress: shows stages that take long; `nil` for none.
  /// - Throws: `StudyFailure` for faults that only the data show; `Interrupted`.
  public init(
    _ checked: CheckedStudy, _ options: RunOptions = RunOptions(), readingSeconds: Double = 0,
    progress: ProgressLine? = nil
  ) throws {
    var stages = StageClock(progress: progress)
    stages.add("reading", readingSeconds)
    let pipeline = Pipeline(checked: checked, options: options)
    do {
      var findings = checked.findings
      let (built, quality) = try stages.time("cohort") {
        let cohort = try pipeline.cohort(&findings)
        return (cohort, pipeline.quality(cohort))
      }
      findings += quality.findings
      var cohort = built
      cohort.withheld = quality.withheld
      let model = try stages.time("propensity") { try pipeline.propensity(cohort, &findings) }
      let (designs, baseline) = try stages.time("designs") {
        try pipeline.designs(cohort, model, &findings)
      }
      let analyses = try stages.time("estimates") {
        try pipeline.analyses(cohort, designs, model, &findings)
      }
      let described = try stages.time("descriptions") {
        try pipeline.descriptions(cohort, &findings)
      }
      results = try stages.time("results") {
        pipeline.results(
          cohort, model, designs, baseline, analyses, quality.rows, described, findings)
      }
      self.cohort = cohort
      self.designs = designs
      self.model = model
      fullCurves = analyses.fullCurves
    } catch let faults as Faults {
      throw StudyFailure(faults, checked.file.sources)
    }
    self.checked = checked
    self.pipeline = pipeline
    record = RunRecord.of(checked, options, stages)
  }
}
