internal import Workflow

/// Patients flowing from step to step of their paths, and out of them.
struct SankeyFigure {
  private struct Node {
    let name: String
    let isEnd: Bool
    var into = 0.0
    var out = 0.0
    /// Whether a count in it is held back.
    var isHeld = false
    var y = 0.0
    var size: Double { max(into, out) }
  }

  private struct Flow {
    let step: Int
    let from: String
    let to: String
    let isEnd: Bool
    let count: Double
    let isHeld: Bool
  }

  private let title: String
  private let flows: [Flow]
  private let inks: LabelInks
  private let steps: Int

  init(_ table: DescribedTable, title: String) {
    self.title = title
    let flows = table.rows.compactMap { row -> Flow? in
      guard let step = table.text(row, "step").flatMap(Int.init),
        let from = table.text(row, "from"), let to = table.text(row, "to"),
        let patients = table.text(row, "patients")
      else { return nil }
      return Flow(
        step: step, from: from, to: to, isEnd: table.text(row, "isEnd") == "true",
        count: DescribedTable.drawn(patients), isHeld: patients.first == "<")
    }
    self.flows = flows
    steps = flows.map(\.step).max() ?? 0
    inks = LabelInks(flows.map { ($0.from, $0.count) })
  }

  func figure(name: String) -> Figure {
    Figure(
      name: name, title: "\(title): from step to step", description: description, draw: draw)
  }

  private var description: String {
    let parts = (1...max(1, steps)).map { step -> String in
      let own = flows.filter { $0.step == step }.sorted { $0.count > $1.count }.prefix(4)
      return "Step \(step): "
        + own.map { "\($0.from) to \($0.to) \(Self.shown($0.count, $0.isHeld))" }
        .joined(separator: ", ")
    }
    return "Bands from the labels of each step to those of the next, as wide as their patients are "
      + "many. The largest: " + parts.joined(separator: ". ") + "."
  }

  private static func shown(_ count: Double, _ isHeld: Bool) -> String {
    isHeld ? "fewer than \(NumberText.count(Int(count * 2)))" : NumberText.count(Int(count))
  }

  private static let nodeWidth = 11.0
  private static let barHeight = 330.0
  private static let gap = 5.0
  private static let leastSlot = 15.0

  /// The nodes of each column: labels in order of size, then the ends of the step before.
  private func columns(_ count: Int) -> [[Node]] {
    (0..<count).map { column in
      var nodes: [Node] = []
      func add(_ name: String, isEnd: Bool, into: Double, out: Double, isHeld: Bool) {
        if let index = nodes.firstIndex(where: { $0.name == name && $0.isEnd == isEnd }) {
          nodes[index].into += into
          nodes[index].out += out
          nodes[index].isHeld = nodes[index].isHeld || isHeld
        } else {
          nodes.append(Node(name: name, isEnd: isEnd, into: into, out: out, isHeld: isHeld))
        }
      }
      for flow in flows where flow.step == column + 1 {
        add(flow.from, isEnd: false, into: 0, out: flow.count, isHeld: flow.isHeld)
      }
      for flow in flows where flow.step == column {
        add(flow.to, isEnd: flow.isEnd, into: flow.count, out: 0, isHeld: flow.isHeld)
      }
      return nodes.sorted {
        ($0.isEnd ? 1 : 0, $0.name == LabelInks.other ? 1 : 0, $1.size, $0.name) < (
          $1.isEnd ? 1 : 0, $1.name == LabelInks.other ? 1 : 0, $0.size, $1.name
        )
      }
    }
  }

  private func ink(_ node: Node) -> Ink {
    guard node.isEnd else { return inks.ink(node.name) }
    return node.name == "died" ? .ink : node.name == "in follow-up" ? .rule : .muted
  }

