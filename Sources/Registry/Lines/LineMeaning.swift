internal import Vocabulary

/// What words of the data mean to the rules, by number.
struct LineMeaning: Sendable {
  /// For each drug, whether it only supports others.
  let isSupportive: [Bool]
  /// For each drug, whether it belongs to a transplant soon after.
  let isConditioning: [Bool]
  /// The letter of each drug; `nil` where it is not declared.
  let letters: [String?]
  /// The place of each drug's letter in the name of a regimen.
  let order: [Int]
  /// The class of each drug.
  let classes: [String?]
  /// The place of each intent in what was planned; 0 where it is no later step.
  let stage: [Int]
  /// For each intent, whether it belongs to a transplant.
  let isTransplantIntent: [Bool]
  /// For each reason for stopping, whether it tells of progression.
  let isProgression: [Bool]
  /// For each kind of transplant, whether it is allogeneic.
  let isAllogeneic: [Bool]
  /// What each word of the tandem column says; `nil` where nothing.
  let isTandem: [Bool?]

  init(_ section: LinesSection, _ source: LineSource) {
    let drugs = source.drug.words
    let declared = section.drugs.elements
    var place: [String: Int] = [:]
    for (index, element) in declared.enumerated() { place[element.name] = index }
    let known = drugs.map { place[$0].map { declared[$0].value } }
    isSupportive = known.map { $0?.supportive ?? false }
    isConditioning = source.drug.areIn(section.transplants.conditioning)
    letters = known.map { $0?.letter }
    order = drugs.map { place[$0] ?? declared.count }
    classes = known.map { $0?.drugClass }
    let treatments = section.treatments
    stage = (source.intent?.words ?? []).map { intent in
      treatments.sequence.firstIndex(of: intent).map { $0 + 1 } ?? 0
    }
    isTransplantIntent = source.intent?.areIn(treatments.transplantIntents) ?? []
    isProgression = source.stopReason?.areIn(treatments.progressionReasons) ?? []
    isAllogeneic = source.kind?.areIn(section.transplants.allogeneic) ?? []
    isTandem = (source.tandem?.words ?? []).map { ["true": true, "false": false][$0] }
  }

  /// Of several reasons for stopping on one day progression is told, then the first of the alphabet.
  func weight(_ reason: Int32) -> Int32 {
    guard reason >= 0 else { return .min }
    return isProgression[Int(reason)] ? 1 : -1 - reason
  }
}
