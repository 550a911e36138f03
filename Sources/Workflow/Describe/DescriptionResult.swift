/// What a description of the cohort says of itself; its numbers are in tables of the results.
public struct DescriptionResult: Codable, Sendable, Equatable {
  /// The name in the study file.
  public var name: String
  /// What is described, a word of the study file.
  public var kind: String
  /// The name for readers; `null` where the study gives none.
  @Nullable public var title: String?
  /// The names of its tables among those of the results, in order.
  public var tables: [String]
  /// What a reader must know of how the numbers were made.
  public var notes: [String]
  /// Counts above 0 and below this are not shown; `null` where all are.
  @Nullable public var minimumCell: Int?
  /// How many cells are not shown for that.
  public var heldCells: Int
  /// Why nothing is shown; `null` where something is.
  @Nullable public var reason: String?

  /// A description.
  public init(
    name: String, kind: String, title: String? = nil, tables: [String] = [], notes: [String] = [],
    minimumCell: Int? = nil, heldCells: Int = 0, reason: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.title = title
    self.tables = tables
    self.notes = notes
    self.minimumCell = minimumCell
    self.heldCells = heldCells
    self.reason = reason
  }
}

extension KeyedDecodingContainer {
  /// Reads an absent key as no descriptions, so that older results stay readable.
  func decode(_ type: [DescriptionResult].Type, forKey key: Key) throws -> [DescriptionResult] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}
