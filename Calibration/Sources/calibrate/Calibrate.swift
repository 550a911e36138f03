import Dispatch
import Foundation
import Platform
import Simulation
import Studies

/// Does the review's analyses on synthetic registries of many seeds, and prints what comes out on average.
///
/// calibrate [--seeds N] [--first N] [--patients N] [--null] [--parameters FILE] [--results FILE] [--threads N]
///
/// With --results a line of JSON is written for each seed as soon as it is done, and seeds that are there are not
/// done again; a file of other parameters is refused.
@main
struct Calibrate {
  static func main() throws {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    let parameters = try ParameterFile(path: options.parameters).parameters
    let journal = try Journal(options.results, key: options.key)
    let seeds = (0..<options.seeds).map { UInt64($0 + options.first) }
    let open = seeds.filter { journal.done[$0] == nil }
    let made = try Parallel.map(open.count, threads: options.threads) { index in
      let simulation = try MyelomaSimulation(
        parameters, patients: options.patients, seed: open[index], isNull: options.isNull)
      var review = Review(simulation.registry(only: RecordedPatient.tables), seed: open[index])
      if options.withTruth {
        review.values.merge(Truth(simulation).values) { first, _ in first }
      }
      try journal.write(review)
      return review
    }
    var reviews = journal.done
    for review in made { reviews[review.seed] = review }
    print(Summary(seeds.compactMap { reviews[$0] }, options).text, terminator: "")
  }
}

/// What the program was asked for.
struct Options {
  var seeds = 200
  var first = 1
  var patients = 7000
  var isNull = false
  var withTruth = false
  var parameters: String?
  var results: String?
  var threads = Parallel.processors
  var markdown = false

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
      case "--seeds": seeds = try number(&rest)
      case "--first": first = try number(&rest)
      case "--patients": patients = try number(&rest)
      case "--threads": threads = try number(&rest)
      case "--null": isNull = true
      case "--truth": withTruth = true
      case "--markdown": markdown = true
      case "--parameters": parameters = rest.popFirst()
      case "--results": results = rest.popFirst()
      default: throw UsageError()
      }
    }
  }

  /// What results must have in common to be put together.
  var key: String {
    let text = parameters.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? ""
    let all = SimulationResources.parameters + text
    let hash = all.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return "\(String(hash, radix: 16))-\(patients)-\(isNull)-\(withTruth)"
  }
}

/// The arguments are not understood.
struct UsageError: Error, CustomStringConvertible {
  let description =
    "usage: calibrate [--seeds N] [--first N] [--patients N] [--null] [--truth] [--markdown]"
    + " [--parameters FILE] [--results FILE] [--threads N]"
}

/// A file with a line for each seed that is done.
final class Journal: Sendable {
  let done: [UInt64: Review]
  private let path: String?
  private let lock = NSLock()

  init(_ path: String?, key: String) throws {
    self.path = path
    var done: [UInt64: Review] = [:]
    if let path {
      if let text = try? String(contentsOfFile: path, encoding: .utf8) {
        let lines = text.split(separator: "\n")
        guard lines.first.map(String.init) == "\"\(key)\"" else {
          throw OtherParameters(path: path)
        }
        for line in lines.dropFirst() {
          // A line that an interruption cut short is done again.
          guard let review = try? JSONDecoder().decode(Review.self, from: Data(line.utf8)) else {
            continue
          }
          done[review.seed] = review
        }
      } else {
        try Data("\"\(key)\"\n".utf8).write(to: URL(fileURLWithPath: path))
      }
    }
    self.done = done
  }

  func write(_ review: Review) throws {
    guard let path else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(review) + Data("\n".utf8)
    try lock.withLock {
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: line)
      try file.close()
    }
  }
}

/// Results of other parameters are in the file.
struct OtherParameters: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path) holds results of other parameters; name another file" }
}
