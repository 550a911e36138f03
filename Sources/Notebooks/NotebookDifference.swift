/// A step of a notebook that answers something else than it should.
public struct NotebookDifference: Sendable {
  /// A line of the comparison.
  public enum Line: Sendable, Equatable {
    /// As it should be.
    case same(String)
    /// Expected and not there.
    case missing(String)
    /// There and not expected.
    case unexpected(String)
  }

  /// The step.
  public let step: Notebook.Step
  /// The comparison, line by line.
  public let lines: [Line]
  /// The line of the notebook where they first differ.
  public let firstLine: Int

  /// Compares; `nil` where the answer is as expected.
  ///
  /// - Parameters:
  ///   - step: the step with what is expected.
  ///   - found: the answer; `nil` where the notebook ended before the step.
  public init?(_ step: Notebook.Step, found: [String]?) {
    guard let found else {
      self.step = step
      lines = [.unexpected("(the session ended before)")]
      firstLine = step.line
      return
    }
    let lines = Self.compared(step.answer, found)
    let same = lines.prefix { if case .same = $0 { true } else { false } }.count
    guard same < lines.count else { return nil }
    self.step = step
    self.lines = lines
    let commandLines = step.command.count { $0 == "\n" } + 1
    firstLine = step.line + commandLines + min(same, max(step.answer.count - 1, 0))
  }

  /// The comparison with what stands around the differences, in lines.
  public var text: String {
    let near = lines.indices.filter { index in
      let around = max(0, index - 2)...min(lines.count - 1, index + 2)
      return lines[around].contains { if case .same = $0 { false } else { true } }
    }
    var text = ""
    var last: Int?
    for index in near {
      if let last, index > last + 1 { text += "  …\n" }
      switch lines[index] {
      case .same(let line): text += line.isEmpty ? "\n" : "    \(line)\n"
      case .missing(let line): text += "  - \(line)\n"
      case .unexpected(let line): text += "  + \(line)\n"
      }
      last = index
    }
    return text
  }

  /// The longest common lines, with the others between them.
  private static func compared(_ expected: [String], _ found: [String]) -> [Line] {
    let (m, n) = (expected.count, found.count)
    var length = [[Int]](repeating: [Int](repeating: 0, count: n + 1), count: m + 1)
    for i in stride(from: m - 1, through: 0, by: -1) {
      for j in stride(from: n - 1, through: 0, by: -1) {
        length[i][j] =
          NumberedLine.agree(expected[i], found[j])
          ? length[i + 1][j + 1] + 1 : max(length[i + 1][j], length[i][j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < m || j < n {
      if i < m, j < n, NumberedLine.agree(expected[i], found[j]) {
        lines.append(.same(expected[i]))
        (i, j) = (i + 1, j + 1)
      } else if i < m, j == n || length[i + 1][j] >= length[i][j + 1] {
        lines.append(.missing(expected[i]))
        i += 1
      } else {
        lines.append(.unexpected(found[j]))
        j += 1
      }
    }
    return lines
  }
}
