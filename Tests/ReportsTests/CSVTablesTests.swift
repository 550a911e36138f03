import Foundation
import Reports
import Tables
import TestSupport
import Testing
import Workflow

struct CSVTablesTests {
  private func table(_ name: String, of results: Results) throws -> Table {
    let files = CSVTables.files(results)
    let file = try #require(files.first { $0.path == "tables/\(name).csv" })
    return try CSVReader.read(bytes: Array(file.contents.utf8), name: name).table
  }

  @Test func `every table is written and has its rows`() throws {
    let results = try Sample.results()
    let armCount = results.attrition.map(\.byArm.count).reduce(0, +)
    let steps = results.curves.map(\.time.count).reduce(0, +)
    let designs = Array(results.designs.values)
    let coefficients = results.propensity.values.map(\.coefficients.count)
    let summaries = results.baseline.map(\.arms.count)
    let ticks = results.curves.map(\.riskTable.time.count)
    let rows: [String: Int] = [
      "attrition": results.attrition.count + armCount,
      "baseline": summaries.reduce(0, +),
      "propensity": coefficients.reduce(0, +),
      "designs": designs.map(\.arms.count).reduce(0, +),
      "balance": designs.map(\.balance.count).reduce(0, +),
      "gates": designs.map(\.gates.count).reduce(0, +),
      "estimates": results.estimates.count, "curves": steps,
      "risk": ticks.reduce(0, +),
      "findings": results.findings.count,
    ]
    let paths = Set(CSVTables.files(results).map(\.path))
    let expected = Set(rows.keys.map { "tables/\($0).csv" })
    #expect(paths == expected)
    for (name, count) in rows {
      #expect(count > 0)
      #expect(try table(name, of: results).rowCount == count, "\(name)")
    }
  }

  @Test func `numbers read back as the same numbers`() throws {
    let results = try Sample.results()
    let estimates = try table("estimates", of: results)
    #expect(numbers(estimates, "estimate") == results.estimates.map(\.estimate))
    #expect(numbers(estimates, "lower") == results.estimates.map(\.lower))
    #expect(numbers(estimates, "p") == results.estimates.map(\.p))
    #expect(numbers(estimates, "n") == results.estimates.map { $0.n.map(Double.init) })
    #expect(texts(estimates, "measure") == results.estimates.map(\.measure))
    #expect(texts(estimates, "referenceArm") == results.estimates.map(\.referenceArm))
    let curves = try table("curves", of: results)
    #expect(numbers(curves, "value") == results.curves.flatMap(\.value))
    #expect(numbers(curves, "upper") == results.curves.flatMap(\.upper))
    let designs = results.designs.values.sorted { $0.position < $1.position }
    let balance = try table("balance", of: results)
    #expect(numbers(balance, "smdAfter") == designs.flatMap { $0.balance.map(\.smdAfter) })
    #expect(texts(balance, "level") == designs.flatMap { $0.balance.map(\.level) })
  }

  @Test func `the headings are the keys of the results`() throws {
    let results = try Sample.results()
    let design = try #require(results.designs.values.first)
    let counts = try #require(design.arms.values.first)
    let model = try #require(results.propensity.values.first)
    let baseline = try #require(results.baseline.first)
    let summary = try #require(baseline.arms.values.first)
    let headings: [String: Set<String>] = [
      "attrition": try keys(results.attrition.first).subtracting(["byArm"]).union(["arm"]),
      "baseline": try keys(baseline).subtracting(["arms"]).union(keys(summary)).union(["arm"]),
      "propensity": try keys(model)
        .subtracting(["coefficients", "scores", "preferenceScores"])
        .union(keys(model.coefficients.first)).union(["propensity"]),
      "designs": try keys(design).subtracting(["arms", "balance", "gates", "scores"])
        .union(keys(counts)).union(["design", "arm"]),
      "balance": try keys(design.balance.first).union(["design"]),
      "gates": try keys(design.gates.first).union(["design"]),
      "estimates": try keys(results.estimates.first),
      "curves": try keys(results.curves.first).subtracting(["riskTable", "band", "censoringTimes"])
        .union(["bandLower", "bandUpper"]),
      "risk": try keys(results.curves.first?.riskTable)
        .union(["outcome", "event", "design", "subgroup", "arm", "kind", "unit"]),
      "findings": try keys(results.findings.first),
    ]
    for (name, expected) in headings {
      let names = try table(name, of: results).columnNames
      #expect(Set(names) == expected, "\(name)")
      #expect(names.count == expected.count, "\(name)")
    }
  }

