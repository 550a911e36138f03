import Distributions
import TestSupport
import Testing
import Workflow

/// What must hold of descriptions whatever the registry.
struct DescriptionPropertyTests {
  /// A registry of patients with up to six lines, some of unknown or repeated labels, made from a seed.
  private static func files(_ seed: UInt64, patients: Int) -> [String: String] {
    var random = CounterGenerator(seed: seed, task: 0)
    func below(_ n: UInt64) -> Int { Int(random.next() % n) }
    func day(_ number: Int) -> String {
      let (month, rest) = (number / 28, number % 28)
      let (m, d) = (month % 12 + 1, rest + 1)
      return "\(2005 + month / 12)-\(m < 10 ? "0" : "")\(m)-\(d < 10 ? "0" : "")\(d)"
    }
    var files = DescribedRegistry.files
    var (people, entry, lines) = ("pid,sex,age\n", "pid,date\n", "pid,number,start,stop,name\n")
    var (death, contact) = ("pid,date\n", "pid,last_contact,status\n")
    let names = ["VCd", "Rd", "Vd", "Kd", "DRd", "Pd", "Td", "Mp", "CPd", ""]
    for person in 0..<patients {
      let id = "Q\(person)"
      var now = below(1500)
      people += "\(id),\(["f", "m", ""][below(3)]),\(below(60) + 30)\n"
      entry += "\(id),\(day(now))\n"
      for number in 0..<below(7) {
        let stop = now + below(300)
        let isOpen = below(5) == 0
        lines += "\(id),\(number + 1),\(day(now)),\(isOpen ? "" : day(stop)),\(names[below(10)])\n"
        now = stop + below(200) + 1
      }
      now += below(400) + 1
      let isDead = below(2) == 0
      if isDead { death += "\(id),\(day(now))\n" }
      contact += "\(id),\(day(now)),\(isDead ? "dead" : ["alive", "lost"][below(2)])\n"
    }
    files["patient.csv"] = people
    files["diagnosis.csv"] = entry
    files["line.csv"] = lines
    files["death.csv"] = death
    files["followup.csv"] = contact
    return files
  }

  private static let study = DescribedRegistry.study(
    """
      tables:
        l: {kind: sequences, events: line, order: number, stop: stop, labels: 4, depth: 3, top: 15}
        a:
          kind: attritionBetweenLines
          events: line
          order: number
          stop: stop
          lost: any(followup where status == "lost")
          at: [6, 24]
          depth: 6
        t: {kind: timeOnTreatment, events: line, by: name, reason: name}
        y: {kind: regimensByYear, events: line}
        c: {kind: tableOne, columns: [age, sex], by: sex}
    """)

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `whatever the registry, counts add up`(seed: UInt64) throws {
    let run = try DescribedRegistry.run(Self.study, files: Self.files(seed, patients: 250))
    let results = run.results
    let all = results.arms[0].n
    func table(_ name: String) -> DescribedRows { DescribedRows(results, name) }
    func sum(_ values: [Double?]) -> Int { Int(values.compactMap(\.self).reduce(0, +)) }

    let paths = table("l-paths")
    #expect(sum(paths.numbers("patients")) == all)
    for end in ["died", "noFurther", "inFollowUp"] { #expect(!paths.numbers(end).isEmpty) }
    let ends = ["died", "noFurther", "inFollowUp"].map { sum(paths.numbers($0)) }
    #expect(ends.reduce(0, +) == all)

    let without = sum(paths.numbers("patients", where: ["path": "no line"]))
    let flows = table("l-flows")
    let starts = Set(flows.lines("from"))
    #expect(sum(flows.numbers("patients", where: ["step": "1"])) == all - without)
    for step in 1...2 {
      for label in starts {
        let into = sum(
          flows.numbers(
            "patients", where: ["step": "\(step)", "to": label, "isEnd": "false"]))
        let out = sum(flows.numbers("patients", where: ["step": "\(step + 1)", "from": label]))
        #expect(into == out, "\(label) at step \(step + 1)")
      }
    }

    let lines = table("a-lines")
    let began = lines.numbers("began").compactMap(\.self)
    let next = lines.numbers("nextLine").compactMap(\.self)
    #expect(Int(began[0]) == all - without)
    #expect(Array(began.dropFirst()) == Array(next.prefix(began.count - 1)))
    for row in lines.rows {
      let counts = row.compactMap { Int($0) }
      #expect(counts[1] == counts[2...].reduce(0, +))
    }
    for row in table("a-incidence").numbers("estimate") { #expect((0...1).contains(row ?? 0)) }

    let reasons = table("t-reasons")
    let times = table("t-time")
    let rows = sum(times.numbers("intervals", where: ["group": "all"]).prefix(1).map(\.self))
    let unknown = sum(times.numbers("unknown", where: ["group": "all"]).prefix(1).map(\.self))
    #expect(sum(reasons.numbers("intervals", where: ["group": "all"])) == rows + unknown)
    #expect(sum(table("y-by-year").numbers("count")) == rows + unknown)

    let groups = table("c-characteristics").numbers("count", where: ["variable": "patients"])
    #expect(Int(groups[0] ?? 0) == all && sum(Array(groups.dropFirst())) == all)
  }

  @Test func `the same for any number of threads`() throws {
    let files = Self.files(9, patients: 400)
    var one = RunOptions()
    one.threads = 1
    var four = RunOptions()
    four.threads = 4
    let a = try DescribedRegistry.run(Self.study, files: files, options: one).results
    let b = try DescribedRegistry.run(Self.study, files: files, options: four).results
    #expect(a == b)
  }
}
