internal import Distributions

/// How far two labels of the same patients agree beyond what chance gives.
///
/// With shares p of a square table, agreement pₒ = Σ pᵢᵢ and chance pₑ = Σ pᵢ· p·ᵢ, κ = (pₒ − pₑ)/(1 − pₑ).
/// Its variance in large samples is that of Fleiss, Cohen and Everitt 1969, doi:10.1037/h0028106.
struct CohenKappa {
  /// Patients in the table.
  let count: Int
  /// Those on its diagonal.
  let agreeing: Int
  private(set) var agreement: Double?
  /// `nil` where chance alone would agree for everyone, or nobody is there.
  private(set) var kappa: Double?
  private(set) var standardError: Double?
  private(set) var lower: Double?
  private(set) var upper: Double?

  /// The agreement in a square table of counts.
  init(_ counts: [[Int]], level: Double) {
    let n = counts.reduce(0) { $0 + $1.reduce(0, +) }
    count = n
    agreeing = counts.indices.reduce(0) { $0 + counts[$1][$1] }
    guard n > 0 else { return }
    let p = counts.map { $0.map { Double($0) / Double(n) } }
    let rows = p.map { $0.reduce(0, +) }
    let columns = p.indices.map { j in p.reduce(0) { $0 + $1[j] } }
    let observed = Double(agreeing) / Double(n)
    agreement = observed
    let chance = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
    guard chance < 1 - 1e-12 else { return }
    let value = (observed - chance) / (1 - chance)
    kappa = value
    var sum = 0.0
    for i in p.indices {
      for j in p.indices {
        let term =
          i == j
          ? (1 - chance) - (rows[i] + columns[i]) * (1 - observed)
          : (1 - observed) * (columns[i] + rows[j])
        sum += p[i][j] * term * term
      }
    }
    let centre = observed * chance - 2 * chance + observed
    let variance = (sum - centre * centre) / (Double(n) * (1 - chance) * (1 - chance))
    let error = max(variance, 0).squareRoot() / (1 - chance)
    standardError = error
    let z = Normal.quantile((1 + level) / 2)
    lower = max(-1, value - z * error)
    upper = min(1, value + z * error)
  }
}
