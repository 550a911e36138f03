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
    let document = Document(
      table: read.table.name, rows: read.table.rowCount, columns: profiles.map(ColumnObject.init))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try? encoder.encode(document)
    return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }

  private struct Document: Encodable {
    let table: String
    let rows: Int
    let columns: [ColumnObject]
  }

  private struct ColumnObject: Encodable {
    struct Level: Encodable {
      let level: String
      let count: Int
    }

    struct Oddity: Encodable {
      let id: String
      let message: String
    }

    let name: String
    let type: ColumnType
    let reason: String
    let count: Int
    let missing: Int
    let distinct: Int
    let minimum: Double?
    let lowerQuartile: Double?
    let median: Double?
    let upperQuartile: Double?
    let maximum: Double?
    let mean: Double?
    let standardDeviation: Double?
    let histogram: [Int]
    let levels: [Level]
    let oddities: [Oddity]

    init(_ profile: ColumnProfile) {
      let summary = profile.summary
      let figures = summary.distribution
      name = summary.name
      type = summary.type
      reason = ColumnWords.reason(profile)
      count = summary.count
      missing = summary.missing
      distinct = summary.distinct
      minimum = figures?.minimum
      lowerQuartile = figures?.lowerQuartile
      median = figures?.median
      upperQuartile = figures?.upperQuartile
      maximum = figures?.maximum
      mean = figures?.mean
      standardDeviation = figures?.standardDeviation
      histogram = profile.histogram
      levels = summary.levels.map { Level(level: $0.level, count: $0.count) }
      oddities = profile.oddities.map {
        Oddity(id: ColumnWords.id($0), message: ColumnWords.oddity($0))
      }
    }
  }
}
