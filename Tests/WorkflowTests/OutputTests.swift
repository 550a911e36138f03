import Foundation
import Tables
import TestSupport
import Testing
import Workflow

struct OutputTests {
  let run: StudyRun
  let files: [String: String]

  init() throws {
    run = try Rotterdam.study.get()
    files = Dictionary(uniqueKeysWithValues: try run.files().map { ($0.path, $0.text) })
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `results.json decodes to the same results`() throws {
    let text = try #require(files["results.json"])
    let decoded = try JSONDecoder().decode(Results.self, from: Data(text.utf8))
    #expect(decoded == run.results)
    #expect(text.hasSuffix("}\n"))
    #expect(!text.contains("NaN") && !text.contains("inf,"))
    #expect(!text.contains(Fixtures.repository()))
  }

  @Test func `results from before a key was added stay readable`() throws {
    let text =
      #"{"schemaVersion": 1, "study": "a", "title": "A", "arms": [], "attrition": [], "baseline": [], "propensity": {}, "designs": {}, "estimates": [], "curves": [], "tables": [], "findings": []}"#
    let decoded = try JSONDecoder().decode(Results.self, from: Data(text.utf8))
    #expect(decoded == Results(study: "a", title: "A"))
  }

  @Test func `the same study gives the same files for any number of threads`() throws {
    var options = RunOptions()
    options.threads = 4
    let again = try StudyRun(run.checked, options)
    for file in try again.files() where file.path != "run.json" {
      #expect(file.text == files[file.path], "\(file.path)")
    }
  }

  @Test func `every key of the design is there and every key is in the schema`() throws {
    let schema = try json(
      String(
        contentsOfFile: "\(Fixtures.repository())/docs/results.schema.json", encoding: .utf8))
    let results = try json(try #require(files["results.json"]))
    var walker = SchemaWalker(root: schema)
    walker.walk(results, schema, at: "results")
    #expect(walker.faults == [])
    #expect(walker.visited > 10_000)
    let withheld = try #require(
      try Rotterdam.withheld.get().files().first { $0.path == "results.json" })
    walker.walk(try json(withheld.text), schema, at: "results")
    #expect(walker.faults == [])
  }

  @Test func `the schema would notice`() throws {
    let schema = try json(
      String(
        contentsOfFile: "\(Fixtures.repository())/docs/results.schema.json", encoding: .utf8))
    var results = try json(try #require(files["results.json"]))
    results["surprise"] = 1
    results["title"] = 7
    results["arms"] = nil
    results["tables"] = [["name": "a", "columns": ["b"], "rows": [[1]]]]
    var walker = SchemaWalker(root: schema)
    walker.walk(results, schema, at: "results")
    #expect(
      walker.faults.sorted() == [
        "results has no 'arms'", "results.surprise is not in the schema",
        "results.tables[].rows[][] is not of type string", "results.title is not of type string",
      ])
  }

  @Test func `cohort.csv holds everyone, and its weights are those of the designs`() throws {
    let table = PlainTable(try #require(files["cohort.csv"]))
    let covariates = [
      "age", "meno", "size", "grade", "nodes", "pgr", "er", "year", "chemo",
    ]
    var header = ["id", "arm"] + covariates + ["score"]
    for name in ["matchedProbability", "matchedLogit"] {
      header += ["\(name).weight", "\(name).set", "\(name).unmatched"]
    }
    header += ["weighted.weight", "weightedTreated.weight", "weightedOverlap.weight"]
    #expect(table.header == header)
    #expect(table.rows.count == 2982)
    let arms = table.column("arm")
    for (name, design) in run.results.designs {
      let weights = table.column("\(name).weight").compactMap(Double.init)
      #expect(weights.count == 2982)
      for (arm, counts) in design.arms {
        let own = weights.indices.filter { arms[$0] == arm }.map { weights[$0] }
        #expect(isClose(own.reduce(0, +), counts.sumOfWeights, relative: 1e-12))
        #expect(own.count { $0 > 0 } == counts.n)
      }
      guard design.sets != nil else { continue }
      let (sets, reasons) = (table.column("\(name).set"), table.column("\(name).unmatched"))
      for row in weights.indices {
        #expect((weights[row] > 0) == (sets[row] != ""))
        #expect((reasons[row] == "") == (sets[row] != ""))
      }
    }
  }

  @Test func `the sets name patients of the cohort, once each, with their weights`() throws {
    let cohort = PlainTable(try #require(files["cohort.csv"]))
    let index = Dictionary(
      uniqueKeysWithValues: cohort.column("id").enumerated().map { ($1, $0) })
    for name in ["matchedProbability", "matchedLogit"] {
      let sets = PlainTable(try #require(files["sets/\(name).csv"]))
      let ids = sets.column("id")
      #expect(Set(ids).count == ids.count)
      let (numbers, weights) = (cohort.column("\(name).set"), cohort.column("\(name).weight"))
      for (row, id) in ids.enumerated() {
        let patient = try #require(index[id])
        #expect(numbers[patient] == sets.rows[row][0])
        #expect(weights[patient] == sets.rows[row][5])
        #expect((cohort.column("arm")[patient] == "treated") == (sets.rows[row][2] == "focal"))
      }
    }
  }

  @Test func `curves start at 1 and end where follow-up ends`() throws {
    #expect(run.results.curves.count == 24)
    for curve in run.results.curves {
      #expect(curve.time.first == 0 && curve.value.first == 1)
      #expect(curve.lower.first == 1 && curve.upper.first == 1)
      #expect(curve.time.count <= 1000)
      #expect(curve.time.last == curve.lastTime)
      #expect(zip(curve.time, curve.time.dropFirst()).allSatisfy { $0 < $1 })
      #expect(zip(curve.value, curve.value.dropFirst()).allSatisfy { $0 >= $1 })
      let counts = [
        curve.value.count, curve.lower.count, curve.upper.count, curve.atRisk.count,
        curve.atRiskWeighted.count, curve.events.count, curve.censored.count,
      ]
      #expect(counts.allSatisfy { $0 == curve.time.count })
      #expect(curve.events.reduce(0, +) + curve.censored.reduce(0, +) == curve.atRisk[0])
    }
  }

  @Test func `numbers at risk are those counted one by one`() throws {
    let table = run.checked.table
    let values = try ["hormon", "rtime", "dtime", "recur", "death"].map { name in
      try #require(table[name]?.numbers)
    }
    let cohort = PlainTable(try #require(files["cohort.csv"]))
    for curve in run.results.curves {
      let weights =
        curve.design.map { cohort.column("\($0).weight").compactMap(Double.init) }
        ?? [Double](repeating: 1, count: 2982)
      let rows = weights.indices.filter {
        weights[$0] > 0 && (values[0][$0] == 1) == (curve.arm == "treated")
      }
      func time(_ row: Int) -> Double {
        let isRelapse = values[3][row] == 1
        let isIgnored = !isRelapse && values[4][row] == 1 && values[1][row] < values[2][row]
        return curve.outcome == "rfs" && (isRelapse || isIgnored) ? values[1][row] : values[2][row]
      }
      func check(_ at: [Double], _ counts: [Int], _ weighted: [Double]) {
        for (k, t) in at.enumerated() {
          let left = rows.filter { time($0) >= t }
          #expect(counts[k] == left.count)
          let sum = left.reduce(0) { $0 + weights[$1] }
          #expect(isClose(weighted[k], sum, relative: 1e-9, absolute: 1e-9))
        }
      }
      let ticks = curve.riskTable
      check(ticks.time, ticks.atRisk, ticks.atRiskWeighted)
      #expect(ticks.time.count >= 4 && ticks.time.count <= 10)
      let some = stride(from: 0, to: curve.time.count, by: 25)
      check(
        some.map { curve.time[$0] }, some.map { curve.atRisk[$0] },
        some.map { curve.atRiskWeighted[$0] })
    }
  }

  @Test func `the full curves have every step, the results at most 1,000 on a grid`() throws {
    var options = RunOptions()
    options.fullCurves = true
    let full = try StudyRun(run.checked, options)
    let text = try #require(
      try full.files().first { $0.path == "tables/curves-full.csv" }?.text)
    let rows = PlainTable(text).rows
    let crude = rows.filter { $0[0] == "rfs" && $0[1] == "" && $0[2] == "control" }
    let curve = try #require(
      run.results.curves.first {
        $0.outcome == "rfs" && $0.design == nil && $0.arm == "control"
      })
    #expect(crude.count > 1000)
    #expect(curve.time.count > 500 && curve.time.count <= 1000)
    for k in curve.time.indices {
      let step = try #require(crude.last { (Double($0[4]) ?? .infinity) <= curve.time[k] })
      #expect(Double(step[5]) == curve.value[k])
      if Double(step[4]) == curve.time[k] { #expect(Int(step[8]) == curve.atRisk[k]) }
    }
    #expect(curve.events.reduce(0, +) == crude.reduce(0) { $0 + (Int($1[9]) ?? 0) })
  }
}

/// Holds a JSON value against a schema: required keys, types, and no key the schema does not name.
struct SchemaWalker {
  let root: [String: Any]
  private(set) var faults: [String] = []
  private(set) var visited = 0

  init(root: [String: Any]) { self.root = root }

  private func resolved(_ schema: [String: Any]) -> [String: Any] {
    guard let reference = schema["$ref"] as? String,
      let definitions = root["$defs"] as? [String: Any],
      let target = definitions[String(reference.dropFirst("#/$defs/".count))] as? [String: Any]
    else { return schema }
    return target
  }

  mutating func walk(_ value: Any, _ schema: [String: Any], at path: String) {
    visited += 1
    let schema = resolved(schema)
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.contains(where: { Self.isOf(value, $0) }) else {
      report("\(path) is not of type \(types.joined(separator: " or "))")
      return
    }
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: Any] ?? [:]
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        report("\(path) has no '\(key)'")
      }
      for (key, child) in object {
        if let next = properties[key] as? [String: Any] {
          walk(child, next, at: "\(path).\(key)")
        } else if let next = schema["additionalProperties"] as? [String: Any] {
          walk(child, next, at: "\(path).*")
        } else {
          report("\(path).\(key) is not in the schema")
        }
      }
    } else if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for element in list { walk(element, items, at: "\(path)[]") }
    }
  }

  private mutating func report(_ fault: String) {
    if !faults.contains(fault) { faults.append(fault) }
  }

  private static func isOf(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer":
      (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": value is NSNumber && !(value is String)
    default: false
    }
  }
}
