internal import Platform

/// One way through a CSV text, region by region, that reads some of its columns.
struct ColumnPass {
  /// What is found of each column in each region; `[region][column]`.
  let parts: [[ColumnPart]]
  /// Faults of quotes, in the order of the text.
  private(set) var scanFaults = CSVScanFaults()
  /// How lines end.
  private(set) var lineEnds = LineEnds()
  /// The fields at which records are seen not to have the width of the header.
  private(set) var ragged = BadFields()
  /// How many fields each of these records has.
  private(set) var raggedCounts: [Int] = []

  fileprivate struct Outcome: Sendable {
    var parts: [ColumnPart]
    var scanFaults = CSVScanFaults()
    var lineEnds = LineEnds()
    var ragged = BadFields()
    var raggedCounts: [Int] = []
  }

  /// - Complexity: O(bytes), on several threads.
  init(
    _ source: CSVSource, _ plans: [ColumnPlan], missing: MissingTexts, threads: Int
  ) {
    let active = plans.indices.filter { plans[$0].isActive }
    let outcomes = Parallel.map(source.regions.count, threads: threads) { region in
      Self.read(source.regions[region], source, plans, active, missing)
    }
    parts = outcomes.map(\.parts)
    for outcome in outcomes {
      scanFaults.add(outcome.scanFaults)
      lineEnds.add(outcome.lineEnds)
      raggedCounts += outcome.raggedCounts.prefix(BadFields.mostReported - raggedCounts.count)
      ragged.add(outcome.ragged)
    }
  }

  private static func read(
    _ region: CSVRegion, _ source: CSVSource, _ plans: [ColumnPlan], _ active: [Int],
    _ missing: MissingTexts
  ) -> Outcome {
    var outcome = Outcome(parts: [ColumnPart](repeating: ColumnPart(), count: plans.count))
    var scanner = CSVScanner(region.bytes, delimiter: source.delimiter)
    let blockSize = max(16, 8_192 / source.width)
    var row = region.rows.lowerBound
    while true {
      scanner.index.removeAll()
      scanner.scan(source.bytes.span, atMost: blockSize)
      let count = scanner.index.recordStarts.count
      if count == 0 { break }
      let block = RecordBlock(
        bytes: source.bytes, spans: scanner.index.spans, width: source.width,
        rows: row..<row + count, regionRows: region.rows, missing: missing)
      row += count
      guard outcome.isEven(scanner, width: source.width) else { continue }
      for column in active {
        let plan = plans[column]
        outcome.parts[column].read(
          plan.task, block, column: column, plan.syntax, inferred: plan.isInferred)
      }
    }
    for column in active { outcome.parts[column].finish() }
    outcome.scanFaults = scanner.faults
    outcome.lineEnds = scanner.lineEnds
    return outcome
  }
}

extension ColumnPass.Outcome {
  /// Whether all records have the width of the header; those that have not are noted.
  fileprivate mutating func isEven(_ scanner: CSVScanner, width: Int) -> Bool {
    let index = scanner.index
    var isEven = true
    for record in index.recordStarts.indices {
      let fields = index.record(record)
      if fields.count == width { continue }
      isEven = false
      // A quote that never closes swallows what comes after it.
      let isLast = record == index.recordStarts.count - 1
      if isLast, scanner.faults.unclosed != nil { continue }
      if ragged.count < BadFields.mostReported { raggedCounts.append(fields.count) }
      ragged.add(index.spans[min(fields.lowerBound + width, fields.upperBound - 1)])
    }
    return isEven
  }
}
