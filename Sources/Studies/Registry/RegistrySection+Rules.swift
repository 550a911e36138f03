internal import Diagnostics
internal import Registry
internal import Vocabulary

extension RegistrySection {
  /// The tables that the registry says it does not have.
  public var absentTables: [String] { tables.elements.filter(\.value.isAbsent).map(\.name) }

  /// The rules of quality that follow from keys and references.
  var keyRules: [NamedQualityRule] {
    tables.elements.flatMap { element -> [NamedQualityRule] in
      let table = element.value
      guard !table.isAbsent else { return [] }
      var rules: [NamedQualityRule] = []
      if !table.key.isEmpty {
        var rule = QualityRule()
        rule.check = .uniqueKey
        rule.columns = table.key
        rule.severity = .fatal
        let names = table.key.map(\.name).joined(separator: " and ")
        rule.means = "rows of \(element.name) have the key \(names) in common"
        rule.fix = "give each row a key of its own, or leave out what was entered twice"
        rules.append(Self.rule("\(element.name)-key", element, rule))
      }
      for reference in table.references.elements {
        var rule = QualityRule()
        rule.check = .reference
        rule.columns = [ColumnName(reference.name, at: reference.place)]
        rule.of = ColumnName(reference.value.value, at: reference.value.place)
        rule.severity = .warning
        rule.means =
          "the \(reference.name) of \(element.name) names no row of \(reference.value.value) "
          + "of the same patient"
        rule.fix = "correct it, or add the row that is missing"
        rules.append(Self.rule("\(element.name)-\(reference.name)", element, rule))
      }
      return rules
    }
  }

  private static func rule(
    _ name: String, _ element: NamedList<RegistryTableSection>.Element, _ rule: QualityRule
  ) -> NamedQualityRule {
    var rule = rule
    rule.category = .conformance
    rule.rows = ColumnName(element.name, at: element.place)
    return NamedQualityRule(name, at: element.place, rule)
  }
}
