internal import Tables

/// The row that each patient's value is read from.
///
/// Where it is open which row that is there are several candidates, and the value is what they have
/// in common.
struct Picks {
  /// Rows from which one value must be made.
  private struct Candidates {
    let rows: [Int]
    /// Whether one of them is the row; otherwise there may be none.
    let isCertain: Bool
    /// What the day of the row lies between, whichever it is.
    let days: Interval
  }

  private static let none: Int32 = -1
  private static let open: Int32 = -2

  private var rows: [Int32]
  private var candidates: [Int: Candidates] = [:]

  /// No row for any patient.
  init(count: Int) { rows = [Int32](repeating: Self.none, count: count) }

  /// The first row of each patient; it may not be there where it does not count for certain.
  init(single: EventRows, _ counts: [UInt8]) {
    rows = (0..<single.patients.count).map { patient in
      single.rows(of: patient).first.map { Int32($0) } ?? Self.none
    }
    for patient in rows.indices where rows[patient] >= 0 && !counts.isEmpty {
      let row = Int(rows[patient])
      if counts[row] != Truth.yes { set(patient, [row], isCertain: false) }
    }
  }

  mutating func set(_ patient: Int, _ row: Int) { rows[patient] = Int32(row) }

  mutating func set(
    _ patient: Int, _ candidates: [Int], isCertain: Bool,
    days: Interval = Interval(low: -.infinity, high: .infinity)
  ) {
    if candidates.count == 1, isCertain {
      rows[patient] = Int32(candidates[0])
    } else if !candidates.isEmpty {
      rows[patient] = Self.open
      self.candidates[patient] = Candidates(rows: candidates, isCertain: isCertain, days: days)
    }
  }

  /// The numbers at the rows; where a row is open, the interval that holds all candidates.
  func numbers(_ values: Numbers, readsTime: Bool) -> Numbers {
    var result = Numbers(rows.map { $0 < 0 ? .nan : values.low[Int($0)] })
    if !values.areKnown {
      for patient in rows.indices where rows[patient] >= 0 {
        result.set(patient, values[Int(rows[patient])])
      }
    }
    for (patient, candidates) in candidates {
      result.set(patient, hull(candidates, values, readsTime: readsTime))
    }
    return result
  }

  private func hull(
    _ candidates: Candidates, _ values: Numbers, readsTime: Bool
  ) -> Interval {
    let intervals = candidates.rows.map { values[$0] }
    if intervals.allSatisfy(\.isMissing) { return .missing }
    guard candidates.isCertain, !intervals.contains(where: { $0.isMissing || $0.high.isNaN })
    else { return .undecided }
    let low = intervals.map(\.low).reduce(.infinity, min)
    let high = intervals.map(\.high).reduce(-.infinity, max)
    guard readsTime else { return Interval(low: low, high: high) }
    return Interval(low: max(low, candidates.days.low), high: min(high, candidates.days.high))
  }

  /// The truths at the rows.
  func truths(_ values: [UInt8]) -> [UInt8] {
    var result = rows.map { $0 < 0 ? Truth.missing : values[Int($0)] }
    for (patient, candidates) in candidates {
      result[patient] =
        common(candidates, none: Truth.missing) { values[$0] } ?? Truth.undecided
    }
    return result
  }

  /// The texts at the rows.
  func texts(_ values: Texts) -> Texts {
    switch values {
    case .codes(let codes, let levels):
      var result = rows.map { $0 < 0 ? Texts.missing : codes[Int($0)] }
      for (patient, candidates) in candidates {
        result[patient] =
          common(candidates, none: Texts.missing) { codes[$0] } ?? Texts.undecided
      }
      return .codes(result, levels: levels)
    case .plain(let texts, let missing, let undecided):
      var result = rows.map { $0 < 0 ? "" : texts[Int($0)] }
      var gone = rows.map { $0 < 0 || missing[Int($0)] }
      var open = rows.map { $0 >= 0 && undecided[Int($0)] }
      for (patient, candidates) in candidates {
        let isOpen = candidates.rows.contains { undecided[$0] }
        let text = common(candidates, none: nil) { missing[$0] ? nil : texts[$0] }
        if !isOpen, let text {
          gone[patient] = text == nil
          result[patient] = text ?? ""
        } else {
          open[patient] = true
        }
      }
      return .plain(result, Missingness(gone), undecided: Missingness(open))
    }
  }

  /// The value that all candidates have, and none if there may be no row; `nil` where they differ.
  private func common<Value: Equatable>(
    _ candidates: Candidates, none: Value, _ value: (Int) -> Value
  ) -> Value? {
    let first = candidates.isCertain ? value(candidates.rows[0]) : none
    return candidates.rows.allSatisfy { value($0) == first } ? first : nil
  }

  /// The patients whose row has another beside it that counts, of the same day and with another value.
  func ties(_ order: EventOrder, _ values: SlotValues) -> [Int] {
    rows.indices.filter { patient in
      guard rows[patient] >= 0 else { return false }
      return isTied(Int(rows[patient]), order.rows.rows(of: patient), order, values)
    }
  }

  private func isTied(
    _ row: Int, _ range: Range<Int>, _ order: EventOrder, _ values: SlotValues
  ) -> Bool {
    let day = order.days.low[row]
    for step in [-1, 1] {
      var other = row + step
      while range.contains(other), order.days.low[other] == day {
        if order.truth(other) == Truth.yes, !order.day(other).isOpen,
          !values.areSame(row, other)
        {
          return true
        }
        other += step
      }
    }
    return false
  }
}

extension SlotValues {
  /// Whether two rows have the same value.
  fileprivate func areSame(_ a: Int, _ b: Int) -> Bool {
    switch self {
    case .numbers(let numbers):
      numbers.low[a] == numbers.low[b] || (numbers.low[a].isNaN && numbers.low[b].isNaN)
    case .truths(let truths): truths[a] == truths[b]
    case .texts(let texts): texts[a] == texts[b]
    }
  }
}
