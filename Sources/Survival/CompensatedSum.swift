/// A sum that remembers what rounding takes away, so that large terms may come and go again.
///
/// Its error is that of twice the precision as long as no single term is lost in another. Neumaier
/// 1974, doi:10.1002/zamm.19740540106.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum of all terms.
  var value: Double { sum + lost }

  static func += (total: inout CompensatedSum, term: Double) {
    let next = total.sum + term
    if abs(total.sum) >= abs(term) {
      total.lost += (total.sum - next) + term
    } else {
      total.lost += (term - next) + total.sum
    }
    total.sum = next
  }
}
