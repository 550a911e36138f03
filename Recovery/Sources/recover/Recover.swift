import Foundation
import Platform
import Survival

/// Simulates cohorts whose marginal effects are known, and compares every estimate with its truth.
///
/// recover [--replicates N] [--patients N] [--first SEED] [--threads N] [--results FILE] [--table FILE]
///
/// A line is written to the results for each scenario and seed as soon as it is done, and what is
/// there is not done again.
@main
struct Recover {
  static func main() throws {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    let journal = try Journal(options.results, key: options.key)
    var sections: [Summary] = []
    for world in Scenario.all {
      let replicates = try Self.replicates(world, options, journal)
      let truths = try Self.truths(world, options)
      sections.append(Summary(world, replicates, truths))
    }
    let text = Page(options: options, sections: sections).text
    if let table = options.table {
      try Data(text.utf8).write(to: URL(fileURLWithPath: table), options: .atomic)
    } else {
      print(text, terminator: "")
    }
  }

  static func replicates(
    _ world: Scenario, _ options: Options, _ journal: Journal
  ) throws -> [Replicate] {
    let seeds = (0..<options.replicates).map { options.first + UInt64($0) }
    var done = journal.done[world.name] ?? [:]
    let open = seeds.filter { done[$0] == nil }
    let made = try Parallel.map(open.count, threads: options.threads) { index in
      let replicate = try replicate(world, options, seed: open[index])
      try journal.write(replicate)
      return replicate
    }
    for replicate in made { done[replicate.seed] = replicate }
    return seeds.compactMap { done[$0] }
  }

  static func replicate(
    _ world: Scenario, _ options: Options, seed: UInt64
  ) throws -> Replicate {
    let cohort = Cohort(world, patients: options.patients, seed: seed)
    let scores = try cohort.scores()
    var result = Replicate(scenario: world.name, seed: seed, values: [:])
    for kind in DesignKind.allCases {
      let design = try BuiltDesign(kind, cohort, scores)
      for (estimator, value) in try DesignEstimates(kind, design, cohort, scores).all(world) {
        result.values["\(kind.rawValue)/\(estimator.rawValue)"] = [
          value.estimate, value.standardError, value.lower, value.upper,
        ]
      }
    }
    return result
  }

  /// The truth of each design, from as many other cohorts of the same size as make it 4 times as
  /// sure.
  static func truths(_ world: Scenario, _ options: Options) throws -> [DesignKind: Truth] {
    let kinds = DesignKind.allCases
    let parts = try Parallel.map(64, threads: options.threads) { part in
      var truths = [Truth](repeating: Truth(), count: kinds.count)
      for index in stride(from: part, to: options.truthCohorts, by: 64) {
        let seed = options.first &+ 1_000_000_000 &+ UInt64(index)
        let cohort = Cohort(world, patients: options.patients, seed: seed)
        let scores = try cohort.scores()
        let designs = try kinds.map { try BuiltDesign($0, cohort, scores) }
        Truth.add(cohort, designs, world, to: &truths)
      }
      return truths
    }
    var result: [DesignKind: Truth] = [:]
    for (d, kind) in kinds.enumerated() {
      var sum = Truth()
      for part in parts { sum.add(part[d]) }
      result[kind] = sum
    }
    return result
  }
}

/// What the program was asked for.
struct Options: Sendable {
  var replicates = 1000
  var patients = 1000
  var first: UInt64 = 1
  var threads = Parallel.processors
  var results = "recovery.jsonl"
  var table: String?

  /// How many cohorts the truth is averaged over.
  var truthCohorts: Int { 2 * replicates }

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    func number(_ rest: inout ArraySlice<String>) throws -> Int {
      guard let text = rest.popFirst(), let value = Int(text), value > 0 else {
        throw UsageError()
      }
      return value
    }
    while let word = rest.popFirst() {
      switch word {
      case "--replicates": replicates = try number(&rest)
      case "--patients": patients = try number(&rest)
      case "--first": first = UInt64(try number(&rest))
      case "--threads": threads = try number(&rest)
      case "--results":
        guard let path = rest.popFirst() else { throw UsageError() }
        results = path
      case "--table": table = rest.popFirst()
      default: throw UsageError()
      }
    }
  }

  /// What results must have in common to be put together.
  var key: String {
    let hash = "\(Scenario.all)".utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return "\"\(String(hash, radix: 16))-\(patients)\""
  }
}

/// The arguments are not understood.
struct UsageError: Error, CustomStringConvertible {
  let description =
    "usage: recover [--replicates N] [--patients N] [--first SEED] [--threads N]"
    + " [--results FILE] [--table FILE]"
}
