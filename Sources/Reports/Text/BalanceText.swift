internal import Workflow

/// Balance of the covariates for a terminal: before any design and under each, or one design in
/// detail.
public struct BalanceText {
  private let content: ReportContent
  private let width: Int
  private let usesColor: Bool

  /// Balance laid out for `width` columns.
  public init(_ content: ReportContent, width: Int, usesColor: Bool) {
    self.content = content
    self.width = max(width, 60)
    self.usesColor = usesColor
  }

  /// The standardized mean differences before and under each design, a line a covariate.
  public var overview: String {
    let designs = content.designs
    guard let first = designs.first else { return "" }
    var grid = TextGrid(
      [.init(heading: ""), .init(heading: "before", alignsRight: true)]
        + designs.map { .init(heading: $0.name, alignsRight: true) })
    for row in rows(first.value) {
      let cells = designs.map { design in
        let own = rows(design.value).first {
          $0.covariate == row.covariate && $0.level == row.level
        }
        return smd(own?.smdAfter, design.value, row)
      }
      grid.append([label(row), .init(text: NumberText.fixed(row.smdBefore, 3))] + cells)
    }
    return text([heading("Standardized mean differences")] + grid.lines(width: width))
  }

  /// One design in detail; `nil` where the run has no such design.
  public func detail(of name: String) -> String? {
    guard let design = content.designs.first(where: { $0.name == name })?.value else { return nil }
    let arms = [design.balance.first?.arm, design.balance.first?.referenceArm]
      .map { TextColumns.cut($0 ?? "", to: 12) }
    var grid = TextGrid(
      [.init(heading: "")]
        + [arms[0], arms[1], "SMD", "→ \(arms[0])", arms[1], "SMD", "VR", "KS"]
        .map { .init(heading: $0, alignsRight: true) })
    for row in rows(design) {
      grid.append([
        label(row), mean(row.meanBefore), mean(row.referenceMeanBefore),
        .init(text: NumberText.fixed(row.smdBefore, 3)), mean(row.meanAfter),
        mean(row.referenceMeanAfter), smd(row.smdAfter, design, row),
        .init(text: NumberText.ratio(row.varianceRatioAfter)),
        .init(text: NumberText.fixed(row.ksAfter, 3)),
      ])
    }
    return text([heading("Balance before → under \(name)")] + grid.lines(width: width))
  }

  /// The names of the designs in the order of the study.
  public var designs: [String] { content.designs.map(\.name) }

  private func rows(_ design: DesignResult) -> [DesignResult.BalanceRow] {
    design.balance.filter { $0.subgroup == nil }
  }

  private func heading(_ text: String) -> TextLine {
    var line = TextLine(text, .heading)
    let note = "  * not in the propensity model"
    let hasOthers = content.designs.contains { rows($0.value).contains { !$0.inModel } }
    if hasOthers, line.width + TextColumns.width(note) <= width { line.add(note, .faint) }
    return line
  }

  private func label(_ row: DesignResult.BalanceRow) -> TextGrid.Cell {
    let name = content.covariateLabel(row.covariate, level: row.level)
    return .init(text: row.inModel ? name : "\(name) *")
  }

  private func mean(_ value: Double?) -> TextGrid.Cell { .init(text: NumberText.general(value)) }

  private func smd(
    _ value: Double?, _ design: DesignResult, _ row: DesignResult.BalanceRow
  ) -> TextGrid.Cell {
    let isLarge = row.inModel && abs(value ?? 0) > content.balanceThreshold(design)
    return .init(text: NumberText.fixed(value, 3), ink: isLarge ? .warning : .plain)
  }

  private func text(_ lines: [TextLine]) -> String {
    lines.map { $0.rendered(usesColor: usesColor) + "\n" }.joined()
  }
}
