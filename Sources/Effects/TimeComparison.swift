public import LinearAlgebra
public import Survival

/// A time to an event in the patients that a design uses, by arm.
///
/// Group 0 is the reference, group 1 the focal arm.
public struct TimeComparison: Sendable {
  /// The confidence level, where errors come from, and the scale of limits.
  public struct Options: Sendable {
    /// The confidence level.
    public var level: Double
    /// Where standard errors come from.
    public var variance: VarianceEstimator
    /// The scale of limits of survival.
    public var confidence: ConfidenceTransform
    /// The most threads to use; the estimates do not depend on it.
    public var threads: Int

    /// Options.
    public init(
      level: Double, variance: VarianceEstimator, confidence: ConfidenceTransform,
      threads: Int = 1
    ) {
      self.level = level
      self.variance = variance
      self.confidence = confidence
      self.threads = threads
    }
  }

  /// The reference group.
  public static let reference = OutcomeComparison.reference
  /// The focal group.
  public static let focal = OutcomeComparison.focal

  /// The follow-up of the patients used.
  public let data: SurvivalData
  /// The group of each.
  public let groups: Groups
  /// The options.
  public let options: Options
  /// The follow-up to each of several events; `nil` where one is all that is known.
  public let competing: CompetingRisks?
  /// The probability of the focal arm of each patient, where curves may be augmented by it.
  public var probability: [Double]?
  /// The curves of both groups.
  public let curves: KaplanMeierGroups
  /// The curves of the time to censoring.
  public let followUp: KaplanMeierGroups

  private let counts: [(patients: Int, events: Int)]
  private let allPatients: Int

  /// Prepares curves for a comparison.
  ///
  /// - Parameters:
  ///   - data: the follow-up to the event, censored at any other.
  ///   - groups: the group of each patient.
  ///   - options: the options.
  ///   - competing: the follow-up of the same patients to whichever event came first, 1 the event of
  ///     `data`; where it is absent nothing is said of several events.
  ///   - patients: who each row is of, in groups that change with time; one row a patient where absent.
  /// - Throws: What is wrong with the data.
  /// - Complexity: O(n log n).
  public init(
    data: SurvivalData, groups: Groups, options: Options, competing: CompetingRisks? = nil,
    patients: [Int]? = nil
  ) throws(SurvivalError) {
    self.data = data
    self.competing = competing
    self.groups = groups
    self.options = options
    curves = try KaplanMeierGroups(
      data, by: groups, level: options.level, confidence: options.confidence,
      variance: options.variance, threads: options.threads)
    followUp = try KaplanMeierGroups(
      data.exchangingEvents(), by: groups, level: options.level, confidence: options.confidence,
      variance: options.variance, threads: options.threads)
    var counts = [(patients: Int, events: Int)](
      repeating: (patients: 0, events: 0), count: groups.count)
    for row in 0..<data.count {
      counts[groups.codes[row]].patients += 1
      if data.event[row] { counts[groups.codes[row]].events += 1 }
    }
    self.counts = counts
    allPatients = patients.map { Set($0).count } ?? data.count
  }

  /// The groups in the order of a report: focal and reference, or the only one there is.
  public var shownGroups: [Int] {
    groups.count > 1 ? [Self.focal, Self.reference] : [Self.reference]
  }

  /// Patients in a group, or in both.
  public func patients(_ group: Int?) -> Int {
    group.map { counts[$0].patients } ?? allPatients
  }

  /// Events in a group, or in both; of one of several kinds where that is given.
  public func events(_ group: Int?, cause: Int? = nil) -> Int {
    if let cause, let competing {
      return competing.cause.indices.count {
        competing.cause[$0] == cause && (group == nil || groups.codes[$0] == group)
      }
    }
    return group.map { counts[$0].events } ?? counts.reduce(0) { $0 + $1.events }
  }

