internal import Tables
internal import Workflow

extension CSVTables {
  /// The tables of the descriptions, each with the name of its file.
  static func descriptions(_ results: Results) -> [(String, String)] {
    let names = Set(results.descriptions.flatMap(\.tables))
    return results.tables.filter { names.contains($0.name) }.map { table in
      var writer = CSVWriter(header: table.columns)
      for row in table.rows {
        for text in row {
          // A number held back is '-', which no spreadsheet takes for a formula.
          if text == "-" { writer.append(text: text) } else { writer.append(safe: text) }
        }
        writer.endRow()
      }
      return ("describe-\(table.name)", writer.text)
    }
  }
}
