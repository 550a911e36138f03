internal import Diagnostics

/// What is said of when columns are known, for the expressions that read them.
public struct KnowledgeContext: Sendable {
  /// The columns and tables.
  public let schema: Schema
  /// What is known of columns: entry, time zero, and what was derived; the others are known from
  /// the start.
  public var columns: [String: TimedValue] = [:]
  /// The time at which a column becomes known, for those of which a study says so.
  public var knownAt: [String: TypedExpression] = [:]
  /// The reading of events that the day of entry is.
  var entry: Aggregate?

  /// Columns that are all known from the start.
  public init(schema: Schema) { self.schema = schema }

  /// Takes over which rows are those of entry, so that what stands beside their date is of that day.
  public mutating func setEntry(_ expression: TypedExpression) {
    guard case .number(.slot(let index), .date) = expression.node,
      case .events(let aggregate) = expression.plan.steps[index]
    else { return }
    entry = aggregate
  }

  /// Whether a column is a time at which another becomes known.
  func isEventTime(_ column: String) -> Bool {
    knownAt.values.contains { known in
      known.columnReferences.contains { $0.value == column }
    }
  }
}

extension TypedExpression {
  /// When the value is known.
  ///
  /// - Parameter context: what is said of columns.
  /// - Returns: the last day on which something that can change it may happen, with every reading.
  /// - Complexity: O(length of the text · depth of its conditions).
  public func timed(_ context: KnowledgeContext) -> TimedValue {
    KnowledgeReader(plan: plan, context: context).value(node, KnowledgeReader.Scope())
  }
}
