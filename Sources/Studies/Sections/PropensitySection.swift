public import Regression
public import Vocabulary

/// The model for the probability of being in the focal arm.
public struct PropensitySection: Section, Equatable {
  /// How it is fitted.
  public var model = LogisticMethod.logistic
  /// The link between the terms and the probability.
  public var link = PropensityLink.logit
  /// The terms.
  public var terms: [Term] = []
  /// What happens where a covariate is missing.
  public var missing = MissingCovariates.refuse

  /// A model without terms.
  public init() {}

  /// `propensity`.
  public static let name = "propensity"
  /// What it holds.
  public static let summary = "the model for the probability of being in the focal arm"
  /// Its fields.
  public static let fields: [Field<PropensitySection>] = [
    Field("model", \.model, "how the probability is fitted"),
    Field("link", \.link, "the link between the terms and the probability"),
    Field(
      "terms", \.terms, "columns and functions of them, such as age, rcs(nodes, 4) or age:meno",
      required: true),
    Field("missing", \.missing, "what happens where a covariate is missing"),
  ]
}

/// The link between the terms and the probability.
public enum PropensityLink: String, Word {
  /// The log odds.
  case logit

  /// What it means.
  public var summary: String { "the log odds" }
}
