/// Gives each distinct text of a column a number, in order of first appearance.
///
/// Texts that are canonically equivalent in Unicode are one text.
struct TextInterner {
  /// The distinct texts.
  private(set) var texts: [String] = []

  private var spans: [FieldSpan] = []
  private var codes: [Int32] = []
  private var hashes: [UInt64] = []
  private var slots = [Int32](repeating: -1, count: 64)
  private var codeByText: [String: Int32] = [:]

  /// The number of the text of a field.
  /// - Complexity: O(bytes of the field) on average, without allocation for a text met before.
  mutating func code(of span: FieldSpan, in bytes: [UInt8]) -> Int32 {
    let hash = Self.hash(bytes.span, span)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if hashes[entry] == hash, Self.isSame(spans[entry], span, bytes.span) { return codes[entry] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(spans.count)
    let code = newCode(of: span.text(in: bytes))
    spans.append(span)
    hashes.append(hash)
    codes.append(code)
    if spans.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func newCode(of text: String) -> Int32 {
    if let known = codeByText[text] { return known }
    let code = Int32(texts.count)
    codeByText[text] = code
    texts.append(text)
    return code
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for entry in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[entry]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(entry)
    }
  }

  private static func isSame(_ a: FieldSpan, _ b: FieldSpan, _ bytes: Span<UInt8>) -> Bool {
    guard a.end - a.start == b.end - b.start, a.hasEscapes == b.hasEscapes else { return false }
    for offset in 0..<a.end - a.start
    where bytes[a.start + offset] != bytes[b.start + offset] {
      return false
    }
    return true
  }

  /// FNV-1a, its high bits mixed into the low ones that choose a slot.
  private static func hash(_ bytes: Span<UInt8>, _ span: FieldSpan) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for position in span.start..<span.end {
      hash = (hash ^ UInt64(bytes[position])) &* 0x0000_0100_0000_01B3
    }
    return hash ^ (hash >> 29)
  }
}
