#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What changes when a file is written to, or another takes its place.
public struct FileStamp: Codable, Equatable, Sendable {
  /// How many bytes it has.
  public let size: Int
  /// When it was last written to, in seconds since 1970.
  public let seconds: Int
  /// The part of that time below a second, in nanoseconds.
  public let nanoseconds: Int
  /// Its number on its disk.
  public let number: UInt64

  init(_ status: stat) {
    size = Int(status.st_size)
    number = UInt64(status.st_ino)
    #if canImport(Glibc)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    #else
      seconds = status.st_mtimespec.tv_sec
      nanoseconds = status.st_mtimespec.tv_nsec
    #endif
  }

  /// The stamp of a file on a disk; `nil` where there is none.
  public init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0, FileKind(mode: status.st_mode) == .file else {
      return nil
    }
    self.init(status)
  }

  /// Whether the file was written to so lately that it may change again without its stamp.
  public var isRecent: Bool { time(nil) - seconds < 3 }
}
