internal import Cohorts
internal import Diagnostics
internal import Registry
internal import Simulation
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// What is true of the cohort; `nil` where patients are not simulated or the study does not say what
  /// its arms stand for.
  ///
  /// - Throws: `Faults` where a world cannot be made or an outcome cannot be evaluated in it.
  /// - Complexity: that of making the registry, once for each arm.
  func trueEffects(
    _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) throws(Faults) -> TrueEffects? {
    guard study.data.simulate != nil, !study.truth.isEmpty else { return nil }
    var events: [WorldEvents] = []
    for arm in cohort.armNames {
      guard let world = study.truth[arm].flatMap({ SimulatedTruth.world(named: $0.value) })
      else { return nil }
      events.append(try self.events(in: world, cohort))
    }
    return try TrueEffects(
      Worlds(events), checked.outcomes, cohort, model, lastDay: lastDay, threads: options.threads)
  }

  /// The events of the cohort's patients in a world.
  private func events(
    in world: Intervention, _ cohort: AnalysisCohort
  ) throws(Faults) -> WorldEvents {
    let registry: RegistryData
    do throws(RegistryFailure) {
      let (simulation, file) = try SimulationRequest(study.data, folder: checked.file.folder)
        .prepared()
      registry = try RegistryData(
        simulation.world(world, threads: options.threads), parameters: file,
        threads: options.threads)
    } catch {
      throw error.faults
    }
    return WorldEvents(try derived(registry), of: cohort.ids)
  }

  /// The events of a world with the tables that the study and its definitions derive.
  private func derived(_ registry: RegistryData) throws(Faults) -> EventStore {
    var checker = StudyChecker(study: study, root: checked.file.root)
    var sources = checked.file.sources
    checker.readDefinitions(checked.file, &sources)
    var data = StudyData(
      table: registry.tables.patients, identifier: registry.file.section.patients.id.name,
      events: registry.tables.events, followUp: checked.followUp, inputs: [])
    if let lines = study.lines ?? checker.definitions.lines {
      checker.addLines(lines, &data, threads: options.threads)
    }
    checker.addDerivedTables(&data, threads: options.threads)
    guard checker.faults.isEmpty, let events = data.events else { throw Faults(checker.faults) }
    return events
  }

  /// The last day on which anybody was followed: that on which the registry was closed.
  private var lastDay: Int32? {
    guard let end = checked.followUp?.end,
      let column = checked.events?[end.table]?.columns[end.column],
      case .date(let days) = column.values
    else { return nil }
    return days.indices.lazy.filter { !column.missing[$0] }.map { days[$0] }.max()
  }
}
