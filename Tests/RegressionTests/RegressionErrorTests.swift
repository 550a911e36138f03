import Diagnostics
import LinearAlgebra
import Regression
import Testing
import Vocabulary

struct RegressionErrorTests {
  private func fit(
    _ outcome: [Double], x: [Double] = [1, 2, 3, 4], weights: [Double]? = nil,
    offset: [Double]? = nil
  ) throws -> LogisticRegression {
    try LogisticRegression(
      Matrix(columns: [outcome.map { _ in 1 }, Array(x.prefix(outcome.count))]),
      columns: [.intercept, DesignColumn(term: "x")], outcome: outcome, weights: weights,
      offset: offset)
  }

  @Test func `data that cannot be fitted are refused with the reason`() {
    #expect(throws: RegressionError.noRows) { try fit([]) }
    #expect(throws: RegressionError.noRows) { try fit([0, 1], weights: [0, 0]) }
    #expect(throws: RegressionError.oneOutcomeOnly(1)) { try fit([1, 1, 1]) }
    #expect(throws: RegressionError.oneOutcomeOnly(0)) { try fit([0, 1, 0], weights: [1, 0, 1]) }
    #expect(throws: RegressionError.outcomeNotBinary(row: 1)) { try fit([0, 0.5, 1]) }
    #expect(throws: RegressionError.outcomeNotBinary(row: 2)) { try fit([0, 1, .nan]) }
    #expect(throws: RegressionError.badWeight(row: 1)) { try fit([0, 1], weights: [1, -1]) }
    #expect(throws: RegressionError.badWeight(row: 0)) { try fit([0, 1], weights: [.nan, 1]) }
    #expect(throws: RegressionError.badOffset(row: 1)) { try fit([0, 1], offset: [1, .infinity]) }
    #expect(throws: RegressionError.badCovariate(DesignColumn(term: "x"), row: 2)) {
      try fit([0, 1, 1, 0], x: [1, 2, .nan, 4])
    }
  }

  @Test func `every error has words and a stable name`() {
    let column = DesignColumn(term: "size", level: ">50")
    let errors: [RegressionError] = [
      .noRows, .oneOutcomeOnly(1), .outcomeNotBinary(row: 4), .badWeight(row: 0),
      .badOffset(row: 0), .badCovariate(column, row: 6),
    ]
    #expect(Set(errors.map(\.id)).count == errors.count)
    #expect(errors[5].message == "'size >50' in row 7 is no finite number")
    #expect(errors.allSatisfy { !$0.message.hasSuffix(".") })
  }

  @Test func `findings have words that name the columns`() {
    let column = DesignColumn(term: "size", level: ">50")
    let aliased = RegressionFinding.aliased(column).diagnostic(at: nil)
    #expect(aliased.severity == .warning)
    #expect(aliased.message.hasPrefix("'size >50' is a combination"))
    let ill = RegressionFinding.illConditioned(conditionNumber: 1.62e7)
    #expect(ill.message.contains("condition number 2e7"))
  }

  @Test func `options are read by their words`() throws {
    var reader = NodeReader()
    #expect(
      LogisticOptions.read(.scalar("firth"), key: "model", &reader)
        == LogisticOptions(method: .firth))
    #expect(LogisticOptions.read(.scalar("frith"), key: "model", &reader)?.method != .firth)
    #expect(reader.diagnostics.map(\.id) == ["unknown-word"])
    let properties = Mirror(reflecting: LogisticOptions()).children.compactMap(\.label)
    #expect(LogisticOptions.fields.map(\.key) == properties)
  }
}
