internal import Cohorts
internal import Diagnostics
internal import Expressions
internal import Studies
internal import Tables
internal import Vocabulary

extension PatientReport {
  /// Finds everything about a patient of a study.
  ///
  /// The cohort, the scores and the designs are those of a run; why a patient is where the run has put
  /// them is explained for that patient alone.
  /// - Parameters:
  ///   - id: what the patient is called; the number of the row where the study names no column of ids.
  ///   - checked: the study.
  ///   - options: threads and seed.
  /// - Throws: ``PatientFault`` where nobody is called that; `StudyFailure`; `Interrupted`.
  /// - Complexity: that of a run without its analyses, and the square of the patient's rows of a table.
  public init(
    of id: String, in checked: CheckedStudy, _ options: RunOptions = RunOptions()
  ) throws {
    let ids = Self.ids(checked)
    guard let row = ids.firstIndex(of: id) else {
      throw PatientFault.unknownPatient(id, known: ids)
    }
    let run = try PatientRun(checked, options)
    do {
      var maker = try PatientMaker(id, row, checked, run)
      self = try maker.report()
    } catch let faults as Faults {
      throw StudyFailure(faults, checked.file.sources)
    }
  }

  /// What the patients are called, in the order of the table.
  static func ids(_ checked: CheckedStudy) -> [String] {
    let column = checked.identifier.flatMap { checked.table[$0] }
    return (0..<checked.table.rowCount).map { column?.text($0) ?? String($0 + 1) }
  }
}

/// A run as far as its designs, or the faults that kept it from getting there.
struct PatientRun {
  let pipeline: Pipeline
  private(set) var cohort: AnalysisCohort?
  private(set) var model: PropensityFit?
  private(set) var designs: [BuiltDesign] = []
  private(set) var faults: [Diagnostic] = []

  init(_ checked: CheckedStudy, _ options: RunOptions) throws {
    pipeline = Pipeline(checked: checked, options: options)
    var findings: [Diagnostic] = []
    do {
      let cohort = try pipeline.cohort(&findings)
      self.cohort = cohort
      model = try pipeline.propensity(cohort, &findings)
      designs = try pipeline.designs(cohort, model, &findings).designs
    } catch let faults as Faults {
      self.faults = faults.diagnostics
    }
  }
}

/// Gathers what there is to say of a patient.
struct PatientMaker {
  let id: String
  let row: Int
  let checked: CheckedStudy
  let run: PatientRun
  let parts: PatientParts
  var explainer: Explainer
  var entry: Explanation?
  var timeZero: Explanation?
  var readings: [PatientReport.Reading] = []

  init(_ id: String, _ row: Int, _ checked: CheckedStudy, _ run: PatientRun) throws(Faults) {
    self.id = id
    self.row = row
    self.checked = checked
    self.run = run
    parts = PatientParts(
      events: checked.events, sources: PatientSources(checked, patient: row))
    explainer = try Explainer(
      patient: row, of: checked.table, events: checked.events, schema: checked.schema)
  }

  mutating func report() throws -> PatientReport {
    try readDays()
    for variable in checked.covariates + checked.variables {
      let explanation = try explainer.add(variable.name, variable.expression)
      readings.append(reading(variable.name, explanation))
    }
    let exit = run.cohort?.exits[row]
    let member = run.cohort.flatMap { cohort in cohort.rows.firstIndex(of: row) }
    let steps = try steps()
    return PatientReport(
      study: checked.study.study.value, title: checked.study.title ?? checked.study.study.value,
      patient: id, source: parts.sources.ofPatient(row), values: values, tables: tables,
      emptyTables: emptyTables, entry: entry.map { reading(Timeline.entryColumn, $0) },
      timeZero: timeZero.map { reading(Timeline.timeZeroColumn, $0) }, steps: steps,
      leftAt: exit.flatMap { exit in run.cohort?.attrition[Int(exit.step)].name }
        ?? (run.cohort == nil ? steps.first { Self.leaves($0.fate) }?.name : nil),
      arms: try arms(),
      arm: member.flatMap { member in run.cohort.map { $0.armNames[$0.groups[member]] } },
      readings: readings, outcomes: try member.map { try outcomes($0) } ?? [],
      propensity: member.flatMap { run.model?.probability[$0] },
      designs: member.map { designs($0) } ?? [], faults: run.faults.map(\.message))
  }

  private static func leaves(_ fate: PatientReport.Step.Fate) -> Bool {
    fate == .excluded || fate == .unknown
  }

  func reading(_ name: String, _ explanation: Explanation) -> PatientReport.Reading {
    PatientReport.Reading(name: name, part: parts.part(explanation))
  }

  /// Entry and time zero, which all that follows may name.
  private mutating func readDays() throws(Faults) {
    guard let entry = checked.rules.entry else { return }
    let entered = try explainer.add(Timeline.entryColumn, entry.date)
    self.entry = entered
    if let timeZero = checked.rules.timeZero {
      self.timeZero = try explainer.add(Timeline.timeZeroColumn, timeZero.date)
    } else {
      let zero = try Expression(Timeline.entryColumn).typed(against: checked.schema)
      timeZero = try explainer.add(Timeline.timeZeroColumn, zero)
    }
  }

  /// The values of the patient's row but for the id.
  private var values: [PatientReport.Field] {
    checked.table.columns.filter { $0.name != checked.identifier }.map { column in
      PatientReport.Field(name: column.name, text: Self.text(column, row))
    }
  }

  private static func text(_ column: Column, _ row: Int) -> String? {
    if case .number(let values) = column.values, !column.missing[row] {
      return Explanation.Value.number(values[row]).text
    }
    return column.text(row)
  }
}
