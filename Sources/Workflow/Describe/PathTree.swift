/// Paths of labels as a tree: a node stands for all labels up to it.
///
/// No path is ever held as a list, so that a hundred thousand patients cost no more than their rows.
struct PathTree: Sendable {
  /// The node above; the root is its own.
  private(set) var parents = [0]
  /// The last label of each node; -1 at the root.
  private(set) var labels = [-1]
  private var children: [Int: Int] = [:]
  private let labelCount: Int

  /// A tree over so many labels.
  init(labelCount: Int) { self.labelCount = max(labelCount, 1) }

  /// The number of nodes.
  var count: Int { parents.count }

  /// The node below another with a label.
  mutating func child(_ label: Int, of node: Int) -> Int {
    let key = node * labelCount + label
    if let known = children[key] { return known }
    children[key] = count
    parents.append(node)
    labels.append(label)
    return count - 1
  }

  /// The labels from the root to a node.
  func path(_ node: Int) -> [Int] {
    var (path, here) = ([Int](), node)
    while here != 0 {
      path.append(labels[here])
      here = parents[here]
    }
    return path.reversed()
  }
}
