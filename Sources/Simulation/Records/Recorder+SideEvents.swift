internal import Distributions
private import Foundation
internal import Vocabulary

extension Recorder {
  /// Second cancers, thromboses and adverse events.
  mutating func recordSideEvents(_ sink: inout RecordSink) {
    if let cancer = course.secondCancer, cancer <= end { recordCancer(cancer, &sink) }
    let side = model.parameters.sideEvents
    let effects = model.parameters.effects
    var stream = streams(.sideEvents)
    for _ in 0..<4 { _ = stream.uniform() }
    for day in days(side.thrombosesPerYear, effects.thrombosis, &stream) {
      sink.add(
        .vte, .day(day.day), .text(day.size < 0.65 ? "DVT" : "PE"),
        .text(day.size < 0.3 ? "none" : day.size < 0.8 ? "aspirin" : "LMWH"))
    }
    for term in side.adversePerYear.elements {
      for day in days(term.value, effects.adverse, &stream) {
        let last = day.day + 5 + Int(day.size * 50)
        let grade = day.size < 0.45 ? 2 : day.size < 0.85 ? 3 : 4
        sink.add(
          .ae, .day(day.day), last <= end ? .day(last) : .missing, .text(term.name),
          .integer(grade), day.drug.isEmpty ? .missing : .text(day.drug), .flag(grade > 2))
      }
    }
  }

  private func recordCancer(_ day: Int, _ sink: inout RecordSink) {
    var stream = streams(.sideEvents)
    for _ in 0..<2 { _ = stream.uniform() }
    let kinds = [
      ("C18", true, "solid"), ("C50", true, "solid"), ("C61", true, "solid"),
      ("C34", true, "solid"), ("D46", true, "haem"), ("C92", true, "haem"), ("C44", false, "NMSC"),
    ]
    let kind = kinds[Shares([14, 12, 16, 12, 10, 6, 30]).index(stream.uniform())]
    sink.add(.spm, .day(day), .text(kind.0), .flag(kind.1), .text(kind.2))
  }

  /// The days of a kind of event: a Poisson process on treatment, faster on lenalidomide.
  ///
  /// Possible days are drawn at the greatest rate whatever the treatment; a day counts where its number is
  /// below the rate on that day.
  private func days(
    _ perYear: Double, _ ratio: Double, _ stream: inout CounterGenerator
  ) -> [(day: Int, size: Double, drug: String)] {
    let most = perYear * max(1, ratio)
    guard most > 0 else { return [] }
    var own = CounterGenerator(seed: stream.next(), task: 0)
    var found: [(day: Int, size: Double, drug: String)] = []
    var time = Double(course.induction)
    while true {
      time += own.exponential() / most * Hazards.year
      let (mark, size) = (own.uniform(), own.uniform())
      guard time <= Double(end) else { return found }
      let day = Int(time)
      guard let drug = drug(on: day) else { continue }
      let rate = drug == Codes.lenalidomide ? perYear * ratio : perYear
      if mark * most < rate { found.append((day, size, drug)) }
    }
  }

  /// What the patient is treated with on a day: lenalidomide where it is among it.
  private func drug(on day: Int) -> String? {
    if let maintenance = course.maintenance, day >= maintenance.start, day < maintenance.stop {
      return maintenance.drug
    }
    guard let treatment = course.treatments.last(where: { day >= $0.start && day < $0.stop })
    else { return nil }
    let regimen = model.regimens[treatment.index]
    return regimen.hasLenalidomide ? Codes.lenalidomide : regimen.drugs.first?.name
  }
}
