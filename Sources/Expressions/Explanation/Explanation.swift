/// What an expression is for one patient, and which parts of it and rows of events made it so.
public struct Explanation: Sendable {
  /// What is known of a value.
  public enum Value: Sendable, Equatable {
    /// A flag.
    case flag(Bool)
    /// A number.
    case number(Double)
    /// A length of time in days.
    case duration(Double)
    /// Days since 1970-01-01.
    case date(Int32)
    /// A text or level.
    case text(String)
    /// There is none.
    case missing
    /// It hangs on a day or an event that is not known.
    case undecided

    /// Whether there is a value that is known.
    public var isKnown: Bool { self != .missing && self != .undecided }
  }

  /// How the value comes from ``Explanation/parts``.
  public enum Form: Sendable, Equatable {
    /// All parts must hold.
    case and
    /// One part must hold.
    case or
    /// The part must not hold.
    case not
    /// The first part says which of the others counts; one that does not count is left out.
    case choice
    /// The parts are readings of events that the value is computed from.
    case computed
    /// The rows of one table decide, and ``Explanation/reading`` says which; the parts are what its
    /// condition needs of other tables.
    case reading
    /// The part is a definition with its arguments in the place of its parameters.
    case definition
  }

  /// The part of the expression as written.
  public let text: String
  /// What it is.
  public let value: Value
  /// How it comes about.
  public let form: Form
  /// The patient's values that it names, in the order of the text.
  public let columns: [ReadColumn]
  /// The rows it was read from.
  public let reading: ReadRows?
  /// The parts it is made of.
  public let parts: [Explanation]

  /// A value of the patient that is named.
  public struct ReadColumn: Sendable, Equatable {
    /// The column.
    public let name: String
    /// Its value.
    public let value: Value
  }

  /// The rows of a table that a function over events read.
  public struct ReadRows: Sendable, Equatable {
    /// The table.
    public let table: String
    /// How many rows of it the patient has.
    public let count: Int
    /// The columns of it that are asked for, in the order of the text.
    public let columns: [String]
    /// The rows that the value hangs on: where it is open, those that are.
    public let deciding: [ReadRow]
  }

  /// A row that was read.
  public struct ReadRow: Sendable, Equatable {
    /// The row of the table of events.
    public let row: Int
    /// Whether it counts: missing or undecided where that is open.
    public let counts: Value
    /// The columns of the condition or the value that are missing in it, or known only in part.
    public let unknown: [String]
    /// What the condition reads of other tables for this row.
    public let parts: [Explanation]

    /// Compares what was read, not what it hangs on.
    public static func == (left: Self, right: Self) -> Bool {
      left.row == right.row && left.counts == right.counts && left.unknown == right.unknown
    }
  }
}

extension Explanation {
  /// The rows that this part or a part of it hangs on, each once, in the order of the text.
  public var decidingRows: [(table: String, row: ReadRow)] {
    let own =
      reading.map { reading in
        reading.deciding.flatMap { row in
          [(reading.table, row)] + row.parts.flatMap(\.decidingRows)
        }
      } ?? []
    var seen: Set<String> = []
    return (own + parts.flatMap(\.decidingRows)).filter {
      seen.insert("\($0.1.row) \($0.0)").inserted
    }
  }
}
