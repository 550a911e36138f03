internal import Workflow

/// The summary of a run for a terminal: who was compared, how well, with what result, and what a
/// careful reader should know.
public struct TextReport {
  let content: ReportContent
  let width: Int
  let folder: String?
  private let usesColor: Bool

  /// The narrowest layout.
  private static let narrowest = 60
  /// The widest layout; longer lines are hard to read.
  private static let widest = 132

  /// The summary of a report that is written to `folder`, or not at all where `nil`, laid out for `width` columns.
  public init(_ content: ReportContent, width: Int, usesColor: Bool, folder: String?) {
    self.content = content
    self.width = min(max(width, Self.narrowest), Self.widest)
    self.usesColor = usesColor
    self.folder = folder
  }

  /// The lines of the summary, none wider than the terminal (60 columns at least) but for a long
  /// path of the folder, which is never broken.
  public var text: String {
    text(of: [
      title, acceptedDesign, cohort, quality, descriptions, designs, estimates, subgroups, findings,
      files,
    ])
  }

  /// Sections with a blank line between them.
  func text(of sections: [[TextLine]]) -> String {
    sections.filter { !$0.isEmpty }
      .map { lines in lines.map { $0.rendered(usesColor: usesColor) + "\n" }.joined() }
      .joined(separator: "\n")
  }

  private var title: [TextLine] {
    var lines = TextLine.paragraph(content.results.title, at: 0, width: width, ink: .heading)
    if lines.isEmpty { lines = [TextLine(content.results.study, .heading)] }
    if let question = content.results.question {
      lines += TextLine.paragraph(question, at: 0, width: width)
    }
    return lines
  }

  private var files: [TextLine] {
    guard let folder else { return [] }
    let count = content.results.estimates.count
    let all = count == 1 ? "the one estimate" : "all \(NumberText.count(count)) estimates"
    var tables = TextLine("Tables  \(folder)/tables/")
    let note = "  \(all) in estimates.csv"
    if count > 0, tables.width + TextColumns.width(note) <= width { tables.add(note, .faint) }
    return [tables, TextLine("Report  \(folder)/report.html")]
  }

  /// The names of the arms, such as `treated / control`, short enough for a heading.
  var armNames: String {
    content.results.arms.map { TextColumns.cut($0.arm, to: 16) }.joined(separator: " / ")
  }
}
