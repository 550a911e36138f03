public import Diagnostics
internal import Platform

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

  /// What stands before the decimals of a number.
  public enum Decimal: String, Sendable, CaseIterable {
    /// `1.5`
    case point
    /// `1,5`
    case comma

    /// The character in ASCII.
    var byte: UInt8 { self == .point ? Byte.point : Byte.comma }
  }

  /// The delimiter; where `nil`, the one of `,` `;` and tab that the header has most of.
  public var delimiter: Delimiter?
  /// The unquoted texts that stand for a missing value.
  public var missing: [String]
  /// What is known of columns beforehand, by name.
  public var columns: [String: ColumnDeclaration]
  /// What stands before the decimals.
  public var decimal = Decimal.point
  /// The format of dates beside ISO's.
  public var dateFormat: DateFormat?
  /// Whether a header without rows is a finding and no fault.
  public var mayBeEmpty = false
  /// How many threads may be used; what is read does not depend on it.
  public var threads = Parallel.processors
  /// How many bytes are read at once by a thread.
  package var regionSize = 1 << 22

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
  /// What stands before the decimals; `nil` for what holds for the table.
  public var decimal: CSVOptions.Decimal?
  /// The format of dates; `nil` for what holds for the table.
  public var dateFormat: DateFormat?
  /// Where the study says so.
  public var place: Place?

  /// A declaration.
  public init(
    type: ColumnType? = nil, levels: [String]? = nil, decimal: CSVOptions.Decimal? = nil,
    dateFormat: DateFormat? = nil, at place: Place? = nil
  ) {
    self.type = type
    self.levels = levels
    self.decimal = decimal
    self.dateFormat = dateFormat
    self.place = place
  }
}
