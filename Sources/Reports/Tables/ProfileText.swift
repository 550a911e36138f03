internal import Diagnostics
public import Tables

/// What is in a table and why it was read so, for a terminal.
public struct ProfileText {
  private let read: ReadTable
  private let profiles: [ColumnProfile]
  private let width: Int
  private let bars: TextBars

  /// How many columns are shown where no more are asked for.
  public static let fewColumns = 60
  private static let fewLevels = 8

  /// The columns of a table laid out for a terminal of some width.
  ///
  /// - Parameters:
  ///   - read: the table, read without declarations.
  ///   - profiles: the columns to show, in order.
  ///   - width: how many characters a line may have; at least 40 are used.
  ///   - showsUnicode: whether bars may be drawn with characters beyond ASCII.
  public init(_ read: ReadTable, _ profiles: [ColumnProfile], width: Int, showsUnicode: Bool) {
    self.read = read
    self.profiles = profiles
    self.width = max(40, width)
    bars = TextBars(showsUnicode: showsUnicode)
  }

  /// A head, and a few lines a column: type and why, missing values, figures, what is odd.
  public var text: String {
    let table = read.table
    var lines = wrapped(
      "\(TextRenderer.printable(table.name)): \(NumberText.count(table.rowCount)) rows, "
        + "\(NumberText.count(table.columns.count)) columns (\(types))", indent: 0)
    for profile in profiles { lines += [""] + self.lines(profile) }
    let left = table.columns.count - profiles.count
    if left > 0 {
      lines += [""]
      lines += wrapped(
        "\(NumberText.count(left)) more columns: --all shows them, --column NAME shows one",
        indent: 0)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var types: String {
    let counts = Dictionary(grouping: read.table.columns, by: \.type)
    return ColumnType.allCases.compactMap { type in
      counts[type].map { "\(NumberText.count($0.count)) \(type.rawValue)" }
    }.joined(separator: ", ")
  }

  private func lines(_ profile: ColumnProfile) -> [String] {
    let summary = profile.summary
    let name = ColumnWords.excerpt(summary.name, to: width / 2)
    var lines = wrapped(
      "\(name)  \(summary.type.rawValue): \(ColumnWords.reason(profile))", indent: 4)
    if summary.missing > 0 {
      let share = Double(summary.missing) / Double(max(1, read.table.rowCount))
      lines.append(
        "  missing: \(NumberText.count(summary.missing)) (\(ColumnWords.percent(share)))")
    }
    lines += figures(profile)
    for oddity in profile.oddities {
      lines += wrapped("  ! \(ColumnWords.oddity(oddity))", indent: 4)
    }
    return lines
  }

  private func figures(_ profile: ColumnProfile) -> [String] {
    let summary = profile.summary
    if let counts = wholeNumbers(profile) { return levels(counts, of: summary.count) }
    if let distribution = summary.distribution {
      let words = wrapped("  " + ColumnWords.range(summary, distribution), indent: 4)
      guard profile.histogram.count > 1 else { return words }
      let drawing = bars.histogram(profile.histogram)
      guard let last = words.last, words.count == 1, last.count + 3 + drawing.count <= width else {
        return words + ["  " + drawing]
      }
      return [last + "   " + drawing]
    }
    if !summary.levels.isEmpty {
      return levels(summary.levels.map { ($0.level, $0.count) }, of: summary.count)
    }
    return summary.count == 0 || summary.type != .text
      ? [] : ["  \(NumberText.count(summary.distinct)) distinct texts"]
  }

  /// Whole numbers of few values, each with its count.
  private func wholeNumbers(_ profile: ColumnProfile) -> [(level: String, count: Int)]? {
    guard profile.summary.type == .integer, 2...Self.fewLevels ~= profile.histogram.count,
      let least = profile.summary.distribution?.minimum
    else { return nil }
    return profile.histogram.enumerated().filter { $0.element > 0 }
      .map { (NumberText.trimmed(least + Double($0.offset)), $0.element) }
  }

  private func levels(_ all: [(level: String, count: Int)], of present: Int) -> [String] {
    let shown = all.prefix(Self.fewLevels)
    let names = shown.map { ColumnWords.excerpt($0.level, to: max(8, width / 3)) }
    let counts = shown.map { NumberText.count($0.count) }
    let nameWidth = names.map(\.count).max() ?? 0
    let countWidth = counts.map(\.count).max() ?? 0
    let most = max(1, all.map(\.count).max() ?? 1)
    let room = min(30, width - nameWidth - countWidth - 16)
    var lines = zip(shown.indices, zip(names, counts)).map { index, words in
      let share = Double(shown[index].count) / Double(max(1, present))
      let percent = ColumnWords.percent(share)
      let line =
        "  " + ReportText.padded(words.0, to: nameWidth) + "  "
        + String(repeating: " ", count: countWidth - words.1.count) + words.1
        + String(repeating: " ", count: max(1, 9 - percent.count)) + percent
      let bar = room < 6 ? "" : bars.bar(Double(shown[index].count) / Double(most), of: room)
      return bar.isEmpty ? line : line + "  " + bar
    }
    let rest = all.dropFirst(shown.count)
    if !rest.isEmpty {
      let rows = NumberText.count(rest.reduce(0) { $0 + $1.count })
      lines.append("  \(rest.count) more levels with \(rows) rows")
    }
    return lines
  }

  /// Lines that break between words; a word that is too long for a line has one of its own.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    guard text.count > width else { return [text] }
    let lead = String(text.prefix { $0 == " " })
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = (lines.isEmpty ? lead : String(repeating: " ", count: indent)) + word
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      }
    }
    return lines + [line]
  }
}
