extension EstimateRequest {
  /// One number that a request gives, without its value.
  public struct Row: Sendable, Equatable {
    /// What it is.
    public let measure: EffectMeasure
    /// The group; `nil` for a test over both.
    public let group: Int?
    /// The group it is compared with.
    public let referenceGroup: Int?
    /// The event, from 1 on, where there are several.
    public var cause: Int?
    /// The state, where it is about one.
    public var event: String?
    /// The time or horizon.
    public let at: Double?
  }

  /// The numbers that the request gives, in order, whatever their values: what a withheld
  /// analysis shows in their place.
  ///
  /// - Parameter causes: how many events the outcome has, its competing ones among them.
  /// - Returns: the numbers without their values, one for each event where there are several.
  public func rows(causes: Int) -> [Row] {
    guard isOfSeveralEvents, causes > 1 else { return rows }
    return (1...causes).flatMap { cause in
      rows.map { row in
        var row = row
        row.cause = cause
        return row
      }
    }
  }

  /// The numbers of states over time, which have the names that the outcome gives them.
  public static func rows(_ options: StateOptions, names: [String]) -> [Row] {
    let (focal, reference) = (OutcomeComparison.focal, OutcomeComparison.reference)
    func each(_ arm: EffectMeasure, _ difference: EffectMeasure, _ times: [Double]) -> [Row] {
      times.flatMap { time in
        names.flatMap { name in
          [
            Row(measure: arm, group: focal, referenceGroup: nil, event: name, at: time),
            Row(measure: arm, group: reference, referenceGroup: nil, event: name, at: time),
            Row(
              measure: difference, group: focal, referenceGroup: reference, event: name, at: time),
          ]
        }
      }
    }
    let ratio = Row(
      measure: .transitionHazardRatio, group: focal, referenceGroup: reference, at: nil)
    return each(.stateProbability, .stateProbabilityDifference, options.at)
      + each(.stateTime, .stateTimeDifference, options.horizon)
      + (options.transitions == .none ? [] : [ratio])
  }

  private var rows: [Row] {
    let groups = [OutcomeComparison.focal, OutcomeComparison.reference]
    func each(_ measure: EffectMeasure, at time: Double? = nil) -> [Row] {
      groups.map { Row(measure: measure, group: $0, referenceGroup: nil, at: time) }
    }
    func contrast(_ measure: EffectMeasure, at time: Double? = nil) -> Row {
      Row(measure: measure, group: groups[0], referenceGroup: groups[1], at: time)
    }
    func test(_ measure: EffectMeasure) -> Row {
      Row(measure: measure, group: nil, referenceGroup: nil, at: nil)
    }
    switch self {
    case .kaplanMeier: return each(.medianFollowUp)
    case .median: return each(.median)
    case .survival(let times):
      return times.at.flatMap { each(.survival, at: $0) + [contrast(.survivalDifference, at: $0)] }
    case .medianDifference: return [contrast(.medianDifference), contrast(.medianRatio)]
    case .quantile(let options): return options.at.flatMap { each(.quantile, at: $0) }
    case .survivalRatio(let times): return times.at.map { contrast(.survivalRatio, at: $0) }
    case .rmst(let times):
      return times.at.flatMap {
        each(.rmst, at: $0) + [contrast(.rmstDifference, at: $0), contrast(.rmstRatio, at: $0)]
      }
    case .logRank: return [test(.logRank)]
    case .maxCombo: return [test(.maxCombo)]
    case .cox(let options):
      return [contrast(.hazardRatio)] + (options.frailty == .none ? [] : [test(.frailtyVariance)])
        + options.tests.map { test($0.measure) } + [test(.proportionalHazards)]
    case .cumulativeHazard(let options):
      return options.at.flatMap { each(.cumulativeHazard, at: $0) }
    case .averageHazardRatio(let options):
      return options.at.map { contrast(.averageHazardRatio, at: $0) }
    case .changingHazardRatio(let options):
      let ratios =
        options.cuts.isEmpty
        ? options.at.map { contrast(.changingHazardRatio, at: $0) }
        : options.starts.map { contrast(.piecewiseHazardRatio, at: $0) }
      return ratios + [test(.hazardRatioChange)]
    case .concordance: return [test(.concordance)]
    case .cumulativeIncidence(let options):
      return options.at.flatMap {
        each(.cumulativeIncidence, at: $0) + [
          contrast(.cumulativeIncidenceDifference, at: $0),
          contrast(.cumulativeIncidenceRatio, at: $0),
        ]
      }
    case .timeLost(let options):
      return options.at.flatMap {
        each(.timeLost, at: $0) + [
          contrast(.timeLostDifference, at: $0), contrast(.timeLostRatio, at: $0),
        ]
      }
    case .states: return []
    case .gray: return [test(.gray)]
    case .fineGray: return [contrast(.subdistributionHazardRatio)]
    case .causeSpecific: return [contrast(.causeSpecificHazardRatio)]
    case .value(let measure, _):
      let effect = measure.effect
      return measure.isContrast ? [contrast(effect)] : each(effect)
    }
  }
}

extension HazardTest {
  /// The row of the test.
  var measure: EffectMeasure {
    switch self {
    case .likelihoodRatio: .likelihoodRatioTest
    case .wald: .waldTest
    case .score: .scoreTest
    }
  }
}
