internal import Foundation

/// Sums of exp(s H) over people, where H is the cumulative hazard of each in a population.
///
/// All who are in a cell of the rate table at one time have the same hazard, so that their sum grows as
/// one: the sum of a cell at a time is its last value times exp(s λ Δt), whatever their number.
struct PopulationSums {
  /// 1 for weights by one over survival, −1 for weights by survival, 0 for counts.
  let sign: Double
  private var peopleSum = CompensatedSum()
  private var hazardSum = CompensatedSum()
  private var slot: [Int]
  private var sum: [Double] = []
  private var members: [Int] = []
  private var since: [Double] = []
  private var cells: [Int] = []
  private let hazards: [Double]

  init(_ table: RateTable, sign: Double) {
    self.sign = sign
    hazards = table.hazards
    slot = [Int](repeating: -1, count: table.hazards.count)
  }

  /// The weight of all.
  var people: Double { cells.isEmpty ? 0 : peopleSum.value }

  /// The sum of the hazards of all.
  var hazard: Double { cells.isEmpty ? 0 : hazardSum.value }

  /// The sum of all at a time that is not before any change.
  /// - Complexity: O(cells with people).
  func total(at time: Double) -> Double {
    var total = 0.0
    for i in cells.indices {
      total += sum[i] * exp(sign * hazards[cells[i]] * (time - since[i]))
    }
    return total
  }

  /// Someone of a weight and a cumulative hazard comes into a cell.
  mutating func enter(_ cell: Int, at time: Double, weight: Double, hazard: Double) {
    if slot[cell] < 0 {
      slot[cell] = cells.count
      cells.append(cell)
      sum.append(0)
      members.append(0)
      since.append(time)
    }
    peopleSum += weight
    hazardSum += weight * hazards[cell]
    let i = slot[cell]
    bring(i, to: time)
    sum[i] += weight * exp(sign * hazard)
    members[i] += 1
  }

  /// Someone goes out of a cell.
  mutating func leave(_ cell: Int, at time: Double, weight: Double, hazard: Double) {
    peopleSum += -weight
    hazardSum += -weight * hazards[cell]
    let i = slot[cell]
    members[i] -= 1
    if members[i] == 0 {
      remove(i)
      return
    }
    bring(i, to: time)
    sum[i] -= weight * exp(sign * hazard)
  }

  private mutating func bring(_ i: Int, to time: Double) {
    sum[i] *= exp(sign * hazards[cells[i]] * (time - since[i]))
    since[i] = time
  }

  private mutating func remove(_ i: Int) {
    let last = cells.count - 1
    slot[cells[i]] = -1
    if i != last {
      slot[cells[last]] = i
      cells[i] = cells[last]
      sum[i] = sum[last]
      members[i] = members[last]
      since[i] = since[last]
    }
    cells.removeLast()
    sum.removeLast()
    members.removeLast()
    since.removeLast()
  }
}
