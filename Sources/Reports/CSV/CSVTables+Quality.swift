internal import Tables
internal import Workflow

extension CSVTables {
  /// A row for each rule of quality and scope, then one for each group.
  static func quality(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "rule", "scope", "category", "context", "severity", "check", "table", "group", "checked",
      "failing", "unknown", "share", "difference", "median", "allow", "allowShare", "status",
      "patients", "reason", "means", "fix", "place",
    ])
    func append(_ row: QualityRow) {
      writer.append(
        safe: row.rule, row.scope.rawValue, row.category, row.context, row.severity, row.check,
        row.table)
    }
    for row in results.quality {
      append(row)
      writer.appendMissing()
      writer.append(integers: row.checked, row.failing, row.unknown)
      writer.append(numbers: row.share, row.difference, nil)
      writer.append(integer: row.allow)
      writer.append(number: row.allowShare)
      writer.append(safe: row.status)
      writer.append(integer: row.patientCount)
      writer.append(safe: row.reason, row.means, row.fix, row.place)
      writer.endRow()
      for group in row.groups {
        append(row)
        writer.append(safe: group.group)
        writer.append(integers: group.checked, group.failing, group.unknown)
        writer.append(numbers: group.share, nil, group.median)
        writer.appendMissing(2)
        writer.append(safe: group.status)
        writer.appendMissing(5)
        writer.endRow()
      }
    }
    return writer.text
  }
}
