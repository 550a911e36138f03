internal import Tables

/// Finds texts that stand in more than one row.
enum RepeatedText {
  /// The first row whose text stands in a row before it; missing ones do not count.
  ///
  /// - Complexity: O(bytes) on average.
  static func firstRow(_ texts: [String], _ missing: Missingness) -> Int? {
    guard let hashes = hashes(texts) else {
      var seen = Set<String>(minimumCapacity: texts.count)
      return texts.indices.first { !missing[$0] && !seen.insert(texts[$0]).inserted }
    }
    var size = 64
    while size < 2 * texts.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    for row in texts.indices where !missing[row] {
      var slot = Int(truncatingIfNeeded: hashes[row]) & (size - 1)
      while slots[slot] >= 0 {
        let other = Int(slots[slot])
        if hashes[other] == hashes[row], texts[other] == texts[row] { return row }
        slot = (slot + 1) & (size - 1)
      }
      slots[slot] = Int32(truncatingIfNeeded: row)
    }
    return nil
  }

  /// A number for each text by its bytes; `nil` where a text is not plain ASCII, since others may be
  /// equal with different bytes.
  private static func hashes(_ texts: [String]) -> [UInt64]? {
    var hashes = [UInt64](repeating: 0, count: texts.count)
    for row in texts.indices {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in texts[row].utf8 {
        if byte >= 0x80 { return nil }
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      }
      hashes[row] = hash ^ (hash >> 29)
    }
    return hashes
  }
}
