public import Vocabulary

/// One figure asked for beside those of every report, as a word of a study: `logLog`.
public enum FigureRequest: WordWithOptions, Equatable {
  /// log(−log S) against log time.
  case logLog(NoOptions)
  /// −log S against time.
  case cumulativeHazard(NoOptions)

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
  ]

  /// The word.
  public var word: String {
    switch self {
    case .logLog: "logLog"
    case .cumulativeHazard: "cumulativeHazard"
    }
  }

  /// The options.
  public var options: Node {
    switch self {
    case .logLog, .cumulativeHazard: .mapping([])
    }
  }

  /// The word of the estimate whose numbers the figure draws.
  public var estimate: String? {
    switch self {
    case .logLog, .cumulativeHazard: "kaplanMeier"
    }
  }
}
