#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A single file that is written whole or not at all.
public enum AtomicFile {
  /// Writes a text in UTF-8, replacing what was there in one step.
  ///
  /// - Throws: ``OutputError`` where it cannot be written; what was there stays.
  public static func write(_ text: String, to path: String) throws(OutputError) {
    let temporary = "\(path).\(getpid()).tmp"
    do throws(SystemError) {
      try storeNew(Array(text.utf8), at: temporary)
      guard unsafe rename(temporary, path) == 0 else { throw SystemError(code: errno) }
    } catch {
      unsafe unlink(temporary)
      throw OutputError(path, code: error.code)
    }
  }
}

/// Writes bytes to a file that does not exist yet.
func storeNew(_ bytes: [UInt8], at path: String) throws(SystemError) {
  var file = try NewFile(path)
  try file.append(bytes)
  try file.close()
}

/// A file that did not exist before, written piece by piece; closed when it goes out of use.
struct NewFile: ~Copyable {
  private let descriptor: Int32
  private var isOpen = true

  init(_ path: String) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    descriptor = Int32(try retrying { Int(unsafe open(path, flags, 0o666)) }.get())
  }

  mutating func append(_ bytes: [UInt8]) throws(SystemError) {
    try writeAll(bytes.span, to: descriptor)
  }

  mutating func append(_ bytes: borrowing RawSpan) throws(SystemError) {
    try writeAll(bytes, to: descriptor)
  }

  /// Closes the file, and says where what was written could not be kept.
  mutating func close() throws(SystemError) {
    isOpen = false
    if closed(descriptor) != 0 { throw SystemError(code: errno) }
  }

  deinit {
    if isOpen { _ = closed(descriptor) }
  }
}

private func closed(_ descriptor: Int32) -> Int32 { close(descriptor) }
