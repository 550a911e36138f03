internal import Vocabulary

/// A regimen with its drugs.
struct Regimen: Sendable {
  let name: String
  let drugs: [(name: String, dose: Double)]
  let depth: Double
  let hasLenalidomide: Bool
  /// Whether it goes on until progression.
  let isContinuous: Bool

  /// What is declared of a regimen.
  init(_ name: String, _ parameters: RegimenParameters) {
    self.name = name
    drugs = parameters.drugs.elements.map { ($0.name, $0.value) }.sorted { $0.0 < $1.0 }
    depth = parameters.depth
    hasLenalidomide = drugs.contains { $0.name == Codes.lenalidomide }
    isContinuous = drugs.contains { Codes.continuousDrugs.contains($0.name) }
  }
}
