public import Diagnostics

/// How a CSV text is read; everything that is not said here is found out from the text.
public struct CSVOptions: Sendable {
  /// The byte between two fields.
  public enum Delimiter: String, Sendable, CaseIterable {
    /// `,`
    case comma
    /// `;`
    case semicolon
    /// A tab.
    case tab
    /// `|`
    case bar

    /// The delimiter in ASCII.
    public var byte: UInt8 {
      switch self {
      case .comma: Byte.comma
      case .semicolon: Byte.semicolon
      case .tab: Byte.tab
      case .bar: Byte.bar
      }
    }
  }

  /// The delimiter; where `nil`, the one of `,` `;` and tab that the header has most of.
  public var delimiter: Delimiter?
  /// The unquoted texts that stand for a missing value.
  public var missing: [String]
  /// What is known of columns beforehand, by name.
  public var columns: [String: ColumnDeclaration]

  /// Options; by default an empty field and `NA` are missing and every type is inferred.
  public init(
    delimiter: Delimiter? = nil, missing: [String] = ["", "NA"],
    columns: [String: ColumnDeclaration] = [:]
  ) {
    self.delimiter = delimiter
    self.missing = missing
    self.columns = columns
  }
}

/// What a study says of a column before its data are read.
public struct ColumnDeclaration: Sendable {
  /// The type; `nil` to infer it, or a category where there are ``levels``.
  public var type: ColumnType?
  /// The only levels a category may have, in their order.
  public var levels: [String]?
  /// Where the study says so.
  public var place: Place?

  /// A declaration.
  public init(type: ColumnType? = nil, levels: [String]? = nil, at place: Place? = nil) {
    self.type = type
    self.levels = levels
    self.place = place
  }
}
