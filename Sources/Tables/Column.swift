public import Diagnostics

/// One column of a table: a name, contiguous values of one type, and which of them are missing.
public struct Column: Sendable {
  /// The name, as in the header.
  public let name: String
  /// The values; what stands in a missing slot is fixed per type and must not be used.
  public let values: ColumnValues
  /// Which rows have no value.
  public let missing: Missingness
  /// Where the header stands in the data file.
  public let place: Place?

  /// A column.
  public init(
    _ name: String, _ values: ColumnValues, missing: Missingness = .none, at place: Place? = nil
  ) {
    self.name = name
    self.values = values
    self.missing = missing
    self.place = place
  }

  /// The number of rows.
  public var count: Int { values.count }

  /// The type of the values.
  public var type: ColumnType { values.type }
}

/// The types a column can have.
public enum ColumnType: String, Sendable, CaseIterable, Codable {
  /// Decimal numbers.
  case number
  /// Whole numbers.
  case integer
  /// One of a fixed list of levels.
  case category
  /// True or false.
  case flag
  /// A calendar day.
  case date
  /// Free text.
  case text
}

/// The values of a column, contiguous and typed.
public enum ColumnValues: Sendable {
  /// Decimal numbers; NaN where missing.
  case number([Double])
  /// Whole numbers; 0 where missing.
  case integer([Int])
  /// Levels by code.
  case category(CategoryValues)
  /// Flags; false where missing.
  case flag([Bool])
  /// Days since 1970-01-01; 0 where missing.
  case date([Int32])
  /// Texts; empty where missing.
  case text([String])

  /// The number of rows.
  public var count: Int {
    switch self {
    case .number(let values): values.count
    case .integer(let values): values.count
    case .category(let values): values.codes.count
    case .flag(let values): values.count
    case .date(let values): values.count
    case .text(let values): values.count
    }
  }

  /// The type of the values.
  public var type: ColumnType {
    switch self {
    case .number: .number
    case .integer: .integer
    case .category: .category
    case .flag: .flag
    case .date: .date
    case .text: .text
    }
  }
}

/// A categorical column: codes into an ordered list of levels.
public struct CategoryValues: Sendable, Equatable {
  /// The levels in their declared order, or in order of first appearance sorted as text.
  public let levels: [String]
  /// An index into ``levels`` per row; -1 where missing.
  public let codes: [Int32]

  /// Levels and codes.
  public init(levels: [String], codes: [Int32]) {
    self.levels = levels
    self.codes = codes
  }
}

/// Which rows of a column have no value; costs nothing where none is missing.
public struct Missingness: Sendable, Equatable {
  @usableFromInline let flags: [Bool]
  /// How many are missing.
  public let count: Int

  /// Nothing is missing.
  public static let none = Missingness([])

  /// One flag per row, or none at all where nothing is missing.
  public init(_ flags: [Bool]) {
    var count = 0
    for flag in flags where flag { count += 1 }
    self.flags = count == 0 ? [] : flags
    self.count = count
  }

  /// Whether the value of a row is missing.
  @inlinable public subscript(row: Int) -> Bool { flags.isEmpty ? false : flags[row] }

  /// Whether any value is missing.
  public var any: Bool { count > 0 }

  /// The missingness of chosen rows, in their order.
  public func selecting(_ rows: [Int]) -> Missingness {
    flags.isEmpty ? .none : Missingness(rows.map { flags[$0] })
  }
}
