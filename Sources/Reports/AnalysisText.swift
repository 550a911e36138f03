internal import Diagnostics
internal import Effects
internal import Regression
internal import Survival
internal import Vocabulary

/// An analysis in words.
struct AnalysisText {
  private let analysis: AnalysisSection
  private let unit: String?

  /// An analysis of outcomes whose times have this unit.
  init(_ analysis: AnalysisSection, unit: String?) {
    self.analysis = analysis
    self.unit = unit
  }

  var text: String {
    let designs = analysis.design.map { ReportContent.words($0.value).lowercased() }
    let whom = designs.isEmpty ? "the cohort before any design" : designs.joined(separator: ", ")
    var parts = [
      "\(whom): \(analysis.estimates.map(words).joined(separator: ", "))",
      "\(NumberText.trimmed(analysis.level * 100))% confidence",
    ]
    switch analysis.variance {
    case .model?: parts.append("model-based errors")
    case .robust?: parts.append("robust errors")
    case nil: parts.append(designs.isEmpty ? "model-based errors" : "robust errors")
    }
    if !analysis.strata.isEmpty {
      parts.append("within \(analysis.strata.map(\.name).joined(separator: " × "))")
    }
    if let from = analysis.armFrom {
      let landmark = analysis.landmark.map { ", read at \(EstimateText.time($0, unit: unit))" }
      parts.append("in the arm from \(from.name) on\(landmark ?? "")")
    }
    if !analysis.figures.isEmpty {
      parts.append("figures of \(analysis.figures.map(\.inWords).joined(separator: ", "))")
    }
    if let cluster = analysis.cluster { parts.append("clustered on \(cluster.name)") }
    return parts.joined(separator: "; ")
  }

  private func words(_ request: EstimateRequest) -> String {
    switch request {
    case .kaplanMeier(let options):
      return options.band == nil ? "survival curves" : "survival curves with bands over all times"
    case .cumulativeHazard(let options): return "cumulative hazards at \(list(options.at))"
    case .averageHazardRatio(let options):
      return "average hazard ratio to \(list(options.at))"
    case .changingHazardRatio(let options):
      let name =
        options.cuts.isEmpty
        ? "hazard ratio at \(list(options.at))"
        : "hazard ratio before and after \(list(options.cuts))"
      return adjusted(name, request)
    case .concordance: return adjusted("concordance", request)
    case .parametric(let options):
      return adjusted("\(options.distribution.inWords) model of times", request)
    case .spline(let options):
      return adjusted(
        "spline model of times (\(options.degreesOfFreedom) df, scale \(options.scale.rawValue))",
        request)
    case .median: return "medians"
    case .medianDifference: return "difference and ratio of medians"
    case .quantile(let options):
      let shares = options.at.map { NumberText.trimmed($0 * 100) + "%" }.joined(separator: ", ")
      return "times by which \(shares) have had the event"
    case .survivalRatio(let times):
      return adjusted("ratio of survival at \(list(times.at))", request) + further(times)
    case .survival(let times):
      return adjusted("survival at \(list(times.at))", request) + further(times)
    case .rmst(let times):
      return adjusted("restricted mean survival to \(list(times.at))", request) + further(times)
    case .logRank(let options):
      return options == LogRankOptions()
        ? "log-rank test" : "log-rank test (weights \(options.weight.word))"
    case .maxCombo(let options):
      return "largest of \(options.weights.count) log-rank tests"
    case .cumulativeIncidence(let options):
      let name = "cumulative incidence of each event"
      return options.at.isEmpty ? name : "\(name) by \(list(options.at))"
    case .timeLost(let options):
      return "time lost to each event up to \(list(options.at))"
    case .gray: return "Gray’s test"
    case .states(let options):
      let states = options.through.map(\.value).joined(separator: ", ")
      return adjusted("states over time through \(states)", request)
    case .fineGray: return adjusted("ratio of subdistribution hazards", request)
    case .causeSpecific: return adjusted("cause-specific hazard ratios", request)
    case .cox: return adjusted("hazard ratio", request)
    case .value(let measure, _):
      return adjusted(Measure.name(measure.rawValue).lowercasedFirst, request)
    }
  }

  /// Of whom a number is, and how it is adjusted where not by g-computation.
  private func further(_ options: TimesOption) -> String {
    var parts: [String] = []
    if let given = options.given {
      parts.append("of those without it at \(EstimateText.time(given, unit: unit))")
    }
    if !options.adjust.isEmpty {
      switch options.by {
      case .standardized: break
      case .augmented: parts.append("augmented")
      case .pseudoValues: parts.append("by pseudo-values")
      }
      if options.errors == .bootstrap { parts.append("errors of \(options.draws) resamples") }
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  private func adjusted(_ name: String, _ request: EstimateRequest) -> String {
    let terms = request.adjustment.map(\.text).joined(separator: ", ")
    return terms.isEmpty ? name : "\(name) adjusted for \(terms)"
  }

  private func list(_ times: [Double]) -> String {
    times.map { EstimateText.time($0, unit: unit) }.joined(separator: ", ")
  }
}

extension FigureRequest {
  fileprivate var inWords: String {
    switch self {
    case .logLog: "log(−log S)"
    case .cumulativeHazard: "the cumulative hazard"
    case .hazard: "the smoothed hazard"
    case .schoenfeld: "Schoenfeld residuals"
    }
  }
}
