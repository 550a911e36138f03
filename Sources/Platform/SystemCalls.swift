#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The system's words for an error code.
func systemReason(_ code: Int32) -> String {
  unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
}

/// Repeats a system call that a signal cut short; the error code is given where it failed.
func retrying(_ call: () -> Int) -> Result<Int, SystemError> {
  while true {
    let result = call()
    if result >= 0 { return .success(result) }
    if errno != EINTR { return .failure(SystemError(code: errno)) }
  }
}

/// An error code of the C library.
struct SystemError: Error {
  let code: Int32
}

/// What kind of thing stands at a path.
enum FileKind {
  case nothing
  case file
  case folder
  case pipe
  case device
  case other

  /// What stands at the path, links followed.
  init(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      self = .nothing
      return
    }
    self.init(mode: status.st_mode)
  }

  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      case S_IFCHR, S_IFBLK: .device
      default: .other
      }
  }
}

/// Whether a path is taken, be it by a link to nothing.
func isTaken(_ path: String) -> Bool {
  var status = stat()
  return unsafe lstat(path, &status) == 0
}

/// The path without links, `.` and `..`, if it exists.
func resolved(_ path: String) -> String? {
  guard let text = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(text) }
  return unsafe String(cString: text)
}

/// Writes all bytes to a descriptor.
func writeAll(_ bytes: borrowing Span<UInt8>, to descriptor: Int32) throws(SystemError) {
  try writeAll(unsafe bytes.bytes, to: descriptor)
}

/// Writes all bytes to a descriptor.
func writeAll(_ bytes: borrowing RawSpan, to descriptor: Int32) throws(SystemError) {
  var offset = 0
  while offset < bytes.byteCount {
    let rest = bytes.extracting(offset..<bytes.byteCount)
    let written = unsafe rest.withUnsafeBytes { buffer in
      retrying { unsafe write(descriptor, buffer.baseAddress, buffer.count) }
    }
    offset += try written.get()
  }
}
