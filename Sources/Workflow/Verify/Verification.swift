/// The comparison of a run with its lock.
public struct Verification: Sendable {
  /// One value that is not as it was locked.
  public struct Difference: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// What the lock holds; `nil` for a value that is new.
    public let locked: ResultValues.Value?
    /// What the run gives; `nil` for a value that is gone.
    public let found: ResultValues.Value?
    /// How far it may be off.
    public let tolerance: Double
  }

  /// How many values were compared.
  public let count: Int
  /// Those that differ, in the order of the lock, then those that are new.
  public let differences: [Difference]
  /// The names of everything compared.
  public let names: [String]

  /// Compares a run with a lock.
  public init(_ results: Results, against lock: LockFile) {
    let found = ResultValues(results, version: lock.version).values
    let byName = Dictionary(found.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
    var differences: [Difference] = []
    for entry in lock.entries {
      let value = byName[entry.name]
      let holds = value.map { Self.agree($0, entry.value, tolerance: entry.tolerance) } ?? false
      if !holds {
        differences.append(
          Difference(
            name: entry.name, locked: entry.value, found: value, tolerance: entry.tolerance))
      }
    }
    let locked = Set(lock.entries.map(\.name))
    for (name, value) in found where !locked.contains(name) {
      differences.append(Difference(name: name, locked: nil, found: value, tolerance: 0))
    }
    count = lock.entries.count
    self.differences = differences
    names = lock.entries.map(\.name) + found.map(\.name).filter { !locked.contains($0) }
  }

  private static func agree(
    _ a: ResultValues.Value, _ b: ResultValues.Value, tolerance: Double
  ) -> Bool {
    switch (number(a), number(b)) {
    case (let x?, let y?): LockFile.agrees(x, with: y, tolerance: tolerance)
    default: a == b
    }
  }

  private static func number(_ value: ResultValues.Value) -> Double? {
    switch value {
    case .number(let number): number
    case .count(let count): Double(count)
    case .text, .absent: nil
    }
  }
}
