public import Workflow

/// The timeline of a design, for a terminal.
public struct TimelineText {
  private let timeline: DesignTimeline

  /// The timeline of a design.
  public init(_ timeline: DesignTimeline) { self.timeline = timeline }

  /// A heading and the drawing; nothing where nothing is read at any time.
  public func text(width: Int, usesColor: Bool) -> String {
    guard timeline.bars.contains(where: { $0.kind == .exposure }) else { return "" }
    let heading = usesColor ? "\u{1B}[1mTimeline\u{1B}[0m" : "Timeline"
    let lines = timeline.lines(width: min(width, 100) - 2)
    return "\n\(heading)\n" + lines.map { "  \($0)\n" }.joined()
  }
}
