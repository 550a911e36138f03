internal import Registry
internal import Tables

extension LineComparison {
  /// How many of the patients who differ are among the results; the file of the table has all.
  static let mostPatients = 500

  /// The comparison as tables of the results; `ids` are the patients of the registry.
  func tables(_ ids: Column) -> [Results.ResultTable] {
    var tables = [agreement, lines, pairs]
    if !differences.isEmpty {
      let rows = differences.prefix(Self.mostPatients).map { row($0, ids) }
      tables.append(
        Results.ResultTable(name: "lines-differences", columns: columns, rows: Array(rows)))
    }
    return tables
  }

  /// Every patient who differs.
  func patients(_ ids: Column) -> CSVRows {
    let rows = differences.map { row($0, ids) }
    return CSVRows(
      columns.indices.map { index in
        let texts = rows.map { $0[index] }
        return Column(
          columns[index], .text(texts), missing: Missingness(texts.map { $0.isEmpty }))
      })
  }

  private var names: [String] { [rules.0.rawValue, rules.1.rawValue] }

  private var columns: [String] {
    ["patient"] + names.map { "lines.\($0)" } + ["line"] + names.map { "start.\($0)" }
      + names.map { "rule.\($0)" }
  }

  private var agreement: Results.ResultTable {
    Results.ResultTable(
      name: "lines-agreement", columns: ["agreement", "patients", "of"],
      rows: [
        ["the same number of lines", String(sameNumber), String(treated)],
        ["every line begins on the same day", String(sameStarts), String(treated)],
      ])
  }

  private var lines: Results.ResultTable {
    Results.ResultTable(
      name: "lines-by-number", columns: ["line"] + names + ["both", "same start"],
      rows: byLine.enumerated().map { index, counts in
        [index + 1, counts.first, counts.second, counts.both, counts.same].map { String($0) }
      })
  }

  /// How often two rules are the first that differ.
  private var pairs: Results.ResultTable {
    var counts: [[String]: Int] = [:]
    for difference in differences {
      counts[[Self.text(difference.rules.0), Self.text(difference.rules.1)], default: 0] += 1
    }
    let order = counts.sorted {
      ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1])
    }
    return Results.ResultTable(
      name: "lines-rules", columns: names + ["patients"],
      rows: order.map { $0.key + [String($0.value)] })
  }

  private func row(_ difference: Difference, _ ids: Column) -> [String] {
    [
      ids.text(difference.patient) ?? "", String(difference.lines.0), String(difference.lines.1),
      String(difference.line), Self.text(difference.starts.0), Self.text(difference.starts.1),
      Self.text(difference.rules.0), Self.text(difference.rules.1),
    ]
  }

  private static func text(_ day: Int32?) -> String {
    day.map { CalendarDate(daysSince1970: Int($0)).description } ?? ""
  }

  private static func text(_ rule: LineRule?) -> String { rule?.rawValue ?? "" }
}
