internal import Diagnostics
internal import Vocabulary

/// Whether the names and lists of a file of parameters fit together.
struct ParameterCheck {
  private(set) var faults: [Diagnostic] = []
  private let written: Node

  /// Checks parameters; faults stand where they were written, as far as that is known.
  init(_ parameters: MyelomaParameters, written: Node?) {
    self.written = written ?? parameters.node
    for number in Self.numbers(self.written) where abs(number.value) > Self.most {
      report(.tooLarge(number.path), at: number.place)
    }
    let population = parameters.population
    if population.lastYear < population.firstYear {
      report(
        .yearsReversed(population.firstYear, population.lastYear),
        at: place("population", ["firstYear", "lastYear"]))
    }
    if population.lastYear - population.firstYear > 200 {
      report(
        .tooManyYears(population.lastYear - population.firstYear + 1),
        at: place("population", ["firstYear", "lastYear"]))
    }
    if population.ageMost <= population.ageLeast {
      report(
        .agesReversed(population.ageLeast, population.ageMost),
        at: place("population", ["ageLeast", "ageMost"]))
    }
    check(population.diagnoses, "diagnoses", Codes.diagnoses)
    check(parameters.risk.stage, "stage", Codes.stages)
    check(parameters.risk.markers, "markers", Codes.markers)
    check(parameters.risk.performance, "performance", Codes.grades)
    check(parameters.maintenance.stops, "stops", Codes.stopReasons)
    for centre in parameters.centres.elements
    where parameters.provinces[centre.value.province] == nil {
      let known = parameters.provinces.names
      report(.unknown(centre.value.province, in: "provinces", known: known), at: centre.place)
    }
    for province in parameters.provinces.elements {
      for drug in province.value.funded.elements where !Codes.drugs.contains(drug.name) {
        report(.unknown(drug.name, in: "drugs", known: Codes.drugs), at: drug.place)
      }
    }
    for regimen in parameters.regimens.elements { check(regimen.value.drugs, "drugs", Codes.drugs) }
    for dose in parameters.maintenance.dose.elements where Double(dose.name) ?? 0 <= 0 {
      report(.noDose(dose.name), at: dose.place)
    }
    let thresholds = parameters.response.thresholds
    if thresholds.count != 5 || zip(thresholds, thresholds.dropFirst()).contains(where: { $0 > $1 })
    {
      report(.badThresholds(thresholds.count), at: place("response", ["thresholds"]))
    }
    if parameters.laterLines.lines.isEmpty {
      report(.noLines, at: place("laterLines", ["lines"]))
    }
    for periods in [
      parameters.induction.periods, parameters.induction.otherPeriods,
      parameters.laterLines.periods, parameters.laterLines.furtherPeriods,
    ] {
      check(periods, parameters.regimens.names)
    }
  }

  /// No time, rate or ratio of use is larger.
  private static let most = 1e6

  /// Every number with its path.
  private static func numbers(
    _ node: Node, _ path: String = ""
  ) -> [(path: String, value: Double, place: Place?)] {
    switch node.content {
    case .scalar(let text, _): return Double(text).map { [(path, $0, node.place)] } ?? []
    case .sequence(let elements):
      return elements.enumerated().flatMap { numbers($1, "\(path)[\($0)]") }
    case .mapping(let entries):
      return entries.flatMap { numbers($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case .empty: return []
    }
  }

  /// Where the value of one of the keys is written: that which is not shipped, if there is one.
  private func place(_ section: String, _ keys: [String]) -> Place? {
    let entries = written.entries?.last { $0.key == section }?.value.entries ?? []
    let places = entries.filter { keys.contains($0.key) }.compactMap(\.value.place)
    return places.last { $0.file != SimulationResources.parametersName } ?? places.last
  }

  private mutating func check(_ map: NamedList<Double>, _ key: String, _ known: [String]) {
    for element in map.elements where !known.contains(element.name) {
      report(.unknown(element.name, in: key, known: known), at: element.place)
    }
  }

  private mutating func check(_ periods: [RegimenPeriod], _ regimens: [String]) {
    for (before, after) in zip(periods, periods.dropFirst()) where before.from >= after.from {
      report(.periodsReversed(before.from, after.from), at: after.shares.elements.first?.place)
    }
    for period in periods {
      check(period.shares, "regimens", regimens)
      if !period.shares.elements.contains(where: { $0.value > 0 }) {
        report(.nothingChosen(period.from), at: period.shares.elements.first?.place)
      }
    }
  }

  private mutating func report(_ fault: SimulationFault, at place: Place?) {
    faults.append(fault.diagnostic(at: place))
  }
}
