internal import Diagnostics
internal import Tables

/// One reading of a table of events that gives each patient one value.
///
/// It is a closed plan: the rows of the table are filtered by a condition, narrowed to a window, and
/// those of each patient reduced to a value. What a row's computation needs of its patient is
/// computed once a patient beforehand, in slots.
struct Aggregate: Sendable {
  let operation: Operation
  /// The table.
  let table: String
  /// What is computed of each row; `nil` for a count.
  let value: TypedNode?
  /// Which rows take part; `nil` for all.
  let condition: FlagNode?
  /// The values of the patient, or of the row around, that rows read, by slot.
  let slots: [TypedNode]
  /// The readings of tables for each row, which value and condition read.
  let inner: [Aggregate]
  /// The columns of the table that are read, with their types.
  let columns: [String: ColumnType]
  /// The date that orders the rows, where the operation needs an order.
  let time: String?
  /// What is written, for messages.
  let text: String
  /// Where it is written.
  let place: Place?

  /// What is made of the rows of a patient.
  enum Operation: Sendable {
    case any
    case all
    case count
    case sum
    case combine(Combination)
    case first
    case last
    /// The row nearest to the day in a slot, at most as far before and after as two slots say.
    case nearest(to: Int, within: (low: Int, high: Int)?)
    /// The one row that there is.
    case single
    /// The value of each row.
    case each
  }
}

extension Aggregate {
  /// The value of a patient, or of a row around, as it is read where the aggregate has been computed.
  func node(_ number: NumberNode, _ flag: FlagNode, _ text: TextNode) -> TypedNode? {
    switch operation {
    case .any, .all: return .flag(flag)
    case .count: return .number(number, .number)
    case .sum, .combine, .first, .last, .nearest, .single, .each:
      switch value {
      case .number(_, let measure): return .number(number, measure)
      case .flag: return .flag(flag)
      case .text(_, let levels): return .text(text, levels: levels)
      case .range, .missing, nil: return nil
      }
    }
  }

  /// Whether the value is the date that orders the rows.
  var readsTime: Bool {
    if case .number(.column(let name), .date) = value { name == time } else { false }
  }
}

/// A table of events that an expression reads, or one of its columns.
public struct EventReference: Sendable, Hashable {
  /// The table.
  public let table: String
  /// The column; `nil` where the rows themselves are read, as by `any(table)`.
  public let column: String?

  /// A table or one of its columns.
  public init(table: String, column: String? = nil) {
    self.table = table
    self.column = column
  }
}
