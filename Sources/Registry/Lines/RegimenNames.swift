internal import Tables

/// The names of a patient's drugs and regimens.
struct RegimenNames {
  private let history: PatientHistory
  private let words: [String]
  private let meaning: LineMeaning

  init(_ history: PatientHistory, _ maker: LineMaker) {
    self.history = history
    words = maker.source.drug.words
    meaning = maker.meaning
  }

  /// The drugs in the order of the alphabet: `bortezomib+dexamethasone`.
  func list(_ drugs: DrugSet) -> String {
    drugs.members.map { words[Int(history.drugs[$0])] }.joined(separator: "+")
  }

  /// The letters of the drugs in their order, then the names of drugs without a letter: `Vd`.
  func name(_ drugs: DrugSet) -> String {
    let ordered = drugs.members.map { Int(history.drugs[$0]) }
      .sorted { (meaning.order[$0], $0) < (meaning.order[$1], $1) }
    let letters = ordered.compactMap { meaning.letters[$0] }.joined()
    let others = ordered.filter { meaning.letters[$0] == nil }.map { words[$0] }
    return ([letters].filter { !$0.isEmpty } + others).joined(separator: "+")
  }

  /// What a rule went by, in words.
  func text(_ detail: LinePlacement.Detail) -> String? {
    switch detail {
    case .none: nil
    case .days(let days): "\(days) d"
    case .drugs(let drugs): "+\(list(drugs))"
    case .progression(let day): "PD \(CalendarDate(daysSince1970: Int(day)))"
    }
  }
}
