#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Files that are read as a whole.
public enum InputFile {
  /// The bytes of a file, of a pipe or of a device such as `/dev/stdin`.
  ///
  /// A file on a disk is read in pieces by several threads, and must be the same before and after.
  ///
  /// - Complexity: O(n) for n bytes.
  public static func bytes(
    _ path: String, threads: Int = Parallel.processors
  ) throws(InputError) -> [UInt8] {
    let file = try OpenFile(path)
    // Files of the system's own, as those below /proc, have no size and yet bytes.
    guard file.isRegular, file.size > 0 else { return try stream(file, path) }
    guard let bytes = try pieces(file, path, threads: threads), file.isUnchanged else {
      throw .changed(path)
    }
    return bytes
  }

  /// The bytes of a file of known size; `nil` where it has become shorter.
  private static func pieces(
    _ file: borrowing OpenFile, _ path: String, threads: Int
  ) throws(InputError) -> [UInt8]? {
    let buffer = RowBuffer<UInt8>(unwritten: file.size)
    let descriptor = file.descriptor
    let size = file.size
    let piece = 1 << 22
    let full = try Parallel.map((size + piece - 1) / piece, threads: threads) {
      index throws(InputError) in
      let range = index * piece..<min(size, (index + 1) * piece)
      return try buffer.write(range) { rows throws(InputError) in
        do throws(SystemError) {
          return try readAll(descriptor, at: range.lowerBound, into: &rows)
        } catch {
          throw InputError(path, code: error.code)
        }
      }
    }
    return full.contains(false) ? nil : buffer.take()
  }

  /// The bytes of what has no size.
  private static func stream(
    _ file: borrowing OpenFile, _ path: String
  ) throws(InputError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var filled = 0
    while true {
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let count: Int
      do {
        count = try file.read(into: &bytes, from: filled)
      } catch {
        throw InputError(path, code: error.code)
      }
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// The text of a file in UTF-8.
  ///
  /// - Complexity: O(n) for n bytes.
  public static func text(_ path: String) throws(InputError) -> String {
    let bytes = try bytes(path)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw .notText(path, offset: firstInvalid(bytes))
  }

  /// Whether a device such as `/dev/zero`, which need not end, stands at the path.
  package static func isDevice(_ path: String) -> Bool { FileKind(path) == .device }

  /// Whether something stands at the path, and whether it is a folder.
  public static func isFolder(_ path: String) -> Bool? {
    switch FileKind(path) {
    case .nothing: nil
    case .folder: true
    case .file, .pipe, .device, .other: false
    }
  }

  /// The offset of the first byte that belongs to no character.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var low = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      low += UTF8.width(scalar)
    }
    return low
  }
}

/// A file open for reading; closed when it goes out of use.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  /// The size at opening; 0 where it is not known.
  let size: Int
  /// Whether it is a file on a disk, which has a size and can be mapped.
  let isRegular: Bool
  private let stamp: FileStamp

  init(_ path: String) throws(InputError) {
    let (opened, status) = try Self.opened(path)
    descriptor = opened
    isRegular = FileKind(mode: status.st_mode) == .file
    size = isRegular ? Int(status.st_size) : 0
    stamp = FileStamp(status)
  }

  /// Whether size and time of change are still those at opening.
  var isUnchanged: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && FileStamp(status) == stamp
  }

  private static func opened(_ path: String) throws(InputError) -> (Int32, stat) {
    // Opening a pipe that nobody writes to would wait for ever; those of the shell are open already.
    if FileKind(path) == .pipe, !path.hasPrefix("/dev/"), !path.hasPrefix("/proc/") {
      throw .isAPipe(path)
    }
    let descriptor: Int32
    do {
      descriptor = Int32(try retrying { Int(unsafe open(path, O_RDONLY | O_CLOEXEC)) }.get())
    } catch {
      throw InputError(path, code: error.code)
    }
    var status = stat()
    let code = unsafe fstat(descriptor, &status) == 0 ? 0 : errno
    let kind = FileKind(mode: status.st_mode)
    if code != 0 || kind == .folder || (kind == .other && !isStandardInput(path)) {
      close(descriptor)
      if code != 0 { throw InputError(path, code: code) }
      throw kind == .folder ? .isAFolder(path) : .isADevice(path)
    }
    return (descriptor, status)
  }

  /// Whether a path names what is already open, as the terminal from which a program reads.
  private static func isStandardInput(_ path: String) -> Bool {
    path == "/dev/stdin" || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/")
  }

  deinit { close(descriptor) }

  /// Reads what comes next into the bytes from `start`, and says how many there were.
  func read(into bytes: inout [UInt8], from start: Int) throws(SystemError) -> Int {
    let descriptor = descriptor
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
      return retrying {
        #if canImport(Glibc)
          unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
        #else
          unsafe Darwin.read(descriptor, rest.baseAddress, rest.count)
        #endif
      }
    }
    return try result.get()
  }
}

/// Fills bytes with what stands at an offset of a file; false where the file ends before.
private func readAll(
  _ descriptor: Int32, at offset: Int, into span: inout MutableSpan<UInt8>
) throws(SystemError) -> Bool {
  var bytes = unsafe span.mutableBytes
  return try readAll(descriptor, at: offset, into: &bytes)
}

/// Fills bytes with what stands at an offset of a file; false where that cannot be.
func fill(
  _ bytes: inout MutableRawSpan, from descriptor: Int32, at offset: Int
) -> Bool {
  (try? readAll(descriptor, at: offset, into: &bytes)) == true
}

private func readAll(
  _ descriptor: Int32, at offset: Int, into bytes: inout MutableRawSpan
) throws(SystemError) -> Bool {
  var filled = 0
  while filled < bytes.byteCount {
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      return retrying {
        unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
      }
    }
    let count = try result.get()
    if count == 0 { return false }
    filled += count
  }
  return true
}
