import Simulation

/// The rows of a table, read in the plainest way: no field of these tables holds a comma or a quote.
struct CSVCells {
  typealias Row = [String: String]
  let rows: [Row]

  init(_ tables: SimulatedTables, _ name: String) {
    self.init(tables.files.first { $0.name == "\(name).csv" })
  }

  init(_ file: SimulatedTables.File?) {
    let lines = String(decoding: file?.bytes ?? [], as: UTF8.self).split(separator: "\n")
    let header = lines.first.map(Self.fields) ?? []
    rows = lines.dropFirst().map { line in
      Row(zip(header, Self.fields(line))) { first, _ in first }
    }
  }

  private static func fields(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  var count: Int { rows.count }
  func count(_ holds: (Row) -> Bool) -> Int { rows.count(where: holds) }
  func filter(_ holds: (Row) -> Bool) -> [Row] { rows.filter(holds) }
}
