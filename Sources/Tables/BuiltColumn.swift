internal import Platform

/// The values of a column, and what in them did not fit.
struct BuiltColumn: Sendable {
  let values: ColumnValues
  let missing: Missingness
  var bad = BadFields()
  var tally = MixedTally()
}

extension BuiltColumn {
  /// A column whose values are all written.
  init(_ task: ColumnTask, _ parts: [ColumnPart], _ regions: [CSVRegion]) {
    values =
      switch task {
      case .number(_, let rows): .number(rows.take())
      case .integer(_, let rows): .integer(rows.take())
      case .flag(_, let rows): .flag(rows.take())
      case .date(_, let rows): .date(rows.take())
      case .levels(let levels, let rows):
        .category(CategoryValues(levels: levels.levels, codes: rows.take()))
      case .text(let rows): .text(rows.take())
      case .skip, .candidates, .category: .number([])
      }
    missing = Missingness(parts, regions)
    for part in parts {
      bad.add(part.bad)
      tally.add(part.tally)
    }
  }
}

/// The distinct texts of a category in all regions.
struct DistinctTexts {
  private let levels: LevelCodes
  private let present: Int

  init(_ parts: [ColumnPart]) {
    var distinct: Set<String> = []
    for part in parts { distinct.formUnion(part.texts) }
    // Of texts that Unicode takes to be the same, the first to appear is kept.
    let texts = parts.lazy.flatMap(\.texts).filter { distinct.remove($0) != nil }
    levels = LevelCodes(texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    present = parts.reduce(0) { $0 + $1.present }
  }

  /// Whether the values are few and repeat.
  func looksLikeCategory(_ mostLevels: Int) -> Bool {
    levels.levels.count <= mostLevels && levels.levels.count < present
  }

  /// The category; a blank is missing unless an empty text is a level.
  func categoryColumn(
    _ codes: RowBuffer<Int32>, _ parts: [ColumnPart], _ regions: [CSVRegion]
  ) -> BuiltColumn {
    let blank = levels[""]
    var missing = Missingness.flags(parts, regions)
    var tally = MixedTally()
    for (part, region) in zip(parts, regions) {
      let final = part.texts.map { levels[$0] }
      codes.write(region.rows) { codes in
        for row in codes.indices where codes[row] >= 0 { codes[row] = final[Int(codes[row])] }
        guard part.hasBlank else { return }
        for row in codes.indices where codes[row] == ColumnPart.blankCode {
          codes[row] = blank
          guard blank < 0 else { continue }
          if missing.isEmpty { missing = [Bool](repeating: false, count: regions.rowCount) }
          missing[region.rows.lowerBound + row] = true
        }
      }
      tally.add(part.tally)
    }
    return BuiltColumn(
      values: .category(CategoryValues(levels: levels.levels, codes: codes.take())),
      missing: Missingness(missing), tally: tally)
  }
}

extension Missingness {
  /// The missing rows of all regions.
  init(_ parts: [ColumnPart], _ regions: [CSVRegion]) {
    self.init(Self.flags(parts, regions))
  }

  /// One flag a row; empty where none is missing.
  static func flags(_ parts: [ColumnPart], _ regions: [CSVRegion]) -> [Bool] {
    guard parts.contains(where: { !$0.missing.isEmpty }) else { return [] }
    var flags: [Bool] = []
    flags.reserveCapacity(regions.rowCount)
    for (part, region) in zip(parts, regions) {
      if part.missing.isEmpty {
        flags.append(contentsOf: repeatElement(false, count: region.rows.count))
      } else {
        flags.append(contentsOf: part.missing)
      }
    }
    return flags
  }
}

extension [CSVRegion] {
  /// The number of rows.
  var rowCount: Int { last?.rows.upperBound ?? 0 }
}
