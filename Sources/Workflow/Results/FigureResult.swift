/// What a further figure of an analysis is made of.
///
/// The log-log plot and the cumulative hazard draw the curves of the same outcome, design and
/// subgroup; they have no series of their own.
public struct FigureResult: Codable, Sendable, Equatable {
  /// `logLog`, `cumulativeHazard`, `hazard` or `schoenfeld`.
  public var kind: String
  /// The outcome.
  public var outcome: String
  /// The design; `null` for the crude comparison.
  @Nullable public var design: String?
  /// The subgroup as `column=level`; `null` for everyone.
  @Nullable public var subgroup: String?
  /// From when on patients are in the focal arm, where not from the start.
  @Nullable public var regime: String?
  /// The unit of the times.
  public var unit: String
  /// The confidence level of bands.
  public var level: Double
  /// How the numbers were computed; `null` where the curves are drawn.
  @Nullable public var method: String?
  /// The p-value of the test that goes with the figure.
  @Nullable public var p: Double?
  /// Round times with their places on the axis; empty where the place is the time itself.
  public var axis: [Mark] = []
  /// The lines with their bands and points; empty where the curves are drawn.
  public var series: [Series] = []

  /// A time with its place on an axis that is no axis of time.
  public struct Mark: Codable, Sendable, Equatable {
    /// The time.
    public var time: Double
    /// Its place.
    public var position: Double

    /// A time with its place.
    public init(time: Double, position: Double) {
      self.time = time
      self.position = position
    }
  }

  /// A line with its band and the points it was drawn through.
  public struct Series: Codable, Sendable, Equatable {
    /// The arm, of a contrast the one whose effect it is.
    public var arm: String
    /// The arm it is compared with; `null` for a line of one arm.
    @Nullable public var referenceArm: String?
    /// The bandwidth of a kernel, in the unit of the times.
    @Nullable public var bandwidth: Double?
    /// The number that the line would be if it did not change over time.
    @Nullable public var constant: Double?
    /// The places along the axis.
    public var position: [Double] = []
    /// The line.
    public var value: [Double] = []
    /// Pointwise lower limits.
    public var lower: [Double?] = []
    /// Pointwise upper limits.
    public var upper: [Double?] = []
    /// The points; at most 1,000, in order of time.
    public var points: [Point] = []
    /// How many points there were.
    public var pointCount = 0
    /// Why there is no line.
    @Nullable public var reason: String?

    /// A line without its numbers yet.
    public init(arm: String, referenceArm: String? = nil) {
      self.arm = arm
      self.referenceArm = referenceArm
    }
  }

  /// A point of a figure.
  public struct Point: Codable, Sendable, Equatable {
    /// Its place along the axis.
    public var position: Double
    /// Its height.
    public var value: Double

    /// A point.
    public init(position: Double, value: Double) {
      self.position = position
      self.value = value
    }
  }

  /// A figure without its lines yet.
  public init(
    kind: String, outcome: String, design: String?, subgroup: String?, unit: String, level: Double
  ) {
    self.kind = kind
    self.outcome = outcome
    self.design = design
    self.subgroup = subgroup
    self.unit = unit
    self.level = level
  }
}

extension KeyedDecodingContainer {
  /// Reads an absent key as no figures, so that older results stay readable.
  func decode(_ type: [FigureResult].Type, forKey key: Key) throws -> [FigureResult] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}
