/// Which candidates are still free: the nearest free one on either side of any place.
///
/// Two forests of links with path halving, one for each direction.
/// - Complexity: O(α(n)) amortised for each question and each removal.
struct FreeCandidates {
  /// `left[i + 1]` leads to the last free candidate at or before `i`; 0 stands for none.
  private var left: [Int32]
  /// `right[i]` leads to the first free candidate at or after `i`; the count stands for none.
  private var right: [Int32]

  init(_ count: Int) {
    left = (0...count).map { Int32(truncatingIfNeeded: $0) }
    right = left
  }

  /// The last free candidate at or before a place, or −1.
  mutating func last(through place: Int) -> Int { Self.root(&left, place + 1) - 1 }

  /// The first free candidate at or after a place, or the number of candidates.
  mutating func first(from place: Int) -> Int { Self.root(&right, place) }

  /// Takes a free candidate away.
  mutating func remove(_ candidate: Int) {
    left[candidate + 1] = Int32(truncatingIfNeeded: candidate)
    right[candidate] = Int32(truncatingIfNeeded: candidate + 1)
  }

  private static func root(_ links: inout [Int32], _ place: Int) -> Int {
    var i = place
    while true {
      let next = Int(links[i])
      if next == i { return i }
      let beyond = links[next]
      links[i] = beyond
      i = Int(beyond)
    }
  }
}
