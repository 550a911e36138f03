import Balancing
import TestSupport
import Testing

struct NearestMatchingTests {
  /// Treated at 2, 3, 7 and 7; controls at 0, 1, 4, 6, 8 and 20.
  let score: [Double] = [2, 3, 7, 7, 0, 1, 4, 6, 8, 20]
  let treated = [true, true, true, true, false, false, false, false, false, false]

  private func sets(_ options: NearestMatching.Options) throws -> [[Int]] {
    try NearestMatching(score: score, treated: treated, options: options).rows
  }

  @Test func `orders decide who chooses first`() throws {
    #expect(try sets(.init(order: .largest)) == [[0, 5], [1, 6], [2, 7], [3, 8]])
    #expect(try sets(.init(order: .data)) == [[0, 5], [1, 6], [2, 7], [3, 8]])
    #expect(try sets(.init(order: .closest)) == [[0, 5], [1, 6], [2, 7], [3, 8]])
    #expect(
      try sets(.init(ratio: 2, order: .smallest)) == [[0, 5, 4], [1, 6, 9], [2, 7], [3, 8]])
  }

  @Test func `equal distances go to the left`() throws {
    let matching = try NearestMatching(score: [1, 0, 2], treated: [true, false, false])
    #expect(matching.rows == [[0, 1]])
    let mirrored = try NearestMatching(score: [1, 2, 0], treated: [true, false, false])
    #expect(mirrored.rows == [[0, 2]])
  }

  @Test func `at its own score a patient takes the row just before its own, then just after`()
    throws
  {
    let treated = [false, false, true, false, false]
    let matching = try NearestMatching(
      score: [5, 5, 5, 5, 5], treated: treated, options: .init(ratio: 4))
    #expect(matching.rows == [[2, 1, 0, 3, 4]])
  }

  @Test func `closest looks again before its equals, farthest behind them`() throws {
    // Rows 0 and 1 want row 3; row 1 then finds row 4 as near as row 3, which row 2 also wants.
    let score = [1, 1, 3, 0, 2, 4.5]
    let treated = [true, true, true, false, false, false]
    let closest = try NearestMatching(
      score: score, treated: treated, options: .init(order: .closest))
    #expect(closest.rows == [[0, 3], [1, 4], [2, 5]])
    let farthest = try NearestMatching(
      score: score, treated: treated, options: .init(order: .farthest))
    #expect(farthest.rows == [[0, 3], [1, 5], [2, 4]])
  }

  @Test func `a caliper of zero keeps only exact ties`() throws {
    let matching = try NearestMatching(
      score: [1, 2, 3, 2, 3.5], treated: [true, true, true, false, false],
      options: .init(caliper: 0))
    #expect(matching.rows == [[1, 3]])
    #expect(matching.droppedFocal == 2)
    #expect(matching.targetPopulation == .matchedATT)
    #expect(
      matching.unmatched == [
        UnmatchedRow(row: 0, reason: .noneWithinCaliper),
        UnmatchedRow(row: 2, reason: .noneWithinCaliper),
        UnmatchedRow(row: 4, reason: .noneWithinCaliper),
      ])
  }

  @Test func `a distance equal to the caliper is allowed`() throws {
    let options = NearestMatching.Options(caliper: 0.5, caliperScale: .raw)
    let matching = try NearestMatching(score: [1, 1.5], treated: [true, false], options: options)
    #expect(matching.rows == [[0, 1]])
    #expect(matching.caliperWidth == 0.5)
  }

  @Test func `weights with replacement are shares, scaled to the number of controls used`() throws {
    // Treated at 0 and 1 both take both controls near them; treated at 9 takes only one.
    let matching = try NearestMatching(
      score: [0, 1, 9, 0.4, 0.5, 9], treated: [true, true, true, false, false, false],
      options: .init(ratio: 2, replace: true, caliper: 1, caliperScale: .raw))
    #expect(matching.rows == [[0, 3, 4], [1, 4, 3], [2, 5]])
    // Shares 1/2 + 1/2, 1/2 + 1/2 and 1: their mean is 1.
    #expect(matching.weights == [1, 1, 1, 1, 1, 1])
    #expect(matching.uses == [1, 1, 1, 2, 2, 1])
    #expect(matching.setIndex == [0, 1, 2, nil, nil, 2])
  }

  @Test func `weights of sets of different size are n1/n0 over their mean`() throws {
    // One treated with two controls, one with a single control: shares 1/2, 1/2, 1; mean 2/3.
    let matching = try NearestMatching(
      score: [0, 5, 0, 0.5, 5], treated: [true, true, false, false, false],
      options: .init(ratio: 2, caliper: 1, caliperScale: .raw))
    #expect(isClose(matching.weights, [1, 1, 3.0 / 4, 3.0 / 4, 3.0 / 2], relative: 1e-15))
  }

  @Test func `a variable ratio gives more to those like many of the other arm`() throws {
    // Two each on average, from 1 to 4: six matches are 1 + 1 + 4 by the excess of 3 over 3.
    // The treated have the higher mean, so the lowest of them has most.
    let matching = try NearestMatching(
      score: [9, 5, 1, 0, 1, 2, 3, 4, 8],
      treated: [true, true, true] + [Bool](repeating: false, count: 6),
      options: .init(ratio: 2, minControls: 1, maxControls: 4))
    #expect(matching.rows == [[0, 8], [1, 7], [2, 4, 3, 5, 6]])
    // Shares 1, 1, 1/4 four times over their mean, 1/2.
    #expect(matching.weights == [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 2, 2])
  }

  @Test func `matches differ on the antiexact columns`() throws {
    let matching = try NearestMatching(
      score: [0, 1, 0, 1, 3], treated: [true, true, false, false, false],
      antiexact: [ExactColumn("ward", [1, 2, 1, 2, 1])])
    #expect(matching.rows == [[0, 3], [1, 2]])
  }

  @Test func `reuse caps the sets a control serves in`() throws {
    let score: [Double] = [0, 0, 0, 0, 1]
    let treated = [true, true, true, false, false]
    let matching = try NearestMatching(score: score, treated: treated, options: .init(reuse: 2))
    #expect(matching.rows == [[0, 3], [1, 3], [2, 4]])
  }

  @Test func `matches agree on the exact columns and lie within covariate calipers`() throws {
    let sex = ExactColumn("sex", [1, 2, 3, 2, 1, 1])
    let age = CovariateCaliper("age", [60, 50, 40, 52, 80, 62], width: 2)
    let matching = try NearestMatching(
      score: [0, 0, 0, 0, 0, 1], treated: [true, true, true, false, false, false],
      calipers: [age], exact: [sex])
    #expect(matching.rows == [[0, 5], [1, 3]])
    #expect(
      matching.unmatched == [
        UnmatchedRow(row: 2, reason: .noneInStratum), UnmatchedRow(row: 4, reason: .notChosen),
      ])
  }

  @Test func `who comes too late is told that none was left`() throws {
    let matching = try NearestMatching(score: [1, 2, 0], treated: [true, true, false])
    #expect(matching.rows == [[1, 2]])
    #expect(matching.unmatched == [UnmatchedRow(row: 0, reason: .noneLeft)])
  }
}
