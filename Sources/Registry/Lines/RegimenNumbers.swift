/// How treatments become regimens, which both sets of rules do alike with their own numbers.
struct RegimenNumbers: Sendable {
  var joinWithin: Int32
  var gap: Int32
  var interruption: Int32
  var carryOver: Int32
  /// Whether intents are read.
  var usesIntents: Bool
  /// Whether progression separates regimens.
  var usesProgressions: Bool
  var conditioningWithin: Int32
  var partialDates: PartialDay

  init(_ rules: LineRuleSet, _ section: LinesSection) {
    switch rules {
    case .imwg2015:
      let numbers = section.imwg2015
      joinWithin = Int32(clamping: numbers.joinWithin)
      gap = Int32(clamping: numbers.gap)
      interruption = Int32(clamping: numbers.interruption)
      carryOver = Int32(clamping: numbers.carryOver)
      usesIntents = true
      usesProgressions = true
    case .ohdsiMM2025:
      let numbers = section.ohdsiMM2025
      joinWithin = Int32(clamping: numbers.joinWithin)
      gap = Int32(clamping: numbers.gap)
      interruption = Int32(clamping: numbers.interruption)
      carryOver = 0
      usesIntents = false
      usesProgressions = false
    }
    conditioningWithin = Int32(clamping: section.transplants.conditioningWithin)
    partialDates = section.partialDates
  }
}

/// Days added and subtracted without overflow, whatever the data and numbers.
func days(from start: Int32, to end: Int32) -> Int { Int(end) - Int(start) }
