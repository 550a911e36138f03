internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// How labels of the same patients agree.
  func crossTable(
    _ section: CrossTableSection, _ name: String, _ cohort: AnalysisCohort
  ) -> DescriptionDraft {
    let columns = section.columns.compactMap { LabelColumn(cohort.table[$0.name]) }
    var pairs = DescriptionTable(
      "\(name)-pairs", ["first", "second", "firstLabel", "secondLabel", "patients", "share"])
    var agreement = DescriptionTable(
      "\(name)-agreement",
      [
        "first", "second", "bothKnown", "eitherUnknown", "agreeing", "agreement", "kappa", "lower",
        "upper",
      ])
    for (index, first) in columns.enumerated() {
      for second in columns.dropFirst(index + 1) {
        append(first, second, level: section.level, to: &pairs, &agreement)
      }
    }
    return DescriptionDraft(
      tables: [agreement, pairs, patterns(columns, "\(name)-patterns", cohort.count)],
      notes: [.kappa(level: section.level)])
  }

  private func append(
    _ first: LabelColumn, _ second: LabelColumn, level: Double, to pairs: inout DescriptionTable,
    _ agreement: inout DescriptionTable
  ) {
    let size = (first.labels.count, second.labels.count)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: size.1), count: size.0)
    for row in first.codes.indices { counts[first.codes[row]][second.codes[row]] += 1 }
    let total = first.codes.count
    for (label, row) in zip(first.labels, counts) {
      for (other, count) in zip(second.labels, row) {
        pairs.append([
          .text(first.name), .text(second.name), .text(label), .text(other), .count(count),
          .number(total > 0 ? Double(count) / Double(total) : nil, of: [count]),
        ])
      }
    }
    let known = Set(first.labels.dropLast() + second.labels.dropLast()).sorted()
    let square = known.map { label in
      known.map { other -> Int in
        guard let i = first.labels.dropLast().firstIndex(of: label),
          let j = second.labels.dropLast().firstIndex(of: other)
        else { return 0 }
        return counts[i][j]
      }
    }
    let kappa = CohenKappa(square, level: level)
    let basis = [kappa.agreeing, kappa.count - kappa.agreeing]
    agreement.append([
      .text(first.name), .text(second.name), .count(kappa.count), .count(total - kappa.count),
      .count(kappa.agreeing), .number(kappa.agreement, of: basis),
      .number(kappa.kappa, of: basis), .number(kappa.lower, of: basis),
      .number(kappa.upper, of: basis),
    ])
  }

  /// Every combination of labels that occurs, the most frequent first.
  private func patterns(
    _ columns: [LabelColumn], _ name: String, _ count: Int
  ) -> DescriptionTable {
    var table = DescriptionTable(name, columns.map(\.name) + ["patients", "share"])
    var tree = PathTree(labelCount: columns.map(\.labels.count).max() ?? 1)
    var counts: [Int: Int] = [:]
    for row in 0..<count {
      let node = columns.reduce(0) { node, column in tree.child(column.codes[row], of: node) }
      counts[node, default: 0] += 1
    }
    let order = counts.sorted { a, b in
      a.value != b.value
        ? a.value > b.value : tree.path(a.key).lexicographicallyPrecedes(tree.path(b.key))
    }
    for (node, patients) in order {
      table.append(
        zip(columns, tree.path(node)).map { .text($0.labels[$1]) } + [
          .count(patients), .number(Double(patients) / Double(count), of: [patients]),
        ])
    }
    return table
  }
}

/// The labels of a column, with one more for those that are unknown.
private struct LabelColumn {
  let name: String
  let labels: [String]
  let codes: [Int]

  init?(_ column: Column?) {
    guard let column, let coded = column.coded else { return nil }
    name = column.name
    labels = coded.labels + ["unknown"]
    codes = coded.codes.map { $0 < 0 ? coded.labels.count : $0 }
  }
}
