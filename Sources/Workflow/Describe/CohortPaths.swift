internal import Cohorts
internal import Diagnostics
internal import Studies
internal import Tables
internal import Vocabulary

/// How a path ended.
enum PathEnd: Int, CaseIterable {
  case died
  case noFurther
  case inFollowUp

  /// The heading of its count.
  var key: String {
    switch self {
    case .died: "died"
    case .noFurther: "noFurther"
    case .inFollowUp: "inFollowUp"
    }
  }

  /// What the node of a figure is called.
  func node(_ table: String) -> String {
    switch self {
    case .died: "died"
    case .noFurther: "no further \(table)"
    case .inFollowUp: "in follow-up"
    }
  }
}

/// The paths of the patients of a cohort.
struct CohortPaths {
  /// How many rows each patient has.
  let lengths: [Int]
  private let ends: [PathEnd]
  private let years: [Int?]
  private let codes: [Int]
  private let offsets: [Int]
  private let labels: EventLabels
  private let section: SequencesSection

  /// Between the labels of a path.
  static let arrow = " > "

  init(_ events: CohortEvents, _ section: SequencesSection, _ followUp: CohortFollowUp) {
    let labels = EventLabels(events.table, section.label.name)
    let stops = section.stop.map { EventDays(events.table, $0.name) }
    let times = EventYears(events.table)
    codes = events.rows.map { labels[$0] }
    offsets = events.offsets
    lengths = (0..<events.patientCount).map { events.offsets[$0 + 1] - events.offsets[$0] }
    ends = lengths.indices.map { patient in
      if followUp.died[patient] { return .died }
      guard let stops, let last = events.rows(of: patient).last else { return .inFollowUp }
      guard let stop = stops[last] else { return stops.isUndated(last) ? .noFurther : .inFollowUp }
      return stop < followUp.end[patient] ?? .max ? .noFurther : .inFollowUp
    }
    years = lengths.indices.map { patient in
      events.rows(of: patient).first.flatMap { times[$0] }
    }
    self.labels = labels
    self.section = section
  }

  private var patientCount: Int { lengths.count }

  /// The tree of whole paths, with the node of each patient.
  private var whole: (tree: PathTree, nodes: [Int]) {
    var tree = PathTree(labelCount: labels.names.count)
    let nodes = lengths.indices.map { patient in
      var node = 0
      for place in offsets[patient]..<offsets[patient + 1] {
        node = tree.child(codes[place], of: node)
      }
      return node
    }
    return (tree, nodes)
  }

  /// The most frequent paths in order, and for each patient the place of the path among them.
  private var ranked: (names: [String], steps: [Int], places: [Int?]) {
    let (tree, nodes) = whole
    var counts = [Int](repeating: 0, count: tree.count)
    for node in nodes { counts[node] += 1 }
    func name(_ node: Int) -> String {
      tree.path(node).map { labels.names[$0] }.joined(separator: Self.arrow)
    }
    let used = (1..<tree.count).filter { counts[$0] > 0 }.sorted { counts[$0] > counts[$1] }
    let least = used.count > section.top ? counts[used[section.top - 1]] : 0
    let named = used.filter { counts[$0] >= least }.map { (node: $0, name: name($0)) }
      .sorted { (counts[$1.node], $0.name) < (counts[$0.node], $1.name) }.prefix(section.top)
    var places = [Int?](repeating: nil, count: tree.count)
    for (place, path) in named.enumerated() { places[path.node] = place }
    return (
      named.map(\.name), named.map { tree.path($0.node).count }, nodes.map { places[$0] }
    )
  }

  /// The paths with how many patients took each and how each ended; they add up to the cohort.
  func pathTable(_ name: String) -> DescriptionTable {
    let (names, steps, places) = ranked
    let size = PathEnd.allCases.count
    var counts = [[Int]](repeating: [Int](repeating: 0, count: size), count: names.count + 2)
    for patient in lengths.indices {
      let row = places[patient] ?? (lengths[patient] == 0 ? names.count + 1 : names.count)
      counts[row][ends[patient].rawValue] += 1
    }
    var table = DescriptionTable(
      name, ["path", "steps", "patients", "share"] + PathEnd.allCases.map(\.key))
    for (row, path) in (names + ["other paths", "no \(section.events.value)"]).enumerated() {
      let patients = counts[row].reduce(0, +)
      if row >= names.count, patients == 0 { continue }
      let share = patientCount > 0 ? Double(patients) / Double(patientCount) : nil
      table.append(
        [
          .text(path), row < names.count ? .plain(Double(steps[row])) : .plain(nil),
          .count(patients), .number(share, of: [patients]),
        ] + counts[row].map { .count($0) })
    }
    return table
  }

