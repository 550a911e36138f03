#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Writes a file of blocks, which appears whole or not at all.
public final class BlockFileWriter {
  private let path: String
  private let temporary: String
  private var file: NewFile
  private var offset = 0
  private var isInPlace = false

  /// Begins a file.
  ///
  /// - Throws: ``OutputError`` where it cannot be written.
  public init(_ path: String) throws(OutputError) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    do throws(SystemError) {
      file = try NewFile(temporary)
    } catch {
      throw OutputError(path, code: error.code)
    }
    _ = try append([Int(bitPattern: UInt(BlockFileMark.start))])
  }

  deinit {
    if !isInPlace { unsafe unlink(temporary) }
  }

  /// Writes values, and says where they stand.
  public func append<Value: BlockValue>(_ values: [Value]) throws(OutputError) -> Block {
    let bytes = unsafe values.span.bytes
    let count = bytes.byteCount
    var checksums: [UInt64] = []
    for index in 0..<Block.pieces(count) {
      checksums.append(BlockChecksum.of(bytes.extracting(Block.range(index, of: count))))
    }
    let block = Block(offset: offset, bytes: count, checksums: checksums)
    do throws(SystemError) {
      try file.append(bytes)
    } catch {
      throw OutputError(path, code: error.code)
    }
    offset += count
    return block
  }

  /// Writes the table of contents and puts the file in its place.
  public func finish(_ contents: [UInt8]) throws(OutputError) {
    let block = try append(contents)
    let checksum = BlockChecksum.of(unsafe contents.span.bytes)
    _ = try append([
      block.offset, block.bytes, Int(bitPattern: UInt(checksum)),
      Int(bitPattern: UInt(BlockFileMark.end)),
    ])
    do throws(SystemError) {
      try file.close()
      guard unsafe rename(temporary, path) == 0 else { throw SystemError(code: errno) }
    } catch {
      throw OutputError(path, code: error.code)
    }
    isInPlace = true
  }
}
