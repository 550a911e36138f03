#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Why something could not be written.
public enum OutputError: Error, Hashable, Sendable {
  /// The folder exists and is not the output of an earlier run, so it is not replaced.
  case notARun(String)
  /// The path names something else than a folder.
  case notAFolder(String)
  /// The name of an output file would lead out of its folder.
  case nameLeavesFolder(String)
  /// Writing failed for a reason of the system.
  case cannotWrite(String, reason: String)

  init(_ path: String, code: Int32) {
    self = .cannotWrite(path, reason: systemReason(code))
  }

  /// The path as it was given.
  public var path: String {
    switch self {
    case .notARun(let path), .notAFolder(let path), .nameLeavesFolder(let path): path
    case .cannotWrite(let path, _): path
    }
  }
}
