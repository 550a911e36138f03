internal import Tables

/// One field of a row.
enum RecordField: Sendable, Equatable {
  case missing
  case text(String)
  case integer(Int)
  /// A number with at most the given decimals.
  case number(Double, decimals: Int)
  case flag(Bool)
  /// A day since 1970-01-01.
  case day(Int)
  /// A day of which only the month is known.
  case month(Int)

  /// The field as it is written.
  var text: String {
    switch self {
    case .missing: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value, let decimals): Self.text(Self.rounded(value, decimals))
    case .flag(let value): value ? "true" : "false"
    case .day(let day): DayTexts.shared[day]
    case .month(let day): String(DayTexts.shared[day].prefix(7))
    }
  }

  /// The number as it is written; `nil` where it is none, or not finite and hence written as missing.
  var number: Double? {
    guard case .number(let value, let decimals) = self else { return nil }
    let written = Self.rounded(value, decimals)
    return written.isFinite ? written : nil
  }

  /// Writes the field.
  func write(to writer: inout CSVWriter) {
    switch self {
    case .missing: writer.appendMissing()
    case .text(let text): writer.append(text: text)
    case .integer(let value): writer.append(integer: value)
    case .number(let value, let decimals): writer.append(number: Self.rounded(value, decimals))
    case .flag(let value): writer.append(flag: value)
    case .day, .month: writer.append(text: text)
    }
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  private static func rounded(_ value: Double, _ decimals: Int) -> Double {
    let scale = [1, 10, 100, 1000][min(max(decimals, 0), 3)]
    return (value * Double(scale)).rounded() / Double(scale)
  }
}

/// The texts of days, made once.
struct DayTexts: Sendable {
  static let shared = DayTexts()
  private static let first = 3652
  private let texts: [String]

  private init() {
    texts = (Self.first..<Self.first + 50_000).map { CalendarDate(daysSince1970: $0).description }
  }

  subscript(day: Int) -> String {
    let index = day - Self.first
    return texts.indices.contains(index)
      ? texts[index] : CalendarDate(daysSince1970: day).description
  }
}
