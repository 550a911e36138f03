internal import Diagnostics
package import Platform

/// Where a column stands in a file of blocks.
package struct ArchivedColumn: Codable, Sendable {
  private enum Values: Codable, Sendable {
    case number(Block)
    case integer(Block)
    case category(levels: ArchivedTexts, codes: Block)
    case flag(Block)
    case date(Block)
    case text(ArchivedTexts)
  }

  private let name: String
  private let place: Place?
  private let values: Values
  private let missing: Block?

  /// Writes a column.
  package init(_ column: Column, to writer: BlockFileWriter) throws(OutputError) {
    name = column.name
    place = column.place
    missing =
      column.missing.any ? try writer.append(column.missing.bytes(column.count)) : nil
    switch column.values {
    case .number(let numbers): values = .number(try writer.append(numbers))
    case .integer(let numbers): values = .integer(try writer.append(numbers))
    case .category(let category):
      values = .category(
        levels: try ArchivedTexts(category.levels, to: writer),
        codes: try writer.append(category.codes))
    case .flag(let flags): values = .flag(try writer.append(flags.map { $0 ? UInt8(1) : 0 }))
    case .date(let days): values = .date(try writer.append(days))
    case .text(let texts): values = .text(try ArchivedTexts(texts, to: writer))
    }
  }

  /// Reads the column; `nil` where it is damaged.
  package func column(from file: BlockFile, threads: Int) -> Column? {
    guard let values = read(file, threads) else { return nil }
    var missingness = Missingness.none
    if let missing {
      guard let bytes = file.values(missing, as: UInt8.self, threads: threads),
        bytes.count == values.count
      else { return nil }
      missingness = Missingness(bytes.map { $0 != 0 })
    }
    return Column(name, values, missing: missingness, at: place)
  }

  private func read(_ file: BlockFile, _ threads: Int) -> ColumnValues? {
    switch values {
    case .number(let block):
      return file.values(block, as: Double.self, threads: threads).map { .number($0) }
    case .integer(let block):
      return file.values(block, as: Int.self, threads: threads).map { .integer($0) }
    case .category(let levels, let codes):
      guard let levels = levels.texts(from: file, threads: threads),
        let codes = file.values(codes, as: Int32.self, threads: threads),
        codes.allSatisfy({ $0 >= -1 && $0 < levels.count })
      else { return nil }
      return .category(CategoryValues(levels: levels, codes: codes))
    case .flag(let block):
      return file.values(block, as: UInt8.self, threads: threads).map { .flag($0.map { $0 != 0 }) }
    case .date(let block):
      return file.values(block, as: Int32.self, threads: threads).map { .date($0) }
    case .text(let texts):
      return texts.texts(from: file, threads: threads).map { .text($0) }
    }
  }
}

extension Missingness {
  /// One byte a row: 1 where the value is missing.
  fileprivate func bytes(_ count: Int) -> [UInt8] { (0..<count).map { self[$0] ? 1 : 0 } }
}
