import Balancing
import TestSupport
import Testing

struct NearestMatchingPropertyTests {
  @Test func `the fast search finds the sets of the naive one on tied data`() throws {
    for seed in 0..<4000 {
      let one = RandomCase(seed: seed)
      let fast = try one.matching(seed: seed)
      var generator = TestGenerator(seed)
      let focal = one.treated.filter { $0 == (one.options.estimand == .att) }.count
      let keys = (0..<focal).map { _ in generator.next() }
      var naive = NaiveMatching(
        score: one.score, treated: one.treated, calipers: one.calipers, exact: one.exact,
        antiexact: one.antiexact, width: fast.caliperWidth, options: one.options, keys: keys)
      #expect(fast.rows == naive.sets(), "seed \(seed)")
    }
  }

  @Test func `swapping the labels of the arms swaps ATT and ATC`() throws {
    for seed in 0..<300 {
      var one = RandomCase(seed: seed)
      one.options.order = one.options.resolvedOrder
      let matching = try one.matching(seed: seed)
      one.treated = one.treated.map { !$0 }
      one.options.estimand = one.options.estimand == .att ? .atc : .att
      let swapped = try one.matching(seed: seed)
      #expect(swapped.sets == matching.sets)
      #expect(swapped.unmatched == matching.unmatched)
      #expect(swapped.weights == matching.weights)
    }
  }

