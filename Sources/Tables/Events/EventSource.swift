public import Diagnostics

/// A table of events as it was read, before its rows are given to patients.
public struct EventSource: Sendable {
  /// What the table is called in a study.
  public var name: String
  /// The rows in the order of the file.
  public var table: Table
  /// The column that says whose event it is.
  public var patientColumn: String
  /// The column of dates that orders the events; `nil` where there is none.
  public var timeColumn: String?
  /// The intervals of dates that may be known only to the month or year, by column, in file order.
  ///
  /// They take the place of the column of that name, which may be of any type.
  public var partialDates: [String: PartialDates]
  /// The row of the file, counted from 0, that each row was; `nil` where the table has every row.
  public var fileRows: [Int]?
  /// Where the table is described.
  public var place: Place?

  /// A table to be sorted.
  public init(
    name: String, table: Table, patientColumn: String, timeColumn: String? = nil,
    partialDates: [String: PartialDates] = [:], fileRows: [Int]? = nil, at place: Place? = nil
  ) {
    self.name = name
    self.table = table
    self.patientColumn = patientColumn
    self.timeColumn = timeColumn
    self.partialDates = partialDates
    self.fileRows = fileRows
    self.place = place
  }
}

/// Rows of a file of events that belong to no patient.
public struct StrayEvents: Sendable, Equatable, Codable {
  /// The table.
  public let table: String
  /// The rows, counted from 0, whose patient is not in the table of patients.
  public let unknown: [Int]
  /// The rows, counted from 0, that name no patient.
  public let missing: [Int]
}
