extension FollowUp {
  /// The same follow-up with each row cut at the points within it.
  ///
  /// The part up to a cut point includes it. A cut point that is closer to a bound of the row than
  /// the tolerance for ties does not cut it.
  ///
  /// - Parameter cuts: Finite times in any order.
  /// - Returns: The parts in order of the rows; ``episode`` counts the cut points before each.
  /// - Complexity: O(n log c + r) for c cut points and r parts.
  /// - Throws: `.cutNotFinite`.
  public func split(at cuts: [Double]) throws(SurvivalError) -> FollowUp {
    for (index, cut) in cuts.enumerated() where !cut.isFinite { throw .cutNotFinite(index) }
    let ordered = Set(cuts).sorted()
    let tolerance = tolerance
    var rows = FollowUpRows()
    for row in 0..<count {
      var from = start[row]
      var k = ordered.firstIndex(from: { $0 > from + tolerance })
      while k < ordered.count, ordered[k] < stop[row] - tolerance {
        rows.append(row, of: self, from: from, to: ordered[k], episode: k)
        from = ordered[k]
        k += 1
      }
      rows.append(row, of: self, from: from, to: stop[row], episode: k)
    }
    return FollowUp(rows)
  }
}

extension Array {
  /// The first element of a list for which a condition holds that holds for all after it; the end of
  /// the list if there is none.
  /// - Complexity: O(log n).
  func firstIndex(from holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
