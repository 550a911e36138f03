import TestSupport
import Testing
import Workflow

/// How labels of the same patients agree.
struct AgreementTests {
  /// Both 20, the first alone 5, the second alone 10, neither 15; unknown to one 3, to both 2.
  private var results: Results {
    get throws {
      var table = "a,b\n"
      let counts = [("true,true", 20), ("true,false", 5), ("false,true", 10), ("false,false", 15)]
      for (row, count) in counts + [("true,", 2), (",false", 1), (",", 2)] {
        table += String(repeating: row + "\n", count: count)
      }
      let study = """
        study: s
        data: {table: table.csv, columns: {a: flag, b: flag}}
        describe: {tables: {k: {kind: crossTable, columns: [a, b]}}}
        """
      return try StudyRunner.run(study, table: table).results
    }
  }

  @Test func `kappa is that of the patients known to both`() throws {
    let table = DescribedRows(try results, "k-agreement")
    #expect(table.lines("bothKnown", "eitherUnknown", "agreeing") == ["50 5 35"])
    #expect(isClose(table.numbers("kappa")[0] ?? 0, 0.4, relative: 1e-14))
    // The standard error by the delta method with numeric derivatives: scripts/reference/descriptive.R.
    let half = 1.959963984540054 * Self.standardError
    #expect(isClose(table.numbers("lower")[0] ?? 0, 0.4 - half, relative: 1e-7))
    #expect(isClose(table.numbers("upper")[0] ?? 0, 0.4 + half, relative: 1e-7))
  }

  private static let standardError = 0.126996062932

  @Test func `the unknown are counted and patterns add up`() throws {
    let results = try results
    let pairs = DescribedRows(results, "k-pairs")
    #expect(pairs.numbers("patients").compactMap(\.self).reduce(0, +) == 55)
    #expect(
      pairs.numbers("patients", where: ["firstLabel": "true", "secondLabel": "unknown"]) == [2])
    let patterns = DescribedRows(results, "k-patterns")
    #expect(patterns.lines("a", "b", "patients").first == "true true 20")
    #expect(patterns.numbers("patients").compactMap(\.self).reduce(0, +) == 55)
    #expect(patterns.rows.count == 7)
  }
}
