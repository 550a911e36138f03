private import Foundation
public import Tables

/// What is in a table, for programs.
public struct ProfileJSON {
  private let read: ReadTable
  private let profiles: [ColumnProfile]

  /// The columns of a table.
  public init(_ read: ReadTable, _ profiles: [ColumnProfile]) {
    self.read = read
    self.profiles = profiles
  }

  /// One object; the same table gives the same text.
  public var text: String {
    Self.text(
      Document(
        table: read.table.name, rows: read.table.rowCount, columns: profiles.map(ColumnJSON.init)))
  }

  /// A value as all descriptions are written.
  static func text(_ document: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try? encoder.encode(document)
    return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }

  private struct Document: Encodable {
    let table: String
    let rows: Int
    let columns: [ColumnJSON]
  }
}
