public import Diagnostics
internal import Distributions
internal import Platform
public import Vocabulary

/// A synthetic registry of myeloma patients whose other worlds are known.
///
/// A patient is a function of the seed and the patient's number alone: neither the other patients nor the
/// number of threads change anything. All worlds of a patient are made from the same random numbers.
public struct MyelomaSimulation: Sendable {
  /// The model.
  public let model: MyelomaModel
  /// How many patients there are.
  public let patients: Int
  /// The seed.
  public let seed: UInt64
  /// The share of rows that are made dirty.
  public let dirty: Double

  /// How many patients are made by one task.
  private static let chunk = 64

  /// A simulation.
  ///
  /// - Parameters:
  ///   - parameters: the parameters of the model.
  ///   - patients: how many patients there are.
  ///   - seed: the seed of all that is random.
  ///   - isNull: whether maintenance and second line do nothing.
  ///   - dirty: the share of rows that are made dirty, from 0 to 1.
  ///   - written: what the parameters were read from, for the places of faults.
  /// - Throws: `Faults` with parameters that do not fit together.
  public init(
    _ parameters: MyelomaParameters, patients: Int = 7000, seed: UInt64 = 1, isNull: Bool = false,
    dirty: Double = 0, written: Node? = nil
  ) throws(Faults) {
    model = try MyelomaModel(isNull ? parameters.withoutEffects : parameters, written: written)
    self.patients = max(0, patients)
    self.seed = seed
    self.dirty = dirty
  }

  /// What becomes of a patient in a world, without an end of follow-up.
  ///
  /// - Complexity: O(1): some microseconds.
  public func course(of patient: Int, under world: Intervention = .none) -> PatientCourse {
    made(patient, world).course
  }

  private func made(
    _ number: Int, _ world: Intervention
  ) -> (patient: SyntheticPatient, streams: PatientStreams, course: PatientCourse) {
    let streams = PatientStreams(seed: seed, patient: number)
    let patient = SyntheticPatient(number, model, streams)
    var maker = CourseMaker(model, patient, streams, world)
    return (patient, streams, maker.make())
  }

  /// The tables of the registry, made on at most so many threads.
  ///
  /// - Complexity: O(patients).
  public func registry(threads: Int = 1) -> SimulatedTables {
    tables(.none, isRegistry: true, patients: 0..<patients, threads: threads)
  }

  /// Some tables of the registry; the others have no rows, and take no time.
  ///
  /// Rows are those of ``registry(threads:)`` where nothing is made dirty.
  /// - Complexity: O(patients).
  public func registry(only names: Set<String>, threads: Int = 1) -> SimulatedTables {
    tables(.none, isRegistry: true, patients: 0..<patients, threads: threads, only: names)
  }

  /// The tables of a world in which everybody is followed until death and everything is recorded.
  ///
  /// They have the shape of the registry's tables.
  /// - Complexity: O(patients).
  public func world(_ world: Intervention, threads: Int = 1) -> SimulatedTables {
    tables(world, isRegistry: false, patients: 0..<patients, threads: threads)
  }

  /// The rows of the registry piece by piece, so that a large one need not be held whole.
  ///
  /// - Parameters:
  ///   - size: how many patients a piece has.
  ///   - threads: the most threads to use.
  ///   - take: is given each piece in order: rows of the registry, and the truth of the same patients.
  /// - Throws: what `take` throws.
  public func pieces<Failure: Error>(
    of size: Int, threads: Int,
    _ take: (SimulatedTables, SimulatedTruth) throws(Failure) -> Void
  ) throws(Failure) {
    var before: [Int]?
    for start in stride(from: 0, to: patients, by: max(1, size)) {
      let range = start..<min(start + max(1, size), patients)
      let tables = tables(
        .none, isRegistry: true, patients: range, threads: threads, before: before)
      before = tables.counts
      try take(tables, truth(range, threads: threads))
    }
  }

  /// What is true of some patients in every world.
  func truth(_ range: Range<Int>, threads: Int) -> SimulatedTruth {
    let count = (range.count + Self.chunk - 1) / Self.chunk
    let parts = Parallel.map(count, threads: threads) { chunk in
      let start = range.lowerBound + chunk * Self.chunk
      let end = min(start + Self.chunk, range.upperBound)
      let patients = (start..<end).map { number in
        SyntheticPatient(number, model, PatientStreams(seed: seed, patient: number))
      }
      return SimulatedTruth(of: patients) { patient, world in
        let streams = PatientStreams(seed: seed, patient: patient.number)
        var maker = CourseMaker(model, patient, streams, world)
        return maker.make()
      }
    }
    return SimulatedTruth(parts)
  }

