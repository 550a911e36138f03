/// Where something stands in a text: a file, a line and a column, and how many characters it spans.
///
/// Lines and columns count from 1; columns count Unicode scalars, as editors and YAML parsers do.
public struct Place: Hashable, Sendable, Codable {
  /// The path as the person wrote it, or a name such as `--set` for text that is no file.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int
  /// How many Unicode scalars the place spans; at least 1 where something is underlined.
  public var length: Int

  /// A place in `file`.
  public init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }

  /// The place `offset` scalars further right on the same line, spanning `length`.
  public func advanced(by offset: Int, length: Int) -> Place {
    Place(file: file, line: line, column: column + offset, length: length)
  }
}

extension Place: Comparable {
  /// Places are ordered as a reader meets them.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column, left.length)
      < (right.file, right.line, right.column, right.length)
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`, as compilers print it.
  public var description: String { "\(file):\(line):\(column)" }
}
