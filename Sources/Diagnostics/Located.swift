/// A value together with the place it was written at.
///
/// Two located values are equal when their values are: where something stands does not change what
/// a study means.
public struct Located<Value> {
  /// What was written.
  public var value: Value
  /// Where it was written; `nil` for a default or a value made in code.
  public var place: Place?

  /// A value with its place.
  public init(_ value: Value, at place: Place? = nil) {
    self.value = value
    self.place = place
  }
}

extension Located: Sendable where Value: Sendable {}

extension Located: Equatable where Value: Equatable {
  /// Compares the values only.
  public static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension Located: Hashable where Value: Hashable {
  /// Hashes the value only.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
