/// The colours of figures, each with a light and a dark value.
///
/// Arms have up to four hues that stay apart for colour-blind readers (after Okabe and Ito, darkened
/// on light paper so that they serve as text); their dashes and markers tell them apart in print.
enum Ink: Equatable {
  case ink
  case muted
  case rule
  case grid
  case paper
  case alert
  case arm(Int)
  /// One of the labels of a description; those beyond the hues there are share the colour of the rest.
  case label(Int)

  static let all: [Ink] =
    [.ink, .muted, .rule, .grid, .paper, .alert] + (0..<armCount).map { .arm($0) }
    + (0..<lightLabels.count).map { .label($0) }

  private static let armCount = 4
  private static let lightArms = ["#0b5c9e", "#b84a00", "#00735a", "#8b3f86"]
  private static let darkArms = ["#6bb7f0", "#f0a35c", "#3cc9a3", "#dd9bd6"]

  private static let lightLabels =
    lightArms + ["#8a6a00", "#1f86b8", "#6d5a4c", "#777d86"]
  private static let darkLabels = darkArms + ["#e0c04a", "#a5dbff", "#c9b8a6", "#868c95"]

  private static func place(_ label: Int) -> Int { min(max(label, 0), lightLabels.count - 1) }

  /// How many labels have a hue of their own.
  static let labelCount = lightLabels.count - 1

  /// The name in classes and CSS variables.
  var name: String {
    switch self {
    case .ink: "ink"
    case .muted: "muted"
    case .rule: "rule"
    case .grid: "grid"
    case .paper: "paper"
    case .alert: "alert"
    case .arm(let index): "arm\(index % Self.armCount + 1)"
    case .label(let index): "label\(Self.place(index) + 1)"
    }
  }

  /// The colour on light paper.
  var light: String {
    switch self {
    case .ink: "#1b1d20"
    case .muted: "#565c64"
    case .rule: "#777d86"
    case .grid: "#e2e5e9"
    case .paper: "#ffffff"
    case .alert: "#a3232b"
    case .arm(let index): Self.lightArms[index % Self.armCount]
    case .label(let index): Self.lightLabels[Self.place(index)]
    }
  }

  /// The colour on dark paper.
  var dark: String {
    switch self {
    case .ink: "#e9e7e2"
    case .muted: "#a8adb5"
    case .rule: "#868c95"
    case .grid: "#33373d"
    case .paper: "#16181b"
    case .alert: "#ff948a"
    case .arm(let index): Self.darkArms[index % Self.armCount]
    case .label(let index): Self.darkLabels[Self.place(index)]
    }
  }

  /// The dash of an arm's lines; `nil` is solid.
  static func dash(_ arm: Int) -> String? {
    switch arm % armCount {
    case 0: nil
    case 1: "7 3"
    case 2: "2 3"
    default: "9 3 2 3"
    }
  }

  /// CSS declarations of the variables in one scheme.
  static func variables(dark: Bool) -> String {
    all.map { "--eq-\($0.name):\(dark ? $0.dark : $0.light)" }.joined(separator: ";")
  }

  /// CSS rules of the classes that drawings use, falling back to the light colours.
  static var classes: String {
    all.map {
      """
      .f-\($0.name){fill:var(--eq-\($0.name),\($0.light))}\
      .s-\($0.name){stroke:var(--eq-\($0.name),\($0.light))}
      """
    }.joined(separator: "\n")
  }
}
