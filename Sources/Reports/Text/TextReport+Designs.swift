internal import Workflow

extension TextReport {
  /// The designs as a table, each with how well it balances.
  var designs: [TextLine] {
    let designs = content.designs
    guard !designs.isEmpty else { return [] }
    var heading = TextLine("Designs", .heading)
    heading.add(TextColumns.cut("  \(armNames)", to: width - 7), .faint)
    var grid = TextGrid([
      .init(heading: ""), .init(heading: "estimand"), .init(heading: "sets", alignsRight: true),
      .init(heading: "patients"), .init(heading: "unmatched"), .init(heading: "effective"),
      .init(heading: "worst |SMD|"), .init(heading: "gates"),
    ])
    let patients = byArm(designs) { NumberText.count($0.n) }
    let unmatched = byArm(designs) { NumberText.count($0.unmatched) }
    let effective = byArm(designs) { NumberText.fixed($0.effectiveSampleSize, 0, groupFrom: 1000) }
    for (index, design) in designs.enumerated() {
      grid.append([
        .init(text: content.designLabel(design.name)), .init(text: population(design.value)),
        .init(text: NumberText.count(design.value.sets)), .init(text: patients[index]),
        .init(text: design.value.sets == nil ? "" : unmatched[index]),
        .init(text: effective[index]), worst(design.value), gates(design.value),
      ])
    }
    return [heading] + grid.lines(width: width)
  }

  /// One cell a design such as `338 / 2,305`, aligned arm by arm.
  private func byArm(
    _ designs: [ReportContent.Named<DesignResult>],
    _ text: (DesignResult.ArmCounts) -> String
  ) -> [String] {
    let texts = designs.map { design in
      content.results.arms.map { arm in
        design.value.arms[arm.arm].map(text) ?? NumberText.absent
      }
    }
    let widths = content.results.arms.indices.map { arm in
      texts.map { TextColumns.width($0[arm]) }.max() ?? 0
    }
    return texts.map { cells in
      zip(cells, widths).map { TextColumns.padded($0, to: $1, right: true) }
        .joined(separator: " / ")
    }
  }

  private func population(_ design: DesignResult) -> String {
    design.targetPopulation ?? design.estimand ?? NumberText.absent
  }

  private func worst(_ design: DesignResult) -> TextGrid.Cell {
    guard let worst = design.worstBalance else {
      return .init(text: NumberText.absent)
    }
    let name = content.covariateLabel(worst.row.covariate, level: worst.row.level)
    return .init(
      text: "\(NumberText.fixed(worst.value, 2)) \(TextColumns.cut(name, to: 24))",
      ink: worst.value > content.balanceThreshold(design) ? .warning : .plain)
  }

  private func gates(_ design: DesignResult) -> TextGrid.Cell {
    guard !design.gates.isEmpty else { return .init(text: NumberText.absent) }
    let holds = design.gates.allSatisfy(\.passed)
    return .init(text: holds ? "ok" : "not ok", ink: holds ? .plain : .warning)
  }
}
