internal import Tables

/// What is in a column, for programs.
struct ColumnJSON: Encodable {
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
