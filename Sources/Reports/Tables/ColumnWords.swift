internal import Diagnostics
internal import Tables

/// What is found of a column, in words.
enum ColumnWords {
  /// Why the column has its type.
  static func reason(_ profile: ColumnProfile) -> String {
    switch profile.reason {
    case .declared: return "declared"
    case .noValues: return "there are no values to tell it from"
    case .allValues(let count):
      return count == 1
        ? "its one value is \(one(profile))"
        : "all \(NumberText.count(count)) values are \(many(profile))"
    case .fewTexts(let count): return count == 1 ? "1 distinct text" : "\(count) distinct texts"
    case .manyTexts(let most): return "more than \(most) distinct texts"
    case .distinctTexts: return "no text occurs twice"
    case .mixed(let type, let others, let example, let line):
      let rest =
        others == 1 ? "" : ", and \(NumberText.count(others - 1)) more are no \(noun(type))"
      return "because line \(NumberText.count(line)) holds '\(excerpt(example, to: 20))'\(rest)"
    }
  }

  private static func many(_ profile: ColumnProfile) -> String {
    switch profile.summary.type {
    case .integer: "whole numbers"
    case .number: "numbers"
    case .flag: "true or false"
    case .date: "dates"
    case .category, .text: "texts"
    }
  }

  private static func one(_ profile: ColumnProfile) -> String {
    switch profile.summary.type {
    case .integer: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .date: "a date"
    case .category, .text: "a text"
    }
  }

  private static func noun(_ type: ColumnType) -> String { type == .date ? "dates" : "numbers" }

  /// From where to where, quartiles, mean, and how many values differ.
  static func range(_ summary: ColumnSummary, _ figures: ColumnSummary.Distribution) -> String {
    func text(_ value: Double) -> String {
      if summary.type == .date {
        return CalendarDate(daysSince1970: Int(value.rounded())).description
      }
      return NumberText.trimmed(value)
    }
    if figures.minimum == figures.maximum { return "always \(text(figures.minimum))" }
    var words =
      "\(text(figures.minimum)) to \(text(figures.maximum)), quartiles "
      + [figures.lowerQuartile, figures.median, figures.upperQuartile].map(text)
      .joined(separator: " | ")
    if summary.type != .date {
      words += ", mean \(NumberText.general(figures.mean))"
      if let deviation = figures.standardDeviation {
        words += " (SD \(NumberText.general(deviation)))"
      }
    }
    return words + ", \(NumberText.count(summary.distinct)) distinct"
  }

  /// The stable name of an oddity.
  static func id(_ oddity: ColumnProfile.Oddity) -> String {
    switch oddity {
    case .constant: "constant"
    case .possibleIdentifier: "possible-identifier"
    case .lookalike(.decimalComma): "decimal-comma"
    case .lookalike(.thousands): "thousands"
    case .lookalike, .dateDigits: "dates"
    case .suspectedMissing: "suspected-missing"
    case .roundedDays: "rounded-days"
    case .nearDuplicates: "near-duplicates"
    }
  }

  /// What is odd, and what to do about it.
  static func oddity(_ oddity: ColumnProfile.Oddity) -> String {
    switch oddity {
    case .constant: "every value is the same"
    case .possibleIdentifier: "no value occurs twice: perhaps an identifier"
    case .lookalike(let lookalike): "the values look like \(lookalike.noun): \(lookalike.help)"
    case .dateDigits: "the numbers look like dates: declare 'dateFormat: yyyymmdd'"
    case .suspectedMissing(let text, let count):
      "'\(excerpt(text, to: 20))' (\(NumberText.count(count)) rows) may stand for a missing value: "
        + "if so, declare it under 'missing'"
    case .roundedDays(let share):
      "\(percent(share)) of the days are the 1st or 15th: unknown days were perhaps filled in"
    case .nearDuplicates(let levels):
      "these levels differ in case or spaces alone: "
        + levels.map { "'\(excerpt($0, to: 20))'" }.joined(separator: ", ")
    }
  }

  /// A share in per cent.
  static func percent(_ share: Double) -> String {
    share > 0 && share < 0.001 ? "<0.1 %" : "\(NumberText.percent(share)) %"
  }

  /// A text that data hold, short and harmless to a terminal.
  static func excerpt(_ text: String, to count: Int) -> String {
    let plain = TextRenderer.printable(String(text.prefix(count + 1)))
    return plain.count > count ? plain.prefix(count - 1) + "…" : plain
  }
}
