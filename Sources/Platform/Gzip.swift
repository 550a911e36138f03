/// Bytes compressed by gzip (RFC 1952).
public enum Gzip {
  private static let magic: [UInt8] = [0x1F, 0x8B]
  private static let windowOfGzip: Int32 = 15 + 16

  /// Whether bytes begin as compressed ones do.
  public static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// The most bytes that so many compressed ones may unpack to.
  ///
  /// It is 200 times as many, or 64 MiB where that is more. Tables rarely shrink to a fiftieth; what
  /// shrinks far more is made to fill memory.
  public static func limit(for count: Int) -> Int { max(64 << 20, count * 200) }

  /// Unpacks all members of a stream, one after another; zeros behind the last are padding.
  ///
  /// - Parameters:
  ///   - bytes: the compressed bytes.
  ///   - limit: the most bytes to unpack to; see ``limit(for:)``.
  /// - Returns: the unpacked bytes.
  /// - Throws: ``GzipError``, also where the library is missing.
  /// - Complexity: O(bytes + unpacked bytes).
  public static func unpacked(
    _ bytes: [UInt8], limit: Int? = nil
  ) throws(GzipError) -> [UInt8] {
    guard let library = Zlib.shared else { throw .noLibrary }
    return try unpacked(bytes, limit: limit ?? Self.limit(for: bytes.count), library)
  }

  private static func unpacked(
    _ bytes: [UInt8], limit: Int, _ library: Zlib
  ) throws(GzipError) -> [UInt8] {
    var member = try Inflation(library)
    var output = [UInt8](repeating: 0, count: min(limit, bytes.count * 4 + 1_024))
    var (read, written) = (0, 0)
    while true {
      if written == output.count {
        guard written < limit else { throw .tooLarge(limit: limit) }
        output.append(contentsOf: repeatElement(0, count: min(written, limit - written)))
      }
      let (input, made, status) = member.step(bytes, from: read, into: &output, at: written)
      read += input
      written += made
      switch status {
      case Zlib.Status.end:
        guard try hasFurtherMember(bytes, from: read) else {
          output.removeLast(output.count - written)
          return output
        }
        member.reset()
      case Zlib.Status.more, Zlib.Status.noProgress:
        if read == bytes.count, written < output.count { throw .cutShort }
      default: throw .damaged
      }
    }
  }

  /// Whether another member follows; what is neither that nor padding is damage.
  private static func hasFurtherMember(
    _ bytes: [UInt8], from start: Int
  ) throws(GzipError) -> Bool {
    let rest = bytes[start...]
    if rest.starts(with: magic) { return true }
    if rest.allSatisfy({ $0 == 0 }) { return false }
    throw .damaged
  }

  /// The state of unpacking one member after another.
  @safe private struct Inflation: ~Copyable {
    private let library: Zlib
    private let stream: UnsafeMutablePointer<Zlib.Stream>

    init(_ library: Zlib) throws(GzipError) {
      self.library = library
      unsafe stream = .allocate(capacity: 1)
      unsafe stream.initialize(to: Zlib.Stream())
      let size = Int32(MemoryLayout<Zlib.Stream>.size)
      guard unsafe library.start(stream, Gzip.windowOfGzip, "1.2.0", size) == 0 else {
        unsafe stream.deallocate()
        throw .noLibrary
      }
    }

    deinit {
      _ = unsafe library.end(stream)
      unsafe stream.deallocate()
    }

    mutating func reset() { _ = unsafe library.reset(stream) }

    /// Unpacks what it can, and says how many bytes were taken and made.
    mutating func step(
      _ bytes: [UInt8], from start: Int, into output: inout [UInt8], at end: Int
    ) -> (read: Int, written: Int, status: Int32) {
      let most = 1 << 30
      let input = min(most, bytes.count - start)
      let room = min(most, output.count - end)
      let status = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe output.withUnsafeMutableBufferPointer { output in
          unsafe stream.pointee.input = unsafe bytes.baseAddress.map { unsafe $0 + start }
          unsafe stream.pointee.inputCount = UInt32(input)
          unsafe stream.pointee.output = unsafe output.baseAddress.map { unsafe $0 + end }
          unsafe stream.pointee.outputCount = UInt32(room)
          return unsafe library.step(stream, 0)
        }
      }
      let read = input - Int(unsafe stream.pointee.inputCount)
      let written = room - Int(unsafe stream.pointee.outputCount)
      return (read, written, status)
    }
  }
}
