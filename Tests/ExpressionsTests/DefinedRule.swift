/// A named rule, perhaps with parameters.
struct DefinedRule {
  let name: String
  let parameters: [OracleParameter]
  let body: Rule
}

/// A parameter, a date or a number.
struct OracleParameter {
  let name: String
  let isDate: Bool
}

extension DefinedRule {
  /// The name with the parameters, as a file has it.
  var head: String {
    parameters.isEmpty ? name : "\(name)(\(parameters.map(\.name).joined(separator: ", ")))"
  }

  /// What it can be where it is mentioned with arguments that can be so much.
  func values(_ arguments: [Values], _ world: PlanWorld) throws(TooMany) -> Values {
    var worlds = [world]
    for (parameter, values) in zip(parameters, arguments) {
      worlds = worlds.flatMap { world in
        values.map { value in
          var world = world
          world.parameters[parameter.name] = value
          return world
        }
      }
      guard worlds.count <= 60 else { throw TooMany() }
    }
    var found: Values = []
    for world in worlds { found = unique(found + (try body.values([:], world))) }
    return found
  }
}
