import TestSupport

/// A patient of the oracle as the files have them.
struct PlanPatient {
  var entry: Int?
  var tables: [String: [OracleEvent]] = [:]

  /// A patient; `isKnown` has every day and every value, else so many days are open.
  init(_ random: inout RuleGenerator, isKnown: Bool, open most: Int = 2) {
    entry = !isKnown && random.number(0...5) == 0 ? nil : random.number(3...9)
    var open = isKnown ? 0 : most
    for (name, most) in [("lab", 3), ("visit", 2)] {
      tables[name] = (0..<random.number(0...most)).map { _ in
        let day = random.number(0...12)
        var event = OracleEvent(date: day...day)
        let stop = day + random.number(0...6)
        event.stop = stop...stop
        if !isKnown {
          let state = random.number(0...9)
          if state < 4, open > 0 {
            open -= 1
            event.date = state == 0 ? nil : day...day + random.number(1...2)
          } else if state == 5, open > 0 {
            open -= 1
            event.stop = stop...stop + random.number(1...2)
          } else if state == 6 {
            event.stop = nil
          }
        }
        let isThere = { (random: inout RuleGenerator) in isKnown || random.number(0...9) > 0 }
        if isThere(&random) { event.kind = ["a", "b"][random.number(0...1)] }
        if isThere(&random) { event.drugs = ["a", "b", "a+b", "c"][random.number(0...3)] }
        if isThere(&random) { event.value = Double(random.number(-3...5)) }
        return event
      }
    }
  }

  /// Every way in which the days that are not known can be.
  var worlds: [PlanWorld] {
    var worlds = [PlanWorld(entry: entry.map(Double.init), tables: ["lab": [], "visit": []])]
    for (name, events) in tables.sorted(by: { $0.key < $1.key }) {
      for (file, event) in events.enumerated() {
        let ranks = event.date.map { Array($0) } ?? [-9, 0, 3, 6, 9, 12, 25]
        let stops: [Int?] = event.stop.map { $0.map { $0 } } ?? [nil]
        worlds = worlds.flatMap { world in
          ranks.flatMap { rank in
            stops.map { stop in
              var world = world
              world.tables[name]?.append(
                PlanRow(
                  date: event.date == nil ? nil : Double(rank), rank: Double(rank),
                  stop: stop.map(Double.init), kind: event.kind, drugs: event.drugs,
                  value: event.value, file: file))
              return world
            }
          }
        }
      }
    }
    return worlds
  }
}
