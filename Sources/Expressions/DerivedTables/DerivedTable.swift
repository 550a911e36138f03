public import Diagnostics
internal import Tables

/// A table of events made of another: a row for each row that a condition keeps, or for each era.
///
/// An era is what intervals of one patient become that overlap or lie at most a gap apart. Columns are
/// computed for each row; in functions over events inside them, the row is named by the table.
public struct DerivedTable: Sendable {
  /// What is written of a table.
  public struct Source: Sendable {
    /// Its name.
    public var name: Located<String>
    /// The table whose rows it is made of.
    public var from: Located<String>
    /// Which rows.
    public var condition: Located<String>?
    /// From when to when a row holds.
    public var interval: Located<String>?
    /// How far apart intervals may be to become one.
    public var gap: Located<String>?
    /// The column of dates that orders the rows.
    public var time: Located<String>?
    /// What is computed of each row, by name and in order.
    public var columns: [(name: Located<String>, text: Located<String>)]

    /// A table as it is written.
    public init(
      name: Located<String>, from: Located<String>, condition: Located<String>? = nil,
      interval: Located<String>? = nil, gap: Located<String>? = nil, time: Located<String>? = nil,
      columns: [(name: Located<String>, text: Located<String>)] = []
    ) {
      self.name = name
      self.from = from
      self.condition = condition
      self.interval = interval
      self.gap = gap
      self.time = time
      self.columns = columns
    }
  }

  /// The columns that an interval gives a row.
  static let interval = (start: "start", stop: "stop")
  /// How many rows an era is made of.
  static let rows = "rows"

  /// The columns, what they are made of, and the interval.
  public let schema: EventTableSchema

  let source: Source
  let condition: TypedRows?
  let span: TypedRows?
  /// In days; `nil` where intervals stay apart.
  let gap: Double?
  let columns: [(name: String, rows: TypedRows)]

  /// Finds the types of a table.
  ///
  /// - Parameters:
  ///   - source: what is written.
  ///   - known: the columns of patients, the definitions, and the tables that come before.
  /// - Throws: every fault of its expressions; names that are taken; a time that is no date.
  /// - Complexity: O(length of the texts).
  public init(_ source: Source, schema known: Schema) throws(Faults) {
    var typing = DerivedTyping(source, known)
    guard let from = known.eventTable(source.from.value) else {
      typing.fail(.unknownTable(source.from.value, known: known.events.map(\.name)), source.from)
      throw Faults(typing.faults)
    }
    if known.eventTable(source.name.value) != nil || known[source.name.value] != nil {
      typing.fail(.tableExists(source.name.value), source.name)
    }
    typing.start(from)
    condition = typing.condition()
    span = typing.span()
    gap = typing.gap()
    columns = typing.columns()
    let schema = typing.finish(from)
    if !typing.faults.isEmpty { throw Faults(typing.faults) }
    self.source = source
    self.schema = schema
  }
}