  /// The tables of the registry as columns, without the text of ``registry(threads:)``.
  ///
  /// - Complexity: O(patients).
  public func registryColumns(threads: Int = 1) -> SimulatedColumns {
    columns(.none, isRegistry: true, patients: 0..<patients, threads: threads)
  }

  /// The tables of a world, as ``world(_:threads:)`` has them, as columns and of some patients alone.
  ///
  /// - Parameters:
  ///   - world: what is done to everybody.
  ///   - numbers: the patients, counted from 0, in the order of their rows.
  ///   - threads: the most threads to use.
  /// - Returns: the rows of these patients.
  /// - Complexity: O(numbers).
  public func worldColumns(
    _ world: Intervention, of numbers: [Int], threads: Int = 1
  ) -> SimulatedColumns {
    columns(world, isRegistry: false, patients: numbers, threads: threads)
  }

  private func columns<Numbers: RandomAccessCollection<Int> & Sendable>(
    _ world: Intervention, isRegistry: Bool, patients: Numbers, threads: Int
  ) -> SimulatedColumns where Numbers.Index == Int, Numbers.SubSequence: Sendable {
    var columns = SimulatedColumns()
    var rest = patients[...]
    while !rest.isEmpty {
      let piece = rest.prefix(SimulatedColumns.piece)
      rest = rest.dropFirst(piece.count)
      let sinks = sinks(world, isRegistry: isRegistry, patients: piece, threads: threads) {
        RecordSink(asColumns: ())
      }
      columns.append(
        sinks, share: Double(patients.count - rest.count) / Double(patients.count))
    }
    return columns
  }

  private func tables(
    _ world: Intervention, isRegistry: Bool, patients: Range<Int>, threads: Int,
    before: [Int]? = nil, only names: Set<String>? = nil
  ) -> SimulatedTables {
    let sinks = sinks(world, isRegistry: isRegistry, patients: patients, threads: threads) {
      RecordSink(only: names)
    }
    return SimulatedTables(sinks, before: before)
  }

  /// The rows of patients, some patients in each sink.
  private func sinks<Numbers: RandomAccessCollection<Int> & Sendable>(
    _ world: Intervention, isRegistry: Bool, patients: Numbers, threads: Int,
    into empty: @Sendable () -> RecordSink
  ) -> [RecordSink] where Numbers.Index == Int {
    let count = (patients.count + Self.chunk - 1) / Self.chunk
    return Parallel.map(count, threads: threads) { chunk in
      let start = patients.startIndex + chunk * Self.chunk
      let end = min(start + Self.chunk, patients.endIndex)
      var sink = empty()
      for number in patients[start..<end] {
        record(number, world, isRegistry: isRegistry, into: &sink)
      }
      return sink
    }
  }

  private func record(
    _ number: Int, _ world: Intervention, isRegistry: Bool, into sink: inout RecordSink
  ) {
    let (patient, streams, course) = made(number, world)
    var recorder = Recorder(model, patient, streams, course, isRegistry: isRegistry)
    if isRegistry, dirty > 0 {
      sink.dirt = Dirt(
        rate: dirty, stream: streams(.dirt),
        death: recorder.status == "dead" ? course.death : nil,
        treated: course.induction)
    }
    recorder.record(into: &sink)
  }
}

extension MyelomaParameters {
  /// The parameters with every ratio of effects 1 and every gain 0.
  public var withoutEffects: MyelomaParameters {
    var copy = self
    copy.effects = .none
    return copy
  }
}

extension EffectParameters {
  /// No effect at all.
  public static var none: EffectParameters {
    var effects = EffectParameters()
    effects.maintenanceOn = 1
    effects.maintenanceAfter = 1
    effects.maintenanceHighRisk = 1
    effects.maintenanceContinuous = 1
    effects.maintenanceDepth = 0
    effects.maintenanceLater = 1
    effects.maintenanceDeath = 1
    effects.otherMaintenance = 1
    effects.lenalidomideProgression = 1
    effects.lenalidomideProgressionExposed = 1
    effects.lenalidomideDeath = 1
    effects.lenalidomideDeathExposed = 1
    effects.secondCancer = 1
    effects.thrombosis = 1
    effects.adverse = 1
    effects.regimenDepth = 0
    effects.visits = 1
    return effects
  }
}
