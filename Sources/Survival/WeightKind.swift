public import Vocabulary

/// What the weights of the rows stand for; it is stated and never guessed from the values.
public enum WeightKind: String, Word, Sendable {
  /// A row stands for that many identical people.
  case frequency
  /// Inverse probability, overlap and other weights of a target population.
  case sampling
  /// Weights that a matching gives.
  case matching

  /// What the word means, in one line.
  public var summary: String {
    switch self {
    case .frequency: "a row stands for that many identical people"
    case .sampling: "a row represents its share of a target population"
    case .matching: "a weight given by a matching"
    }
  }
}

/// One weight a row, with what the weights stand for.
public struct Weights: Sendable, Equatable {
  /// The weights, not negative; whole numbers where they are frequencies.
  public let values: [Double]
  /// What they stand for.
  public let kind: WeightKind

  /// Weights of a stated kind.
  public init(_ values: [Double], kind: WeightKind) {
    self.values = values
    self.kind = kind
  }
}
