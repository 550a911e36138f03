import Balancing
import LinearAlgebra
import Regression
import Survival

/// How the arms are made comparable.
enum DesignKind: String, CaseIterable, Sendable {
  case crude
  case pairs
  case twoToOne
  case replacement
  case ate
  case ateKnown
  case att
  case overlap
  case standardized
  case augmented
  case pseudoValues

  var title: String {
    switch self {
    case .crude: "crude"
    case .pairs: "matched 1:1"
    case .twoToOne: "matched 2:1"
    case .replacement: "matched with replacement"
    case .ate: "weighted, ATE"
    case .ateKnown: "weighted, ATE, known probabilities"
    case .att: "weighted, ATT"
    case .overlap: "weighted, overlap"
    case .standardized: "as it is, curves standardized"
    case .augmented: "as it is, curves augmented"
    case .pseudoValues: "as it is, curves by pseudo-values"
    }
  }

  /// Whom its effect speaks of.
  var population: String {
    switch self {
    case .crude: "each arm as it is: no causal effect"
    case .pairs, .twoToOne, .replacement: "the treated who found a match"
    case .ate, .ateKnown, .standardized, .augmented, .pseudoValues: "everybody"
    case .att: "the treated"
    case .overlap: "everybody, weighted by p(1 − p)"
    }
  }

  /// What theory says of its robust standard errors.
  var theory: String {
    switch self {
    case .crude: "correct"
    case .pairs, .twoToOne:
      "not exact: the score is estimated, and sets of like patients share less than all of their "
        + "prognosis; too large or too small (Abadie and Imbens 2016)"
    case .replacement:
      "not exact: patients count as independent, and who serves several sets is taken for fixed"
    case .ate: "conservative: the weights are estimated and taken for known"
    case .ateKnown: "correct"
    case .att, .overlap:
      "as a rule conservative: the weights are estimated and taken for known; for the ATT there are "
        + "exceptions"
    case .standardized:
      "right where the Cox model of each arm is; here it is so in neither scenario, since all events "
        + "together, the competing one too, have no proportional hazards"
    case .augmented: "right where the model of treatment is, as here"
    case .pseudoValues:
      "slightly conservative; the lines through pseudo-values are approximate here"
    }
  }

  /// Whether arms are made comparable by adjusted curves.
  var isAdjusted: Bool { [.standardized, .augmented, .pseudoValues].contains(self) }
}

/// A cohort made comparable.
struct BuiltDesign {
  /// The weight of each patient; nil where all count alike.
  var weights: [Double]?
  var weightKind = WeightKind.sampling
  /// Who is matched with whom; nil where nobody is.
  var sets: [Int]?
  /// How much each patient's hazards under treatment and control count in the truth.
  var focal: [Double]
  var reference: [Double]

  init(_ kind: DesignKind, _ cohort: Cohort, _ scores: LogisticRegression) throws {
    let all = [Double](repeating: 1, count: cohort.treated.count)
    let treated = cohort.treated.map { $0 ? 1.0 : 0 }
    (focal, reference) = (all, all)
    switch kind {
    case .standardized, .augmented, .pseudoValues: break
    case .crude: (focal, reference) = (treated, treated.map { 1 - $0 })
    case .pairs:
      try match(.init(caliper: 0.05), cohort, scores)
    case .twoToOne:
      try match(.init(ratio: 2, caliper: 0.05), cohort, scores)
    case .replacement:
      try match(.init(replace: true, caliper: 0.05), cohort, scores)
    case .ate: try weigh(.ate, scores.fittedProbabilities, cohort)
    case .ateKnown: try weigh(.ate, cohort.patients.map(\.probability), cohort)
    case .att:
      try weigh(.att, scores.fittedProbabilities, cohort)
      (focal, reference) = (treated, treated)
    case .overlap:
      try weigh(.ato, scores.fittedProbabilities, cohort)
      focal = cohort.patients.map { $0.probability * (1 - $0.probability) }
      reference = focal
    }
  }

  private mutating func match(
    _ options: NearestMatching.Options, _ cohort: Cohort, _ scores: LogisticRegression
  ) throws {
    let result = try NearestMatching(
      score: scores.linearPredictor, treated: cohort.treated, options: options)
    weights = result.weights
    weightKind = .matching
    if !options.replace { sets = result.setIndex.map { $0 ?? -1 } }
    focal = [Double](repeating: 0, count: cohort.treated.count)
    for set in result.sets { focal[set.focal] = 1 }
    reference = focal
  }

  private mutating func weigh(
    _ estimand: Estimand, _ probability: [Double], _ cohort: Cohort
  ) throws {
    weights = try PropensityWeights(
      probability: probability, treated: cohort.treated, options: .init(estimand: estimand)
    ).weights
  }
}

extension Cohort {
  /// The model of treatment, with the covariates that decide it.
  func scores() throws -> LogisticRegression {
    let ones = [Double](repeating: 1, count: treated.count)
    let columns = (0..<3).map { j in patients.map { $0.x[j] } }
    return try LogisticRegression(
      Matrix(columns: [ones] + columns),
      columns: [.intercept] + (1...3).map { DesignColumn(term: "x\($0)") },
      outcome: treated.map { $0 ? 1 : 0 })
  }
}
