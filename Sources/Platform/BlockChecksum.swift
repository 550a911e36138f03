/// A number that tells whether bytes are those that were written.
enum BlockChecksum {
  /// The checksum of bytes: four sums over words of eight bytes, mixed as in Fowler, Noll and Vo's hash.
  ///
  /// - Complexity: O(n).
  static func of(_ bytes: borrowing RawSpan) -> UInt64 {
    let prime: UInt64 = 0x0000_0100_0000_01B3
    var sums: (UInt64, UInt64, UInt64, UInt64) = (
      0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9
    )
    let count = bytes.byteCount
    var offset = 0
    func word(_ at: Int) -> UInt64 {
      unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
    }
    while offset + 32 <= count {
      sums.0 = mixed(sums.0, word(offset), prime)
      sums.1 = mixed(sums.1, word(offset + 8), prime)
      sums.2 = mixed(sums.2, word(offset + 16), prime)
      sums.3 = mixed(sums.3, word(offset + 24), prime)
      offset += 32
    }
    var rest: UInt64 = UInt64(count)
    while offset < count {
      let byte = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      rest = mixed(rest, UInt64(byte), prime)
      offset += 1
    }
    var sum = mixed(sums.0, sums.1, prime)
    sum = mixed(sum, sums.2, prime)
    sum = mixed(sum, sums.3, prime)
    return mixed(sum, rest, prime)
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64, _ prime: UInt64) -> UInt64 {
    let product = (sum ^ word) &* prime
    return product ^ (product >> 29)
  }
}
