/// Why compressed bytes could not be unpacked.
public enum GzipError: Error, Hashable, Sendable {
  /// The library that unpacks is not on this machine.
  case noLibrary
  /// The bytes end before the compressed stream does.
  case cutShort
  /// The bytes are no compressed stream, or their checksum is wrong.
  case damaged
  /// The unpacked bytes are more than allowed.
  case tooLarge(limit: Int)
}

extension GzipError {
  /// A stable name in kebab case.
  public var id: String {
    switch self {
    case .noLibrary: "zlib-not-found"
    case .cutShort, .damaged: "bad-gzip"
    case .tooLarge: "gzip-expands"
    }
  }

  /// The error in one sentence about the file at a path.
  public func message(_ path: String) -> String {
    switch self {
    case .noLibrary: "'\(path)' is compressed, and the library zlib that unpacks it was not found"
    case .cutShort: "'\(path)' is compressed and ends too early"
    case .damaged: "'\(path)' is compressed and damaged"
    case .tooLarge(let limit):
      "'\(path)' unpacks to more than \(limit >> 20) MiB, far more than tables do"
    }
  }

  /// What to do about it.
  public var help: String {
    switch self {
    case .noLibrary: "install zlib, or unpack the file with gunzip"
    case .cutShort, .damaged: "copy it again; 'gzip -t' tests a file"
    case .tooLarge: "unpack it with gunzip and look at what comes out"
    }
  }
}