  @Test func `a withheld estimate keeps its row without numbers`() throws {
    let results = try Sample.withheld().results
    let estimates = try table("estimates", of: results)
    let status = texts(estimates, "status")
    #expect(status.contains("withheld"))
    for column in ["estimate", "lower", "upper", "p", "n", "events"] {
      for (value, status) in zip(numbers(estimates, column), status) where status == "withheld" {
        #expect(value == nil)
      }
    }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
    ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\r=x", "'\r=x"), ("＝1", "'＝1"),
    ("'=x", "''=x"), ("''-5", "'''-5"), ("-", "'-"), ("-inf", "'-inf"), ("-0x1p3", "'-0x1p3"),
    ("-5", "-5"), ("+3.5e-2", "+3.5e-2"), ("<=20", "<=20"), ("it's", "it's"),
    ("'quoted'", "'quoted'"),
    ("a=b", "a=b"), ("", ""),
  ])
  func `a text that would run as a formula gets an apostrophe`(text: String, written: String) throws
  {
    var results = Results(study: "s", title: "t")
    results.findings = [.init(id: "x", severity: "note", message: text, place: nil)]
    let table = try table("findings", of: results)
    let value = texts(table, "message")[0]
    if Double(written) == nil {
      #expect(value == written || written.isEmpty && value == nil)
    } else {
      #expect(numbers(table, "message")[0] == Double(written))
    }
  }

  @Test func `the same results give the same bytes`() throws {
    let first = CSVTables.files(try Sample.results())
    let second = CSVTables.files(try Sample.results())
    #expect(first.map(\.path) == second.map(\.path))
    #expect(first.map(\.contents) == second.map(\.contents))
  }

  @Test func `results without anything give tables of headings`() throws {
    for file in CSVTables.files(Results(study: "s", title: "t")) {
      #expect(file.contents.count { $0 == "\n" } == 1)
    }
  }

  @Test func `the page on the output folder names every table with its columns`() throws {
    let page = try String(
      contentsOfFile: "\(Fixtures.repository())/docs/output.md", encoding: .utf8)
    for file in CSVTables.files(Results(study: "s", title: "t")) {
      #expect(page.contains("`\(file.path)`"), "\(file.path)")
      let header = file.contents.dropLast().replacing(",", with: ", ")
      let text = page.replacing("\n", with: " ").replacing("  ", with: " ")
      #expect(text.contains("`\(header)`"), "\(header)")
    }
  }

  private func keys(_ value: (some Encodable)?) throws -> Set<String> {
    let value = try #require(value)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
    return Set(try #require(object as? [String: Any]).keys)
  }

  private func numbers(_ table: Table, _ name: String) -> [Double?] {
    guard let column = table[name] else { return [] }
    return (0..<column.count).map { row in
      guard !column.missing[row] else { return nil }
      switch column.values {
      case .number(let values): return values[row]
      case .integer(let values): return Double(values[row])
      default: return nil
      }
    }
  }

  private func texts(_ table: Table, _ name: String) -> [String?] {
    guard let column = table[name] else { return [] }
    return (0..<column.count).map { row in
      guard !column.missing[row] else { return nil }
      switch column.values {
      case .text(let values): return values[row]
      case .category(let values): return values.levels[Int(values.codes[row])]
      default: return nil
      }
    }
  }
}
