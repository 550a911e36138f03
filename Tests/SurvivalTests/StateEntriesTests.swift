import Survival
import TestSupport
import Testing

struct StateEntriesTests {
  /// Two states on the way, one kind of end.
  private func history(
    end: [Double], died: [Bool], first: [Double?], second: [Double?],
    watched: [Double?]? = nil, start: [Double]? = nil, order: StateOrder = .any
  ) throws -> (stays: [[Double]], counts: StateEntries.Counts) {
    let never = [Double?](repeating: nil, count: end.count)
    let entries = try StateEntries(
      start: start, end: end, cause: died.map { $0 ? 1 : 0 }, ends: 1, entered: [first, second],
      watched: [watched ?? never, never])
    let (found, counts) = try StateHistory.entering(entries, order: order)
    let stays = found.from.indices.map { row in
      [
        Double(found.person[row]), found.followUp.entry?[row] ?? 0, found.followUp.time[row],
        Double(found.from[row]), Double(found.to[row] ?? -1),
      ]
    }
    return (stays, counts)
  }

  @Test func `people go from state to state by their own times`() throws {
    let found = try history(
      end: [10, 10, 10], died: [true, false, false], first: [2, 5, nil], second: [4, 3, nil])
    #expect(
      found.stays == [
        [0, 0, 2, 0, 1], [0, 2, 4, 1, 2], [0, 4, 10, 2, 3],
        [1, 0, 3, 0, 2], [1, 3, 5, 2, 1], [1, 5, 10, 1, -1],
        [2, 0, 10, 0, -1],
      ])
    #expect(found.counts == StateEntries.Counts())
  }

  @Test func `only forward, somebody in a later state does not enter an earlier one`() throws {
    let found = try history(
      end: [10], died: [true], first: [5], second: [3], order: .forward)
    #expect(found.stays == [[0, 0, 3, 0, 2], [0, 3, 10, 2, 3]])
    #expect(found.counts.backward == 1)
  }

  @Test func `an event that ends follow-up goes before what happens on its day`() throws {
    let found = try history(
      end: [10, 10], died: [true, false], first: [10, 10], second: [nil, nil])
    #expect(found.stays == [[0, 0, 10, 0, 3], [1, 0, 10, 0, 1]])
    #expect(found.counts.atEnd == 1)
  }

  @Test
  func `of two states at one time the later listed counts, and what comes after the end does not`()
    throws
  {
    let found = try history(
      end: [10, 10], died: [true, true], first: [4, 12], second: [4, nil])
    #expect(found.stays == [[0, 0, 4, 0, 2], [0, 4, 10, 2, 3], [1, 0, 10, 0, 3]])
    #expect(found.counts.together == 1 && found.counts.afterEnd == 1)
  }

  @Test func `who is in a state when follow-up begins starts there`() throws {
    let found = try history(
      end: [10, 10], died: [true, true], first: [0, 2], second: [nil, 6], start: [0, 5])
    #expect(
      found.stays == [[0, 0, 10, 1, 3], [1, 5, 6, 1, 2], [1, 6, 10, 2, 3]])
    #expect(found.counts == StateEntries.Counts())
  }

  @Test func `follow-up ends where a state is no longer watched, unless it was entered`() throws {
    let found = try history(
      end: [10, 10], died: [true, true], first: [nil, 3], second: [nil, 8], watched: [6, 4])
    #expect(
      found.stays == [
        [0, 0, 6, 0, -1], [1, 0, 3, 0, 1], [1, 3, 8, 1, 2], [1, 8, 10, 2, 3],
      ])
    #expect(found.counts.cutShort == 1)
  }

  @Test func `nobody with follow-up of any length is an error with a name`() {
    #expect(throws: SurvivalError.noRows) {
      try history(end: [0, 0], died: [true, false], first: [nil, nil], second: [nil, nil])
    }
    #expect(throws: SurvivalError.lengthsDiffer(.event, expected: 2, found: 1)) {
      try history(end: [1, 2], died: [true, true], first: [nil], second: [nil, nil])
    }
  }
}
