/// What a rule of quality found among some patients.
public struct QualityResult: Sendable, Equatable {
  /// Whether a rule holds.
  public enum Status: String, Sendable, Codable {
    /// It holds.
    case passed
    /// It does not.
    case failed
    /// It cannot be asked here.
    case notApplicable
  }

  /// How many were asked about, and how many fail.
  public struct Counts: Sendable, Equatable {
    /// Patients or rows that were asked about.
    public var checked = 0
    /// Those that fail.
    public var failing = 0
    /// Those of which it cannot be told.
    public var unknown = 0
    /// The median of days between visits, for that check.
    public var median: Double?

    /// The share of those that can be told that fail; `nil` where none can.
    public var share: Double? {
      checked > unknown ? Double(failing) / Double(checked - unknown) : nil
    }
  }

  /// The counts of one group.
  public struct Group: Sendable, Equatable {
    /// The group.
    public var name: String
    /// Its counts.
    public var counts: Counts
    /// Whether the rule holds in it.
    public var status: Status
  }

  /// The rule.
  public let rule: NamedQualityRule
  /// The counts of all groups together.
  public var counts = Counts()
  /// The counts by group, sorted by name; empty where the rule is not judged by group.
  public var groups: [Group] = []
  /// The largest relative difference of medians between groups; only of visit gaps.
  public var difference: Double?
  /// Whether it holds.
  public var status = Status.passed
  /// Why it cannot be asked.
  public var reason: String?
  /// Patients with something that fails, each once, by number.
  public var patients: [Int] = []
  /// What fails, in the order of patients.
  public var failing: [QualityOutcome.Unit] = []

  init(_ rule: NamedQualityRule) { self.rule = rule }
}

extension QualityOutcome {
  /// Counts what a rule found among some patients; all where `nil`.
  func result(
    of rule: CheckedQualityRule, among members: Set<Int>?,
    arms: (codes: [Int32], names: [String])?
  ) -> QualityResult {
    var result = QualityResult(rule.named)
    let groups = rule.isByArm ? arms : groups
    if rule.isByArm, arms == nil {
      result.status = .notApplicable
      result.reason = "the arms are known in a study only"
      return result
    }
    var byGroup = [QualityResult.Counts](repeating: .init(), count: groups?.names.count ?? 0)
    var gapsByGroup = [[Double]](repeating: [], count: byGroup.count)
    func isMember(_ patient: Int) -> Bool { members?.contains(patient) ?? true }
    func count(_ patient: Int, _ add: (inout QualityResult.Counts) -> Void) {
      add(&result.counts)
      if let code = groups?.codes[patient], code >= 0 { add(&byGroup[Int(code)]) }
    }
    for patient in checked.indices where checked[patient] > 0 && isMember(patient) {
      count(patient) { $0.checked += Int(checked[patient]) }
      if !gaps.isEmpty, let code = groups?.codes[patient], code >= 0 {
        gapsByGroup[Int(code)].append(gaps[patient])
      }
    }
    for unit in unknown where isMember(unit.patient) { count(unit.patient) { $0.unknown += 1 } }
    result.failing = failing.filter { isMember($0.patient) }
    for unit in result.failing {
      count(unit.patient) { $0.failing += 1 }
      if result.patients.last != unit.patient { result.patients.append(unit.patient) }
    }
    let section = rule.rule
    result.groups = zip(groups?.names ?? [], byGroup).enumerated().map { index, group in
      var counts = group.1
      if !gaps.isEmpty { counts.median = QualityMedian.of(gapsByGroup[index]) }
      let status: QualityResult.Status =
        counts.checked < section.atLeast
        ? .notApplicable : section.holds(counts) ? .passed : .failed
      return QualityResult.Group(name: group.0, counts: counts, status: status)
    }
    if section.check == .visitGap {
      result.judgeGaps(section)
    } else if groups == nil {
      result.status = section.holds(result.counts) ? .passed : .failed
    } else if result.groups.allSatisfy({ $0.status == .notApplicable }) {
      result.status = .notApplicable
      result.reason = "no group has at least \(section.atLeast) to judge"
    } else {
      result.status = result.groups.contains { $0.status == .failed } ? .failed : .passed
    }
    return result
  }
}

extension QualityResult {
  /// The largest of the medians of groups against the least.
  fileprivate mutating func judgeGaps(_ rule: QualityRule) {
    let judged = groups.filter { $0.counts.checked >= rule.atLeast }.compactMap(\.counts.median)
    for index in groups.indices where groups[index].status == .failed {
      groups[index].status = .passed
    }
    guard judged.count > 1, let least = judged.min(), let most = judged.max(), least > 0 else {
      status = .notApplicable
      reason = "fewer than two groups have visits"
      return
    }
    let difference = most / least - 1
    self.difference = difference
    status = difference > rule.allowShare ?? 0 ? .failed : .passed
  }
}

extension QualityRule {
  /// Whether no more fail than may; where a count and a share are given, both are asked.
  func holds(_ counts: QualityResult.Counts) -> Bool {
    if let allowShare, let share = counts.share, share > allowShare { return false }
    if let allow { return counts.failing <= allow }
    return allowShare != nil || counts.failing == 0
  }
}
