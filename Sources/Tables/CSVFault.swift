/// What can be wrong with a CSV file, or worth knowing of it.
enum CSVFault: Sendable {
  /// There is no file.
  case notFound(path: String, near: [String])
  /// There is a file that cannot be read, such as a folder.
  case unreadable(String, help: String?)
  /// A file that was written to while it was read.
  case changed(String, help: String?)
  /// A compressed file that cannot be unpacked.
  case compressed(id: String, String, help: String)
  /// Bytes that are not UTF-8.
  case invalidUTF8(byte: UInt8, encoding: UTF8Lookalike?)
  /// A byte that is 0.
  case zeroByte(encoding: UTF8Lookalike)
  /// Lines that end in more than one way.
  case mixedLineEnds(LineEnds)
  /// Nothing but blank lines.
  case empty(name: String)
  /// A header and nothing below it.
  case noRows(name: String, isAllowed: Bool)
  /// A quote that never closes.
  case unclosedQuote
  /// Characters between a closing quote and the next delimiter.
  case textAfterQuote
  /// A column without a name, counted from 1.
  case unnamedColumn(position: Int)
  /// A column name that an earlier column has.
  case repeatedColumn(String)
  /// A record that is wider or narrower than the header.
  case raggedRow(found: Int, expected: Int, delimiter: UInt8)
  /// A declaration of a column that is not there.
  case undeclaredColumn(String, known: [String])
  /// Levels declared for a column that is no category.
  case levelsOfAnotherType(column: String, type: ColumnType)
  /// A level declared twice.
  case repeatedLevel(String, column: String)
  /// A value that its declared type cannot hold.
  case badValue(String, column: String, type: ColumnType, FieldSyntax)
  /// A value that is none of the declared levels.
  case unknownLevel(String, column: String, levels: [String])
  /// A header of one column under the declared delimiter that would have more under another.
  case otherDelimiter(declared: UInt8, other: UInt8)
  /// A column of text that looks like something else.
  case lookalike(TextLookalike, column: String, example: String)
  /// A column without any value.
  case allMissing(column: String)
  /// A column of text that is all but a few values of another type.
  case mixed(column: String, type: ColumnType, others: Int, present: Int, example: String)
}

/// An encoding that a file which is not UTF-8 is likely to be in.
enum UTF8Lookalike: Sendable {
  case utf16
  case zip
  case singleByte

  /// A guess from the first bytes.
  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(2).contains(0)
    {
      self = .utf16
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .zip
    } else {
      self = .singleByte
    }
  }
}
