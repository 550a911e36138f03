/// The unquoted texts that stand for a missing value.
struct MissingTexts: Sendable {
  private let texts: [[UInt8]]
  private let containsEmpty: Bool
  private let startsText: [Bool]

  init(_ texts: [String]) {
    self.texts = texts.filter { !$0.isEmpty }.map { Array($0.utf8) }
    containsEmpty = texts.contains("")
    var startsText = [Bool](repeating: false, count: 256)
    for text in self.texts { startsText[Int(text[0])] = true }
    self.startsText = startsText
  }

  /// Whether a field stands for a missing value; a quoted field never does.
  @inline(__always)
  func contains(_ span: FieldSpan, in bytes: Span<UInt8>) -> Bool {
    if span.isQuoted { return false }
    if span.isEmpty { return containsEmpty }
    return startsText[Int(bytes[span.start])] && containsText(span, in: bytes)
  }

  private func containsText(_ span: FieldSpan, in bytes: Span<UInt8>) -> Bool {
    let count = span.end - span.start
    search: for text in texts where text.count == count {
      for offset in 0..<count where bytes[span.start + offset] != text[offset] { continue search }
      return true
    }
    return false
  }
}

/// What a field holds before its type is known.
enum FieldContent {
  /// A missing value.
  case missing
  /// Two quotes with nothing between: empty text in a text column, missing in any other.
  case blank
  /// Something.
  case value
}

extension MissingTexts {
  /// What a field holds.
  @inline(__always)
  func content(of span: FieldSpan, in bytes: Span<UInt8>) -> FieldContent {
    if contains(span, in: bytes) { return .missing }
    return span.isQuoted && span.isEmpty ? .blank : .value
  }
}
