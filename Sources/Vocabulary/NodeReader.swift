public import Diagnostics

/// Collects the faults found while nodes are read into values.
public struct NodeReader: Sendable {
  /// The faults so far, in the order found.
  public private(set) var diagnostics: [Diagnostic] = []

  /// A reader without faults.
  public init() {}

  /// Adds a fault of the vocabulary.
  public mutating func report(_ fault: VocabularyFault, at place: Place?) {
    diagnostics.append(fault.diagnostic(at: place))
  }

  /// Adds a diagnostic made elsewhere.
  public mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }
}

/// A value that can be read from a node and written to one.
public protocol NodeCodable: Sendable {
  /// What may be written; drives error messages, documentation and the JSON Schema.
  static var shape: Shape { get }

  /// Reads the value of `key`, or reports why it cannot and returns `nil`.
  static func read(_ node: Node, key: String, _ reader: inout NodeReader) -> Self?

  /// The node that reads back as this value.
  var node: Node { get }

  /// Whether the value is left out when its section is written.
  var isOmitted: Bool { get }
}

extension NodeCodable {
  /// Values are written unless they say otherwise.
  public var isOmitted: Bool { false }
}
