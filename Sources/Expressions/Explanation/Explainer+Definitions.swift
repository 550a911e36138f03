internal import Diagnostics

extension Explainer {
  /// Explains the mention of a definition by what it stands for; `nil` where it is none.
  ///
  /// The arguments stand where the parameters do. Where a name in an argument would thereby
  /// mean something else, and the value be another, the definition is not opened.
  func definition(_ syntax: Syntax, _ source: ExpressionSource) throws(Faults) -> Explanation? {
    let (name, arguments): (String, [Syntax]) =
      switch syntax.kind {
      case .name(let name): (name, [])
      case .call(let name, let arguments, _): (name, arguments)
      default: ("", [])
      }
    guard schema[name] == nil, let definition = schema.definitions[name],
      definition.parameters.count == arguments.count
    else { return nil }
    let text = source.text(syntax.range)
    guard let mention = typed(text) else { return nil }
    let value = try value(mention)
    var parts: [Explanation] = []
    let body = definition.with(
      arguments.map { argument in
        let text = source.text(argument.range)
        return argument.parts.isEmpty ? text : "(\(text))"
      })
    if let opened = try? Expression(body), let typed = typed(body),
      (try? self.value(typed)) == value, let part = try? explain(opened)
    {
      parts = [part]
    }
    return Explanation(
      text: text, value: value, form: .definition, columns: [], reading: nil, parts: parts)
  }
}

extension Definition {
  /// The text with arguments in the place of the parameters.
  fileprivate func with(_ arguments: [String]) -> String {
    let source = expression.source
    var text = ""
    var position = 0
    let mentions = expression.syntax.references.sorted { $0.range.lowerBound < $1.range.lowerBound }
    for (name, range) in mentions where range.lowerBound >= position {
      guard let index = parameters.firstIndex(of: name) else { continue }
      text += source.text(position..<range.lowerBound) + arguments[index]
      position = range.upperBound
    }
    return text + source.text(position..<source.scalars.count)
  }
}
