internal import Cohorts
internal import Diagnostics
internal import Registry
internal import Simulation
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// How many patients of a world are held at a time.
  private static let patientsOfWorld = 4096

  /// What is true of the cohort; `nil` where patients are not simulated or the study does not say what
  /// its arms stand for.
  ///
  /// The worlds are made one after the other, and of each some patients at a time.
  /// - Throws: `Faults` where a world cannot be made or an outcome cannot be evaluated in it.
  /// - Complexity: that of making the cohort's patients, once for each arm.
  func trueEffects(
    _ cohort: AnalysisCohort, _ model: PropensityFit?
  ) throws(Faults) -> TrueEffects? {
    guard study.data.simulate != nil, !study.truth.isEmpty else { return nil }
    let named = cohort.armNames.map {
      study.truth[$0].flatMap { SimulatedTruth.world(named: $0.value) }
    }
    let worlds = named.compactMap(\.self)
    guard worlds.count == named.count else { return nil }
    let (simulation, file) = try prepared()
    let lastDay = lastDay
    let outcomes = checked.outcomes.filter { if case .dates = $0.content { true } else { false } }
    var times: [String: WorldTimes] = [:]
    for world in worlds {
      for outcome in outcomes { times[outcome.name, default: WorldTimes(cohort)].begin() }
      for start in stride(from: 0, to: cohort.count, by: Self.patientsOfWorld) {
        let rows = Array(start..<min(start + Self.patientsOfWorld, cohort.count))
        let events = try self.events(in: world, of: rows, cohort, simulation, file)
        let table = cohort.table.selecting(rows)
        for outcome in outcomes {
          guard case .dates(let dates) = outcome.content else { continue }
          try times[outcome.name]?.add(
            events, dates, outcome, table, lastDay: lastDay, threads: options.threads)
        }
      }
    }
    return TrueEffects(times, cohort, model)
  }

  /// The simulation that the study asks for.
  private func prepared() throws(Faults) -> (MyelomaSimulation, ParameterFile) {
    do throws(RegistryFailure) {
      return try SimulationRequest(study.data, folder: checked.file.folder).prepared()
    } catch {
      throw error.faults
    }
  }

  /// The events of some of the cohort's patients in a world.
  private func events(
    in world: Intervention, of rows: [Int], _ cohort: AnalysisCohort,
    _ simulation: MyelomaSimulation,
    _ file: ParameterFile
  ) throws(Faults) -> WorldEvents {
    let registry: RegistryData
    do throws(RegistryFailure) {
      let threads = options.threads
      let columns = simulation.worldColumns(
        world, of: rows.map { cohort.rows[$0] }, threads: threads)
      if let made = try RegistryData(columns, parameters: file, isWhole: false, threads: threads) {
        registry = made
      } else {
        registry = try RegistryData(
          simulation.world(world, threads: threads), parameters: file, threads: threads)
      }
    } catch {
      throw error.faults
    }
    return WorldEvents(try derived(registry), of: rows.map { cohort.ids[$0] })
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
