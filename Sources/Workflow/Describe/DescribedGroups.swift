internal import Cohorts
internal import Studies
internal import Tables
internal import Vocabulary

/// Groups of the patients of a cohort that are described side by side.
struct DescribedGroups: Sendable {
  /// What the group of everyone is called.
  static let everyone = CohortRules.everyone
  /// What the group of patients of no known group is called.
  static let unknown = "(missing)"

  /// Names, those of unknown group last where there are any.
  let names: [String]
  /// The group of each patient; `nil` where the patient is in none, as outside every era.
  let codes: [Int?]

  /// Everyone in one group.
  init(everyone count: Int) {
    names = [Self.everyone]
    codes = [Int?](repeating: 0, count: count)
  }

  private init(_ names: [String], codes: [Int?], missing: [Bool]) {
    guard missing.contains(true) else {
      (self.names, self.codes) = (names, codes)
      return
    }
    self.names = names + [Self.unknown]
    self.codes = codes.indices.map { missing[$0] ? names.count : codes[$0] }
  }

  /// The levels of a column; the arms of a study that has some where none is named.
  init(by column: ColumnName?, _ cohort: AnalysisCohort) {
    guard let column, column.name != "arm" || cohort.table["arm"] != nil else {
      guard cohort.armNames.count > 1 else {
        self.init(everyone: cohort.count)
        return
      }
      let places = cohort.armNames.map { cohort.studyArms.firstIndex(of: $0) ?? 0 }
      self.init(cohort.studyArms, codes: cohort.groups.map { places[$0] }, missing: [])
      return
    }
    let coded = cohort.table[column.name]?.coded ?? ([], [])
    self.init(
      coded.labels, codes: coded.codes.map { $0 < 0 ? nil : $0 },
      missing: coded.codes.map { $0 < 0 })
  }

  /// Calendar ranges of a date; a day in two is in the first, one in none in no group.
  init(eras: NamedList<Era>, of column: String, _ cohort: AnalysisCohort) {
    guard let dates = cohort.table[column], case .date(let days) = dates.values else {
      self.init(everyone: cohort.count)
      return
    }
    let ranges = eras.elements.map(\.value)
    self.init(
      eras.names,
      codes: days.indices.map { row in
        dates.missing[row] ? nil : ranges.firstIndex { $0.contains(day: days[row]) }
      },
      missing: days.indices.map { dates.missing[$0] })
  }

  /// The groups with their patients, everyone first where there are several groups.
  var withEveryone: [(name: String, rows: [Int])] {
    var members = [[Int]](repeating: [], count: names.count)
    for (row, code) in codes.enumerated() { if let code { members[code].append(row) } }
    let groups = zip(names, members).map { (name: $0, rows: $1) }
    if names.count == 1 { return groups }
    return [(name: Self.everyone, rows: Array(codes.indices))] + groups
  }

  /// How many patients are in no group.
  var outside: Int { codes.count { $0 == nil } }
}