  /// The paths by the calendar year in which they began.
  func yearTable(_ name: String) -> DescriptionTable {
    let (names, _, places) = ranked
    let known = lengths.indices.filter { lengths[$0] > 0 }
    let all = Set(known.compactMap { years[$0] }).sorted()
    let column = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: names.count + 1), count: all.count + 1)
    for patient in known {
      let year = years[patient].flatMap { column[$0] } ?? all.count
      counts[year][places[patient] ?? names.count] += 1
    }
    var table = DescriptionTable(name, ["year", "path", "patients", "share"])
    for (index, year) in (all.map { String($0) } + ["unknown"]).enumerated() {
      let total = counts[index].reduce(0, +)
      for (path, patients) in zip(names + ["other paths"], counts[index]) where patients > 0 {
        table.append([
          .text(year), .text(path), .count(patients),
          .number(Double(patients) / Double(total), of: [patients]),
        ])
      }
    }
    return table
  }

  /// For each step the labels that are told apart in figures, and for each label its place.
  private var shown: (names: [[String]], places: [[Int]]) {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: labels.names.count), count: section.depth)
    for patient in lengths.indices {
      for step in 0..<min(lengths[patient], section.depth) {
        counts[step][codes[offsets[patient] + step]] += 1
      }
    }
    var (names, places): ([[String]], [[Int]]) = ([], [])
    for step in counts {
      let kept = labels.most(step, limit: section.labels)
      var place = [Int](repeating: kept.count, count: labels.names.count)
      for (index, label) in kept.enumerated() { place[label] = index }
      names.append(kept.map { labels.names[$0] } + [EventLabels.other])
      places.append(place)
    }
    return (names, places)
  }

  /// How many patients go from each label of a step to each of the next, or end there.
  func flowTable(_ name: String) -> DescriptionTable {
    let (names, places) = shown
    let ends = PathEnd.allCases.map { $0.node(section.events.value) }
    let further = "further"
    var table = DescriptionTable(name, ["step", "from", "to", "isEnd", "patients"])
    for step in 0..<section.depth {
      let next = step + 1 < section.depth ? names[step + 1] : [further]
      let targets = next + ends
      var counts = [[Int]](
        repeating: [Int](repeating: 0, count: targets.count), count: names[step].count)
      for patient in lengths.indices where lengths[patient] > step {
        let from = places[step][codes[offsets[patient] + step]]
        let to: Int
        if lengths[patient] == step + 1 {
          to = next.count + self.ends[patient].rawValue
        } else if step + 1 < section.depth {
          to = places[step + 1][codes[offsets[patient] + step + 1]]
        } else {
          to = 0
        }
        counts[from][to] += 1
      }
      for (from, row) in zip(names[step], counts) {
        for (index, patients) in row.enumerated() where patients > 0 {
          let isEnd = index >= next.count || step + 1 == section.depth
          table.append([
            .text(String(step + 1)), .text(from), .text(targets[index]),
            .text(isEnd ? "true" : "false"), .count(patients),
          ])
        }
      }
    }
    return table
  }

  /// The smallest share of a node of the tree that is listed.
  private static let leastShare = 0.002

  /// The beginnings of paths, each with how many patients took it.
  func treeTable(_ name: String) -> DescriptionTable {
    let (names, places) = shown
    let most = names.map(\.count).max() ?? 1
    var tree = PathTree(labelCount: most)
    var counts = [0]
    for patient in lengths.indices where lengths[patient] > 0 {
      var node = 0
      counts[0] += 1
      for step in 0..<min(lengths[patient], section.depth) {
        node = tree.child(places[step][codes[offsets[patient] + step]], of: node)
        if node == counts.count { counts.append(0) }
        counts[node] += 1
      }
    }
    let total = Double(counts[0])
    var table = DescriptionTable(name, ["step", "path", "label", "patients", "share"])
    let nodes = (1..<tree.count).filter { Double(counts[$0]) >= Self.leastShare * total }.map {
      let path = tree.path($0).enumerated().map { names[$0][$1] }
      return (node: $0, path: path)
    }
    for one in nodes.sorted(by: {
      ($0.path.count, counts[$1.node], $0.path.joined()) < (
        $1.path.count, counts[$0.node], $1.path.joined()
      )
    }) {
      table.append([
        .text(String(one.path.count)), .text(one.path.joined(separator: Self.arrow)),
        .text(one.path.last ?? ""), .count(counts[one.node]),
        .number(Double(counts[one.node]) / total, of: [counts[one.node]]),
      ])
    }
    return table
  }
}
