import Foundation

/// How one estimator of one design did over all replicates.
struct Row {
  let kind: DesignKind
  let estimator: Estimator
  let truth: Double
  /// How many replicates gave an estimate.
  let count: Int
  let bias: Double
  /// The Monte Carlo error of the bias.
  let biasError: Double
  /// The share of intervals with the truth in them; nil without any.
  let coverage: Double?
  let coverageError: Double
  /// The mean standard error over the standard deviation of the estimates.
  let errorRatio: Double?

  init(_ kind: DesignKind, _ estimator: Estimator, truth: Double, _ values: [[Double?]]) {
    self.kind = kind
    self.estimator = estimator
    self.truth = truth
    let estimates = values.compactMap { $0[0] }
    let n = Double(estimates.count)
    count = estimates.count
    let mean = estimates.reduce(0, +) / n
    let deviation =
      (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
    bias = mean - truth
    biasError = deviation / n.squareRoot()
    let intervals = values.compactMap { value in
      value[2].flatMap { low in value[3].map { (low, $0) } }
    }
    let inside = intervals.count { $0.0 <= truth && truth <= $0.1 }
    let share = Double(inside) / Double(intervals.count)
    coverage = intervals.isEmpty ? nil : share
    coverageError = (share * (1 - share) / Double(max(intervals.count, 1))).squareRoot()
    let errors = values.compactMap { $0[1] }
    errorRatio = errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count) / deviation
  }

  /// Whether the bias is within 2 % of the truth or three Monte Carlo errors.
  var isUnbiased: Bool { abs(bias) <= max(0.02 * abs(truth), 3 * biasError) }

  /// Where the coverage lies by more than three Monte Carlo errors, taken at 95 %.
  var verdict: String {
    guard let coverage else { return "" }
    let limit = 3 * (0.95 * 0.05 / Double(count)).squareRoot()
    return coverage > 0.95 + limit
      ? "above" : coverage < 0.95 - limit ? "**below**" : "as it should"
  }

  var text: String {
    func number(_ x: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", x) }
    let cells = [
      estimator.title, number(truth, 4), number(bias, 4), number(100 * bias / abs(truth), 1),
      number(bias / biasError, 1), isUnbiased ? "yes" : "**no**",
      coverage.map { "\(number(100 * $0, 1)) ± \(number(100 * coverageError, 1))" } ?? "",
      verdict, errorRatio.map { number($0, 3) } ?? "", "\(count)",
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

/// Everything that came of one scenario.
struct Summary {
  let world: Scenario
  let rows: [Row]

  init(_ world: Scenario, _ replicates: [Replicate], _ truths: [DesignKind: Truth]) {
    self.world = world
    var rows: [Row] = []
    for kind in DesignKind.allCases {
      let truth = truths[kind]?.values(world) ?? [:]
      for estimator in Estimator.allCases {
        let values = replicates.compactMap {
          $0.values["\(kind.rawValue)/\(estimator.rawValue)"]
        }
        guard let truth = truth[estimator.point], !values.isEmpty else { continue }
        rows.append(Row(kind, estimator, truth: truth, values))
      }
    }
    self.rows = rows
  }
}

/// The page with all rows.
struct Page {
  let options: Options
  let sections: [Summary]

  var text: String {
    ([introduction] + sections.map(section)).joined(separator: "\n")
  }

  private var introduction: String {
    let rows = sections.flatMap(\.rows)
    let unbiased = rows.count(where: \.isUnbiased)
    let (below, above) = (
      rows.count { $0.verdict == "**below**" }, rows.count { $0.verdict == "above" }
    )
    return """
      # Recovery of known effects

      Written by `Recovery/run --replicates \(options.replicates) --patients \(options.patients) --first \(options.first)`; \
      an interrupted run goes on where it stopped. Every row that was computed is here.

      \(options.replicates) cohorts of \(options.patients) patients a scenario, seeds from \(options.first). Three covariates decide both \
      treatment and prognosis; each patient's hazards in both arms are known. The **truth** of a row is what \
      both arms would show in the population that its design speaks of: known curves averaged over the patients \
      of \(options.truthCohorts) other cohorts of the same size, and for ratios of hazards the root of the expected score under \
      the scenario's censoring. A hazard ratio is thus marginal, and differs from the one given the \
      covariates. Ratios are compared as logarithms. The scores come from a logistic model with the three covariates.

      - **Bias** must be within 2 % of the truth or within three of its Monte Carlo errors: so it is in \(unbiased) of \(rows.count) rows.
      - **Coverage** of the 95 % interval stands with its Monte Carlo error; *above* and *below* are said where it is more than \
      three such errors from 95 %: above in \(above) rows, below in \(below).
      - **SE/SD** is the mean standard error over the standard deviation of the estimates: above 1 is conservative.
      - **n** counts the replicates with an estimate.

      Standard errors are robust, by set where there are sets, in all designs but the crude one; rows with \
      `variance: model` count patients of pairs as independent, which is conservative by theory where pairs are alike (Austin 2014).

      """
  }

  private func section(_ summary: Summary) -> String {
    let world = summary.world
    var lines = [
      "## Scenario `\(world.name)`", "",
      "\(world.meaning.prefix(1).uppercased() + world.meaning.dropFirst()). "
        + "Survival and incidence at \(world.time) years, means to \(world.horizon) years.", "",
    ]
    for kind in DesignKind.allCases {
      let rows = summary.rows.filter { $0.kind == kind }
      guard !rows.isEmpty else { continue }
      lines += [
        "### \(kind.title)", "",
        "Population: \(kind.population). Robust errors by theory: \(kind.theory).", "",
        "| estimate | truth | bias | bias, % | in MC errors | holds | coverage, % | is | SE/SD | n |",
        "|---|--:|--:|--:|--:|---|--:|---|--:|--:|",
      ]
      lines += rows.map(\.text) + [""]
    }
    return lines.joined(separator: "\n")
  }
}
