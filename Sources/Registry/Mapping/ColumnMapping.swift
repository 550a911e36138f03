public import Diagnostics
public import Tables

/// How a column of a file becomes one of a registry: its name, its codes, its units.
public struct ColumnMapping: Sendable {
  /// A code of the file and the registry's word for it; no word for a missing value.
  public struct Code: Sendable {
    /// What stands in the file.
    public var code: String
    /// What it means; `nil` where it means that there is no value.
    public var word: String?

    /// A code.
    public init(_ code: String, _ word: String?) {
      self.code = code
      self.word = word
    }
  }

  /// The name in the registry.
  public var name: String
  /// The name in the file.
  public var source: String
  /// The codes in order; none where values stand for themselves.
  public var codes: [Code] = []
  /// The type that words have; a category where `nil`.
  public var type: ColumnType?
  /// The levels of a category in order.
  public var levels: [String] = []
  /// The units that values may be in.
  public var units: UnitRules?
  /// Where the column is described.
  public var place: Place?

  /// A column that keeps its values.
  public init(_ name: String, from source: String, at place: Place? = nil) {
    self.name = name
    self.source = source
    self.place = place
  }
}

/// The units that the values of a column may be in, and the one they are kept in.
public struct UnitRules: Sendable {
  /// What values of one kind are kept in.
  public struct Quantity: Sendable {
    /// The unit.
    public var unit: String
    /// By what a value in another unit is multiplied; units of one kind need no factor.
    public var factors: [String: Double]

    /// A unit with factors of others.
    public init(_ unit: String, factors: [String: Double] = [:]) {
      self.unit = unit
      self.factors = factors
    }

    /// By what a value in a unit is multiplied; `nil` where that is not known.
    func factor(of other: String) -> Double? {
      if other == unit { return 1 }
      if let factor = factors[other] { return factor }
      guard let own = MeasurementUnit(unit), let found = MeasurementUnit(other) else { return nil }
      return found.factor(to: own)
    }
  }

  /// The column that names the unit of each value.
  public var unitColumn: String
  /// The column that says what is measured; `nil` where all values are of one kind.
  public var by: String?
  /// What values are kept in, by what is measured; under the empty name where all are of one kind.
  public var quantities: [String: Quantity]
  /// Whether values in other units are dropped; else they are a fault.
  public var dropsOthers: Bool

  /// The units of a column.
  public init(
    unitColumn: String, by: String?, quantities: [String: Quantity], dropsOthers: Bool
  ) {
    self.unitColumn = unitColumn
    self.by = by
    self.quantities = quantities
    self.dropsOthers = dropsOthers
  }
}
