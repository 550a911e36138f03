public import Vocabulary

/// One figure asked for beside those of every report, as a word of a study: `logLog`.
public enum FigureRequest: WordWithOptions, Equatable {
  /// log(−log S) against log time.
  case logLog(NoOptions)
  /// −log S against time.
  case cumulativeHazard(NoOptions)
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
    case .schoenfeld: "schoenfeld"
    }
  }

  /// The options.
  public var options: Node {
    switch self {
    case .logLog, .cumulativeHazard, .schoenfeld: .mapping([])
    }
  }

  /// The word of the estimate whose numbers the figure draws.
  public var estimate: String? {
    switch self {
    case .logLog, .cumulativeHazard: "kaplanMeier"
    case .schoenfeld: "cox"
    }
  }
}
