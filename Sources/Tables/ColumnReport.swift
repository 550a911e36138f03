internal import Diagnostics

/// Says what was found in a column that is read.
struct ColumnReport {
  let name: String
  let plan: ColumnPlan
  let source: CSVSource
  private let built: BuiltColumn

  /// What the texts of an inferred column look like.
  private let lookalike: TextLookalike?

  init(name: String, plan: ColumnPlan, source: CSVSource, hints: Bool) {
    self.name = name
    self.plan = plan
    self.source = source
    built = plan.built ?? BuiltColumn(values: .number([]), missing: .none)
    lookalike =
      plan.isInferred && hints
      ? TextLookalike(Column(name, built.values, missing: built.missing)) : nil
  }

  /// That all but a few values are of another type, if so.
  func reason(_ findings: inout CSVFindings) -> TypeReason? {
    guard plan.isInferred, let mixed = built.tally.finding else { return nil }
    return .mixed(
      mixed.type, others: mixed.others, example: source.text(mixed.first),
      line: findings.place(of: mixed.first).line)
  }

  /// The column; what does not fit is reported.
  func column(header: FieldSpan, _ findings: inout CSVFindings) -> Column {
    let place = findings.place(of: header)
    if plan.isInferred {
      if let lookalike {
        findings.add(.lookalike(lookalike, column: name, example: example), at: place)
      } else {
        reportMixed(&findings)
      }
    } else {
      reportBad(&findings)
    }
    if source.rowCount > 0, built.missing.count == source.rowCount {
      findings.add(.allMissing(column: name), at: place)
    }
    return Column(name, built.values, missing: built.missing, at: place)
  }

  /// The first value.
  private var example: String {
    let column = Column(name, built.values, missing: built.missing)
    return (0..<column.count).lazy.compactMap { column.text($0) }.first ?? ""
  }

  private func reportMixed(_ findings: inout CSVFindings) {
    guard let mixed = built.tally.finding else { return }
    findings.add(
      .mixed(
        column: name, type: mixed.type, others: mixed.others, present: built.tally.present,
        example: source.text(mixed.first)),
      at: mixed.first)
  }

  private func reportBad(_ findings: inout CSVFindings) {
    guard let type = plan.declaration?.readType, built.bad.count > 0 else { return }
    let declared = plan.declaration?.place.map { [Diagnostic.Note("declared here", at: $0)] } ?? []
    for span in built.bad.spans {
      let text = source.text(span)
      let fault: CSVFault =
        if let levels = plan.declaration?.levels {
          .unknownLevel(text, column: name, levels: levels)
        } else {
          .badValue(text, column: name, type: type, plan.syntax)
        }
      findings.add(fault, at: span, notes: declared)
    }
    findings.addFurther(
      built.bad.count - built.bad.spans.count, of: "values of this column are at fault")
  }
}
