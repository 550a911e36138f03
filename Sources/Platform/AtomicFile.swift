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
  let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
  let descriptor = Int32(try retrying { Int(unsafe open(path, flags, 0o666)) }.get())
  do {
    try writeAll(bytes.span, to: descriptor)
  } catch {
    close(descriptor)
    throw error
  }
  if close(descriptor) != 0 { throw SystemError(code: errno) }
}
