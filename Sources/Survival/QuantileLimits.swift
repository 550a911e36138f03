/// The values of S at which a curve changes.
struct Steps {
  /// The times of the changes, ascending, after a first one of 0.
  private(set) var time = [0.0]
  /// S from each of these times on.
  private(set) var value = [1.0]
  /// The end of follow-up.
  let end: Double

  init(_ curve: KaplanMeier) {
    for k in curve.time.indices where curve.eventCount[k] > 0 {
      time.append(curve.time[k])
      value.append(curve.survival[k])
    }
    end = curve.time.last ?? 0
  }

  /// The first time at which S is at most a value; nil if it does not fall so far.
  func first(atMost y: Double) -> Double? {
    var (low, high) = (0, value.count)
    while low < high {
      let middle = (low + high) / 2
      if value[middle] <= y { high = middle } else { low = middle + 1 }
    }
    return low < time.count ? time[low] : nil
  }

  /// The last time just before which S is at least a value; nil if it is so at the end.
  func last(atLeast y: Double) -> Double? {
    var (low, high) = (0, value.count)
    while low < high {
      let middle = (low + high) / 2
      if value[middle] < y { high = middle } else { low = middle + 1 }
    }
    return low < time.count ? time[low] : nil
  }
}

/// The ends of the differences between times at which two curves are within an ellipse around q.
struct QuantileLimits {
  private let focal: Steps
  private let reference: Steps
  private let ellipse: QuantileEllipse
  private let q: Double

  init(_ focal: Steps, _ reference: Steps, _ ellipse: QuantileEllipse, _ q: Double) {
    self.focal = focal
    self.reference = reference
    self.ellipse = ellipse
    self.q = q
  }

  /// The deviations of the focal curve within the ellipse between its values at two changes.
  private func deviations(_ low: Double, _ high: Double) -> ClosedRange<Double>? {
    let (a, b) = (max(low - q, -ellipse.reach), min(high - q, ellipse.reach))
    return a <= b ? a...b : nil
  }

  /// The least distance of an early focal from a late reference time; nil if it has no end.
  ///
  /// Focal time i is the first at which S is at most any value in S_i ..< S_{i−1}.
  func lower(_ distance: (Double, Double) -> Double?) -> Double? {
    var least = Double.infinity
    for i in focal.time.indices {
      let above = i == 0 ? Double.infinity : focal.value[i - 1]
      guard let range = deviations(focal.value[i], above) else { continue }
      guard let late = reference.last(atLeast: ellipse.lowest(range) + q),
        let value = distance(focal.time[i], late)
      else { return nil }
      least = min(least, value)
    }
    return least.isFinite ? least : nil
  }

  /// The largest distance of a late focal from an early reference time; nil if it has no end.
  ///
  /// Focal time i is the last just before which S is at least any value above S_i up to S_{i−1}.
  func upper(_ distance: (Double, Double) -> Double?) -> Double? {
    var largest = -Double.infinity
    if let end = focal.value.last, deviations(-.infinity, end) != nil { return nil }
    for i in focal.time.indices.dropFirst() {
      guard let range = deviations(focal.value[i], focal.value[i - 1]) else { continue }
      guard let early = reference.first(atMost: ellipse.highest(range) + q),
        let value = distance(focal.time[i], early)
      else { return nil }
      largest = max(largest, value)
    }
    return largest.isFinite ? largest : nil
  }

  /// The least of xᵀ V⁻¹ x where both curves are read at the same time.
  var leastAtEqualTimes: Double {
    let end = min(
      focal.value.last == 0 ? .infinity : focal.end,
      reference.value.last == 0 ? .infinity : reference.end)
    var (i, j) = (0, 0)
    var (x, y) = (1 - q, 1 - q)
    var least = ellipse.distance(x, y)
    while i + 1 < focal.time.count || j + 1 < reference.time.count {
      let nextFocal = i + 1 < focal.time.count ? focal.time[i + 1] : .infinity
      let nextReference = j + 1 < reference.time.count ? reference.time[j + 1] : .infinity
      let t = min(nextFocal, nextReference)
      guard t <= end else { break }
      if nextFocal == t { i += 1 }
      if nextReference == t { j += 1 }
      let (below, under) = (focal.value[i] - q, reference.value[j] - q)
      least = min(least, ellipse.least(below...max(x, below), under...max(y, under)))
      (x, y) = (below, under)
    }
    return least
  }
}
