/// Lists of codes by number, each once.
///
/// The lists stand one behind the other in one array, and are found by their hashes: looking for
/// one allocates nothing.
struct CodeLists: Sendable {
  private var codes: [Int32] = []
  /// Where each list begins, and where the next will.
  private var bounds: [Int32] = [0]
  /// Numbers of lists by hash; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 64)

  /// How many lists there are.
  var count: Int { bounds.count - 1 }

  /// The number of a list, which is ``count`` before the call where it is seen for the first time.
  ///
  /// - Complexity: O(length of the list) on average.
  mutating func number(_ list: [Int32]) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(list) & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if isEqual(number, list) { return number }
      slot = (slot + 1) & mask
    }
    let number = count
    slots[slot] = Int32(number)
    codes += list
    bounds.append(Int32(codes.count))
    if 2 * count > slots.count { grow() }
    return number
  }

  private func isEqual(_ number: Int, _ list: [Int32]) -> Bool {
    let start = Int(bounds[number])
    guard Int(bounds[number + 1]) - start == list.count else { return false }
    for index in list.indices where codes[start + index] != list[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: 4 * slots.count)
    let mask = slots.count - 1
    for number in 0..<count {
      let list = codes[Int(bounds[number])..<Int(bounds[number + 1])]
      var slot = Self.hash(list) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }

  private static func hash(_ list: some Collection<Int32>) -> Int {
    var hash = UInt64(list.count)
    for code in list {
      hash = (hash ^ UInt64(UInt32(bitPattern: code))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    return Int(hash >> 1)
  }
}
