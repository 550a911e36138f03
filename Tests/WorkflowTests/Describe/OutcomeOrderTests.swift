import Testing

/// Outcomes that may not lie after others.
struct OutcomeOrderTests {
  private func study(_ notAfter: String) -> String {
    """
    study: s
    data: {table: table.csv, id: id}
    outcomes:
      pfs: {time: p, event: pe == 1, unit: months, notAfter: \(notAfter)}
      pfs2: {time: p2, event: p2e == 1, unit: months, notAfter: [os]}
      os: {time: o * 30.4375, event: oe == 1, unit: days}
    """
  }

  private let header = "id,p,pe,p2,p2e,o,oe\n"

  @Test func `times in order, in whatever units, are as they should be`() throws {
    let table = header + "A,5,1,9,1,12,1\nB,12,0,12,0,12,0\nC,,1,3,1,4,1\n"
    #expect(try StudyRunner.faults(study("[pfs2, os]"), table: table).isEmpty)
  }

  @Test func `every patient out of order is named, for every pair`() throws {
    let table = header + "A,5,1,4,1,12,1\nB,13,1,13,1,12,1\nC,1,1,2,1,3,0\n"
    let faults = try StudyRunner.faults(study("[pfs2, os]"), table: table)
    #expect(faults.count == 3)
    #expect(
      faults.contains {
        $0.contains("outcomes-not-in-order: 'pfs' lies after 'pfs2'") && $0.contains("A")
      })
    #expect(faults.contains { $0.contains("'pfs' lies after 'os'") && $0.contains("B") })
    #expect(faults.contains { $0.contains("'pfs2' lies after 'os'") && $0.contains("B") })
  }

  @Test func `an outcome cannot be held against itself or one that is not there`() throws {
    let table = header + "A,5,1,9,1,12,1\n"
    let own = try StudyRunner.faults(study("[pfs]"), table: table).joined()
    #expect(own.contains("'notAfter' needs other outcomes than 'pfs' itself"))
    let none = try StudyRunner.faults(study("[ttnt]"), table: table).joined()
    #expect(none.contains("unknown-outcome: there is no outcome 'ttnt'"))
  }
}
