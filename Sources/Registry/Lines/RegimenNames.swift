internal import Tables

/// The names of drugs and regimens.
struct RegimenNames: Sendable {
  private let words: [String]
  private let letters: [String?]
  private let order: [Int]

  init(_ words: [String], _ meaning: LineMeaning) {
    self.words = words
    letters = meaning.letters
    order = meaning.order
  }

  /// The drugs in the order of the alphabet: `bortezomib+dexamethasone`.
  func list(_ drugs: some Sequence<Int32>) -> String {
    drugs.map { words[Int($0)] }.joined(separator: "+")
  }

  /// The letters of the drugs in their order, then the names of drugs without a letter: `Vd`.
  func name(_ drugs: some Sequence<Int32>) -> String {
    let ordered = drugs.map { Int($0) }.sorted { (order[$0], $0) < (order[$1], $1) }
    let letters = ordered.compactMap { self.letters[$0] }.joined()
    let others = ordered.filter { self.letters[$0] == nil }.map { words[$0] }
    return ([letters].filter { !$0.isEmpty } + others).joined(separator: "+")
  }
}
