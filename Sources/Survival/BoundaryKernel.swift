/// Epanechnikov's kernel, and those that take its place near the ends of a range.
///
/// Inside it is ¾(1 − z²) on −1 ≤ z ≤ 1. Within one bandwidth of the left end, at q bandwidths from it,
/// the support is −1 ≤ z ≤ q and the kernel 12 (1 + q)⁻⁴ (z + 1) (z (1 − 2q) + (3q² − 2q + 1)/2), which
/// integrates to 1, has mean 0 and is ¾(1 − z²) at q = 1; near the right end it is mirrored. It may be
/// negative. Müller and Wang 1994, doi:10.2307/2533197.
struct BoundaryKernel: Sendable {
  private let range: ClosedRange<Double>
  private let bandwidth: Double
  private let time: Double
  private let q: Double
  private let isMirrored: Bool

  /// The kernel around a time of the range, which is at least two bandwidths long.
  init(at time: Double, within range: ClosedRange<Double>, bandwidth: Double) {
    let (left, right) = (time - range.lowerBound, range.upperBound - time)
    self.range = range
    self.bandwidth = bandwidth
    self.time = time
    isMirrored = right < left
    q = min(1, max(0, min(left, right) / bandwidth))
  }

  /// The times with weight.
  var support: ClosedRange<Double> {
    max(range.lowerBound, time - bandwidth)...min(range.upperBound, time + bandwidth)
  }

  /// The weight of what happens at a time, over the bandwidth.
  func callAsFunction(_ other: Double) -> Double {
    let distance = (time - other) / bandwidth
    let z = isMirrored ? -distance : distance
    guard z >= -1, z <= q else { return 0 }
    let reach = (1 + q) * (1 + q)
    let line = z * (1 - 2 * q) + (3 * q * q - 2 * q + 1) / 2
    return 12 / (reach * reach) * (z + 1) * line / bandwidth
  }
}
