/// A file of an output folder that is written piece by piece beside others.
public final class GrowingFile {
  private var file: NewFile
  private let shown: String

  init(_ path: String, shown: String) throws(SystemError) {
    file = try NewFile(path)
    self.shown = shown
  }

  /// Writes the next piece.
  ///
  /// - Throws: ``OutputError``.
  public func append(_ bytes: [UInt8]) throws(OutputError) {
    do {
      try file.append(bytes)
    } catch {
      throw OutputError(shown, code: error.code)
    }
  }

  /// Closes the file.
  ///
  /// - Throws: ``OutputError``, where what was written could not be kept.
  public func close() throws(OutputError) {
    do {
      try file.close()
    } catch {
      throw OutputError(shown, code: error.code)
    }
  }
}
