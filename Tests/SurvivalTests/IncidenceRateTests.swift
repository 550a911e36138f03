import Foundation
import Survival
import TestSupport
import Testing

struct IncidenceRateTests {
  @Test(.agrees("rates with exact limits", with: "R 4.2.2 `poisson.test`", within: 1e-10))
  func `rates and exact limits are those of R`() throws {
    let lines = try Fixtures.text("incidence-rates.csv").split(separator: "\n").dropFirst()
    for line in lines {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      let rate = try IncidenceRate(events: Int(cells[0]), time: cells[1], level: cells[2])
      #expect(isClose(rate.rate ?? -1, cells[3], relative: 1e-14))
      #expect(isClose(rate.lower ?? -1, cells[4], relative: 1e-10))
      #expect(isClose(rate.upper ?? -1, cells[5], relative: 1e-10))
    }
    #expect(lines.count == 6)
  }

  @Test func `without events the upper limit is that of e to the minus mean`() throws {
    let rate = try IncidenceRate(events: 0, time: 1)
    #expect(rate.lower == 0)
    #expect(isClose(rate.upper ?? 0, -log(0.025), relative: 1e-12))
  }

  @Test func `in no time there is no rate`() throws {
    #expect(try IncidenceRate(events: 0, time: 0).rate == nil)
  }
}
