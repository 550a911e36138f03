internal import Balancing
internal import Diagnostics
internal import Effects
internal import Studies
internal import Tables
internal import Vocabulary

/// The patients with one level of a column.
struct Subgroup: Sendable, Equatable {
  let column: String
  let level: String
  let members: [Bool]

  var name: String { "\(column)=\(level)" }
}

extension Pipeline {
  /// The largest number of levels a column may have to define subgroups.
  static let mostSubgroups = 12

  /// The levels of the columns that the study asks for, those with patients.
  func subgroups(_ cohort: AnalysisCohort) -> [Subgroup] {
    study.subgroups.flatMap { name -> [Subgroup] in
      guard let coded = cohort.table[name.name]?.coded, coded.labels.count <= Self.mostSubgroups
      else { return [] }
      return coded.labels.enumerated().compactMap { code, label in
        let members = coded.codes.map { $0 == code }
        guard members.contains(true) else { return nil }
        return Subgroup(column: name.name, level: label, members: members)
      }
    }
  }

  /// A finding for each column of strata or subgroups that is missing for some patients.
  func missingGroups(_ cohort: AnalysisCohort) -> [Diagnostic] {
    let strata = study.analyses.flatMap(\.strata).map { ($0, "strata") }
    var seen: Set<String> = []
    return (strata + study.subgroups.map { ($0, "subgroups") }).compactMap { column, use in
      let missing = cohort.table[column.name]?.missing.count ?? 0
      guard missing > 0, seen.insert("\(use) \(column.name)").inserted else { return nil }
      return FindingMessage.groupMissing(column: column.name, use: use, count: missing)
        .diagnostic(at: column.source.place)
    }
  }

  /// A finding for each column of too many levels.
  func skippedSubgroups(_ cohort: AnalysisCohort) -> [Diagnostic] {
    study.subgroups.compactMap { name in
      guard let coded = cohort.table[name.name]?.coded, coded.labels.count > Self.mostSubgroups
      else { return nil }
      return FindingMessage.subgroupSkipped(column: name.name, levels: coded.labels.count)
        .diagnostic(at: name.source.place)
    }
  }
}
