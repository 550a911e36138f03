import Distributions
import TestSupport
import Testing

@Suite struct CounterGeneratorTests {
  private func uniforms(_ count: Int, seed: UInt64 = 7, task: UInt64 = 0) -> [Double] {
    var generator = CounterGenerator(seed: seed, task: task)
    return (0..<count).map { _ in generator.uniform() }
  }

  /// The known answers published with the generator (Random123, `kat_vectors`).
  @Test func `blocks are the published ones`() {
    #expect(
      Philox.block(SIMD4(0, 0, 0, 0), key: SIMD2(0, 0))
        == SIMD4(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8))
    #expect(
      Philox.block(SIMD4(repeating: .max), key: SIMD2(repeating: .max))
        == SIMD4(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD))
    #expect(
      Philox.block(
        SIMD4(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        key: SIMD2(0xA409_3822, 0x299F_31D0))
        == SIMD4(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1))
  }

  @Test func `a stream reads its blocks from their low end`() {
    var generator = CounterGenerator(seed: 0, task: 0)
    #expect(generator.next() == 0xE169_C58D_6627_E8D5)
    #expect(generator.next() == 0x9B00_DBD8_BC57_AC4C)
    let second = Philox.block(SIMD4(1, 0, 0, 0), key: SIMD2(0, 0))
    #expect(generator.next() == UInt64(second.y) << 32 | UInt64(second.x))
  }

  @Test func `seed and task enter where they should`() {
    var generator = CounterGenerator(seed: 0x0123_4567_89AB_CDEF, task: 0xFEDC_BA98_7654_3210)
    let block = Philox.block(
      SIMD4(0, 0, 0x7654_3210, 0xFEDC_BA98), key: SIMD2(0x89AB_CDEF, 0x0123_4567))
    #expect(generator.next() == UInt64(block.y) << 32 | UInt64(block.x))
  }

  @Test func `the same seed and task give the same numbers, others do not`() {
    #expect(uniforms(50) == uniforms(50))
    #expect(Set(uniforms(50)).isDisjoint(with: uniforms(50, task: 1)))
    #expect(Set(uniforms(50)).isDisjoint(with: uniforms(50, seed: 8)))
  }

  @Test func `uniform numbers lie strictly between 0 and 1 and fill it evenly`() {
    let numbers = uniforms(100_000)
    #expect(numbers.allSatisfy { $0 > 0 && $0 < 1 })
    var counts = [Double](repeating: 0, count: 100)
    for number in numbers { counts[Int(number * 100)] += 1 }
    let statistic = counts.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 }
    let p = ChiSquared(degreesOfFreedom: 99).upperTail(statistic)
    #expect(p > 0.001 && p < 0.999)
  }

  @Test func `streams of neighbouring tasks are unrelated`() {
    let (first, second) = (uniforms(100_000), uniforms(100_000, task: 1))
    var product = 0.0
    for i in first.indices { product += (first[i] - 0.5) * (second[i] - 0.5) }
    #expect(abs(product * 12 / 100_000.0.squareRoot()) < 4)
  }

  @Test func `normal numbers have mean 0, variance 1, and no skew`() {
    var generator = CounterGenerator(seed: 11, task: 3)
    let count = 200_000.0
    var (first, second, third) = (0.0, 0.0, 0.0)
    for _ in 0..<Int(count) {
      let x = generator.normal()
      first += x
      second += x * x
      third += x * x * x
    }
    #expect(abs(first / count) < 4 / count.squareRoot())
    #expect(abs(second / count - 1) < 4 * (2 / count).squareRoot())
    #expect(abs(third / count) < 4 * (15 / count).squareRoot())
  }

  @Test func `exponential numbers have mean and variance 1`() {
    var generator = CounterGenerator(seed: 12, task: 0)
    let numbers = (0..<200_000).map { _ in generator.exponential() }
    let mean = numbers.reduce(0, +) / 200_000
    let square = numbers.reduce(0) { $0 + $1 * $1 } / 200_000
    #expect(numbers.allSatisfy { $0 > 0 && $0.isFinite })
    #expect(abs(mean - 1) < 4 / 200_000.0.squareRoot())
    #expect(abs(square - 2) < 4 * (20 / 200_000.0).squareRoot())
  }

  @Test func `whole numbers are below their bound and equally likely`() {
    var generator = CounterGenerator(seed: 13, task: 0)
    let bounds = [1, 2, 7, 10]
    for bound in bounds {
      var counts = [Double](repeating: 0, count: bound)
      for _ in 0..<70_000 { counts[generator.integer(below: bound)] += 1 }
      let expected = 70_000 / Double(bound)
      let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
      if bound > 1 {
        #expect(ChiSquared(degreesOfFreedom: Double(bound - 1)).upperTail(statistic) > 0.001)
      }
    }
    let large = Int.max / 3 * 2
    #expect((0..<1000).allSatisfy { _ in (0..<large).contains(generator.integer(below: large)) })
  }

  @Test func `every order of three is equally likely`() {
    var generator = CounterGenerator(seed: 14, task: 0)
    var counts: [[Int]: Double] = [:]
    for _ in 0..<60_000 { counts[generator.permutation(3), default: 0] += 1 }
    #expect(counts.count == 6)
    let statistic = counts.values.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 }
    #expect(ChiSquared(degreesOfFreedom: 5).upperTail(statistic) > 0.001)
  }

  @Test func `shuffling keeps every element`() {
    var generator = CounterGenerator(seed: 15, task: 0)
    var elements = Array(0..<1000)
    generator.shuffle(&elements)
    #expect(elements != Array(0..<1000))
    #expect(elements.sorted() == Array(0..<1000))
    #expect(generator.permutation(0).isEmpty)
    #expect(generator.permutation(1) == [0])
  }

  @Test func `a bootstrap sample leaves out about a share of 1 in e`() {
    var generator = CounterGenerator(seed: 16, task: 0)
    let sample = generator.sample(100_000, below: 100_000)
    #expect(sample.count == 100_000)
    let leftOut = 1 - Double(Set(sample).count) / 100_000
    #expect(abs(leftOut - 0.367_88) < 0.004)
  }
}
