#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Why a file could not be read.
public enum InputError: Error, Hashable, Sendable {
  /// There is nothing at the path.
  case notFound(String)
  /// The path names a folder where a file is needed.
  case isAFolder(String)
  /// The file is there, and this user may not read it.
  case notPermitted(String)
  /// The file is not text in UTF-8; the offset is that of the first byte at fault, from 0.
  case notText(String, offset: Int)
  /// The path names a pipe, which cannot be read again.
  case isAPipe(String)
  /// The path names a device, which may never end.
  case isADevice(String)
  /// The file was written to while it was read.
  case changed(String)
  /// Reading failed for a reason of the system.
  case cannotRead(String, reason: String)

  init(_ path: String, code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR: .notFound(path)
      case EISDIR: .isAFolder(path)
      case EACCES, EPERM: .notPermitted(path)
      default: .cannotRead(path, reason: systemReason(code))
      }
  }

  /// The path as it was given.
  public var path: String {
    switch self {
    case .notFound(let path), .isAFolder(let path), .notPermitted(let path), .isAPipe(let path),
      .isADevice(let path), .changed(let path):
      path
    case .notText(let path, _), .cannotRead(let path, _): path
    }
  }
}
