import Foundation
import TestSupport
import Testing

/// Ctrl-C during a run that takes seconds; how far it gets does not matter.
@Suite(.serialized) struct InterruptionTests {
  private static func writeLargeStudy(to folder: Folder) throws {
    var generator = SeededGenerator(seed: 11)
    var text = "id,age,sex,therapy,days,died\n"
    for row in 0..<300_000 {
      let bits = generator.next()
      let age = 30 + Int(bits & 0x3F)
      let sex = (bits >> 8) & 1 == 0 ? "f" : "m"
      let therapy = Int((bits >> 16) & 0xFF) < 40 + age ? "new" : "old"
      text += "\(row),\(age),\(sex),\(therapy),\((bits >> 32) % 3000 + 1),\((bits >> 50) & 1)\n"
    }
    try folder.write(text, to: "patients.csv")
    try folder.write(
      """
      study: large
      data: {table: patients.csv, id: id}
      cohort:
        arms:
          treated: {where: therapy == "new"}
          control: {where: therapy == "old"}
      propensity: {terms: ["rcs(age, 4)", sex]}
      designs:
        matched: {method: nearest, on: logit, caliper: 0.2}
        weighted: {method: propensityWeights}
      outcomes: {os: {time: days, event: died == 1}}
      analyses:
        - {outcome: os, design: [matched, weighted], estimates: [kaplanMeier, median, cox]}
      subgroups: [sex]
      """, to: "study.yaml")
  }

  @Test func `an interrupted run leaves nothing, and an earlier run as it was`() throws {
    try Folder.temporary { folder in
      try Self.writeLargeStudy(to: folder)
      try folder.write("earlier", to: "earlier/run.json")
      let before = try folder.listing()
      var interrupted = 0
      for delay in [0.1, 0.3, 0.6, 0.9, 1.2] {
        for target in ["fresh/below", "earlier"] {
          let running = try Program.Running(
            ["run", "study.yaml", "--threads", "2", "--out", target], in: folder)
          Thread.sleep(forTimeInterval: delay)
          running.process.interrupt()
          let outcome = try running.finish()
          if outcome.status == 0 {
            try? FileManager.default.removeItem(atPath: "\(folder.path)/fresh")
            try? FileManager.default.removeItem(atPath: "\(folder.path)/earlier")
            try folder.write("earlier", to: "earlier/run.json")
            continue
          }
          // A signal before the program has begun to listen ends it as any other.
          #expect(outcome.status == 130 || outcome.status == -SIGINT)
          interrupted += outcome.status == 130 ? 1 : 0
          try #expect(folder.listing() == before, "after \(delay) s")
          try #expect(folder.text("earlier/run.json") == "earlier")
        }
      }
      #expect(interrupted > 0)
    }
  }
}
