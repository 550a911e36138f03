internal import Diagnostics
internal import Platform

/// What is to be done with one column, and what is known of it so far.
struct ColumnPlan: Sendable {
  /// What is declared of the column.
  let declaration: ColumnDeclaration?
  /// How its numbers and dates are written.
  let syntax: FieldSyntax
  /// How its fields are read next.
  private(set) var task: ColumnTask
  /// Whether the type is found out.
  let isInferred: Bool
  /// The column, once it is read.
  private(set) var built: BuiltColumn?

  private var candidates = CandidateTypes.all

  /// Whether its fields are to be read.
  var isActive: Bool { if case .skip = task { false } else { true } }

  /// A plan from what is declared, or from the first records.
  init(_ declaration: ColumnDeclaration?, _ sample: ColumnSample, _ options: CSVOptions, rows: Int)
  {
    self.declaration = declaration
    syntax = options.syntax(of: declaration)
    if let type = declaration?.readType {
      isInferred = false
      task = ColumnTask(type, levels: declaration?.levels, syntax, rows: rows)
    } else {
      isInferred = true
      candidates = sample.candidates
      task =
        if sample.isAllMissing { .candidates } else if sample.isText {
          .text(RowBuffer(repeating: "", count: rows))
        } else { ColumnTask(candidates, syntax, rows: rows) }
    }
  }

  /// Takes in what was read: the column is built, or another way through the text is needed.
  mutating func take(_ parts: [ColumnPart], _ regions: [CSVRegion]) {
    let rows = regions.last?.rows.upperBound ?? 0
    for part in parts { candidates.formIntersection(part.candidates) }
    switch task {
    case .skip: return
    case .candidates where parts.allSatisfy { $0.present == 0 }:
      let values = [Double](repeating: .nan, count: rows)
      let missing = Missingness([Bool](repeating: true, count: rows))
      built = BuiltColumn(values: .number(values), missing: missing)
      task = .skip
    case .candidates: task = ColumnTask(candidates, syntax, rows: rows)
    case .category(let most, let codes):
      let texts = DistinctTexts(parts)
      let isCategory =
        !isInferred || (!parts.contains(where: \.hasFailed) && texts.looksLikeCategory(most))
      if isCategory {
        built = texts.categoryColumn(codes, parts, regions)
        task = .skip
      } else {
        task = .text(RowBuffer(repeating: "", count: rows))
      }
    default:
      if parts.contains(where: \.hasFailed) {
        task = ColumnTask(candidates, syntax, rows: rows)
      } else {
        built = BuiltColumn(task, parts, regions)
        task = .skip
      }
    }
  }
}

/// What the first records say of a column.
struct ColumnSample: Sendable {
  /// The types that every value could have.
  private(set) var candidates = CandidateTypes.all
  /// Whether no value was seen.
  private(set) var isAllMissing = true
  /// Whether there are more texts than a category has levels.
  var isText: Bool { candidates.isEmpty && texts.count > TypeInference.mostLevels }

  private var texts: Set<String> = []

  init() {}

  /// Samples of each column from the first records of a source.
  static func samples(
    _ source: CSVSource, _ syntax: [FieldSyntax], missing: MissingTexts
  ) -> [ColumnSample] {
    var samples = [ColumnSample](repeating: ColumnSample(), count: source.width)
    guard let region = source.regions.first else { return samples }
    var scanner = CSVScanner(region.bytes, delimiter: source.delimiter)
    scanner.scan(source.bytes.span, atMost: min(256, max(16, 65_536 / source.width)))
    for record in scanner.index.recordStarts.indices {
      let fields = scanner.index.record(record)
      guard fields.count == source.width else { continue }
      for column in 0..<source.width {
        let span = scanner.index.spans[fields.lowerBound + column]
        guard missing.content(of: span, in: source.bytes.span) == .value else { continue }
        samples[column].add(span, source, syntax[column])
      }
    }
    return samples
  }

  private mutating func add(_ span: FieldSpan, _ source: CSVSource, _ syntax: FieldSyntax) {
    isAllMissing = false
    candidates.formIntersection(
      CandidateTypes(source.bytes.span, span.start, span.end, syntax))
    if texts.count <= TypeInference.mostLevels { texts.insert(source.text(span)) }
  }
}

extension CSVOptions {
  /// How numbers and dates of a column are written.
  func syntax(of declaration: ColumnDeclaration?) -> FieldSyntax {
    FieldSyntax(
      point: (declaration?.decimal ?? decimal).byte,
      dates: declaration?.dateFormat ?? dateFormat ?? .yearMonthDay)
  }
}

extension ColumnDeclaration {
  /// The type that the values are read as; `nil` where it is found out.
  var readType: ColumnType? {
    if levels != nil { return .category }
    return type ?? (dateFormat == nil ? nil : .date)
  }
}
