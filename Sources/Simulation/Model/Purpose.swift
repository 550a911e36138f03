internal import Distributions

/// What random numbers of a patient are for.
///
/// Each purpose has a stream of its own, and each stream is drawn from in the same order in every
/// world, so that worlds that differ in a treatment differ in nothing that the treatment does not cause.
enum Purpose: UInt64 {
  case baseline, markers, induction, transplant, response, plan, maintenance, progression, death
  case sideEvents, visits, followUp, missing, labs, cytogenetics, minimalDisease, dirt
  /// The second line; later lines follow it.
  case line = 64
}

/// The random numbers of one patient under a seed.
struct PatientStreams {
  let seed: UInt64
  let patient: Int

  /// The stream of a purpose; `index` tells lines apart.
  func callAsFunction(_ purpose: Purpose, _ index: Int = 0) -> CounterGenerator {
    CounterGenerator(seed: seed, task: UInt64(patient) << 8 | (purpose.rawValue + UInt64(index)))
  }
}

extension CounterGenerator {
  /// Whether something of this probability happens.
  mutating func happens(_ probability: Double) -> Bool { uniform() < probability }
}
