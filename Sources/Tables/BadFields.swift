/// The values of a column that cannot be what they should be, as fields.
struct BadFields: Sendable {
  /// The most that are reported one by one.
  static let mostReported = 5

  /// The first of them.
  private(set) var spans: [FieldSpan] = []
  /// How many there are.
  private(set) var count = 0

  mutating func add(_ span: FieldSpan) {
    count += 1
    if spans.count < Self.mostReported { spans.append(span) }
  }

  /// Adds those of later rows.
  mutating func add(_ later: BadFields) {
    count += later.count
    spans += later.spans.prefix(Self.mostReported - spans.count)
  }
}
