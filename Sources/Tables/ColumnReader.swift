internal import Diagnostics

/// Reads one column: by its declaration where there is one, by inference where not.
struct ColumnReader {
  let name: String
  let fields: ColumnFields
  let header: FieldSpan
  let declaration: ColumnDeclaration?

  /// The column; what does not fit is reported.
  func read(_ findings: inout CSVFindings) -> Column {
    let place = findings.place(of: header)
    let built: BuiltColumn
    if let type = declaration?.levels == nil ? declaration?.type : .category {
      built = read(as: type)
      report(built.bad, type: type, &findings)
    } else {
      built = infer(at: place, &findings)
    }
    if built.missing.count == fields.count { findings.add(.allMissing(column: name), at: place) }
    return Column(name, built.values, missing: built.missing, at: place)
  }

  private func read(as type: ColumnType) -> BuiltColumn {
    switch type {
    case .number: fields.build(NumberParser.self)
    case .integer: fields.build(IntegerParser.self)
    case .flag: fields.build(FlagParser.self)
    case .date: fields.build(DateParser.self)
    case .text: InternedColumn(fields).textColumn
    case .category:
      if let levels = declaration?.levels {
        InternedColumn(fields).categoryColumn(levels: levels)
      } else {
        InternedColumn(fields).categoryColumn
      }
    }
  }

  private func infer(at place: Place, _ findings: inout CSVFindings) -> BuiltColumn {
    if let type = TypeInference(fields).type { return read(as: type) }
    if let mixed = MixedColumn(fields) {
      let span = fields[mixed.firstRow]
      findings.add(
        .mixed(
          column: name, type: mixed.type, others: mixed.others, present: mixed.present,
          example: fields.source.text(span)),
        at: span)
    }
    let interned = InternedColumn(fields)
    return interned.looksLikeCategory ? interned.categoryColumn : interned.textColumn
  }

  private func report(_ bad: BadValues, type: ColumnType, _ findings: inout CSVFindings) {
    let declared = declaration?.place.map { [Diagnostic.Note("declared here", at: $0)] } ?? []
    for row in bad.rows {
      let span = fields[row]
      let text = fields.source.text(span)
      let fault: CSVFault =
        if let levels = declaration?.levels {
          .unknownLevel(text, column: name, levels: levels)
        } else {
          .badValue(text, column: name, type: type)
        }
      findings.add(fault, at: span, notes: declared)
    }
    findings.addFurther(bad.count - bad.rows.count, of: "values of this column are at fault")
  }
}
