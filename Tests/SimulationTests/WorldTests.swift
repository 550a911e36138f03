import Simulation
import Studies
import Testing
import Vocabulary

/// What must hold between the worlds of a patient.
struct WorldTests {
  private static let start = Intervention(maintenance: .start)
  private static let never = Intervention(maintenance: .never)

  private func simulation(isNull: Bool = false, seed: UInt64 = 11) throws -> MyelomaSimulation {
    try MyelomaSimulation(ParameterFile().parameters, patients: 3000, seed: seed, isNull: isNull)
  }

  @Test func `worlds share everything before the intervention`() throws {
    let simulation = try simulation()
    var planned = 0
    for patient in 0..<simulation.patients {
      let treated = simulation.course(of: patient, under: Self.start)
      let untreated = simulation.course(of: patient, under: Self.never)
      #expect(treated.diagnosed == untreated.diagnosed)
      #expect(treated.induction == untreated.induction)
      #expect(treated.transplants.first == untreated.transplants.first)
      #expect(treated.depth == untreated.depth)
      #expect(treated.plannedMaintenance == untreated.plannedMaintenance)
      #expect(untreated.maintenance == nil)
      guard let day = treated.plannedMaintenance else {
        // Nobody who does not come to the planned day can tell the worlds apart.
        #expect(treated == untreated)
        continue
      }
      planned += 1
      #expect(treated.maintenance?.start == day)
      #expect(
        treated.responses.filter { $0.day < day } == untreated.responses.filter { $0.day < day })
    }
    #expect(planned > 500)
  }

  @Test func `in the null version all worlds end alike`() throws {
    let simulation = try simulation(isNull: true)
    let worlds = [
      Intervention.none, Self.start, Self.never, Intervention(secondLine: .lenalidomide),
      Intervention(maintenance: .never, secondLine: .other),
    ]
    for patient in 0..<simulation.patients {
      let courses = worlds.map { simulation.course(of: patient, under: $0) }
      for course in courses {
        #expect(course.death == courses[0].death)
        #expect(course.cause == courses[0].cause)
        #expect(course.progressionFree == courses[0].progressionFree)
        #expect(course.progressionFreeTwice == courses[0].progressionFreeTwice)
        #expect(course.secondCancer == courses[0].secondCancer)
        #expect(course.responses == courses[0].responses)
      }
    }
  }

  @Test func `maintenance delays the first progression of everybody whom it treats`() throws {
    let simulation = try simulation()
    var (longer, shorter) = (0, 0)
    for patient in 0..<simulation.patients {
      let treated = simulation.course(of: patient, under: Self.start)
      let untreated = simulation.course(of: patient, under: Self.never)
      guard let a = treated.progressions.first, let b = untreated.progressions.first else {
        continue
      }
      if a.day > b.day { longer += 1 }
      if a.day < b.day { shorter += 1 }
    }
    #expect(longer > 300)
    #expect(shorter == 0)
  }

  @Test func `the second line is of the kind that is asked for`() throws {
    let simulation = try simulation()
    let parameters = simulation.model.parameters
    var counts = [0, 0]
    for patient in 0..<simulation.patients {
      for (index, kind) in [Intervention.SecondLine.lenalidomide, .other].enumerated() {
        let course = simulation.course(of: patient, under: Intervention(secondLine: kind))
        guard let line = course.secondLine else { continue }
        let drugs = try #require(parameters.regimens[line.regimen]).drugs.names
        #expect(drugs.contains("lenalidomide") == (index == 0))
        counts[index] += 1
      }
    }
    #expect(counts.allSatisfy { $0 > 500 })
  }

  @Test(arguments: [Intervention.none, start, never, Intervention(secondLine: .other)])
  func `progression comes before the second, and that before death`(world: Intervention) throws {
    let simulation = try simulation(seed: 5)
    for patient in 0..<simulation.patients {
      let course = simulation.course(of: patient, under: world)
      #expect(course.induction > course.diagnosed)
      #expect(course.progressionFree <= course.progressionFreeTwice)
      #expect(course.progressionFreeTwice <= course.death)
      #expect(course.progressions.allSatisfy { $0.day <= $0.found && $0.found <= course.death })
      #expect(
        zip(course.progressions, course.progressions.dropFirst()).allSatisfy { $0.found < $1.found }
      )
      #expect(course.treatments.allSatisfy { $0.start <= $0.stop && $0.stop <= course.death })
      #expect(
        zip(course.treatments, course.treatments.dropFirst()).allSatisfy { $0.start <= $1.start })
      if let maintenance = course.maintenance, let transplant = course.transplants.first {
        #expect(maintenance.start > transplant)
        #expect(maintenance.stop >= maintenance.start && maintenance.stop <= course.progressionFree)
      }
    }
  }
}
