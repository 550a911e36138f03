internal import Workflow

extension ReportContent {
  /// The label of the arm whose effect is asked for.
  var focalLabel: String {
    results.arms.first { $0.role == .focal }?.label ?? results.arms.first?.label ?? "the first arm"
  }

  /// The label of the arm it is compared with.
  var referenceLabel: String {
    results.arms.first { $0.role == .reference }?.label ?? results.arms.last?.label ?? "the others"
  }

  /// Whom an estimate under a design speaks of, in words.
  func populationWords(_ population: String?) -> String {
    guard let population else { return NumberText.absent }
    let trimmed = "trimmed-"
    if population.hasPrefix(trimmed) {
      let rest = String(population.dropFirst(trimmed.count))
      return "\(populationWords(rest)), without those whose propensity is extreme"
    }
    return switch population {
    case "everyone": "everyone in the cohort"
    case "ATE": "all patients of the cohort (ATE)"
    case "ATT": "patients like those of the arm ‘\(focalLabel)’ (ATT)"
    case "ATC": "patients like those of the arm ‘\(referenceLabel)’ (ATC)"
    case "matched-ATT":
      "those patients of the arm ‘\(focalLabel)’ for whom a match was found (matched-ATT)"
    case "matched-ATC":
      "those patients of the arm ‘\(referenceLabel)’ for whom a match was found (matched-ATC)"
    case "ATO": "patients in the overlap, who might have had either (ATO)"
    case "ATM": "patients whom a 1:1 match would keep (ATM)"
    default: population
    }
  }

  /// How a design makes the arms comparable, in words.
  static func methodWords(_ method: String) -> String {
    switch method {
    case "nearest": "nearest-neighbour matching"
    case "propensityWeights": "propensity weights"
    case "none": "no adjustment"
    default: words(method).lowercasedFirst
    }
  }

  /// A sentence of a finding with the labels of designs and outcomes for their names.
  func readable(_ message: String) -> String {
    var text = message
    for name in results.designs.keys.sorted() {
      text = text.replacing("'\(name)'", with: "‘\(designLabel(name))’")
    }
    for name in outcomeLabels.keys.sorted() {
      text = text.replacing("'\(name)'", with: "‘\(outcomeLabel(name))’")
    }
    return Self.capitalized(text)
  }

  /// A reason without the word that the cell already says.
  func readableReason(_ reason: String) -> String {
    let prefix = "withheld: "
    return readable(reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason)
  }
}
