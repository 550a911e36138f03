public import Platform
internal import Tables

/// A file of the output folder.
///
/// A file with a row a patient is made while it is written, so that it is never held whole.
public struct OutputFile: Sendable {
  private enum Content: Sendable {
    case text(String)
    case rows(@Sendable () -> CSVRows)
  }

  /// Its path below the folder.
  public let path: String
  private let content: Content

  /// A file with its text.
  public init(_ path: String, _ text: String) {
    self.path = path
    content = .text(text)
  }

  /// A file of rows.
  init(_ path: String, rows: @escaping @Sendable () -> CSVRows) {
    self.path = path
    content = .rows(rows)
  }

  /// Its text.
  public var text: String {
    switch content {
    case .text(let text): text
    case .rows(let make):
      {
        let rows = make()
        return String(decoding: rows.header + rows.bytes(of: 0..<rows.count), as: UTF8.self)
      }()
    }
  }

  /// How many rows a thread writes at a time.
  private static let block = 8192

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - folder: the folder it belongs to.
  ///   - threads: how many threads may be used; the bytes do not depend on it.
  /// - Throws: `OutputError`; `Interrupted`.
  public func write(to folder: OutputFolder, threads: Int) throws {
    switch content {
    case .text(let text): try folder.write(path, text)
    case .rows(let make):
      let rows = make()
      var pieces: [[UInt8]] = [rows.header]
      var next = 0
      try folder.write(path) {
        if pieces.isEmpty {
          try Interruption.check()
          pieces = Self.pieces(of: rows, from: &next, threads: threads).reversed()
        }
        return pieces.popLast()
      }
    }
  }

  /// The next blocks of rows, a few for each thread; none at the end.
  private static func pieces(of rows: CSVRows, from start: inout Int, threads: Int) -> [[UInt8]] {
    let first = start
    let end = min(rows.count, first + 4 * max(1, threads) * block)
    start = end
    return Parallel.map((end - first + block - 1) / block, threads: threads) { index in
      let low = first + index * block
      return rows.bytes(of: low..<min(end, low + block))
    }
  }
}
