import Distributions
import Foundation
import Platform

/// Writes a cohort of a given size into a folder: with the study of it, or the follow-up of the survival
/// part, with or without covariates.
@main
struct MakeCohort {
  private enum Kind: String, CaseIterable {
    case cohort, survival, curves

    var header: String {
      switch self {
      case .cohort: SyntheticPatient.header
      case .survival: SyntheticFollowUp.header
      case .curves: SyntheticFollowUp.shortHeader
      }
    }
  }

  static func main() throws {
    let arguments = CommandLine.arguments
    guard (3...4).contains(arguments.count), let patients = Int(arguments[1]), patients > 0,
      let kind = Kind(rawValue: arguments.count == 4 ? arguments[3] : "cohort")
    else {
      let usage = "usage: make-cohort PATIENTS FOLDER [cohort|survival|curves]\n"
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
    let folder = URL(fileURLWithPath: arguments[2], isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if kind == .cohort {
      try Data(study.utf8).write(to: folder.appendingPathComponent("study.yaml"))
    }
    try write(kind, patients, to: folder.appendingPathComponent("\(kind.rawValue).csv"))
  }

  private static func write(_ kind: Kind, _ patients: Int, to path: URL) throws {
    guard FileManager.default.createFile(atPath: path.path, contents: nil) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let file = try FileHandle(forWritingTo: path)
    try file.write(contentsOf: Data((kind.header + "\n").utf8))
    let block = 8192
    let blocks = (patients + block - 1) / block
    for first in stride(from: 0, to: blocks, by: 32) {
      let parts = Parallel.map(min(32, blocks - first), threads: Parallel.processors) { k in
        let start = (first + k) * block
        return rows(kind, start..<min(patients, start + block), task: UInt64(first + k))
      }
      for part in parts { try file.write(contentsOf: Data(part)) }
    }
    try file.close()
  }

  private static func rows(_ kind: Kind, _ range: Range<Int>, task: UInt64) -> [UInt8] {
    var generator = CounterGenerator(seed: 20_240_601, task: task)
    var line = LineWriter(capacity: range.count * 200)
    for row in range {
      switch kind {
      case .cohort: SyntheticPatient(using: &generator).write(id: row + 1, to: &line)
      case .survival, .curves:
        SyntheticFollowUp(using: &generator).write(short: kind == .curves, to: &line)
      }
    }
    return line.bytes
  }

  private static let study = """
    study: benchmark
    title: A synthetic cohort, to measure time and memory
    question: How long does a study of many patients take?
    data:
      table: cohort.csv
      id: id
    cohort:
      arms:
        treated: {label: Treated, where: arm == 1}
        control: {label: Control, where: arm == 0}
    propensity:
      model: logistic
      terms: [x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17, x18, x19, x20]
    balance: {denominator: treated, binary: standardized}
    designs:
      matched: {method: nearest, estimand: ATT, on: logit, ratio: 1, caliper: 0.2, caliperScale: sdAll}
    outcomes:
      death: {label: Death, time: time, event: event == 1, unit: months}
    analyses:
      - {outcome: death, design: matched, estimates: [kaplanMeier, median, logRank, cox, {survival: [24]}]}
    gates: {smd: {threshold: 0.1, action: report}}

    """
}
