internal import Diagnostics
public import Tables

/// The tables of a synthetic registry as columns, without their text.
public struct SimulatedColumns: Sendable {
  private var tables: [FieldTable]

  /// How many patients are made before their rows are joined to those before.
  static let piece = 4096

  init() {
    tables = RegistryTable.allCases.map { FieldTable($0) }
  }

  /// Adds the rows of further patients.
  ///
  /// - Parameters:
  ///   - sinks: the rows, in the order of patients.
  ///   - share: the share of all patients of whom there are rows then.
  mutating func append(_ sinks: [RecordSink], share: Double) {
    let isFirst = tables.allSatisfy { $0.count == 0 }
    for sink in sinks {
      for index in tables.indices { tables[index].append(sink.tables[index]) }
    }
    guard isFirst, share < 1 else { return }
    for index in tables.indices {
      tables[index].reserve(Int(Double(tables[index].count) / share * 1.1))
    }
  }

  /// A table as reading its file would give it; afterwards it is no longer here.
  ///
  /// - Parameters:
  ///   - file: the name of the file.
  ///   - path: what the file is called in messages.
  ///   - options: how the file would be read; every column must be declared.
  ///   - partial: the columns of dates that may be known only in part.
  /// - Returns: `nil` where there is no such file, a column's type is not declared, or a value is of another.
  /// - Complexity: O(rows).
  public mutating func take(
    _ file: String, path: String, options: CSVOptions, partial: [String]
  ) -> SimulatedTable? {
    guard let kind = RegistryTable.allCases.first(where: { $0.file == file }), options.isPlain
    else { return nil }
    let fields = tables[kind.rawValue]
    tables[kind.rawValue] = FieldTable(kind)
    var place = HeaderPlace(file: path)
    let id = RegistryTable.patientColumn
    guard options.columns[id]?.type == .text else { return nil }
    var columns = [Column(id, .text(fields.patients), at: place.next(id))]
    var partialDates: [String: PartialDates] = [:]
    for (name, values) in zip(kind.columns, fields.columns) {
      let place = place.next(name)
      if partial.contains(name) {
        guard let dates = values.partialDates else { return nil }
        columns.append(dates.column(name, at: place))
        partialDates[name] = dates
      } else {
        guard let declared = options.columns[name], let type = declared.plainType,
          let column = values.column(name, type, levels: declared.levels, at: place)
        else { return nil }
        columns.append(column)
      }
    }
    return SimulatedTable(
      table: Table(name: path, columns: columns), partialDates: partialDates,
      isWithoutFindings: fields.count > 0 && fields.columns.allSatisfy(\.hasValues))
  }
}

/// A table of a synthetic registry.
public struct SimulatedTable: Sendable {
  /// The columns; a date that is known only in part is missing in its column.
  public let table: Table
  /// The dates of columns where some are known only in part.
  public let partialDates: [String: PartialDates]
  /// Whether the table has rows and every column a value, so that reading its file would find nothing to tell.
  public let isWithoutFindings: Bool
}

/// Where the names of a header stand.
private struct HeaderPlace {
  let file: String
  private var column = 1

  init(file: String) { self.file = file }

  mutating func next(_ name: String) -> Place {
    defer { column += name.count + 1 }
    return Place(file: file, line: 1, column: column, length: name.count)
  }
}

extension CSVOptions {
  /// Whether texts, numbers and dates are read as they are written.
  fileprivate var isPlain: Bool {
    decimal == .point && dateFormat == nil && missing.allSatisfy { ["", "NA"].contains($0) }
      && missing.contains("")
  }
}

extension ColumnDeclaration {
  /// The type that values are read as; `nil` where it is not declared, or values are written in another way.
  fileprivate var plainType: ColumnType? {
    guard decimal == nil, dateFormat == nil else { return nil }
    return levels == nil ? type : .category
  }
}
