internal import Effects

extension EstimateRequest {
  /// The keys of a request that need something beside them which is not there, with what they need.
  var unmetNeeds: [(key: String, need: String)] {
    switch self {
    case .cox(let options): options.unmetNeeds
    case .changingHazardRatio(let options): options.unmetNeeds
    case .states(let options):
      options.transitions == .none && !options.adjust.isEmpty
        ? [("adjust", "'transitions', whose model has terms")] : []
    case .survival(let options), .survivalRatio(let options): options.unmetNeeds
    case .rmst(let options):
      options.unmetNeeds
        + (options.given == nil ? [] : [("given", "'survival' or 'survivalRatio'")])
    default: []
    }
  }
}

extension TimesOption {
  fileprivate var unmetNeeds: [(key: String, need: String)] {
    var needs: [(String, String)] = []
    if adjust.isEmpty, errors == .bootstrap { needs.append(("errors", "terms under 'adjust'")) }
    if adjust.isEmpty, by != .standardized { needs.append(("by", "terms under 'adjust'")) }
    if let given, at.contains(where: { $0 <= given }) {
      needs.append(("given", "times under 'at' that come after it"))
    }
    if given != nil, !adjust.isEmpty { needs.append(("given", "curves without 'adjust'")) }
    return needs
  }
}

extension CoxOptions {
  fileprivate var unmetNeeds: [(key: String, need: String)] {
    var needs: [(String, String)] = []
    if penalty == .ridge {
      if adjust.isEmpty {
        needs.append(("penalty", "terms under 'adjust', which a ridge draws to 0"))
      }
      if limits == .profileLikelihood {
        needs.append(("limits", "another penalty: a ridge has no profile"))
      }
    }
    if frailty != .none, penalty != .none { needs.append(("frailty", "a model without 'penalty'")) }
    if frailty != .none, limits != .wald { needs.append(("frailty", "limits from 'wald'")) }
    return needs
  }
}

extension ChangingHazardOptions {
  fileprivate var unmetNeeds: [(key: String, need: String)] {
    if cuts.isEmpty == at.isEmpty {
      return [("changingHazardRatio", "either 'cuts' or 'at', and not both")]
    }
    let ascends = zip(cuts, cuts.dropFirst()).allSatisfy { $0 < $1 }
    return ascends ? [] : [("cuts", "times that ascend")]
  }
}
