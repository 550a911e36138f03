/// Numbers the drugs of one patient in the order of all drugs, so that a set of them fits a word.
struct DrugNumbering: Sendable {
  /// By drug, its number; -1 where the patient was not given it, or where it is one too many.
  private var numbers: [Int32]
  private var isGiven: [Bool]
  private var given: [Int32] = []

  init(drugs: Int) {
    numbers = Array(repeating: -1, count: drugs)
    isGiven = Array(repeating: false, count: drugs)
  }

  /// Takes note of a drug that the patient was given.
  mutating func add(_ drug: Int32) {
    guard !isGiven[Int(drug)] else { return }
    isGiven[Int(drug)] = true
    given.append(drug)
  }

  /// Numbers what was given, and lists it in the order of the numbers.
  mutating func number(into drugs: inout [Int32]) {
    given.sort()
    for (number, drug) in given.prefix(DrugSet.capacity).enumerated() {
      numbers[Int(drug)] = Int32(number)
      drugs.append(drug)
    }
  }

  subscript(drug: Int32) -> Int32 { numbers[Int(drug)] }

  /// Forgets the patient.
  mutating func clear() {
    for drug in given {
      numbers[Int(drug)] = -1
      isGiven[Int(drug)] = false
    }
    given.removeAll(keepingCapacity: true)
  }
}
