public import Diagnostics

/// The named expressions of a study.
public struct Definitions: Sendable {
  /// The definitions, in the order given.
  public let elements: [Definition]
  private let indexByName: [String: Int]

  /// No definitions.
  public init() {
    elements = []
    indexByName = [:]
  }

  /// Definitions that may ask for each other, in any order but not in a circle.
  ///
  /// - Throws: `definition-repeated` where two have one name, and `definition-circle` for each circle,
  ///   naming its members and where they stand.
  /// - Complexity: O(length of the texts).
  public init(_ definitions: [Definition]) throws(Faults) {
    var faults: [Diagnostic] = []
    var indexByName: [String: Int] = [:]
    for (index, definition) in definitions.enumerated() {
      if let known = indexByName[definition.name] {
        let first = Diagnostic.Note("it is defined here", at: definitions[known].place)
        faults.append(
          DefinitionFault.repeated(definition.name).diagnostic(at: definition.place, [first]))
      } else {
        indexByName[definition.name] = index
      }
    }
    var search = CircleSearch(definitions, indexByName)
    faults += search.circles()
    if !faults.isEmpty { throw Faults(faults) }
    elements = definitions
    self.indexByName = indexByName
  }

  /// The definition of that name.
  public subscript(name: String) -> Definition? { indexByName[name].map { elements[$0] } }

  /// The names, in order.
  public var names: [String] { elements.map(\.name) }

  /// Every name that an expression mentions, those in the definitions it asks for included; a mention
  /// in a definition stands where the expression asks for it.
  public func references(of expression: Expression) -> [Located<String>] {
    var found: [Located<String>] = []
    for (name, range) in expression.syntax.references {
      let place = expression.source.place(of: range)
      found.append(Located(name, at: place))
      for inner in closure(of: name) where !found.contains(where: { $0.value == inner }) {
        found.append(Located(inner, at: place))
      }
    }
    return found
  }

  private func closure(of name: String) -> [String] {
    guard self[name] != nil else { return [] }
    var found = [name]
    var next = 0
    while next < found.count {
      if let definition = self[found[next]] {
        for (name, _) in definition.expression.syntax.references
        where !definition.parameters.contains(name) && !found.contains(name) {
          found.append(name)
        }
      }
      next += 1
    }
    return Array(found.dropFirst())
  }
}

/// Looks for definitions that ask for themselves.
private struct CircleSearch {
  private enum State { case unseen, open, done }

  private let definitions: [Definition]
  private let asked: [[(index: Int, place: Place?)]]
  private var states: [State]
  private var found: [Diagnostic] = []

  init(_ definitions: [Definition], _ indexByName: [String: Int]) {
    self.definitions = definitions
    asked = definitions.map { definition in
      definition.expression.syntax.references.compactMap { name, range in
        guard !definition.parameters.contains(name), let index = indexByName[name] else {
          return nil
        }
        return (index, definition.expression.source.place(of: range))
      }
    }
    states = [State](repeating: .unseen, count: definitions.count)
  }

  /// Each circle once, from the definition that stands first; without recursion, so that a long chain
  /// does no harm.
  mutating func circles() -> [Diagnostic] {
    for start in definitions.indices where states[start] == .unseen {
      var path: [(index: Int, next: Int)] = [(start, 0)]
      states[start] = .open
      while let (index, next) = path.last {
        guard next < asked[index].count else {
          states[index] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let other = asked[index][next].index
        switch states[other] {
        case .unseen:
          states[other] = .open
          path.append((other, 0))
        case .open:
          let from = path.firstIndex { $0.index == other } ?? 0
          report(path[from...].map { ($0.index, asked[$0.index][$0.next - 1].place) })
        case .done: break
        }
      }
    }
    return found
  }

  private mutating func report(_ circle: [(index: Int, place: Place?)]) {
    let names = circle.map { definitions[$0.index].name }
    var notes: [Diagnostic.Note] = []
    for (position, step) in circle.enumerated() {
      let next = names[(position + 1) % names.count]
      notes.append(Diagnostic.Note("'\(names[position])' asks for '\(next)' here", at: step.place))
    }
    let fault = DefinitionFault.circle(names + [names[0]])
    found.append(fault.diagnostic(at: definitions[circle[0].index].place, notes))
  }
}
