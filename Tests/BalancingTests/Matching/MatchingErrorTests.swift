import Balancing
import Testing

struct MatchingErrorTests {
  private func fault(
    score: [Double] = [1, 2, 3, 4], treated: [Bool] = [true, false, true, false],
    calipers: [CovariateCaliper] = [], exact: [ExactColumn] = [],
    _ options: NearestMatching.Options = .init()
  ) -> MatchingError? {
    #expect(throws: MatchingError.self) {
      try NearestMatching(
        score: score, treated: treated, calipers: calipers, exact: exact, options: options)
    }
  }

  @Test func `impossible input is a fault that names it`() {
    #expect(
      fault(score: [1]) == .lengthsDiffer(column: "score", expected: 4, found: 1))
    #expect(
      fault(exact: [ExactColumn("sex", [1])])
        == .lengthsDiffer(column: "sex", expected: 4, found: 1))
    #expect(fault(score: [1, .nan, 3, .infinity]) == .scoreNotFinite(rows: [1, 3]))
    #expect(fault(treated: [true, true, true, true]) == .emptyArm(treated: false))
    #expect(fault(score: [], treated: []) == .emptyArm(treated: true))
    #expect(fault(.init(ratio: 0)) == .ratioTooSmall(0))
    #expect(fault(.init(reuse: 0)) == .reuseTooSmall(0))
    #expect(
      fault(.init(ratio: 2, minControls: 1, maxControls: 2))
        == .controlsNotInOrder(fewest: 1, ratio: 2, most: 2))
    #expect(
      fault(.init(ratio: 2, minControls: 0, maxControls: 3))
        == .controlsNotInOrder(fewest: 0, ratio: 2, most: 3))
    #expect(fault(.init(order: .random)) == .randomOrderNeedsGenerator)
    #expect(fault(.init(caliper: -1)) == .caliperNotAllowed(column: nil, width: -1))
    let age = CovariateCaliper("age", [1, .nan, 2, 3], width: 1)
    #expect(fault(calipers: [age]) == .covariateNotFinite(column: "age", rows: [1]))
    let year = CovariateCaliper("year", [1, 1, 1, 1], width: -2)
    #expect(fault(calipers: [year]) == .caliperNotAllowed(column: "year", width: -2))
    #expect(
      fault(score: [1, 2], treated: [true, false], .init(caliper: 1, caliperScale: .sdPooled))
        == .caliperScaleUndefined(.sdPooled))
  }

  @Test func `faults read as sentences`() {
    #expect(
      MatchingError.scoreNotFinite(rows: [0, 1, 2, 3, 4, 5, 6]).message
        == "the score to match on is missing or infinite in rows 1, 2, 3, 4, 5 and 2 more")
    #expect(
      MatchingError.contractBroken(.caliper, row: 3).message
        == "the matching broke its promise about caliper at row 4")
  }

  @Test func `every broken promise is caught`() throws {
    let age = CovariateCaliper("age", [1, 2, 1, 2, 9, 9], width: 1)
    let sex = ExactColumn("sex", [0, 0, 0, 0, 0, 1])
    let score: [Double] = [1, 2, 1.5, 2, 9, 9]
    let treated = [true, true, false, false, false, false]
    let matching = try NearestMatching(
      score: score, treated: treated, calipers: [age], exact: [sex],
      options: .init(caliper: 1, caliperScale: .raw))
    let good = NearestMatching.ContractCheck(
      matching, score: score, treated: treated, calipers: [age], exact: [sex])
    try good.run()
    func set(_ focal: Int, _ rows: Int...) -> MatchedSet {
      MatchedSet(
        focal: focal, matches: rows.map { .init(row: $0, distance: abs(score[focal] - score[$0])) })
    }
    let broken: [(MatchingContract, (inout NearestMatching.ContractCheck) -> Void)] = [
      (.roles, { $0.sets = [set(0, 1)] }),
      (.roles, { $0.sets = [set(2, 3)] }),
      (.ratio, { $0.sets = [set(0, 2, 3)] }),
      (.ratio, { $0.sets = [set(0)] }),
      (
        .duplicates,
        {
          $0.options.ratio = 2
          $0.sets = [set(0, 2, 2)]
        }
      ),
      (
        .reuse,
        {
          $0.sets = [set(0, 2), set(1, 2)]
          $0.unmatched = [3, 4, 5]
        }
      ),
      (.partition, { $0.sets.removeLast() }),
      (.partition, { $0.unmatched.removeLast() }),
      (.caliper, { $0.caliperWidth = 0.25 }),
      (.caliper, { $0.sets[0] = .init(focal: 0, matches: [.init(row: 2, distance: 0)]) }),
      (.exactness, { $0.exact = [ExactColumn("sex", [0, 0, 1, 0, 0, 1])] }),
      (.exactness, { $0.antiexact = [ExactColumn("sex", [0, 0, 0, 1, 1, 1])] }),
      (.covariateCaliper, { $0.calipers = [CovariateCaliper("a", [9, 2, 1, 2, 9, 9], width: 1)] }),
      (.weights, { $0.weights[2] = 0.5 }),
      (.weights, { $0.weights[2] = 0 }),
      (.weights, { $0.weights[4] = 1 }),
    ]
    for (contract, damage) in broken {
      var check = good
      damage(&check)
      let error = #expect(throws: MatchingError.self) { try check.run() }
      guard case .contractBroken(contract, _)? = error else {
        Issue.record("expected \(contract), found \(String(describing: error))")
        continue
      }
    }
  }
}
