public import Diagnostics
public import Vocabulary

/// A design that compares matched patients, as declared in a study.
public struct MatchingDesign: Section, Equatable {
  /// How sets are formed.
  public var method = MatchingMethod.nearest
  /// Whose effect is estimated.
  public var estimand = MatchingEstimand.att
  /// What distances are taken on.
  public var on = Located("probability")
  /// How many patients of the other arm each focal patient is given.
  public var ratio = 1
  /// The fewest patients of the other arm that a focal patient is given, with `maxControls`.
  public var minControls: Int?
  /// The most patients of the other arm that a focal patient is given; the ratio is then the mean.
  public var maxControls: Int?
  /// Whether a patient may serve in several sets.
  public var replace = false
  /// In how many sets a patient may serve, with replacement.
  public var reuse: Int?
  /// Who chooses first.
  public var order: MatchingOrder?
  /// The largest distance within a set; none where absent.
  public var caliper: Double?
  /// What the caliper is a multiple of.
  public var caliperScale = CaliperScale.sdAll
  /// The largest differences of columns within a set, in their own units.
  public var calipers = NamedList<Double>()
  /// Columns that must agree within a set.
  public var exact: [ColumnName] = []
  /// Columns that must differ within a set.
  public var antiexact: [ColumnName] = []

  /// Nearest neighbour matching, 1:1, without a caliper.
  public init() {}

  /// `matchingDesign`.
  public static let name = "matchingDesign"
  /// What it holds.
  public static let summary = "a design that compares matched patients"
  /// Its fields.
  public static let fields: [Field<MatchingDesign>] = [
    Field("method", \.method, "how the arms are made comparable", required: true),
    Field("estimand", \.estimand, "whose effect is estimated"),
    Field("on", \.on, "what distances are taken on: probability, logit, or a numeric column"),
    Field(
      "ratio", \.ratio, "how many patients of the other arm each focal patient is given",
      limits: .atLeast(1)),
    Field(
      "minControls", \.minControls,
      "how many a focal patient is given at least, with maxControls; 1 where absent",
      limits: .atLeast(1)),
    Field(
      "maxControls", \.maxControls,
      "how many a focal patient is given at most: those like many of the other arm are given more, "
        + "and ratio is the mean", limits: .atLeast(2)),
    Field("replace", \.replace, "whether a patient may serve in several sets"),
    Field(
      "reuse", \.reuse, "in how many sets a patient may serve, where replace is true",
      limits: .atLeast(1)),
    Field(
      "order", \.order,
      "who chooses first; largest for ATT, smallest for ATC, data with replacement"),
    Field(
      "caliper", \.caliper, "the largest distance within a set, in units of caliperScale",
      limits: .positive),
    Field("caliperScale", \.caliperScale, "what the caliper is a multiple of"),
    Field(
      "calipers", \.calipers, "the largest difference of a column within a set, in its own unit",
      limits: .nonnegative),
    Field("exact", \.exact, "columns that must agree within a set"),
    Field("antiexact", \.antiexact, "columns that must differ within a set"),
  ]
}

/// How matched sets are formed.
public enum MatchingMethod: String, Word {
  /// Greedy nearest neighbours.
  case nearest

  /// What it means.
  public var summary: String {
    switch self {
    case .nearest: "each focal patient in turn takes the nearest patients still free"
    }
  }
}
