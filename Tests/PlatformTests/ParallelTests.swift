import Platform
import Testing

@Suite struct ParallelTests {
  private struct Failure: Error, Equatable {
    var index: Int
  }

  @Test(arguments: [1, 2, 3, 8, 64]) func `values come in the order of their indices`(threads: Int)
  {
    for count in [0, 1, 2, 255, 256, 257, 1000] {
      let values = Parallel.map(count, threads: threads) { $0 * $0 }
      #expect(values == (0..<count).map { $0 * $0 })
    }
  }

  @Test(arguments: [0, -3]) func `no threads are as good as one`(threads: Int) {
    #expect(Parallel.map(5, threads: threads) { $0 } == [0, 1, 2, 3, 4])
  }

  @Test(arguments: [1, 2, 7]) func `every index is worked on once`(threads: Int) {
    let calls = Locked([Int](repeating: 0, count: 3000))
    _ = Parallel.map(3000, threads: threads) { index in calls.withLock { $0[index] += 1 } }
    #expect(calls.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test(arguments: [1, 2, 4, 16]) func `of several errors the lowest index wins`(threads: Int) {
    for lowest in [0, 1, 300, 700, 999] {
      #expect(throws: Failure(index: lowest)) {
        try Parallel.map(1000, threads: threads) { index throws(Failure) in
          if index == lowest || index > lowest && index % 5 == 0 { throw Failure(index: index) }
        }
      }
    }
  }

  @Test func `a sum has the same rounding for any number of threads`() throws {
    func sum(_ threads: Int) -> Double? {
      Parallel.reduce(
        100_001, threads: threads, chunk: 100,
        { range in range.reduce(0.0) { $0 + 1 / Double($1 + 1) } }, combine: +=)
    }
    let one = try #require(sum(1))
    #expect(abs(one - 12.0901561295) < 1e-6)
    for threads in [2, 3, 5, 9] { #expect(sum(threads)?.bitPattern == one.bitPattern) }
  }

  @Test func `parts are combined from left to right`() {
    let text = Parallel.reduce(
      10, threads: 4, chunk: 3, { range in range.map(String.init).joined() + "|" }, combine: +=)
    #expect(text == "012|345|678|9|")
  }

  @Test func `nothing to combine gives nothing`() {
    #expect(Parallel.reduce(0, threads: 4, chunk: 3, { $0.count }, combine: +=) == nil)
  }

  @Test func `parallel work may itself be parallel`() {
    let sums = Parallel.map(8, threads: 4) { outer in
      Parallel.map(100, threads: 4) { $0 * outer }.reduce(0, +)
    }
    #expect(sums == (0..<8).map { $0 * 4950 })
  }

  @Test func `there is at least one processor`() {
    #expect(Parallel.processors >= 1)
  }

  @Test(arguments: [1, 2, 7]) func `an array is filled part by part`(threads: Int) {
    for count in [0, 1, 99, 100, 101, 1000] {
      let values = Parallel.array(count, threads: threads, chunk: 100) { range, part in
        for i in range where i % 3 != 0 { part[i - range.lowerBound] = Double(i) }
      }
      let expected: [Double] = (0..<count).map { $0 % 3 == 0 ? 0 : Double($0) }
      #expect(values == expected)
    }
    let uneven = Parallel.array([0..<2, 2..<2, 2..<5], threads: threads) { index, part in
      for i in 0..<part.count { part[i] = Double(index) }
    }
    #expect(uneven == [0, 0, 2, 2, 2])
  }
}
