internal import Tables

/// The texts that lines are told in, each made once, and found by the codes it is made of.
struct LineTexts: Sendable {
  /// The texts by number.
  private(set) var texts: [String] = []
  private let names: RegimenNames
  /// The names of steps by number.
  private var numbers: [String: Int32] = [:]
  private var regimens = CodeLists()
  /// By regimen, the numbers of its list of drugs and of its name.
  private var regimenTexts: [(drugs: Int32, name: Int32)] = []
  private var sequences = CodeLists()
  private var sequenceTexts: [Int32] = []
  private var details = CodeLists()
  private var detailTexts: [Int32] = []
  private var key: [Int32] = []

  init(_ names: RegimenNames) { self.names = names }

  /// The numbers of the list of drugs and of the name of a regimen.
  ///
  /// - Parameters:
  ///   - set: the drugs.
  ///   - drugs: the drugs of the patient by their number in the set.
  /// - Returns: numbers of texts.
  mutating func regimen(_ set: DrugSet, of drugs: [Int32]) -> (drugs: Int32, name: Int32) {
    key.removeAll(keepingCapacity: true)
    for drug in set.members { key.append(drugs[drug]) }
    let regimen = regimens.number(key)
    if regimen == regimenTexts.count {
      regimenTexts.append((add(names.list(key)), text(names.name(key))))
    }
    return regimenTexts[regimen]
  }

  /// The number of the text of regimens, by their names, and transplants one after the other.
  mutating func sequence(_ steps: [Int32]) -> Int32 {
    let sequence = sequences.number(steps)
    if sequence == sequenceTexts.count {
      sequenceTexts.append(add(joined(steps)))
    }
    return sequenceTexts[sequence]
  }

  private func joined(_ steps: [Int32]) -> String {
    steps.map { texts[Int($0)] }.joined(separator: " > ")
  }

  /// The number of what a rule went by, in words; -1 where it went by nothing.
  mutating func detail(_ detail: LinePlacement.Detail, of drugs: [Int32]) -> Int32 {
    key.removeAll(keepingCapacity: true)
    switch detail {
    case .none: return -1
    case .days(let days):
      key.append(0)
      key.append(Int32(truncatingIfNeeded: days >> 32))
      key.append(Int32(truncatingIfNeeded: days))
    case .progression(let day):
      key.append(1)
      key.append(day)
    case .drugs(let set):
      key.append(2)
      for drug in set.members { key.append(drugs[drug]) }
    }
    let number = details.number(key)
    if number == detailTexts.count { detailTexts.append(add(words(detail))) }
    return detailTexts[number]
  }

  private func words(_ detail: LinePlacement.Detail) -> String {
    switch detail {
    case .none: ""
    case .days(let days): "\(days) d"
    case .drugs: "+\(names.list(key.dropFirst()))"
    case .progression(let day): "PD \(CalendarDate(daysSince1970: Int(day)))"
    }
  }

  /// Adds a text that may be there already.
  private mutating func add(_ text: String) -> Int32 {
    texts.append(text)
    return Int32(texts.count - 1)
  }

  /// The number of a text that is compared with others by number: the name of a step.
  mutating func text(_ text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = add(text)
    numbers[text] = number
    return number
  }
}
