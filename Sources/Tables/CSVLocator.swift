public import Diagnostics

/// Finds where rows of a CSV text stand that was read before.
public struct CSVLocator {
  private let name: String
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let start: Int

  private static let rowsAtOnce = 4096

  /// A text that is called `name` in messages, not compressed.
  public init(bytes: [UInt8], name: String, delimiter: CSVOptions.Delimiter? = nil) {
    self.name = name
    self.bytes = bytes
    let mark = UTF8Check.byteOrderMark
    start = bytes.starts(with: mark) ? mark.count : 0
    self.delimiter = delimiter?.byte ?? CSVScanner.detectDelimiter(bytes, from: start)
  }

  /// The places of a column in some rows, counted from 0 below the header; of the first field where
  /// there is no such column, and none for rows that are not there.
  ///
  /// - Complexity: O(bytes up to the last of the rows).
  public func places(of column: String?, inRows rows: [Int]) -> [Int: Place] {
    guard !rows.isEmpty else { return [:] }
    let wanted = Set(rows)
    var places = DataPlaces(name: name, bytes: bytes)
    var scanner = CSVScanner(start..<bytes.count, delimiter: delimiter)
    scanner.scan(bytes.span, atMost: 1)
    let field = column.flatMap { column in
      scanner.index.spans.firstIndex { text($0) == column }
    }
    var found: [Int: Place] = [:]
    var row = 0
    for next in wanted.sorted() {
      while row < next {
        scanner.index = FieldIndex()
        scanner.scan(bytes.span, atMost: min(next - row, Self.rowsAtOnce))
        guard !scanner.index.recordStarts.isEmpty else { return found }
        row += scanner.index.recordStarts.count
      }
      scanner.index = FieldIndex()
      scanner.scan(bytes.span, atMost: 1)
      guard !scanner.index.spans.isEmpty else { return found }
      let span = scanner.index.spans[min(field ?? 0, scanner.index.spans.count - 1)]
      found[next] = places.place(of: span)
      row += 1
    }
    return found
  }

  private func text(_ span: FieldSpan) -> String {
    String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }
}
