internal import Foundation

/// Sums of exp(s H) over people, where H is the cumulative hazard of each in a population.
///
/// All who are in a cell of the rate table at one time have the same hazard, so that their sum grows as
/// one: referred to the time at which the cell was first taken, each term stays as it is while its owner
/// stays, and the sum at a later time is that of the terms times exp(s λ Δt). What comes is taken away
/// unchanged, so that large terms leave nothing behind.
struct PopulationSums {
  /// 1 for weights by one over survival, −1 for weights by survival, 0 for counts.
  let sign: Double
  private var peopleSum = CompensatedSum()
  private var hazardSum = CompensatedSum()
  private var slot: [Int]
  private var sum: [CompensatedSum] = []
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
      total += sum[i].value * exp(sign * hazards[cells[i]] * (time - since[i]))
    }
    return total
  }

  /// Someone of a weight and a cumulative hazard comes into a cell.
  /// - Returns: The term that is to be taken away when they leave.
  mutating func enter(_ cell: Int, at time: Double, weight: Double, hazard: Double) -> Double {
    if slot[cell] < 0 {
      slot[cell] = cells.count
      cells.append(cell)
      sum.append(CompensatedSum())
      members.append(0)
      since.append(time)
    }
    peopleSum += weight
    hazardSum += weight * hazards[cell]
    let i = slot[cell]
    let term = weight * exp(sign * (hazard - hazards[cell] * (time - since[i])))
    sum[i] += term
    members[i] += 1
    return term
  }

  /// Someone goes out of a cell.
  mutating func leave(_ cell: Int, weight: Double, term: Double) {
    peopleSum += -weight
    hazardSum += -weight * hazards[cell]
    let i = slot[cell]
    members[i] -= 1
    sum[i] += -term
    if members[i] == 0 { remove(i) }
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
