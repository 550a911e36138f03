public import Survival
public import Vocabulary

/// How much each event time counts in a test, as a word of a study: `gehan`, or
/// `{flemingHarrington: {rho: 0, gamma: 1}}`.
public enum TestWeight: WordWithOptions, Equatable, Sendable {
  /// All event times alike.
  case logRank(NoOptions)
  /// By how many are at risk.
  case gehan(NoOptions)
  /// By the root of how many are at risk.
  case taroneWare(NoOptions)
  /// By the curve of both arms together.
  case peto(NoOptions)
  /// The same, less where few are left.
  case modifiedPeto(NoOptions)
  /// By powers of that curve and of what it has lost.
  case flemingHarrington(FlemingHarringtonOptions)

  /// The words with their options.
  public static let choices: [Choice<TestWeight>] = [
    Choice([.init("logRank", "all event times alike")], TestWeight.logRank),
    Choice(
      [.init("gehan", "by the number at risk: early times count more; of Gehan and Breslow")],
      TestWeight.gehan),
    Choice([.init("taroneWare", "by the root of the number at risk")], TestWeight.taroneWare),
    Choice(
      [.init("peto", "by the curve of both arms together: early times count more")],
      TestWeight.peto),
    Choice(
      [.init("modifiedPeto", "the same, less where few are left at risk")],
      TestWeight.modifiedPeto),
    Choice(
      [.init("flemingHarrington", "by powers of the curve of both arms and of what it has lost")],
      TestWeight.flemingHarrington),
  ]

  /// The word.
  public var word: String {
    switch self {
    case .logRank: "logRank"
    case .gehan: "gehan"
    case .taroneWare: "taroneWare"
    case .peto: "peto"
    case .modifiedPeto: "modifiedPeto"
    case .flemingHarrington: "flemingHarrington"
    }
  }

  /// The options.
  public var options: Node {
    if case .flemingHarrington(let options) = self { options.node } else { .mapping([]) }
  }

  /// The weight of the test.
  var weight: LogRankWeight {
    switch self {
    case .logRank: .logRank
    case .gehan: .gehan
    case .taroneWare: .taroneWare
    case .peto: .peto
    case .modifiedPeto: .modifiedPeto
    case .flemingHarrington(let options):
      .flemingHarrington(rho: options.rho, gamma: options.gamma)
    }
  }

  /// What distinguishes one test from another; `nil` for the usual one.
  var method: String? {
    switch self {
    case .logRank: nil
    case .flemingHarrington(let options):
      "Fleming-Harrington(\(Self.trimmed(options.rho)),\(Self.trimmed(options.gamma)))"
    case .gehan, .taroneWare, .peto, .modifiedPeto: word
    }
  }

  private static func trimmed(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}

/// The powers of Fleming and Harrington's weights.
public struct FlemingHarringtonOptions: Section, Equatable {
  /// The power of the curve: above 0 early event times count more.
  public var rho = 0.0
  /// The power of what the curve has lost: above 0 late event times count more.
  public var gamma = 0.0

  /// Both 0, which is the log-rank test.
  public init() {}

  /// Both powers.
  init(rho: Double, gamma: Double) {
    self.rho = rho
    self.gamma = gamma
  }

  /// `flemingHarrington`.
  public static let name = "flemingHarrington"
  /// What it holds.
  public static let summary = "the powers of Fleming and Harrington's weights"
  /// Its fields.
  public static let fields: [Field<FlemingHarringtonOptions>] = [
    Field(
      "rho", \.rho, "the power of the curve: above 0 early event times count more",
      limits: .nonnegative),
    Field(
      "gamma", \.gamma, "the power of what the curve has lost: above 0 late event times count more",
      limits: .nonnegative),
  ]
}

/// Options of the log-rank test.
public struct LogRankOptions: Section, Equatable {
  /// How much each event time counts.
  public var weight = TestWeight.logRank(NoOptions())

  /// All event times count alike.
  public init() {}

  /// `logRank`.
  public static let name = "logRank"
  /// What it holds.
  public static let summary = "options of the log-rank test"
  /// A bare word is the weight.
  public static let shorthand: String? = "weight"
  /// Its fields.
  public static let fields: [Field<LogRankOptions>] = [
    Field("weight", \.weight, "how much each event time counts")
  ]
}

/// Options of the largest of several tests.
public struct MaxComboOptions: Section, Equatable {
  /// The tests that are combined.
  public var weights: [TestWeight] = [(0, 0), (0, 1), (1, 0), (1, 1)].map {
    .flemingHarrington(FlemingHarringtonOptions(rho: $0, gamma: $1))
  }
  /// In which direction the arms may differ.
  public var alternative = MaxCombo.Alternative.twoSided

  /// Differences at all times, late, early and in the middle, in either direction.
  public init() {}

  /// `maxCombo`.
  public static let name = "maxCombo"
  /// What it holds.
  public static let summary = "options of the largest of several weighted log-rank tests"
  /// Its fields.
  public static let fields: [Field<MaxComboOptions>] = [
    Field("weights", \.weights, "the tests that are combined, one to four"),
    Field(
      "alternative", \.alternative,
      "in which direction the arms may differ; the second group is the focal arm"),
  ]

  /// The most tests that can be combined.
  public static let mostWeights = MaxCombo.largestNumberOfWeights
}