  private func draw(_ width: Double) -> Drawing {
    var drawing = Drawing(width: width)
    let isCompact = width < 500
    let shownSteps = isCompact ? min(steps, 2) : steps
    var columns = columns(shownSteps + 1)
    if isCompact, shownSteps < steps {
      // What goes on beyond the last column shown has no flow out of it there.
      for index in columns[shownSteps].indices { columns[shownSteps][index].out = 0 }
    }
    let total = columns.map { $0.reduce(0) { $0 + $1.size } }.max() ?? 1
    let scale = Self.barHeight / max(total, 1)
    let top = 26.0
    var bottom = top
    for column in columns.indices {
      var y = top
      for index in columns[column].indices {
        columns[column][index].y = y
        y += max(columns[column][index].size * scale, Self.leastSlot) + Self.gap
      }
      bottom = max(bottom, y)
    }
    let labelRoom = isCompact ? 84.0 : min(130, width / Double(shownSteps + 1) - 26)
    let stride = (width - Self.nodeWidth - labelRoom) / Double(max(1, shownSteps))
    func x(_ column: Int) -> Double { Double(column) * stride }
    for column in 0..<shownSteps {
      drawFlows(column, columns, x, scale, in: &drawing)
    }
    for (column, nodes) in columns.enumerated() {
      let heading = column < steps ? "Step \(column + 1)" : "Then"
      drawing.text(heading, x: x(column), y: 13, .init(size: 11.5, ink: .muted, bold: true))
      for node in nodes {
        drawNode(node, x: x(column), room: labelRoom, scale, in: &drawing)
      }
    }
    if shownSteps < steps {
      drawing.text(
        "The first \(shownSteps) of \(steps) steps; a wider page shows all.", x: 0, y: bottom + 14,
        .init(size: 11.5, ink: .muted))
      bottom += 20
    }
    drawing.height = bottom + 4
    return drawing
  }

  private func drawNode(
    _ node: Node, x: Double, room: Double, _ scale: Double, in drawing: inout Drawing
  ) {
    let height = max(node.size * scale, 1)
    drawing.rect(x: x, y: node.y, width: Self.nodeWidth, height: height, fill: ink(node))
    let count = node.isHeld ? "" : " \(NumberText.count(Int(node.size)))"
    let countWidth = TextWidth.of(count, size: 11.5)
    let name = TextWidth.cut(node.name, size: 11.5, width: room - 6 - countWidth)
    let y = node.y + min(height / 2, Self.leastSlot * 4) + (height < Self.leastSlot ? 5 : 4)
    drawing.text(
      name + count, x: x + Self.nodeWidth + 5, y: y,
      .init(size: 11.5, ink: .ink, italic: node.isEnd))
  }

  private func drawFlows(
    _ column: Int, _ columns: [[Node]], _ x: (Int) -> Double, _ scale: Double,
    in drawing: inout Drawing
  ) {
    let own = flows.filter { $0.step == column + 1 }
    var left = columns[column].map(\.y)
    var right = columns[column + 1].map(\.y)
    for (source, node) in columns[column].enumerated() where !node.isEnd {
      for (target, other) in columns[column + 1].enumerated() {
        let flow = own.first {
          $0.from == node.name && $0.to == other.name && $0.isEnd == other.isEnd
        }
        guard let flow, flow.count > 0 else { continue }
        let height = flow.count * scale
        band(
          from: (x(column) + Self.nodeWidth, left[source]), to: (x(column + 1), right[target]),
          height: height, ink: ink(node), in: &drawing)
        left[source] += height
        right[target] += height
      }
    }
  }

  private func band(
    from: (x: Double, y: Double), to: (x: Double, y: Double), height: Double, ink: Ink,
    in drawing: inout Drawing
  ) {
    let n = Drawing.number
    let middle = (from.x + to.x) / 2
    func point(_ x: Double, _ y: Double) -> String { "\(n(x)) \(n(y))" }
    drawing.path(
      "M\(point(from.x, from.y))C\(point(middle, from.y)) \(point(middle, to.y)) \(point(to.x, to.y))"
        + "L\(point(to.x, to.y + height))C\(point(middle, to.y + height)) "
        + "\(point(middle, from.y + height)) \(point(from.x, from.y + height))Z",
      fill: ink, opacity: 0.3)
  }
}