  /// The estimates that a request asks for.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - adjustment: the columns beside the arm in a Cox model, one row a patient; no intercept.
  /// - Returns: the estimates in the order of a report; those that do not exist say why.
  /// - Throws: what is wrong with the data.
  public func estimates(
    _ request: EstimateRequest, adjustment: Matrix? = nil
  ) throws(SurvivalError) -> [EffectEstimate] {
    switch request {
    case .kaplanMeier: followUpEstimates
    case .median: byGroup(.median) { $0.median }
    case .medianDifference(let asked): medianContrasts(asked)
    case .quantile(let asked): quantiles(asked)
    case .survival(let asked), .survivalRatio(let asked), .rmst(let asked):
      try adjustment.map { (columns) throws(SurvivalError) in
        try adjusted(request, asked, columns)
      } ?? unadjusted(request, asked)
    case .logRank(let asked): [try logRank(asked)]
    case .maxCombo(let asked): [try maxCombo(asked)]
    case .cox(let cox): try hazardRatio(cox, adjustment)
    case .cumulativeHazard(let asked): cumulativeHazards(asked)
    case .averageHazardRatio(let asked): averageHazardRatios(asked)
    case .changingHazardRatio(let asked): try changingHazardRatio(asked, adjustment)
    case .concordance(let asked): try concordance(asked, adjustment)
    case .cumulativeIncidence, .timeLost, .gray, .fineGray, .causeSpecific:
      try severalEvents(request, adjustment)
    case .states, .value: []
    }
  }

  private func unadjusted(_ request: EstimateRequest, _ asked: TimesOption) -> [EffectEstimate] {
    switch request {
    case .rmst: asked.at.flatMap(restrictedMean)
    case .survivalRatio: survivalRatios(asked)
    default: asked.at.flatMap { survival($0, given: asked.given) }
    }
  }

  private var followUpEstimates: [EffectEstimate] {
    shownGroups.map { group in
      estimate(
        .medianFollowUp, group: group, followUp.curves[group].median,
        method: options.confidence.rawValue)
    }
  }

  private func byGroup(
    _ measure: EffectMeasure, at time: Double? = nil, _ value: (KaplanMeier) -> SurvivalEstimate
  ) -> [EffectEstimate] {
    shownGroups.map { group in
      estimate(
        measure, group: group, at: time, value(curves.curves[group]),
        method: options.confidence.rawValue)
    }
  }

  private func survival(_ time: Double, given landmark: Double?) -> [EffectEstimate] {
    let arms = shownGroups.map { group in
      let curve = curves.curves[group]
      let value =
        landmark.map { curve.survival(at: time, given: $0) } ?? curve.survival(at: time)
      return estimate(
        .survival, group: group, at: time, value,
        method: conditional(options.confidence.rawValue, on: landmark))
    }
    guard groups.count > 1 else { return arms }
    let contrast = curves.contrast(Self.focal, with: Self.reference)
    return arms + [
      estimate(
        .survivalDifference, group: Self.focal, reference: Self.reference, at: time,
        contrast.survivalDifference(at: time, given: landmark),
        method: conditional("plain", on: landmark))
    ]
  }

  /// A method, and the landmark that survival counts from.
  func conditional(_ method: String, on landmark: Double?) -> String {
    landmark.map { "\(method), given \($0)" } ?? method
  }

  private func restrictedMean(_ horizon: Double) -> [EffectEstimate] {
    let means = shownGroups.map { group in
      estimate(
        .rmst, group: group, at: horizon, curves.curves[group].restrictedMean(to: horizon),
        method: "plain")
    }
    guard groups.count > 1 else { return means }
    let contrast = curves.contrast(Self.focal, with: Self.reference)
    return means + [
      estimate(
        .rmstDifference, group: Self.focal, reference: Self.reference, at: horizon,
        contrast.restrictedMeanDifference(to: horizon), method: "plain"),
      estimate(
        .rmstRatio, group: Self.focal, reference: Self.reference, at: horizon,
        contrast.restrictedMeanRatio(to: horizon), method: "log"),
    ]
  }

  func estimate(
    _ measure: EffectMeasure, group: Int?, reference: Int? = nil, cause: Int? = nil,
    at time: Double? = nil, _ value: SurvivalEstimate, method: String, isMarginal: Bool = true,
    variance: VarianceEstimator? = nil
  ) -> EffectEstimate {
    let own = reference == nil ? group : nil
    return EffectEstimate(
      measure: measure, group: group, referenceGroup: reference,
      cause: competing.map { $0.causes } ?? 1 > 1 ? cause : nil, at: time,
      value: EffectValue(value),
      patients: patients(own), events: events(own, cause: cause),
      variance: variance ?? options.variance,
      isMarginal: isMarginal, method: method)
  }
}
