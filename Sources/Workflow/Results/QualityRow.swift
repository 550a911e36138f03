/// What a rule of data quality found among all patients, or among those of the cohort.
public struct QualityRow: Codable, Sendable, Equatable {
  /// Who was looked at.
  public enum Scope: String, Codable, Sendable {
    /// Every patient of the registry.
    case registry
    /// The patients of the cohort.
    case cohort
  }

  /// The counts of one group.
  public struct Group: Codable, Sendable, Equatable {
    /// The group.
    public var group: String
    /// Patients or rows asked about.
    public var checked: Int
    /// Those that fail.
    public var failing: Int
    /// Those of which it cannot be told.
    public var unknown: Int
    /// The share that fails of those that can be told; `null` where none can.
    @Nullable public var share: Double?
    /// The median days between visits, for that check.
    @Nullable public var median: Double?
    /// `passed`, `failed` or `notApplicable`.
    public var status: String
  }

  /// The rule.
  public var rule: String
  /// What it means that it does not hold.
  public var means: String
  /// What to do about it.
  @Nullable public var fix: String?
  /// Conformance, completeness or plausibility.
  public var category: String
  /// Verification or validation.
  public var context: String
  /// Fatal, warning or gate.
  public var severity: String
  /// How it is checked.
  public var check: String
  /// The table whose rows are checked; `null` for patients.
  @Nullable public var table: String?
  /// Who was looked at.
  public var scope: Scope
  /// Patients or rows asked about.
  public var checked: Int
  /// Those that fail.
  public var failing: Int
  /// Those of which it cannot be told.
  public var unknown: Int
  /// The share that fails of those that can be told; `null` where none can.
  @Nullable public var share: Double?
  /// The largest relative difference of groups' medians, for visit gaps.
  @Nullable public var difference: Double?
  /// How many may fail; `null` where only a share is limited.
  @Nullable public var allow: Int?
  /// Which share may fail; `null` where only a count is limited.
  @Nullable public var allowShare: Double?
  /// `passed`, `failed` or `notApplicable`.
  public var status: String
  /// Why it cannot be asked; `null` where it can.
  @Nullable public var reason: String?
  /// How many patients have something that fails.
  public var patientCount: Int
  /// The first of them.
  public var patients: [String]
  /// The counts by group; empty where the rule is not judged by group.
  public var groups: [Group]
  /// Where the rule stands, relative to the study's folder.
  @Nullable public var place: String?

  /// Whether a gate does not hold among the patients of the cohort.
  public var isFailedGate: Bool {
    scope == .cohort && severity == "gate" && status == "failed"
  }
}

extension KeyedDecodingContainer {
  /// Reads an absent key as no rules, so that older results stay readable.
  func decode(_ type: [QualityRow].Type, forKey key: Key) throws -> [QualityRow] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}