  @Test func `the order of the rows does not matter where scores are distinct`() throws {
    for seed in 0..<300 {
      var one = RandomCase(seed: seed, distinct: true)
      if [.data, .random].contains(one.options.resolvedOrder) { one.options.order = .closest }
      var random = TestGenerator(seed + 1)
      let order = one.score.indices.map { (random.next(), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
      let matching = try one.matching()
      let permuted = try one.permuted(order).matching()
      #expect(Set(permuted.rows.map { $0.map { order[$0] } }) == Set(matching.rows))
      #expect(isClose(permuted.totalDistance, matching.totalDistance, absolute: 1e-13))
    }
  }

  @Test func `shifting and scaling the score changes nothing but the distances`() throws {
    for seed in 0..<300 {
      var one = RandomCase(seed: seed)
      let matching = try one.matching(seed: seed)
      one.score = one.score.map { 4 * $0 + 8 }
      if one.options.caliperScale == .raw {
        one.options.caliper = one.options.caliper.map { 4 * $0 }
      }
      let moved = try one.matching(seed: seed)
      #expect(moved.rows == matching.rows)
      #expect(isClose(moved.totalDistance, 4 * matching.totalDistance, relative: 1e-12))
    }
  }

  @Test func `turning the score round turns largest into smallest`() throws {
    for seed in 0..<300 {
      var one = RandomCase(seed: seed, distinct: true)
      one.options.order = .largest
      let matching = try one.matching()
      one.score = one.score.map { -$0 }
      one.options.order = .smallest
      #expect(try one.matching().rows == matching.rows)
    }
  }

  @Test func `nobody is left who could still have been matched`() throws {
    for seed in 0..<500 {
      let one = RandomCase(seed: seed)
      let matching = try one.matching(seed: seed)
      let capacity = one.options.reuse ?? (one.options.replace ? .max : 1)
      for left in matching.unmatched
      where one.treated[left.row] == one.options.estimand.focalIsTreated {
        let partners = one.score.indices.filter { row in
          one.treated[row] != one.treated[left.row]
            && one.exact.allSatisfy { $0.codes[row] == $0.codes[left.row] }
        }
        let within = partners.filter { row in
          abs(one.score[row] - one.score[left.row]) <= matching.caliperWidth ?? .infinity
            && one.calipers.allSatisfy { abs($0.values[row] - $0.values[left.row]) <= $0.width }
            && one.antiexact.allSatisfy { $0.codes[row] != $0.codes[left.row] }
        }
        #expect(within.allSatisfy { matching.uses[$0] >= capacity })
        let reason: UnmatchedReason =
          partners.isEmpty ? .noneInStratum : within.isEmpty ? .noneWithinCaliper : .noneLeft
        #expect(left.reason == reason)
      }
    }
  }

  @Test func `every patient is in a set or listed, and weights sum to those matched`() throws {
    for seed in 0..<500 {
      let one = RandomCase(seed: seed)
      let matching = try one.matching(seed: seed)
      let matched = matching.uses.filter { $0 > 0 }.count
      #expect(matched + matching.unmatched.count == one.score.count)
      #expect(isClose(matching.weights.reduce(0, +), Double(matched), relative: 1e-12))
      for set in matching.sets { #expect(matching.weights[set.focal] == 1) }
      for (row, index) in matching.setIndex.enumerated() {
        #expect((index != nil) == (matching.uses[row] == 1))
        if let index { #expect(matching.rows[index].contains(row)) }
      }
    }
  }

  @Test func `sets keep every promise of the options, read from the sets alone`() throws {
    for seed in 0..<1000 {
      let one = RandomCase(seed: seed)
      let matching = try one.matching(seed: seed)
      let (options, width) = (one.options, matching.caliperWidth ?? .infinity)
      var uses = [Int](repeating: 0, count: one.score.count)
      for set in matching.rows {
        let (focal, matches) = (set[0], set.dropFirst())
        #expect(one.treated[focal] == options.estimand.focalIsTreated)
        #expect(Set(matches).count == matches.count)
        #expect((1...(options.maxControls ?? options.ratio)).contains(matches.count))
        for row in matches {
          uses[row] += 1
          #expect(one.treated[row] != one.treated[focal])
          #expect(abs(one.score[row] - one.score[focal]) <= width)
          #expect(one.exact.allSatisfy { $0.codes[row] == $0.codes[focal] })
          #expect(one.antiexact.allSatisfy { $0.codes[row] != $0.codes[focal] })
          #expect(
            one.calipers.allSatisfy { abs($0.values[row] - $0.values[focal]) <= $0.width })
        }
      }
      let most = uses.max() ?? 0
      #expect(most <= options.reuse ?? (options.replace ? one.score.count : 1))
    }
  }

  @Test func `weights of the other arm are shares of its sets, made to have a mean of one`() throws
  {
    for seed in 0..<500 {
      let one = RandomCase(seed: seed)
      let matching = try one.matching(seed: seed)
      var shares: [Int: Double] = [:]
      for set in matching.rows {
        for row in set.dropFirst() { shares[row, default: 0] += 1 / Double(set.count - 1) }
      }
      let mean = shares.values.reduce(0, +) / Double(max(shares.count, 1))
      for (row, share) in shares {
        #expect(isClose(matching.weights[row], share / mean, relative: 1e-12))
      }
    }
  }

  @Test func `a variable ratio gives each from the fewest to the most, and the ratio on average`()
    throws
  {
    for seed in 0..<200 {
      var random = TestGenerator(seed)
      let focal = 1 + random.below(30)
      let (fewest, more) = (1 + random.below(3), 1 + random.below(3))
      let (ratio, most) = (fewest + more, fewest + more + 1 + random.below(4))
      let treated = (0..<(focal * (most + 1))).map { $0 < focal }
      let score = treated.map { _ in random.uniform() }
      let matching = try NearestMatching(
        score: score, treated: treated,
        options: .init(ratio: ratio, minControls: fewest, maxControls: most))
      let counts = matching.sets.map(\.matches.count)
      #expect(counts.count == focal)
      #expect(counts.allSatisfy { (fewest...most).contains($0) })
      #expect(counts.reduce(0, +) == focal * ratio)
      #expect(counts.filter { $0 != fewest && $0 != most }.count <= 1)
    }
  }

  @Test func `without calipers and with enough of the other arm every order matches all`() throws {
    var random = TestGenerator(7)
    let treated = (0..<300).map { $0 % 3 == 0 }
    let score = treated.map { _ in random.uniform() }
    for order in MatchingOrder.allCases where order != .random {
      let matching = try NearestMatching(
        score: score, treated: treated, options: .init(ratio: 2, order: order))
      #expect(matching.sets.count == 100)
      #expect(matching.sets.allSatisfy { $0.matches.count == 2 })
      #expect(matching.unmatched.isEmpty)
      #expect(matching.targetPopulation == .att)
    }
  }

  @Test func `a random order is the same for the same seed and not for every seed`() throws {
    let data = try FixtureTable.lalonde()
    func total(_ seed: Int) throws -> Double {
      var generator = TestGenerator(seed)
      return try NearestMatching(
        score: data.number("p"), treated: data.flag("treat"), options: .init(order: .random),
        using: &generator
      ).totalDistance
    }
    #expect(try total(3) == total(3))
    #expect(try Set((0..<10).map(total)).count > 5)
  }
}

/// Matchings whose cost would grow with the square of the patients if every look were repeated.
struct CrowdedMatchingTests {
  @Test(.timeLimit(.minutes(1)))
  func `closest pairs are found in time where all seek the same candidates`() throws {
    let pairs = 60_000
    var generator = TestGenerator(7)
    let focal = (0..<pairs).map { _ in Double.random(in: 0..<1e-3, using: &generator) }
    let others = (0..<pairs).map { _ in Double.random(in: 1..<2, using: &generator) }
    let matching = try NearestMatching(
      score: focal + others,
      treated: [Bool](repeating: true, count: pairs) + [Bool](repeating: false, count: pairs),
      options: .init(order: .closest))
    let descending = focal.indices.sorted { focal[$0] > focal[$1] }
    let partners = others.indices.sorted { others[$0] < others[$1] }.map { pairs + $0 }
    let expected = Dictionary(uniqueKeysWithValues: zip(descending, partners))
    #expect(matching.sets.count == pairs)
    #expect(matching.sets.allSatisfy { expected[$0.focal] == $0[0].row && $0.count == 1 })
  }

  @Test(.timeLimit(.minutes(1)))
  func `candidates outside a covariate caliper are passed over together`() throws {
    let pairs = 60_000
    var generator = TestGenerator(8)
    let score = (0..<2 * pairs).map { _ in Double.random(in: 0..<1, using: &generator) }
    let treated = (0..<2 * pairs).map { $0 < pairs }
    let apart = treated.map { $0 ? 0.0 : 10 }
    let none = try NearestMatching(
      score: score, treated: treated, calipers: [CovariateCaliper("x", apart, width: 1)])
    #expect(none.sets.isEmpty)
    #expect(none.unmatched.count { $0.reason == .noneWithinCaliper } == pairs)
    let age = (0..<2 * pairs).map { _ in Double.random(in: 0..<1000, using: &generator) }
    let some = try NearestMatching(
      score: score, treated: treated, calipers: [CovariateCaliper("age", age, width: 0.1)])
    #expect(some.sets.count > pairs / 2)
  }
}
