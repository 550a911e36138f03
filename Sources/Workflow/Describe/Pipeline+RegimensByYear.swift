internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

extension Pipeline {
  /// How often each label began in each calendar year.
  func regimensByYear(
    _ section: RegimensByYearSection, _ description: CheckedDescription,
    _ cohort: AnalysisCohort, _ findings: inout [Diagnostic]
  ) throws(Faults) -> DescriptionDraft {
    let events = try events(description, section.events.value, order: nil, cohort, &findings)
    guard let events else { return DescriptionDraft() }
    let labels = EventLabels(events.table, section.label.name)
    let times = EventYears(events.table)
    var all = [Int](repeating: 0, count: labels.names.count)
    var (years, undated): (Set<Int>, Int) = ([], 0)
    for row in events.rows {
      guard let year = times[row] else {
        undated += 1
        continue
      }
      all[labels[row]] += 1
      years.insert(year)
    }
    let kept = labels.most(all, limit: section.top)
    var place = [Int](repeating: kept.count, count: labels.names.count)
    for (index, label) in kept.enumerated() { place[label] = index }
    let names = kept.map { labels.names[$0] } + [EventLabels.other]
    let ordered = years.sorted()
    let index = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: names.count), count: ordered.count)
    for row in events.rows {
      if let year = times[row].flatMap({ index[$0] }) { counts[year][place[labels[row]]] += 1 }
    }
    var table = DescriptionTable(
      "\(description.name)-by-year", ["year", "label", "count", "share"])
    for (year, row) in zip(ordered, counts) {
      let total = row.reduce(0, +)
      for (name, count) in zip(names, row) where count > 0 {
        table.append([
          .text(String(year)), .text(name), .count(count),
          .number(Double(count) / Double(total), of: [count]),
        ])
      }
    }
    return DescriptionDraft(
      tables: [table], notes: events.notes + (undated > 0 ? [.undatedRows(undated)] : []))
  }
}
