/// What the rows of a derived table of events are made of, for those who ask what a study reads and
/// when.
public struct TableDerivation: Sendable, Equatable {
  /// Every table that a row is made of, those behind derived tables included.
  public var tables: Set<String>
  /// The tables of which rows after the time of a row decide whether it is there.
  public var rowReads: Set<String>
  /// The tables of which rows after the time of a row decide the value of a column.
  public var columnReads: [String: Set<String>]
  /// Whether a definition says how rows are made, and not the program, which follows its own tables.
  public var isDefined = true

  /// What rows are made of.
  public init(
    tables: Set<String>, rowReads: Set<String> = [], columnReads: [String: Set<String>] = [:]
  ) {
    self.tables = tables
    self.rowReads = rowReads
    self.columnReads = columnReads
  }
}

extension Schema {
  /// A table of events and all that it is made of.
  public func tables(behind name: String) -> Set<String> {
    (eventTable(name)?.derivation?.tables ?? []).union([name])
  }
}
