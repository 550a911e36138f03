/// The counter-based generator Philox4x32 with ten rounds.
///
/// It maps a counter of 128 bits and a key of 64 to 128 random bits; nothing is carried from
/// one counter to the next, so any part of a stream can be made by itself.
/// [Salmon et al. 2011]: https://doi.org/10.1145/2063384.2063405
public enum Philox {
  /// The random block of a counter under a key.
  public static func block(
    _ counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    var (block, key) = (counter, key)
    for _ in 0..<10 {
      let first = multipliers.x.multipliedFullWidth(by: block.x)
      let second = multipliers.y.multipliedFullWidth(by: block.z)
      block = SIMD4(
        second.high ^ block.y ^ key.x, second.low, first.high ^ block.w ^ key.y, first.low)
      key &+= increments
    }
    return block
  }

  private static let multipliers = SIMD2<UInt32>(0xD251_1F53, 0xCD9E_8D57)
  private static let increments = SIMD2<UInt32>(0x9E37_79B9, 0xBB67_AE85)
}
