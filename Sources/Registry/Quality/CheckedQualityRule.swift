public import Diagnostics
internal import Expressions
internal import Tables
internal import Vocabulary

/// A rule of quality with its name and place.
public struct NamedQualityRule: Sendable, Equatable {
  /// The name.
  public let name: String
  /// Where it is written.
  public let place: Place?
  /// The rule.
  public let rule: QualityRule

  /// A rule with its name.
  public init(_ name: String, at place: Place? = nil, _ rule: QualityRule) {
    self.name = name
    self.place = place
    self.rule = rule
  }

  /// Compares name and rule; places do not count.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.rule == right.rule
  }
}

/// A rule whose names and types are known.
struct CheckedQualityRule: Sendable {
  let named: NamedQualityRule
  var table: EventTable?
  var target: EventTable?
  /// What all must hold of a row or patient that is asked about.
  var conditions: [TypedExpression] = []
  var failure: TypedExpression?
  var agree: [TypedExpression] = []
  var differ: TypedExpression?
  var group: TypedExpression?
  /// Whether the groups are the arms of a study.
  var isByArm = false

  var rule: QualityRule { named.rule }

  /// Holds a rule against the tables.
  ///
  /// - Throws: every name that is not there, type that does not fit, key that is missing.
  init(_ named: NamedQualityRule, _ tables: QualityTables) throws(Faults) {
    self.named = named
    var faults: [Diagnostic] = []
    let rule = named.rule
    func report(_ fault: QualityFault, at place: Place?) {
      faults.append(fault.diagnostic(at: place ?? named.place))
    }
    func table(_ name: ColumnName?) -> EventTable? {
      guard let name else { return nil }
      guard let table = tables.events[name.name] else {
        report(
          .unknownTable(name.name, known: tables.events.tables.map(\.name)), at: name.source.place)
        return nil
      }
      return table
    }
    func typed(_ text: ExpressionText?, _ schema: Schema, _ type: ValueType?) -> TypedExpression? {
      guard let text else { return nil }
      do throws(Faults) {
        return try Expression(text.source.value, at: text.source.place)
          .typed(against: schema, expecting: type)
      } catch {
        faults += error.diagnostics
        return nil
      }
    }
    func typedConditions(_ text: ExpressionText?, _ schema: Schema) -> [TypedExpression] {
      guard let text else { return [] }
      do throws(Faults) {
        let whole = try Expression(text.source.value, at: text.source.place)
        let typed = try whole.typed(against: schema, expecting: .flag)
        let parts = whole.conjuncts.compactMap { try? $0.typed(against: schema, expecting: .flag) }
        return parts.count == whole.conjuncts.count ? parts : [typed]
      } catch {
        faults += error.diagnostics
        return []
      }
    }
    self.table = table(rule.rows)
    target = table(rule.of)
    for key in rule.missingKeys { report(.missingKey(key, check: rule.check), at: named.place) }
    let patients = tables.patientSchema
    if rule.rows == nil || self.table != nil {
      let schema = self.table.map { tables.rowSchema($0) } ?? patients
      conditions = typedConditions(rule.where, schema)
      failure = typed(rule.fails, schema, .flag)
    }
    if let owner = self.table {
      for column in [rule.date, rule.value].compactMap(\.self) + rule.columns
      where owner.columns[column.name] == nil {
        let fault = QualityFault.unknownColumn(
          column.name, table: owner.name, known: owner.columns.columnNames)
        report(fault, at: column.source.place)
      }
      if rule.check.readsDates, let name = rule.date?.name ?? owner.timeColumn,
        let found = owner.columns[name], found.type != .date
      {
        report(.notADate(name, table: owner.name), at: rule.date?.source.place)
      }
      if rule.check.readsDates, rule.date == nil, owner.timeColumn == nil {
        report(.noTime(owner.name), at: rule.rows?.source.place)
      }
    }
    if let target {
      for column in rule.columns where target.columns[column.name] == nil {
        let fault = QualityFault.unknownColumn(
          column.name, table: target.name, known: target.columns.columnNames)
        report(fault, at: column.source.place)
      }
    }
    agree = rule.agree.compactMap { typed($0, patients, nil) }
    differ = typed(rule.differ, patients, nil)
    isByArm = rule.by?.source.value == Self.arm && patients[Self.arm] == nil
    if !isByArm { group = typed(rule.by, patients, nil) }
    if !faults.isEmpty { throw Faults(faults) }
  }

  /// What groups are called that are the arms of a study.
  static let arm = "arm"
}

extension QualityCheck {
  /// Whether the check reads a column of dates.
  var readsDates: Bool { [.precision, .heaping, .visitGap, .slip].contains(self) }
}

extension QualityRule {
  /// The keys that the check needs and the rule does not have.
  var missingKeys: [String] {
    var keys: [String] = []
    func need(_ key: String, _ isThere: Bool) { if !isThere { keys.append(key) } }
    switch check {
    case .expression: need("fails", fails != nil)
    case .precision, .heaping: need("rows", rows != nil)
    case .duplicates: need("agree", !agree.isEmpty)
    case .visitGap:
      need("rows", rows != nil)
      need("by", by != nil)
      need("allowShare", allowShare != nil)
    case .slip:
      need("rows", rows != nil)
      need("value", value != nil)
      need("ratios", ratios.count == 2)
    case .uniqueKey:
      need("rows", rows != nil)
      need("columns", !columns.isEmpty)
    case .reference:
      need("rows", rows != nil)
      need("columns", !columns.isEmpty)
      need("of", of != nil)
    }
    return keys
  }
}
