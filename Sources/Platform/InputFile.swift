#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Files that are read as a whole.
public enum InputFile {
  /// The bytes of a file, of a pipe or of a device such as `/dev/stdin`.
  ///
  /// - Complexity: O(n) for n bytes.
  public static func bytes(_ path: String) throws(InputError) -> [UInt8] {
    let file = try OpenFile(path)
    var bytes = [UInt8](repeating: 0, count: file.size + 1)
    var filled = 0
    while true {
      if filled == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, 1 << 16)))
      }
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

  /// Whether something stands at the path, and whether it is a folder.
  public static func isFolder(_ path: String) -> Bool? {
    switch FileKind(path) {
    case .nothing: nil
    case .folder: true
    case .file, .other: false
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

  init(_ path: String) throws(InputError) {
    let (opened, status) = try Self.opened(path)
    descriptor = opened
    isRegular = FileKind(mode: status.st_mode) == .file
    size = isRegular ? Int(status.st_size) : 0
  }

  private static func opened(_ path: String) throws(InputError) -> (Int32, stat) {
    let descriptor: Int32
    do {
      descriptor = Int32(try retrying { Int(unsafe open(path, O_RDONLY | O_CLOEXEC)) }.get())
    } catch {
      throw InputError(path, code: error.code)
    }
    var status = stat()
    let code = unsafe fstat(descriptor, &status) == 0 ? 0 : errno
    let isFolder = FileKind(mode: status.st_mode) == .folder
    if code != 0 || isFolder {
      close(descriptor)
      throw isFolder ? .isAFolder(path) : InputError(path, code: code)
    }
    return (descriptor, status)
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
