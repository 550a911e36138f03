import LinearAlgebra
import TestSupport
import Testing

struct AscendingOrderTests {
  /// The order by comparing, ties by row.
  private func compared(_ numbers: [Double]) -> [Int32] {
    numbers.indices.filter { !numbers[$0].isNaN }
      .sorted { numbers[$0] != numbers[$1] ? numbers[$0] < numbers[$1] : $0 < $1 }
      .map { Int32($0) }
  }

  @Test func `ties stay as they come, both zeros are one number, NaN is left out`() {
    let numbers = [2, -1, 0, .nan, -0.0, 2, -.infinity, .infinity, 0]
    #expect(AscendingOrder(numbers).rows == [6, 1, 2, 4, 8, 0, 5, 7])
    #expect(AscendingOrder([]).rows == [])
    #expect(AscendingOrder([.nan]).rows == [])
    #expect(AscendingOrder([3]).rows == [0])
  }

  @Test func `numbers of every size are ordered as comparing orders them`() {
    var generator = SeededGenerator(seed: 5)
    for count in [2, 17, 1000, 20_000] {
      let any = (0..<count).map { _ in Double(bitPattern: generator.next()) }
      #expect(AscendingOrder(any).rows == compared(any))
      let tied = (0..<count).map { _ in Double(Int(generator.next() % 40)) - 20 }
      #expect(AscendingOrder(tied).rows == compared(tied))
      let near = (0..<count).map { _ in 1 + Double(generator.next() % 1000) * 0x1p-52 }
      #expect(AscendingOrder(near).rows == compared(near))
    }
  }
}
