internal import Registry
internal import Studies

extension QualityRow {
  /// What a rule found, with the names of patients.
  init(_ result: QualityResult, _ scope: Scope, _ ids: [String], place: String? = nil) {
    let rule = result.rule.rule
    let counts = result.counts
    let isLimited = rule.check != .visitGap
    self.init(
      rule: result.rule.name, means: rule.means, fix: rule.fix, category: rule.category.rawValue,
      context: rule.context.rawValue, severity: rule.severity.rawValue,
      check: rule.check.rawValue, table: result.table, scope: scope, checked: counts.checked,
      failing: counts.failing, unknown: counts.unknown,
      share: isLimited && result.status != .notApplicable ? counts.share : nil,
      difference: result.difference,
      allow: isLimited ? rule.allow ?? (rule.allowShare == nil ? 0 : nil) : nil,
      allowShare: rule.allowShare, status: result.status.rawValue, reason: result.reason,
      patientCount: result.patients.count,
      patients: result.patients.prefix(RegistryQuality.mostNamed).map { ids[$0] },
      groups: result.groups.map { group in
        Group(
          group: group.name, checked: group.counts.checked, failing: group.counts.failing,
          unknown: group.counts.unknown, share: isLimited ? group.counts.share : nil,
          median: group.counts.median, status: group.status.rawValue)
      },
      place: place)
  }
}

extension RegistryQuality {
  /// The files of rules as the record of a run names them.
  func record(with study: StudyFile) -> [RunRecord.Input] {
    ruleFiles.map { RunRecord.Input($0.path, $0.bytes, below: study.folder) }
  }

  /// What each rule found among all patients.
  public var rows: [QualityRow] { results.map { QualityRow($0, .registry, ids) } }
}
