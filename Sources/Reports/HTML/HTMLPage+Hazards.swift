internal import Workflow

extension HTMLPage {
  /// The further figures of each outcome: the first design in full view, the others to be opened.
  mutating func hazards() -> [Markup] {
    var body: [Markup] = []
    for outcome in outcomes(figures.further.map { ($0.outcome, nil) }) {
      let all = figures.further.filter { $0.outcome == outcome.name }
      guard let first = all.first else { continue }
      let label = content.outcomeLabel(outcome.name)
      body.append(heading(label, "hazards", outcome.name))
      for one in all where one.design == first.design { body.append(figure(one.figure, one.note)) }
      let others = all.filter { $0.design != first.design }
      guard !others.isEmpty else { continue }
      var inside: [Markup] = []
      for other in others { inside.append(figure(other.figure, other.note)) }
      body.append(details("\(label) under the other designs (\(others.count))", inside))
    }
    return body
  }
}
