internal import Tables
public import Workflow

/// The results as CSV tables with the keys of `results.json` as headings.
///
/// One row is one object of the results; an object nested by name or by arm has a column for that
/// name. Numbers are the shortest text that reads back as the same number; what does not exist is
/// an empty field. Texts that a spreadsheet would run as a formula are written with an apostrophe
/// before them.
public enum CSVTables {
  /// The tables, each with its path in the output folder.
  public static func files(_ content: ReportContent) -> [(path: String, contents: String)] {
    files(content.results)
  }

  /// The tables of some results, each with its path in the output folder.
  public static func files(_ results: Results) -> [(path: String, contents: String)] {
    ([
      ("attrition", attrition(results)), ("baseline", baseline(results)),
      ("propensity", propensity(results)), ("designs", designs(results)),
      ("balance", balance(results)), ("gates", gates(results)),
      ("quality", quality(results)), ("estimates", estimates(results)), ("curves", curves(results)),
      ("risk", risk(results)), ("figures", figures(results)), ("findings", findings(results)),
    ] + descriptions(results)).filter { name, _ in
      switch name {
      case "quality": !results.quality.isEmpty
      case "figures": results.figures.contains { !$0.series.isEmpty }
      default: true
      }
    }.map {
      (path: "tables/\($0.0).csv", contents: $0.1)
    }
  }

  /// Values by name in the order of the study.
  static func sorted<Value>(
    _ values: [String: Value], by position: (Value) -> Int
  ) -> [(name: String, value: Value)] {
    values.map { (name: $0.key, value: $0.value) }
      .sorted { (position($0.value), $0.name) < (position($1.value), $1.name) }
  }

  /// Values by arm in the order of the study.
  static func byArm<Value>(
    _ values: [String: Value], _ results: Results
  ) -> [(arm: String, value: Value)] {
    func place(_ arm: String) -> Int {
      results.arms.firstIndex { $0.arm == arm } ?? results.arms.count
    }
    return values.map { (arm: $0.key, value: $0.value) }
      .sorted { (place($0.arm), $0.arm) < (place($1.arm), $1.arm) }
  }
}

extension CSVWriter {
  /// A text that a spreadsheet will not run.
  mutating func append(safe text: String?) { append(text: text.map(SpreadsheetText.safe)) }

  mutating func append(safe texts: String?...) { for text in texts { append(safe: text) } }

  mutating func append(numbers: Double?...) { for number in numbers { append(number: number) } }

  mutating func append(integers: Int?...) { for integer in integers { append(integer: integer) } }

  mutating func appendMissing(_ count: Int) { for _ in 0..<count { appendMissing() } }
}
