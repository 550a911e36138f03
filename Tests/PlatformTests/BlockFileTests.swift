import Foundation
import Platform
import Testing

struct BlockFileTests {
  private let numbers = (0..<1_300_000).map { Double($0) * 0.37 - 5 }
  private let codes: [Int32] = [-1, 0, .max, .min, 7]
  private let contents = Array("what is where".utf8)

  private func write(_ path: String) throws -> [Block] {
    let writer = try BlockFileWriter(path)
    let blocks = [
      try writer.append(codes), try writer.append(numbers), try writer.append([UInt8]()),
    ]
    try writer.finish(contents)
    return blocks
  }

  @Test func `what was written is read, by any number of threads`() throws {
    try withTemporaryFolder { folder in
      let blocks = try write("\(folder)/a")
      let file = try #require(BlockFile("\(folder)/a"))
      #expect(file.contents == contents)
      #expect(file.values(blocks[0], as: Int32.self) == codes)
      for threads in [1, 3] {
        #expect(file.values(blocks[1], as: Double.self, threads: threads) == numbers)
      }
      #expect(file.values(blocks[2], as: UInt8.self) == [])
      #expect(file.values(blocks[0], as: Double.self) == nil, "20 bytes are no numbers")
      #expect(try listing(folder) == ["a"])
    }
  }

  @Test(arguments: [0, 9, 13, 28, 5_000_000, 10_400_010, -1, -9, -20, -30, -40])
  func `a damaged byte is found`(offset: Int) throws {
    try withTemporaryFolder { folder in
      let blocks = try write("\(folder)/a")
      var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a")))
      bytes[offset < 0 ? bytes.count + offset : offset] ^= 0x10
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/b"))
      let file = BlockFile("\(folder)/b")
      let isWhole =
        file?.contents == contents && file?.values(blocks[0], as: Int32.self) == codes
        && file?.values(blocks[1], as: Double.self) == numbers
      #expect(!isWhole)
    }
  }

  @Test func `a file that is cut off, empty or another is none`() throws {
    try withTemporaryFolder { folder in
      _ = try write("\(folder)/a")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a"))
      for count in [0, 7, 8, 39, 40, 1000, bytes.count - 1] {
        try bytes.prefix(count).write(to: URL(fileURLWithPath: "\(folder)/b"))
        #expect(BlockFile("\(folder)/b") == nil)
      }
      #expect(BlockFile("\(folder)/nothing") == nil)
      #expect(BlockFile(folder) == nil)
    }
  }

  @Test func `a file that is not finished leaves nothing`() throws {
    try withTemporaryFolder { folder in
      do {
        let writer = try BlockFileWriter("\(folder)/a")
        _ = try writer.append(codes)
      }
      #expect(try listing(folder).isEmpty)
      #expect(throws: OutputError.self) { _ = try BlockFileWriter("\(folder)/no/a") }
    }
  }
}
