/// What may be written for a value, in a form that messages, help pages and schemas can be made of.
public indirect enum Shape: Sendable {
  /// A number within limits.
  case number(Limits)
  /// A whole number within limits.
  case integer(Limits)
  /// `true` or `false`.
  case flag
  /// Any text; the phrase says what it stands for, such as "a column".
  case text(String)
  /// One of some words.
  case word([Meaning])
  /// A list, or a single element where that is read as a list of one.
  case list(Shape)
  /// Names of the author's choice with values; the phrase says what a name stands for.
  case map(name: String, Shape)
  /// A section with fields.
  case section(SectionShape)
  /// A section whose fields depend on the word under `tag`.
  case variants(tag: String, [Variant])
  /// A word, or a word with a section of options.
  case keyed([Variant])
  /// Any of several forms.
  case anyOf([Shape])

  /// A word with its one-line meaning.
  public struct Meaning: Sendable, Equatable {
    /// The word as written in a study file.
    public let word: String
    /// What it means.
    public let summary: String

    /// A word with its meaning.
    public init(_ word: String, _ summary: String) {
      self.word = word
      self.summary = summary
    }
  }

  /// The section that goes with some words.
  public struct Variant: Sendable {
    /// The words under the tag that choose this section.
    public let words: [Meaning]
    /// The section they choose.
    public let section: SectionShape

    /// A choice of section.
    public init(_ words: [Meaning], _ section: SectionShape) {
      self.words = words
      self.section = section
    }
  }

  /// What is expected, as it reads after "expects": "a number", "one of a, b".
  public var phrase: String {
    switch self {
    case .number(let limits): limits.phrase("a number")
    case .integer(let limits): limits.phrase("a whole number")
    case .flag: "true or false"
    case .text(let phrase): phrase
    case .word(let meanings): "one of \(meanings.map(\.word).joined(separator: ", "))"
    case .list(let element): "a list, each \(element.phrase)"
    case .map(let name, _): "a mapping from \(name) to its value"
    case .section(let section): "a mapping with \(section.summary)"
    case .variants(let tag, _): "a mapping with '\(tag)'"
    case .keyed(let variants):
      "one of \(variants.flatMap(\.words).map(\.word).joined(separator: ", "))"
    case .anyOf(let shapes): shapes.map(\.phrase).joined(separator: ", or ")
    }
  }
}

/// The smallest and largest number that a field takes.
public struct Limits: Sendable, Equatable {
  /// The smallest, and whether it itself is excluded.
  public var minimum: Double?
  /// The largest, and whether it itself is excluded.
  public var maximum: Double?
  /// Whether the ends themselves are excluded.
  public var excludesEnds: Bool

  /// Limits; none where `nil`.
  public init(minimum: Double? = nil, maximum: Double? = nil, excludesEnds: Bool = false) {
    self.minimum = minimum
    self.maximum = maximum
    self.excludesEnds = excludesEnds
  }

  /// Any finite number.
  public static let none = Limits()
  /// Greater than 0.
  public static let positive = Limits(minimum: 0, excludesEnds: true)
  /// 0 or greater.
  public static let nonnegative = Limits(minimum: 0)
  /// Strictly between 0 and 1.
  public static let fraction = Limits(minimum: 0, maximum: 1, excludesEnds: true)
  /// From 0 to 1.
  public static let share = Limits(minimum: 0, maximum: 1)

  /// At least `minimum`.
  public static func atLeast(_ minimum: Double) -> Limits { Limits(minimum: minimum) }

  /// Whether a number lies within.
  public func contains(_ value: Double) -> Bool {
    if let minimum, excludesEnds ? value <= minimum : value < minimum { return false }
    if let maximum, excludesEnds ? value >= maximum : value > maximum { return false }
    return true
  }

  func phrase(_ noun: String) -> String {
    func text(_ value: Double) -> String {
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
    switch (minimum, maximum) {
    case (nil, nil): return noun
    case (let low?, nil):
      return excludesEnds ? "\(noun) above \(text(low))" : "\(noun) of at least \(text(low))"
    case (nil, let high?):
      return excludesEnds ? "\(noun) below \(text(high))" : "\(noun) of at most \(text(high))"
    case (let low?, let high?):
      return excludesEnds
        ? "\(noun) between \(text(low)) and \(text(high))"
        : "\(noun) from \(text(low)) to \(text(high))"
    }
  }
}

/// The fields of a section, without its Swift type.
public struct SectionShape: Sendable {
  /// The section's name in documentation, in lower camel case.
  public let name: String
  /// What it holds, as a noun phrase.
  public let summary: String
  /// The field that a bare value sets, if a bare value may be written.
  public let shorthand: String?
  /// The fields; a closure, because sections may contain each other.
  public let fields: @Sendable () -> [FieldShape]
}

/// A field without its Swift type.
public struct FieldShape: Sendable {
  /// The key as written.
  public let key: String
  /// A one-line meaning.
  public let summary: String
  /// What may be written.
  public let shape: Shape
  /// Whether it must be written.
  public let isRequired: Bool
  /// What holds when it is left out, as it would be written; `nil` where nothing holds.
  public let standard: Node?
}
