/// The files of a report.
public enum ReportFiles {
  /// The page, the figures and the tables, each with its path in the output folder.
  public static func files(_ content: ReportContent) -> [(path: String, contents: String)] {
    let figures = FigureSet(content)
    return [(path: "report.html", contents: HTMLReport(content, figures).text)]
      + figures.all.map { (path: "figures/\($0.name).svg", contents: $0.svg) }
  }
}
