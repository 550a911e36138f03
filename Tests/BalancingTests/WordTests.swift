import Balancing
import Testing
import Vocabulary

struct WordTests {
  @Test func `words are spelled as in a study file and all have a meaning`() {
    #expect(Estimand.allCases.map(\.rawValue) == ["ATE", "ATT", "ATC", "ATO", "ATM"])
    #expect(MatchingEstimand.allCases.map(\.rawValue) == ["ATT", "ATC"])
    #expect(
      MatchingOrder.allCases.map(\.rawValue)
        == ["largest", "smallest", "closest", "farthest", "data", "random"])
    #expect(CaliperScale.allCases.map(\.rawValue) == ["sdAll", "sdPooled", "raw"])
    #expect(
      BalanceDenominator.allCases.map(\.rawValue)
        == ["treated", "control", "pooled", "all", "weighted"])
    #expect(BinaryStandardization.allCases.map(\.rawValue) == ["standardized", "raw"])
    let meanings =
      Estimand.meanings + MatchingOrder.meanings + CaliperScale.meanings
      + BalanceDenominator.meanings + BinaryStandardization.meanings + MatchingEstimand.meanings
    #expect(meanings.count == 23)
    #expect(meanings.allSatisfy { !$0.summary.isEmpty && !$0.summary.contains("\n") })
  }

  @Test func `each estimand has its denominator and each focal arm its order`() {
    let standard = Estimand.allCases.map(BalanceDenominator.standard)
    #expect(standard == [.pooled, .treated, .control, .weighted, .weighted])
    #expect(MatchingEstimand.allCases.map(MatchingOrder.standard) == [.largest, .smallest])
  }
}
