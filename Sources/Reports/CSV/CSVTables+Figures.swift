internal import Tables
internal import Workflow

extension CSVTables {
  /// A row for each place of each line of each figure, then for each point.
  static func figures(_ results: Results) -> String {
    var writer = CSVWriter(header: [
      "kind", "outcome", "design", "subgroup", "regime", "unit", "level", "method", "arm",
      "referenceArm",
      "bandwidth", "constant", "part", "position", "value", "lower", "upper",
    ])
    for figure in results.figures {
      for series in figure.series {
        for index in series.position.indices where series.value.indices.contains(index) {
          append(figure, series, "line", to: &writer)
          writer.append(
            numbers: series.position[index], series.value[index],
            series.lower.indices.contains(index) ? series.lower[index] : nil,
            series.upper.indices.contains(index) ? series.upper[index] : nil)
          writer.endRow()
        }
        for point in series.points {
          append(figure, series, "point", to: &writer)
          writer.append(numbers: point.position, point.value)
          writer.appendMissing(2)
          writer.endRow()
        }
      }
    }
    return writer.text
  }

  private static func append(
    _ figure: FigureResult, _ series: FigureResult.Series, _ part: String,
    to writer: inout CSVWriter
  ) {
    writer.append(
      safe: figure.kind, figure.outcome, figure.design, figure.subgroup, figure.regime, figure.unit)
    writer.append(number: figure.level)
    writer.append(safe: figure.method, series.arm, series.referenceArm)
    writer.append(numbers: series.bandwidth, series.constant)
    writer.append(safe: part)
  }
}
