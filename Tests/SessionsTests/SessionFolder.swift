import Foundation
import Sessions

/// A folder with a table and a study, and a session about them.
struct SessionFolder {
  let path: String

  /// Two hundred patients whose treatment depends on age and stage, and whose survival on both.
  static let table: String = {
    var text = "patient,age,stage,therapy,days,died,cost\n"
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for patient in 1...200 {
      let age = 40 + next(40)
      let stage = ["I", "II", "III"][next(3)]
      let isNew = next(100) < 30 + (age - 40) / 2
      let days = 30 + next(2000) + (isNew ? 200 : 0)
      text +=
        "p\(patient),\(age),\(stage),\(isNew ? "new" : "old"),\(days),\(next(2)),\(next(500))\n"
    }
    return text
  }()

  /// A study with comments, blocks and flows.
  static let study = """
    # A comment at the top.
    study: small
    data: {table: patients.csv, id: patient}   # where the data are
    cohort:
      arms:
        treated: {label: New, where: therapy == "new"}
        control: {label: Old, where: therapy == "old"}
    propensity:
      terms: [age, stage]
    designs:
      matched: {method: nearest, on: logit, caliper: 0.2}   # the usual
      weighted:
        method: propensityWeights
        estimand: ATO
    outcomes:
      os: {label: Survival, time: days, event: died == 1, unit: days}
    analyses:
      - {outcome: os, design: [matched, weighted], estimates: [kaplanMeier, cox]}

    """

  /// Makes a folder, and removes it afterwards.
  static func with<Value>(_ body: (SessionFolder) throws -> Value) throws -> Value {
    let path =
      URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
      + "/equipoise-session-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = SessionFolder(path: path)
    try folder.write(table, to: "patients.csv")
    try folder.write(study, to: "study.yaml")
    return try body(folder)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(name)")
  }

  /// A session in which the study is open.
  func session(opening name: String = "study.yaml") -> Session {
    var session = Session()
    _ = session.perform("open \(path)/\(name)")
    return session
  }
}

extension Session {
  /// Does commands, each of which must succeed, and gives the last answer.
  @discardableResult
  mutating func perform(all commands: [String]) -> SessionReply {
    var reply = SessionReply()
    for command in commands {
      reply = perform(command)
      if reply.failure != nil { break }
    }
    return reply
  }
}
