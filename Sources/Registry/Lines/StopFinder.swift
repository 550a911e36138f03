/// Gives a last day to compute with to what has none.
struct StopFinder: Sendable {
  private let joinWithin: Int
  /// Days on which something starts that shows that what was given before had been stopped.
  private var marks: [Int32] = []
  /// Places of exposures, behind the days that order them.
  private var order: [UInt64] = []
  /// The next first day of each drug of the patient; `Int32.min` where there is none.
  private var next = [Int32](repeating: .min, count: DrugSet.capacity)

  init(joinWithin: Int) { self.joinWithin = joinWithin }

  /// Finds the last days of a patient's exposures.
  ///
  /// - Parameters:
  ///   - history: the patient.
  ///   - end: the last day known of the patient.
  /// - Complexity: O(n log n) for n exposures.
  mutating func find(in history: inout PatientHistory, end: Int32?) {
    marks.removeAll(keepingCapacity: true)
    for exposure in history.exposures { marks.append(exposure.start) }
    for transplant in history.transplants { marks.append(transplant.day) }
    marks.sort()
    finish(&history.exposures, end)
    finish(&history.supportive, end)
  }

  /// Goes from the last first day to the first; of one day in the order of rows.
  private mutating func finish(_ exposures: inout [PatientHistory.Exposure], _ end: Int32?) {
    for drug in next.indices { next[drug] = .min }
    order.removeAll(keepingCapacity: true)
    for (place, exposure) in exposures.enumerated() {
      order.append(UInt64(~exposure.start.ascendingBits) << 32 | UInt64(place))
    }
    order.sort()
    for key in order { finish(&exposures[Int(key & 0xFFFF_FFFF)], end) }
  }

  private mutating func finish(_ exposure: inout PatientHistory.Exposure, _ end: Int32?) {
    let again = next[Int(exposure.drug)]
    next[Int(exposure.drug)] = exposure.start
    guard exposure.isUnknown else { return }
    if exposure.isOngoing, let end {
      exposure.stop = max(exposure.start, end)
      exposure.stopSpan = DaySpan(exposure.stop)
      exposure.isUnknown = false
      return
    }
    exposure.isOngoing = false
    var bound = end ?? Int32.max
    if again > exposure.start { bound = min(bound, again - 1) }
    let join = Int(exposure.start) + joinWithin
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(marks[middle]) > join { high = middle } else { low = middle + 1 }
    }
    if low < marks.count { bound = min(bound, marks[low] - 1) }
    let isBounded = bound < Int32.max
    exposure.stop = isBounded ? max(exposure.start, bound) : exposure.start
    exposure.stopSpan =
      isBounded ? DaySpan(first: exposure.start, last: exposure.stop) : .none
  }
}

extension Int32 {
  /// Bits that, as a number without a sign, have the order of the numbers.
  var ascendingBits: UInt32 { UInt32(bitPattern: self) ^ 0x8000_0000 }
}
