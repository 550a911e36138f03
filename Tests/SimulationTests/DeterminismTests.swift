import Simulation
import Studies
import Testing

struct DeterminismTests {
  @Test func `tables are the same bytes for any number of threads`() throws {
    let simulation = try MyelomaSimulation(ParameterFile().parameters, patients: 300, seed: 7)
    let one = simulation.registry(threads: 1)
    let four = simulation.registry(threads: 4)
    #expect(one.files.map(\.name) == four.files.map(\.name))
    for (a, b) in zip(one.files, four.files) { #expect(a.bytes == b.bytes, "\(a.name)") }
  }

  @Test func `a patient does not depend on how many there are`() throws {
    let parameters = try ParameterFile().parameters
    let few = try MyelomaSimulation(parameters, patients: 10, seed: 3)
    let many = try MyelomaSimulation(parameters, patients: 1000, seed: 3)
    for patient in 0..<10 { #expect(few.course(of: patient) == many.course(of: patient)) }
    #expect(few.course(of: 0) != (try MyelomaSimulation(parameters, seed: 4)).course(of: 0))
  }
}
