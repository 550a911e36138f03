/// The files of a report.
public enum ReportFiles {
  /// The page, the figures and the tables, each with its path in the output folder.
  public static func files(_ content: ReportContent) -> [(path: String, contents: String)] {
    let figures = FigureSet(content)
    let page = HTMLReport(content, figures).text
    return [(path: "report.html", contents: page)]
      + figures.all.map { (path: "figures/\($0.name).svg", contents: $0.svg) }
      + CSVTables.files(content)
  }
}
