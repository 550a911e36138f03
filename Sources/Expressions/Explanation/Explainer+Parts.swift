internal import Diagnostics
internal import Tables

extension Explainer {
  /// Explains a part: conditions by their parts, all else by the readings of events in it.
  func explain(_ syntax: Syntax, _ source: ExpressionSource) throws(Faults) -> Explanation {
    let part = syntax.ungrouped
    switch part.kind {
    case .infix(.and, _, _, _):
      return try combined(.and, Self.operands(of: .and, part), part, source)
    case .infix(.or, _, _, _):
      return try combined(.or, Self.operands(of: .or, part), part, source)
    case .not(let operand): return try combined(.not, [operand], part, source)
    case .choose(let condition, let first, let second):
      let test = try explain(condition, source)
      let taken =
        switch test.value {
        case .flag(let holds): holds ? first : second
        default: nil as Syntax?
        }
      var parts = [test]
      if let taken, typed(source.text(taken.range)) != nil {
        parts.append(try explain(taken, source))
      }
      return try explanation(part, source, .choice, parts)
    default: return try computed(part, source)
    }
  }

  private func combined(
    _ form: Explanation.Form, _ operands: [Syntax], _ syntax: Syntax, _ source: ExpressionSource
  ) throws(Faults) -> Explanation {
    var parts: [Explanation] = []
    for operand in operands { parts.append(try explain(operand, source)) }
    return try explanation(syntax, source, form, parts)
  }

  /// The operands of a chain of one operator.
  private static func operands(of infix: Infix, _ syntax: Syntax) -> [Syntax] {
    guard case .infix(infix, let left, let right, _) = syntax.ungrouped.kind else {
      return [syntax]
    }
    return operands(of: infix, left) + operands(of: infix, right)
  }

  private func computed(
    _ syntax: Syntax, _ source: ExpressionSource
  ) throws(Faults) -> Explanation {
    let readings = try readings(in: syntax, source)
    if let only = readings.first, readings.count == 1, only.text == source.text(syntax.range) {
      return only
    }
    return try explanation(syntax, source, .computed, readings)
  }

  /// The explanation of a part with its own value and the columns that it names.
  private func explanation(
    _ syntax: Syntax, _ source: ExpressionSource, _ form: Explanation.Form,
    _ parts: [Explanation]
  ) throws(Faults) -> Explanation {
    let text = source.text(syntax.range)
    guard let expression = typed(text) else {
      return Explanation(
        text: text, value: .missing, form: form, columns: [], reading: nil, parts: parts)
    }
    return Explanation(
      text: text, value: try value(expression), form: form,
      columns: form == .computed ? columns(of: expression) : [], reading: nil, parts: parts)
  }

  /// The patient's values that an expression names, each once.
  func columns(of expression: TypedExpression) -> [Explanation.ReadColumn] {
    var seen: Set<String> = []
    return expression.columnReferences.map(\.value)
      .filter { $0 != PatientEvents.wanted && seen.insert($0).inserted }
      .map {
        Explanation.ReadColumn(name: $0, value: table[$0].map { Self.value($0, 0) } ?? .missing)
      }
  }

  /// The outermost readings of events in a part, but for those that read rows around it, which are
  /// called by one of the hidden names.
  func readings(
    in syntax: Syntax, _ source: ExpressionSource, hidden: Set<String> = []
  ) throws(Faults) -> [Explanation] {
    if let definition = try definition(syntax, source) {
      return syntax.names(of: hidden).isEmpty ? [definition] : []
    }
    guard events != nil else { return [] }
    if let asked = EventQuestion(syntax, source, schema) {
      let isOwn = asked.rule != .single
      let around = syntax.names(of: isOwn ? hidden.subtracting([asked.table]) : hidden)
      return around.isEmpty ? [try explain(asked, syntax, source)] : []
    }
    var found: [Explanation] = []
    if let several = EventQuestion.ofArguments(syntax, source, schema) {
      for (argument, question) in several {
        if let question, argument.names(of: hidden).isEmpty {
          found.append(try explain(question, argument, source))
        } else {
          found += try readings(in: argument, source, hidden: hidden)
        }
      }
      return found
    }
    for part in syntax.parts { found += try readings(in: part, source, hidden: hidden) }
    return found
  }
}

extension Syntax {
  /// Its mentions of columns of tables or rows that are called so.
  func names(of tables: Set<String>) -> [String] {
    guard !tables.isEmpty else { return [] }
    return references.map(\.name).filter { name in
      Schema.splits(name).contains { tables.contains($0.table) }
    }
  }
}
