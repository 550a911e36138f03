/// Values whose every pattern of bits is a value, so that they can be read back from any bytes.
public protocol BlockValue: BitwiseCopyable, Sendable {}

extension Double: BlockValue {}
extension Int: BlockValue {}
extension Int32: BlockValue {}
extension UInt8: BlockValue {}

/// Where values stand in a file of blocks.
public struct Block: Codable, Sendable, Equatable {
  /// The offset of the first byte.
  var offset: Int
  /// How many bytes there are.
  var bytes: Int
  /// A checksum of each piece of the block.
  var checksums: [UInt64]

  /// How many bytes of a block have a checksum of their own, and are read by one thread.
  static let piece = 1 << 22

  /// The pieces of a block of so many bytes.
  static func pieces(_ bytes: Int) -> Int { (bytes + piece - 1) / piece }

  /// The range of a piece within the block.
  static func range(_ index: Int, of bytes: Int) -> Range<Int> {
    index * piece..<min(bytes, (index + 1) * piece)
  }
}

/// The marks at both ends of a file of blocks; on a machine with another order of bytes they differ.
enum BlockFileMark {
  static let start: UInt64 = 0x4551_424C_4F43_4B31
  static let end: UInt64 = 0x4551_424C_4F43_4B45
  /// The length of the end: where the contents begin, how long they are, their checksum, the mark.
  static let endBytes = 32
}

/// Columns of plain values in a file, with a table of contents of their owner's making.
///
/// It is written by ``BlockFileWriter`` and read on the same kind of machine. Whatever is not as it was
/// written is as if it were not there: a checksum tells, which protects against damage and not against
/// forgery.
public final class BlockFile: Sendable {
  /// The table of contents, as it was written.
  public let contents: [UInt8]
  private let file: OpenFile

  /// Opens a file; `nil` where there is none, or none that is whole.
  public init?(_ path: String) {
    guard !InputFile.isDevice(path), let file = try? OpenFile(path), file.isRegular,
      file.size >= 8 + BlockFileMark.endBytes
    else { return nil }
    let end = Self.read(Int.self, from: file, at: file.size - BlockFileMark.endBytes, count: 4)
    let start = Self.read(Int.self, from: file, at: 0, count: 1)
    guard let end, let start, UInt64(bitPattern: Int64(start[0])) == BlockFileMark.start,
      UInt64(bitPattern: Int64(end[3])) == BlockFileMark.end, end[0] >= 8, end[1] >= 0,
      end[0] <= file.size, end[1] <= file.size - end[0],
      let contents = Self.read(UInt8.self, from: file, at: end[0], count: end[1]),
      BlockChecksum.of(unsafe contents.span.bytes) == UInt64(bitPattern: Int64(end[2]))
    else { return nil }
    self.contents = contents
    self.file = file
  }

  /// The values of a block; `nil` where they are not those that were written.
  ///
  /// - Complexity: O(bytes), on several threads.
  public func values<Value: BlockValue>(
    _ block: Block, as type: Value.Type, threads: Int = Parallel.processors
  ) -> [Value]? {
    let width = MemoryLayout<Value>.size
    let perPiece = Block.piece / width
    guard block.bytes >= 0, block.offset >= 0, block.bytes % width == 0,
      block.offset <= file.size, block.bytes <= file.size - block.offset,
      block.checksums.count == Block.pieces(block.bytes)
    else { return nil }
    let count = block.bytes / width
    let buffer = RowBuffer<Value>(unwritten: count)
    let descriptor = file.descriptor
    let whole = Parallel.map(block.checksums.count, threads: threads) { index in
      let rows = index * perPiece..<min(count, (index + 1) * perPiece)
      return buffer.write(rows) { span in
        var bytes = unsafe span.mutableBytes
        guard fill(&bytes, from: descriptor, at: block.offset + index * Block.piece) else {
          return false
        }
        return BlockChecksum.of(bytes.bytes) == block.checksums[index]
      }
    }
    return whole.contains(false) ? nil : buffer.take()
  }

  private static func read<Value: BlockValue>(
    _ type: Value.Type, from file: borrowing OpenFile, at offset: Int, count: Int
  ) -> [Value]? {
    let buffer = RowBuffer<Value>(unwritten: count)
    let descriptor = file.descriptor
    let isWhole = buffer.write(0..<count) { span in
      var bytes = unsafe span.mutableBytes
      return fill(&bytes, from: descriptor, at: offset)
    }
    return isWhole ? buffer.take() : nil
  }
}
