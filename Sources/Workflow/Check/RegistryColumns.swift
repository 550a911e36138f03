internal import Diagnostics
internal import Registry
internal import Studies
internal import Tables
internal import Vocabulary

/// What the description of a table says of its columns, as the readers of files and of codes take it.
struct RegistryColumns {
  /// How the file is read; columns are named as in the file.
  private(set) var options: CSVOptions
  /// The columns of dates that may be known only in part, named as in the registry.
  private(set) var partial: [String] = []
  /// How columns of the file become those of the registry.
  private(set) var mappings: [ColumnMapping] = []
  /// What is wrong with the description.
  private(set) var faults: [Diagnostic] = []
  private var sources: [String: String] = [:]

  init(_ columns: NamedList<EventColumnSection>, _ options: CSVOptions, mayBePartial: Bool) {
    self.options = options
    for column in columns.elements {
      if column.value.partial, mayBePartial { partial.append(column.name) }
      check(column.name, column.value, at: column.place, mayBePartial)
      add(column.name, column.value, at: column.place)
    }
  }

  private mutating func add(_ name: String, _ section: EventColumnSection, at place: Place?) {
    let source = section.from?.name ?? name
    sources[name] = source
    let isRead = section.codes.isEmpty && !section.partial
    options.columns[source] = ColumnDeclaration(
      type: isRead ? section.type?.columnType : .text,
      levels: section.levels.isEmpty || !isRead ? nil : section.levels,
      decimal: section.decimal?.csvDecimal, dateFormat: section.dateFormat?.dateFormat, at: place)
    var mapping = ColumnMapping(name, from: source, at: place)
    mapping.codes = section.codes.elements.map {
      ColumnMapping.Code($0.name, $0.value.flatMap { $0.isEmpty ? nil : $0 })
    }
    mapping.type = section.type?.columnType
    mapping.levels = section.levels
    mapping.units = units(section, of: name)
    if name != source || !mapping.codes.isEmpty || mapping.units != nil { mappings.append(mapping) }
  }

  private func units(_ section: EventColumnSection, of name: String) -> UnitRules? {
    guard let column = section.unitColumn?.name else { return nil }
    var quantities: [String: UnitRules.Quantity] = [:]
    if let unit = section.unit {
      quantities[""] = UnitRules.Quantity(unit, factors: Self.factors(section.convert))
    }
    for element in section.units.elements {
      quantities[element.name] = UnitRules.Quantity(
        element.value.unit, factors: Self.factors(element.value.convert))
    }
    return UnitRules(
      unitColumn: column, by: section.by?.name, quantities: quantities,
      dropsOthers: section.otherUnits == .drop)
  }

  private static func factors(_ list: NamedList<Double>) -> [String: Double] {
    Dictionary(
      list.elements.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func check(
    _ name: String, _ section: EventColumnSection, at place: Place?, _ mayBePartial: Bool
  ) {
    func report(_ fault: RegistryFault) { faults.append(fault.diagnostic(at: place)) }
    let type = section.type ?? .date
    if section.partial, type != .date || !section.levels.isEmpty || !section.codes.isEmpty {
      report(.partialIsNoDate(name))
    }
    if section.partial, section.dateFormat != nil { report(.partialHasFormat(name)) }
    if section.partial, !mayBePartial { report(.partialInPatients(name)) }
    let hasUnits = section.unit != nil || !section.units.isEmpty
    if hasUnits != (section.unitColumn != nil) { report(.unitsNeedColumn(name)) }
    if !section.units.isEmpty, section.by == nil || section.unit != nil {
      report(.unitsNeedKinds(name))
    }
    for factor in section.convert.elements where factor.value <= 0 {
      report(.factorNotPositive(factor.name))
    }
  }

  /// Gives a column, named as in the registry, a type where the description gives it none.
  mutating func declare(_ column: ColumnName, _ type: ColumnType) {
    let source = sources[column.name] ?? column.name
    if options.columns[source]?.type == nil, options.columns[source]?.levels == nil {
      options.columns[source] = ColumnDeclaration(type: type, at: column.source.place)
    }
  }
}
