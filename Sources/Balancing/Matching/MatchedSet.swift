/// One focal patient with the patients of the other arm matched to it.
public struct MatchedSet: Sendable, Equatable {
  /// One patient of the other arm.
  public struct Match: Sendable, Equatable {
    /// The row.
    public let row: Int
    /// The distance on the score.
    public let distance: Double

    /// A match at a distance.
    public init(row: Int, distance: Double) {
      self.row = row
      self.distance = distance
    }
  }

  /// The row of the focal patient.
  public let focal: Int
  private let first: Match?
  private let others: [Match]

  /// A set.
  public init(focal: Int, matches: [Match]) {
    self.focal = focal
    first = matches.first
    others = Array(matches.dropFirst())
  }

  /// A set of one match.
  init(focal: Int, match: Match) {
    self.focal = focal
    first = match
    others = []
  }

  /// The matches in the order in which they were made.
  public var matches: [Match] { (first.map { [$0] } ?? []) + others }

  /// How many matches there are.
  public var count: Int { first == nil ? 0 : 1 + others.count }

  /// The match made at a place in order, from 0; the same as in ``matches``, which is a copy.
  public subscript(index: Int) -> Match {
    if index == 0, let first { return first }
    return others[index - 1]
  }
}

/// A patient in no set, and why.
public struct UnmatchedRow: Sendable, Equatable {
  /// The row.
  public let row: Int
  /// Why it is in no set.
  public let reason: UnmatchedReason

  /// A row with a reason.
  public init(row: Int, reason: UnmatchedReason) {
    self.row = row
    self.reason = reason
  }
}

/// Why a patient is in no set.
public enum UnmatchedReason: String, Sendable, CaseIterable, Codable {
  /// Nobody of the other arm has the same values of the exact columns.
  case noneInStratum
  /// There are such patients, but none within every caliper.
  case noneWithinCaliper
  /// There were patients within every caliper, but others had used them up.
  case noneLeft
  /// A patient of the other arm, within the caliper of some focal patient, whom none chose.
  case notChosen
}

/// A largest distance allowed on one covariate, in the covariate's own units.
public struct CovariateCaliper: Sendable {
  /// The covariate.
  public let name: String
  /// Its values, one a row, all finite.
  public let values: [Double]
  /// The largest difference allowed; equal is allowed.
  public let width: Double

  /// A caliper on a covariate.
  public init(_ name: String, _ values: [Double], width: Double) {
    self.name = name
    self.values = values
    self.width = width
  }
}

/// A column on which matches must agree.
public struct ExactColumn: Sendable {
  /// The column.
  public let name: String
  /// A code for each row's value; a missing value needs a code of its own.
  public let codes: [Int]

  /// A column of codes.
  public init(_ name: String, _ codes: [Int]) {
    self.name = name
    self.codes = codes
  }
}
