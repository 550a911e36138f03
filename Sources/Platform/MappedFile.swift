#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The bytes of a file, brought into memory by the system as they are touched.
///
/// A pipe or a device is read as a whole. A file that another program makes shorter while it is
/// in use ends the process, as with any mapped file; use ``InputFile`` where that may happen.
@safe public final class MappedFile: Sendable {
  @safe private enum Storage: @unchecked Sendable {
    case mapped(UnsafeRawBufferPointer)
    case read([UInt8])
  }

  /// The path as it was given.
  public let path: String
  private let storage: Storage

  /// Opens a file.
  ///
  /// - Throws: ``InputError``, where the file cannot be opened or read.
  public init(_ path: String) throws(InputError) {
    self.path = path
    let file = try OpenFile(path)
    guard file.isRegular, file.size > 0 else {
      storage = .read(try InputFile.bytes(path))
      return
    }
    let address = unsafe mmap(nil, file.size, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      storage = .read(try InputFile.bytes(path))
      return
    }
    storage = unsafe .mapped(UnsafeRawBufferPointer(start: address, count: file.size))
  }

  deinit {
    if case .mapped(let buffer) = storage {
      unsafe munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    }
  }

  /// How many bytes there are.
  public var count: Int {
    switch storage {
    case .mapped(let buffer): buffer.count
    case .read(let bytes): bytes.count
    }
  }

  /// Gives the bytes to a closure.
  public func withBytes<Value, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    switch storage {
    case .read(let bytes): return try body(bytes.span)
    case .mapped(let buffer):
      let bytes = unsafe buffer.assumingMemoryBound(to: UInt8.self)
      return try body(unsafe bytes.span)
    }
  }
}
