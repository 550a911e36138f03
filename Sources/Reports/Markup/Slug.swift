/// Names of files and anchors made from names in a study.
struct Slugs {
  private var taken: Set<String> = []

  /// A name of lower-case letters, digits and hyphens that was not given before.
  mutating func unique(_ parts: String?...) -> String {
    let stem = parts.compactMap { $0 }.map(Self.slug).joined(separator: "-")
    var name = stem
    var count = 2
    while !taken.insert(name).inserted {
      name = "\(stem)-\(count)"
      count += 1
    }
    return name
  }

  /// `matchedProbability` → `matched-probability`; anything but ASCII letters and digits → `-`.
  static func slug(_ text: String) -> String {
    var result = ""
    var afterLower = false
    for character in text.prefix(60) {
      if character.isASCII, character.isLetter || character.isNumber {
        if character.isUppercase, afterLower { result += "-" }
        result += character.lowercased()
        afterLower = character.isLowercase
      } else {
        afterLower = false
        if !result.isEmpty, !result.hasSuffix("-") { result += "-" }
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result.isEmpty ? "x" : result
  }
}
