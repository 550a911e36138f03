internal import Tables

extension LineTables {
  /// The values of one column of records, one part after the other.
  func collect<Value, Result>(
    _ path: KeyPath<LineRecords, [Value]>, _ value: (Value) -> Result
  ) -> [Result] {
    var result: [Result] = []
    result.reserveCapacity(records.reduce(0) { $0 + $1[keyPath: path].count })
    for part in records {
      for element in part[keyPath: path] { result.append(value(element)) }
    }
    return result
  }

  /// Which values of one column of records hold; nothing where none does.
  private func missing<Value>(
    _ path: KeyPath<LineRecords, [Value]>, _ isMissing: (Value) -> Bool
  ) -> Missingness {
    for part in records {
      for element in part[keyPath: path] where isMissing(element) {
        return Missingness(collect(path, isMissing))
      }
    }
    return .none
  }

  func dates(_ name: String, _ path: KeyPath<LineRecords, [DaySpan]>) -> Made {
    for part in records {
      for span in part[keyPath: path] where span.isKnown && !span.isExact {
        let intervals = PartialDates(
          earliest: collect(path, \.first), latest: collect(path, \.last))
        return (intervals.column(name), intervals)
      }
    }
    let days = collect(path) { $0.isExact ? $0.first : 0 }
    return (Column(name, .date(days), missing: missing(path) { !$0.isExact }), nil)
  }

  func integers(
    _ name: String, _ path: KeyPath<LineRecords, [Int32]>, missing: Int32? = nil
  ) -> Made {
    guard let missing else { return (Column(name, .integer(collect(path) { Int($0) })), nil) }
    let numbers = collect(path) { $0 == missing ? 0 : Int($0) }
    return (Column(name, .integer(numbers), missing: self.missing(path) { $0 == missing }), nil)
  }

  func texts(_ name: String, _ path: KeyPath<LineRecords, [Int32]>) -> Made {
    var (values, missing): ([String], [Bool]) = ([], [])
    let count = records.reduce(0) { $0 + $1[keyPath: path].count }
    values.reserveCapacity(count)
    missing.reserveCapacity(count)
    for part in records {
      let texts = part.texts
      for number in part[keyPath: path] {
        let text = number < 0 ? "" : texts[Int(number)]
        values.append(text)
        missing.append(text.isEmpty)
      }
    }
    return (Column(name, .text(values), missing: Missingness(missing)), nil)
  }

  func words(_ name: String, _ words: [String], _ path: KeyPath<LineRecords, [Int32]>) -> Made {
    guard !words.isEmpty else {
      let missing = missing(path) { _ in true }
      return (Column(name, .text(collect(path) { _ in "" }), missing: missing), nil)
    }
    let codes = collect(path) { $0 }
    return (
      Column(
        name, .category(CategoryValues(levels: words, codes: codes)),
        missing: missing(path) { $0 < 0 }), nil
    )
  }

  /// Reasons for stopping, and what is told where there is none.
  func ends(_ name: String, _ path: KeyPath<LineRecords, [Int32]>) -> Made {
    let words = LineEnd.words + (source.stopReason?.words ?? [])
    let values = collect(path) { words[Int($0) + LineEnd.words.count] }
    return (Column(name, .text(values), missing: Missingness(values.map(\.isEmpty))), nil)
  }

  func rules(
    _ name: String, _ levels: [LineRule], _ path: KeyPath<LineRecords, [UInt8]>
  ) -> Made {
    var place = [Int32](repeating: -1, count: LineRule.allCases.count)
    for (level, rule) in levels.enumerated() { place[Int(rule.code)] = Int32(level) }
    let codes = collect(path) { place[Int($0)] }
    return (
      Column(name, .category(CategoryValues(levels: levels.map(\.rawValue), codes: codes))), nil
    )
  }

  func sources(_ name: String) -> Made {
    let tables = [source.treatments, source.transplants, source.progressions]
    let codes = collect(\.trace.source) { Int32($0) }
    let levels = tables.map { $0?.name ?? "" }
    return (Column(name, .category(CategoryValues(levels: levels, codes: codes))), nil)
  }

  /// The lines of the files that the rows of the trace are about.
  func fileLines(_ name: String) -> Made {
    let tables = [source.treatments, source.transplants, source.progressions]
    let fileRows = tables.map { $0?.fileRows ?? [] }
    var numbers: [Int] = []
    numbers.reserveCapacity(records.reduce(0) { $0 + $1.trace.row.count })
    for part in records {
      for (index, row) in part.trace.row.enumerated() {
        let rows = fileRows[Int(part.trace.source[index])]
        // The header is the first line of the file.
        numbers.append(row >= 0 && !rows.isEmpty ? Int(Int32(clamping: rows[Int(row)] + 2)) : 0)
      }
    }
    return (
      Column(name, .integer(numbers), missing: missing(\.trace.row) { $0 < 0 }), nil
    )
  }
}
