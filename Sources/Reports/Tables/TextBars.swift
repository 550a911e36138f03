/// Bars drawn with characters.
struct TextBars {
  let showsUnicode: Bool

  /// One character an interval, as high as its count is in proportion to the greatest; an interval
  /// with few values is still seen to have some.
  func histogram(_ counts: [Int]) -> String {
    let steps = showsUnicode ? Array(" ▁▂▃▄▅▆▇█") : Array(" .:-=+*#@")
    let most = max(1, counts.max() ?? 1)
    let bars = counts.map { count -> Character in
      guard count > 0 else { return steps[0] }
      let height = Int((Double(count) / Double(most) * 8).rounded())
      return steps[max(1, height)]
    }
    return "|" + String(bars) + "|"
  }

  /// A bar of a share of so many characters.
  func bar(_ share: Double, of width: Int) -> String {
    guard share > 0 else { return "" }
    if !showsUnicode {
      return String(repeating: "#", count: max(1, Int((share * Double(width)).rounded())))
    }
    let parts = Array("▏▎▍▌▋▊▉")
    let eighths = max(1, Int((share * Double(width) * 8).rounded()))
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8) + (rest > 0 ? String(parts[rest - 1]) : "")
  }
}
