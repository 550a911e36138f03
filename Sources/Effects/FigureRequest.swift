public import Vocabulary

/// One figure asked for beside those of every report, as a word of a study: `logLog`.
public enum FigureRequest: WordWithOptions, Equatable {
  /// log(−log S) against log time.
  case logLog(NoOptions)
  /// −log S against time.
  case cumulativeHazard(NoOptions)
  /// The hazard of each arm, smoothed.
  case hazard(HazardFigureOptions)
  /// Scaled Schoenfeld residuals of each Cox model.
  case schoenfeld(NoOptions)

  /// The words with their options.
  public static let choices: [Choice<FigureRequest>] = [
    Choice(
      [
        .init(
          "logLog",
          "log(-log S) of the survival curves against log time: parallel where proportional"
        )
      ], FigureRequest.logLog),
    Choice(
      [.init("cumulativeHazard", "-log S of the survival curves: its slope is the hazard")],
      FigureRequest.cumulativeHazard),
    Choice([.init("hazard", "the hazard of each arm over time, smoothed")], FigureRequest.hazard),
    Choice(
      [
        .init(
          "schoenfeld",
          "the log hazard ratio over time, through the scaled Schoenfeld residuals of the Cox model"
        )
      ], FigureRequest.schoenfeld),
  ]

  /// The word.
  public var word: String {
    switch self {
    case .logLog: "logLog"
    case .cumulativeHazard: "cumulativeHazard"
    case .hazard: "hazard"
    case .schoenfeld: "schoenfeld"
    }
  }

  /// The options.
  public var options: Node {
    switch self {
    case .logLog, .cumulativeHazard, .schoenfeld: .mapping([])
    case .hazard(let options): options == HazardFigureOptions() ? .mapping([]) : options.node
    }
  }

  /// The word of the estimate whose numbers the figure draws.
  public var estimate: String? {
    switch self {
    case .logLog, .cumulativeHazard: "kaplanMeier"
    case .schoenfeld: "cox"
    case .hazard: nil
    }
  }
}
