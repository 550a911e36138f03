import Balancing
import Diagnostics
import Effects
import Regression
import Studies
import Survival
import TestSupport
import Testing
import Vocabulary

struct StudyTests {
  private func study(_ text: String) throws -> (study: Study, faults: [Diagnostic]) {
    var reader = NodeReader()
    let node = try YAMLReader.read(text, name: "study.yaml")
    let study = try #require(Study.read(node, key: "study", &reader))
    return (study, reader.diagnostics)
  }

  private func bundled(_ name: String) throws -> (study: Study, faults: [Diagnostic]) {
    let file = try StudyFile(path: "\(Fixtures.repository())/studies/\(name)")
    return file.decoded()
  }

  @Test(arguments: ["rotterdam-hormone", "rotterdam-withheld"])
  func `bundled studies are read without faults`(name: String) throws {
    let (study, faults) = try bundled(name)
    #expect(faults.isEmpty)
    #expect(study.study.value == name)
  }

  @Test(arguments: ["rotterdam-hormone", "rotterdam-withheld"])
  func `a study that is written is read as the same study`(name: String) throws {
    let (study, _) = try bundled(name)
    let (again, faults) = try self.study(YAMLWriter.write(study.node))
    #expect(faults.isEmpty)
    #expect(again == study)
  }

  @Test func `the starter study is read without faults`() throws {
    #expect(try study(StarterStudy.text(name: "mine")).faults.isEmpty)
  }

  @Test func `a bare number of a gate withholds`() throws {
    let (study, faults) = try study("study: a\ndata: {table: x}\ngates: {ess: 100}\n")
    #expect(faults.isEmpty)
    #expect(study.gates.ess?.threshold == 100)
    #expect(study.gates.ess?.action == .withhold)
  }

  @Test func `an estimate is a word or a word with options`() throws {
    let (study, faults) = try study(
      """
      study: a
      data: {table: x}
      analyses:
        - outcome: o
          estimates: [median, {rmst: 10}, {survival: [1, 2]}, {cox: {ties: breslow}}, {rmst: {at: 5}}]
      """)
    #expect(faults.isEmpty)
    let estimates = try #require(study.analyses.first).estimates
    #expect(estimates.map(\.word) == ["median", "rmst", "survival", "cox", "rmst"])
    guard case .cox(let cox) = estimates[3], case .survival(let times) = estimates[2] else {
      Issue.record("the options belong to their words")
      return
    }
    #expect(cox.ties == .breslow)
    #expect(times.at == [1, 2])
  }

  @Test func `a word that needs options says so without them`() throws {
    let (_, faults) = try study(
      "study: a\ndata: {table: x}\nanalyses:\n  - {outcome: o, estimates: [rmst]}\n")
    #expect(faults.map(\.id) == ["missing-key"])
  }

  @Test func `a key of another method says where it belongs`() throws {
    let (_, faults) = try study(
      "study: a\ndata: {table: x}\ndesigns:\n  w: {method: propensityWeights, caliper: 0.2}\n")
    #expect(faults.map(\.id) == ["key-does-not-apply"])
    #expect(faults.first?.help == "it goes with method nearest")
    #expect(faults.first?.place?.column == 34)
  }

  @Test func `an expression torn by a comma is told so`() throws {
    let (_, faults) = try study(
      "study: a\ndata: {table: x}\noutcomes:\n  o: {time: min(a, b), event: c}\n")
    #expect(faults.map(\.id) == ["torn-expression"])
    #expect(faults.first?.help?.contains("must be quoted") == true)
  }

  @Test func `all faults are reported together`() throws {
    let (_, faults) = try study(
      """
      study: a
      titel: b
      data: {table: x, misssing: [NA]}
      designs:
        m: {method: neerest}
      gates: {smd: -1}
      """)
    #expect(faults.map(\.id) == ["unknown-key", "unknown-key", "unknown-word", "bad-value"])
    #expect(faults[0].help == "did you mean 'title'?")
    #expect(faults[2].help == "did you mean 'nearest'?")
  }
}

struct StudyFileTests {
  private func file(_ changes: [String]) throws -> StudyFile {
    try StudyFile(
      path: "\(Fixtures.repository())/studies/rotterdam-hormone", changes: changes)
  }

  @Test func `a change sets a value`() throws {
    let file = try file([
      "designs.matchedLogit.caliper=0.1", "analyses[0].level=0.9",
      "propensity.terms=[age, nodes]",
    ])
    let (study, faults) = file.decoded()
    #expect(faults.isEmpty)
    guard case .matching(let design)? = study.designs["matchedLogit"] else {
      Issue.record("the design is matched")
      return
    }
    #expect(design.caliper == 0.1)
    #expect(study.analyses[0].level == 0.9)
    #expect(study.propensity?.terms.map(\.text) == ["age", "nodes"])
  }

  @Test func `a change of an unknown key is a fault in the option`() throws {
    let (_, faults) = try file(["designs.matchedLogit.calliper=0.1"]).decoded()
    #expect(faults.map(\.id) == ["unknown-key"])
    #expect(faults.first?.place?.file == "--set")
  }

  @Test func `a bad value of a change is placed in the option`() throws {
    let (_, faults) = try file(["designs.matchedLogit.caliper=wide"]).decoded()
    #expect(faults.map(\.id) == ["bad-value"])
    #expect(faults.first?.place == Place(file: "--set", line: 1, column: 30, length: 4))
  }

  @Test(arguments: ["designs.matchedLogit.caliper", "analyses[99].level=1", "a..b=1", "study.x=1"])
  func `a change that leads nowhere is a fault`(change: String) {
    #expect(throws: StudyFileFailure.self) { try self.file([change]) }
  }

  @Test func `a study that is not there is told so`() {
    let failure = #expect(throws: StudyFileFailure.self) { try StudyFile(path: "/no/such") }
    #expect(failure?.faults.diagnostics.map(\.id) == ["input-not-found"])
  }
}
