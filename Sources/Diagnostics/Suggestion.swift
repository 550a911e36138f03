/// Finds the word a person most likely meant.
public enum Suggestion {
  /// The candidate nearest to `word`, if it is near enough to be worth proposing.
  ///
  /// Near enough is at most a third of the longer word's letters changed, at least one but not all;
  /// letter case does not count. Of equally near candidates the first wins.
  /// - Complexity: O(c · m · n) for c candidates of length n and a word of length m.
  public static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, max(wanted.count, other.count) / 3)
      guard abs(wanted.count - other.count) <= limit else { continue }
      let distance = editDistance(wanted, other)
      let isAnother = distance == max(wanted.count, other.count)
      if distance <= limit, !isAnother, distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    return best?.candidate
  }

  /// A sentence that proposes the nearest candidate, or lists them where there are few.
  public static func help(for word: String, in candidates: [String]) -> String? {
    if let nearest = nearest(to: word, in: candidates) { return "did you mean '\(nearest)'?" }
    guard !candidates.isEmpty, candidates.count <= 24 else { return nil }
    return "expected one of \(candidates.joined(separator: ", "))"
  }

  /// The number of insertions, deletions, substitutions and swaps of neighbours between two words.
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [Int](repeating: i + 1, count: b.count + 1)
      for j in b.indices {
        let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
        current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, substitution)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
        }
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}
