public import Diagnostics

/// A named expression, perhaps with parameters, that other expressions may ask for.
///
/// Its text is typed anew wherever it is asked for, with the arguments in the place of its
/// parameters: what it gives for one drug it gives for another. Names in it mean columns, parameters
/// and other definitions, never the rows around the mention.
public struct Definition: Sendable {
  /// The name.
  public let name: String
  /// The names of what is given with a mention, in order.
  public let parameters: [String]
  /// What it stands for.
  public let expression: Expression
  /// Where the name stands.
  public let place: Place?

  /// Reads a definition as it is written: `name` or `name(parameter, parameter)`, and an expression.
  ///
  /// - Throws: every fault of the name, the parameters and the syntax of the expression.
  public init(_ head: Located<String>, _ body: Located<String>) throws(Faults) {
    var faults: [Diagnostic] = []
    let source = ExpressionSource(head.value, at: head.place)
    let reader = DefinitionHead(source)
    faults += source.diagnostics(reader.faults)
    var expression: Expression?
    do throws(Faults) {
      expression = try Expression(body.value, at: body.place)
    } catch {
      faults += error.diagnostics
    }
    if let expression {
      let used = Set(expression.syntax.references.map(\.name))
      for (name, range) in reader.parameters where !used.contains(name) {
        let fault = DefinitionFault.unusedParameter(name)
        faults.append(fault.diagnostic(at: source.place(of: range)))
      }
    }
    guard let expression, faults.isEmpty else { throw Faults(faults) }
    self.name = reader.name
    parameters = reader.parameters.map(\.name)
    self.expression = expression
    place = source.place(of: 0..<max(1, reader.name.unicodeScalars.count))
  }

  /// The definition as a mention writes it: `refractory(drug)`.
  public var written: String {
    parameters.isEmpty ? name : "\(name)(\(parameters.joined(separator: ", ")))"
  }
}

/// The name and the parameters of a definition.
private struct DefinitionHead {
  private(set) var name = ""
  private(set) var parameters: [(name: String, range: Range<Int>)] = []
  private(set) var faults: [LocatedFault] = []

  init(_ source: ExpressionSource) {
    let lexer = Lexer(source.scalars)
    faults = lexer.faults
    var tokens = lexer.tokens[...]
    let whole = 0..<max(1, source.scalars.count)
    func bad(_ range: Range<Int>) -> LocatedFault {
      LocatedFault(fault: .badDefinitionName(source.text(0..<source.scalars.count)), range: range)
    }
    guard faults.isEmpty else { return }
    guard case .name(let name) = tokens.popFirst()?.kind, !name.contains("."),
      !source.isBackquote(0)
    else {
      faults.append(bad(whole))
      return
    }
    self.name = name
    if Self.isFunction(name) {
      faults.append(LocatedFault(fault: .nameOfFunction(name), range: whole))
    }
    guard tokens.first?.kind == .symbol(.open) else {
      if tokens.first?.kind != .end { faults.append(bad(whole)) }
      return
    }
    repeat {
      tokens.removeFirst()
      guard let token = tokens.popFirst(), case .name(let name) = token.kind, !name.contains("."),
        !parameters.contains(where: { $0.name == name })
      else {
        faults.append(bad(whole))
        return
      }
      parameters.append((name, token.range))
    } while tokens.first?.kind == .symbol(.comma)
    let rest = tokens.map(\.kind)
    if rest != [.symbol(.close), .end] { faults.append(bad(whole)) }
  }

  private static func isFunction(_ name: String) -> Bool {
    EventFunction(rawValue: name) != nil || ExpressionFunction(rawValue: name) != nil
      || ClauseWord(rawValue: name) != nil
  }
}

extension Syntax {
  /// Every name and every call in it.
  var references: [(name: String, range: Range<Int>)] {
    var found: [(name: String, range: Range<Int>)] = []
    collect(&found)
    return found
  }

  private func collect(_ found: inout [(name: String, range: Range<Int>)]) {
    switch kind {
    case .name(let name): found.append((name, range))
    case .call(let name, _, let range)
    where ExpressionFunction(rawValue: name) == nil && EventFunction(rawValue: name) == nil:
      found.append((name, range))
    default: break
    }
    for part in parts { part.collect(&found) }
  }
}
