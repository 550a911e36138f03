import LinearAlgebra
import Survival
import TestSupport
import Testing

/// Transplantation in acute myeloid leukaemia, three ways: whoever is transplanted has lived until
/// then.
@Suite struct ImmortalTimeTests {
  private let frame: DataFrame
  private let transplanted: [Int]

  init() throws {
    let frame = try DataFrame("myeloid")
    self.frame = frame
    transplanted = frame["transplant"].indices.filter { frame["transplant"][$0] >= 0 }
  }

  @Test func `by what happened later it seems to protect`() throws {
    let fit = try Cox(
      SurvivalData(time: frame["futime"], event: frame.flags("death")),
      covariates: Matrix(columns: [
        frame["transplant"].map { $0 >= 0 ? 1 : 0 }, frame["arm"],
      ]))
    let ratio = fit.hazardRatio(0)
    #expect(isClose(ratio.estimate ?? 0, 0.7379802, relative: 1e-6))
    #expect(isClose(ratio.p ?? 0, 0.007070452, relative: 1e-6))
  }

  @Test func `from the day of the transplant it does not`() throws {
    let rows = try FollowUp(
      patient: frame.integers("id"), stop: frame["futime"], event: frame.flags("death"))
    let measured = try rows.measuring(
      Measurements(
        patient: transplanted.map { frame.integers("id")[$0] },
        time: transplanted.map { frame["transplant"][$0] }), initial: 0)
    #expect(measured.rows.count == rows.count + 363)
    #expect(measured.findings.map(\.kind) == [.measuredAfterEnd])
    let fit = try Cox(
      measured.rows.survivalData(),
      covariates: Matrix(columns: [
        measured.values.map { $0 ?? 0 }, measured.rows.carried(frame["arm"]),
      ]), variance: .model)
    #expect(isClose(fit.hazardRatio(0).estimate ?? 0, 1.7686283, relative: 1e-7))
    #expect(isClose(fit.hazardRatio(1).estimate ?? 0, 0.7274506, relative: 1e-7))
  }

  @Test func `from half a year on, among those who are alive`() throws {
    let alive = frame["futime"].indices.filter { frame["futime"][$0] > 180 }
    let fit = try Cox(
      SurvivalData(
        time: alive.map { frame["futime"][$0] }, event: alive.map { frame.flags("death")[$0] }),
      covariates: Matrix(columns: [
        alive.map { (0...180).contains(frame["transplant"][$0]) ? 1 : 0 },
        alive.map { frame["arm"][$0] },
      ]))
    #expect(isClose(fit.hazardRatio(0).estimate ?? 0, 0.8146473, relative: 1e-7))
  }
}
