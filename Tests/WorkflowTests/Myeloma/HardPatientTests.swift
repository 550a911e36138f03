import Foundation
import TestSupport
import Testing
import Workflow

/// The hard patients, held against what was worked out by hand before any program ran.
struct HardPatientTests {
  /// Columns of the hand tables that are no label.
  private static let absent: Set = ["pid", "t0"]

  @Test func `every label is what was worked out by hand`() throws {
    try compare("labels", HardPatients.screening.get())
  }

  @Test func `risk at diagnosis is what was worked out by hand`() throws {
    try compare("risk", HardPatients.firstLine.get())
  }

  /// One failure a cell, which says whose it is, under which rule, and why it should be otherwise.
  private func compare(_ name: String, _ run: StudyRun) throws {
    let hand = try HandTable(name)
    let reasons = try HandTable.reasons()
    let cells = try HardPatients.cells(run)
    #expect(Set(cells.keys) == Set(hand.rows.compactMap { $0["pid"] }))
    for row in hand.rows {
      let patient = row["pid"] ?? ""
      for (column, expected) in row.sorted(by: { $0.key < $1.key })
      where !Self.absent.contains(column) {
        let got = cells[patient]?[column]
        let isSame =
          expected == got || (expected == "unknown" && got == "")
          || isNear(expected, got ?? "")
        let because = reasons["\(patient) \(column)"].map { ", because \($0)" } ?? ""
        #expect(
          isSame, "\(patient) \(column): \(expected) by hand\(because); the program: \(got ?? "-")")
      }
    }
  }

  /// Whether two numbers agree to the digits that the hand table has.
  private func isNear(_ expected: String, _ got: String) -> Bool {
    guard expected.contains("."), let expected = Double(expected), let got = Double(got) else {
      return false
    }
    return abs(expected - got) < 5e-7
  }

  @Test(arguments: ["pfs", "ttnt", "pfs2", "pfs2Proxy", "os"])
  func `outcomes from the first treatment end when they should`(name: String) throws {
    try compareOutcome(name, HardPatients.firstLine.get())
  }

  @Test(arguments: ["spfs", "spfsProxy", "sos"])
  func `outcomes from screening end when they should`(name: String) throws {
    try compareOutcome(name, HardPatients.screening.get())
  }

  private func compareOutcome(_ name: String, _ run: StudyRun) throws {
    let cells = try HardPatients.cells(run)
    let values = try run.outcome(name)
    let expected = try HandTable("outcomes").rows.filter { ($0[name] ?? "") != "" }
    #expect(values.map(\.id) == expected.compactMap { $0["pid"] })
    for (value, row) in zip(values, expected) {
      let hand = row[name] ?? ""
      let parts = hand.split(separator: " ").map(String.init)
      guard parts.count == 2, let day = Day.number(parts[0]),
        let origin = cells[value.id]?["timeZero"].flatMap(Day.number)
      else {
        #expect(hand == "unknown" && value.time == nil, "\(value.id) \(name): \(hand)")
        continue
      }
      #expect(value.time == Double(day - origin), "\(value.id) \(name): \(hand)")
      #expect(value.cause == (parts[1] == "E" ? 1 : 0), "\(value.id) \(name): \(hand)")
    }
  }

  @Test(arguments: ["imwg2015", "ohdsi-mm-2025"])
  func `lines begin on the days and for the reasons that were worked out`(rules: String) throws {
    let other = rules == "imwg2015" ? "ohdsi-mm-2025" : "imwg2015"
    let run = try HardPatients.run(
      "lines", changes: ["lines.rules=\(rules)", "lines.compare=\(other)"])
    let cells = try HardPatients.cells(run)
    let hand = try HandTable("lines").rows.filter { $0["rules"] == rules }
    let byPatient = Dictionary(grouping: hand) { $0["pid"] ?? "" }
    #expect(byPatient.count == 52)
    for (patient, lines) in byPatient.sorted(by: { $0.key < $1.key }) {
      #expect(cells[patient]?["lines"] == String(lines.count), "\(patient) lines")
      for line in lines {
        let number = line["number"] ?? ""
        for column in ["start", "sequence", "reason"] {
          #expect(
            cells[patient]?[column + number] == line[column], "\(patient) \(column) \(number)")
        }
      }
    }
  }

  @Test(arguments: [
    ("progressionRecorded", "pd"), ("progressionInLabs", "pdLabs"),
    ("progressionWithNextLine", "pdProxy"),
  ])
  func `progression by each rule is on the day worked out`(_ names: (String, String)) throws {
    let run = try HardPatients.run("first-line", changes: ["outcomes.pfs.event=\(names.0)"])
    let cells = try HardPatients.cells(run)
    for (value, row) in zip(try run.outcome("pfs"), try HandTable("outcomes").rows) {
      #expect(value.id == row["pid"])
      let hand = row[names.1] ?? ""
      guard hand.count == 10 || hand.isEmpty else {
        #expect(value.time == nil, "\(value.id) \(names.0): \(hand)")
        continue
      }
      #expect((value.cause == 1) == !hand.isEmpty, "\(value.id) \(names.0): \(hand)")
      guard let day = Day.number(hand), let origin = cells[value.id]?["timeZero"] else { continue }
      #expect(
        value.time == Day.number(origin).map { Double(day - $0) }, "\(value.id) \(names.0): \(hand)"
      )
    }
  }
}

/// Days of dates.
enum Day {
  /// The days from 1970 to a date, by the proleptic Gregorian calendar.
  static func number(_ text: String) -> Int? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let month = (parts[1] + 9) % 12
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2]
      - 719_469
  }
}
