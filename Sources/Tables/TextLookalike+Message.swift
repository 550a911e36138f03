extension TextLookalike {
  /// The stable name of the finding.
  var id: String {
    switch self {
    case .decimalComma: "looks-like-decimal-comma"
    case .thousands: "looks-like-thousands"
    case .dates, .otherDates: "looks-like-dates"
    }
  }

  /// What the values look like.
  public var noun: String {
    switch self {
    case .decimalComma: "numbers with a comma before the decimals"
    case .thousands: "numbers with signs between the thousands"
    case .dates: "dates"
    case .otherDates: "dates that cannot be declared"
    }
  }

  /// What to do about it.
  public var help: String {
    switch self {
    case .decimalComma: "declare 'decimal: comma'"
    case .thousands: "export them without signs between the thousands"
    case .dates(let formats) where formats.count == 1:
      "declare 'dateFormat: \(formats.map(\.rawValue).joined())'"
    case .dates(let formats):
      "they fit \(formats.map(\.rawValue).joined(separator: " and ")): declare which with "
        + "'dateFormat'"
    case .otherDates: "export them as 2010-01-31"
    }
  }
}
