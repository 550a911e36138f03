import Tables
import TestSupport
import Testing

struct ColumnSummaryTests {
  @Test func `five numbers by hand`() {
    let values = ColumnValues.number([4, 1, .nan, 10, 2, 3])
    let missing = Missingness([false, false, true, false, false, false])
    let summary = ColumnSummary(Column("x", values, missing: missing))
    #expect(summary.count == 5)
    #expect(summary.missing == 1)
    #expect(summary.distinct == 5)
    #expect(summary.distribution?.minimum == 1)
    #expect(summary.distribution?.lowerQuartile == 2)
    #expect(summary.distribution?.median == 3)
    #expect(summary.distribution?.upperQuartile == 4)
    #expect(summary.distribution?.maximum == 10)
    #expect(summary.distribution?.mean == 4)
    #expect(isClose(summary.distribution?.standardDeviation ?? 0, 12.5.squareRoot()))
  }

  @Test(
    .agrees(
      "quantiles and moments of columns", with: "R 4.2.2 `quantile`, `mean`, `sd`", within: 1e-12))
  func `figures agree with R on columns of many sizes`() throws {
    let path = Fixtures.path("summary.csv")
    let reference = try CSVReader.read(path: path).table
    func numbers(_ name: String) -> [Double] {
      guard case .number(let values)? = reference[name]?.values else { return [] }
      return values
    }
    guard case .integer(let sizes)? = reference["n"]?.values else {
      Issue.record("no sizes")
      return
    }
    for (row, size) in sizes.enumerated() {
      let values = (1...size).map { Double(($0 * $0 * 37) % 1_009) / 8 - 40 }
      let found = try #require(ColumnSummary(Column("x", .number(values))).distribution)
      let expected = ["min", "q1", "median", "q3", "max", "mean"].map { numbers($0)[row] }
      let got = [
        found.minimum, found.lowerQuartile, found.median, found.upperQuartile, found.maximum,
        found.mean,
      ]
      #expect(isClose(got, expected, relative: 1e-12), "n = \(size)")
      let deviation = numbers("sd")[row]
      if deviation.isNaN {
        #expect(found.standardDeviation == nil)
      } else {
        #expect(isClose(found.standardDeviation ?? 0, deviation, relative: 1e-12))
      }
    }
  }

  @Test func `categories count each level in its order, flags false and true`() throws {
    let table = try read("s,f\nb,true\na,false\nb,true\n,\n").table
    let stage = table["s"].map(ColumnSummary.init)
    #expect(stage?.levels.map(\.level) == ["a", "b"])
    #expect(stage?.levels.map(\.count) == [1, 2])
    #expect(stage?.distinct == 2)
    #expect(stage?.missing == 1)
    let flag = table["f"].map(ColumnSummary.init)
    #expect(flag?.levels.map(\.count) == [1, 2])
    #expect(flag?.distribution == nil)
  }

  @Test func `dates are summed up in days, texts by their number`() throws {
    let table = try read("d,t\n1970-01-02,x\n1970-01-04,y\n1970-01-04,z\n").table
    let date = try #require(table["d"])
    #expect(ColumnSummary(date).distribution?.median == 3)
    #expect(ColumnSummary(date).distinct == 2)
    #expect(table["t"].map(ColumnSummary.init)?.distinct == 3)
  }

  @Test func `a column without values has no distribution`() {
    let empty = Column("x", .number([.nan]), missing: Missingness([true]))
    #expect(ColumnSummary(empty).distribution == nil)
    #expect(ColumnSummary(empty).distinct == 0)
  }

  @Test func `one value has no deviation, and huge values no infinite one`() {
    #expect(ColumnSummary(Column("x", .number([5]))).distribution?.standardDeviation == nil)
    let huge = ColumnSummary(Column("x", .number([-1e308, 1e308]))).distribution
    #expect(huge?.standardDeviation == nil)
    #expect(huge?.mean == 0)
    #expect(huge?.median == 0)
  }
}
