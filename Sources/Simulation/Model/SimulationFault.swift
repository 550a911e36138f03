/// What can be wrong with parameters whose every key and value is well formed.
enum SimulationFault {
  /// A name that its list does not know.
  case unknown(String, in: String, known: [String])
  /// A number that is larger than any of use.
  case tooLarge(String)
  /// The last year lies before the first.
  case yearsReversed(Int, Int)
  /// More years than a registry has.
  case tooManyYears(Int)
  /// The greatest age is not above the least.
  case agesReversed(Double, Double)
  /// A dose that is no positive number.
  case noDose(String)
  /// Thresholds that are not five in ascending order.
  case badThresholds(Int)
  /// No later line is described.
  case noLines
  /// Periods that are not in order.
  case periodsReversed(Int, Int)
  /// A period in which no regimen has a share.
  case nothingChosen(Int)
}
