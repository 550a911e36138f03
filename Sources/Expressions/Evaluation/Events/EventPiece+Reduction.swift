extension EventPiece {
  /// Whether a row counts.
  @inline(__always)
  private func truth(_ row: Int) -> UInt8 { counts.isEmpty ? Truth.yes : counts[row] }

  /// Whether something holds for one row at least that counts.
  func any(_ value: SlotValues?) -> [UInt8] {
    let truths = if case .truths(let truths) = value { truths } else { [UInt8]() }
    var result = [UInt8](repeating: Truth.no, count: rows.patients.count)
    for patient in result.indices {
      var found = Truth.no
      for row in rows.rows(of: patient) {
        let holds = truths.isEmpty ? Truth.yes : truths[row]
        found = Truth.or(found, Truth.and(truth(row), holds))
      }
      result[patient] = found
    }
    return result
  }

  /// Whether something holds for every row that counts.
  func all(_ value: SlotValues?) -> [UInt8] {
    let truths = if case .truths(let truths) = value { truths } else { [UInt8]() }
    var result = [UInt8](repeating: Truth.yes, count: rows.patients.count)
    guard !truths.isEmpty else { return result }
    for patient in result.indices {
      var found = Truth.yes
      for row in rows.rows(of: patient) {
        found = Truth.and(found, Truth.or(Truth.not(truth(row)), truths[row]))
      }
      result[patient] = found
    }
    return result
  }

  /// How many rows count; between the certain ones and those that may.
  func count() -> Numbers {
    var low = [Double](repeating: 0, count: rows.patients.count)
    var high = low
    for patient in low.indices {
      var certain = 0
      var open = 0
      for row in rows.rows(of: patient) {
        let truth = truth(row)
        if truth == Truth.yes { certain += 1 } else if truth != Truth.no { open += 1 }
      }
      low[patient] = Double(certain)
      high[patient] = Double(certain + open)
    }
    return Numbers(low: low, high: high)
  }

  /// The sum over the rows that count; missing where one of them is.
  mutating func sum(_ value: SlotValues?) -> Numbers {
    guard case .numbers(let numbers) = value else { return Numbers([]) }
    let low = numbers.low
    let high = numbers.areKnown ? low : numbers.high
    var lows = [Double](repeating: 0, count: rows.patients.count)
    var highs = lows
    for patient in lows.indices {
      var interval = Interval(low: 0, high: 0)
      for row in rows.rows(of: patient) where truth(row) != Truth.no {
        let isCertain = truth(row) == Truth.yes
        if isCertain, low[row].isNaN {
          interval = .missing
          break
        }
        let (least, most) = (low[row], high[row])
        interval = Interval(
          low: interval.low + (isCertain ? least : min(0, least)),
          high: interval.high + (isCertain ? most : max(0, most)))
        if least.isNaN { interval = .undecided }
      }
      if !interval.isMissing, interval.low != interval.high || !interval.low.isFinite {
        interval = .between(interval.low, interval.high)
      }
      lows[patient] = interval.low
      highs[patient] = interval.high
    }
    return Numbers(low: lows, high: highs)
  }

  /// The least or greatest over the rows that count; `minimum` and `maximum` are missing where one of
  /// them is, `earliest` and `latest` pass it over.
  func combine(_ combination: Combination, _ value: SlotValues?) -> Numbers {
    guard case .numbers(let numbers) = value else { return Numbers([]) }
    let low = numbers.low
    let high = numbers.areKnown ? low : numbers.high
    let takesLess = combination == .minimum || combination == .earliest
    let passesOver = combination == .earliest || combination == .latest
    var lows = [Double](repeating: 0, count: rows.patients.count)
    var highs = lows
    for patient in lows.indices {
      var extreme = Extreme()
      for row in rows.rows(of: patient) {
        let truth = truth(row)
        guard truth != Truth.no else { continue }
        let interval =
          takesLess
          ? Interval(low: low[row], high: high[row])
          : low[row].isNaN || high[row].isNaN
            ? Interval(low: low[row], high: high[row])
            : Interval(low: -high[row], high: -low[row])
        extreme.add(interval, isCertain: truth == Truth.yes, passesOver: passesOver)
      }
      let least = extreme.least
      let isPlain = takesLess || least.low.isNaN || least.high.isNaN
      lows[patient] = isPlain ? least.low : -least.high
      highs[patient] = isPlain ? least.high : -least.low
    }
    return Numbers(low: lows, high: highs)
  }
}

/// The least of numbers of which some may not count.
private struct Extreme {
  private var lowest = Double.infinity
  private var certainHighest = Double.infinity
  private var hasCertain = false
  private var hasOpen = false
  private var isMissing = false
  private var isUndecided = false

  @inline(__always)
  mutating func add(_ value: Interval, isCertain: Bool, passesOver: Bool) {
    if value.isMissing {
      if passesOver { return }
      if isCertain { isMissing = true } else { isUndecided = true }
      return
    }
    lowest = min(lowest, value.low)
    if value.high.isNaN {
      if passesOver { hasOpen = true } else { isUndecided = true }
    } else if isCertain {
      hasCertain = true
      certainHighest = min(certainHighest, value.high)
    } else {
      hasOpen = true
    }
  }

  var least: Interval {
    if isMissing { return .missing }
    if isUndecided { return .undecided }
    if hasCertain { return Interval(low: lowest, high: certainHighest) }
    return hasOpen ? .undecided : .missing
  }
}
