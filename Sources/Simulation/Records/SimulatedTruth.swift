internal import Tables

/// What is true of patients and no registry knows: what nobody measures, and what becomes of them in every world.
public struct SimulatedTruth: Sendable {
  /// The worlds, with their names in `worlds.csv`.
  public static let worlds: [(name: String, world: Intervention)] = [
    ("asDecided", .none),
    ("start", Intervention(maintenance: .start)),
    ("never", Intervention(maintenance: .never)),
    ("lenalidomideNext", Intervention(secondLine: .lenalidomide)),
    ("otherNext", Intervention(secondLine: .other)),
    ("start+lenalidomideNext", Intervention(maintenance: .start, secondLine: .lenalidomide)),
    ("start+otherNext", Intervention(maintenance: .start, secondLine: .other)),
    ("never+lenalidomideNext", Intervention(maintenance: .never, secondLine: .lenalidomide)),
    ("never+otherNext", Intervention(maintenance: .never, secondLine: .other)),
  ]

  /// The world of that name; `nil` where there is none.
  public static func world(named name: String) -> Intervention? {
    worlds.first { $0.name == name }?.world
  }

  /// `patient.csv` and `worlds.csv`.
  public let files: [SimulatedTables.File]

  private static let patientColumns = [
    "pid", "unmeasured", "recovery", "log_hazard", "depth_day100", "planned_maintenance",
  ]
  private static let worldColumns = [
    "pid", "world", "induction", "transplant", "maintenance_start", "progression",
    "progression_found", "second_line", "second_line_regimen", "second_progression_found", "death",
    "cause",
  ]

  init(_ parts: [SimulatedTruth]) {
    files = (parts.first?.files ?? Self.empty).enumerated().map { index, file in
      SimulatedTables.File(
        name: file.name, header: file.header,
        rows: Array(parts.map { $0.files[index].rows }.joined()))
    }
  }

  private static var empty: [SimulatedTables.File] {
    [("patient.csv", patientColumns), ("worlds.csv", worldColumns)].map { name, columns in
      SimulatedTables.File(name: name, header: CSVWriter(header: columns).bytes, rows: [])
    }
  }

  /// The truth of some patients, given by what becomes of each in a world.
  init(
    of patients: [SyntheticPatient], _ course: (SyntheticPatient, Intervention) -> PatientCourse
  ) {
    let empty = Self.empty
    var people = CSVWriter(header: Self.patientColumns)
    var worlds = CSVWriter(header: Self.worldColumns)
    for patient in patients {
      for (name, world) in Self.worlds {
        let course = course(patient, world)
        if world == .none { Self.add(patient, course, to: &people) }
        Self.add(patient.id, name, course, to: &worlds)
      }
    }
    files = zip(empty, [people, worlds]).map { file, writer in
      SimulatedTables.File(
        name: file.name, header: file.header, rows: Array(writer.bytes.dropFirst(file.header.count))
      )
    }
  }

  private static func add(
    _ patient: SyntheticPatient, _ course: PatientCourse, to writer: inout CSVWriter
  ) {
    writer.append(text: patient.id)
    for value in [patient.unmeasured, patient.recovery, patient.risk, course.depth] {
      RecordField.number(value, decimals: 3).write(to: &writer)
    }
    day(course.plannedMaintenance, &writer)
    writer.endRow()
  }

  private static func add(
    _ pid: String, _ name: String, _ course: PatientCourse, to writer: inout CSVWriter
  ) {
    writer.append(text: pid)
    writer.append(text: name)
    day(course.induction, &writer)
    day(course.transplants.first, &writer)
    day(course.maintenance?.start, &writer)
    day(course.progressions.first?.day, &writer)
    day(course.progressions.first?.found, &writer)
    let next = course.secondLine
    day(next?.start, &writer)
    writer.append(text: next?.regimen)
    day(course.progressions.dropFirst().first?.found, &writer)
    day(course.death, &writer)
    writer.append(text: course.cause)
    writer.endRow()
  }

  private static func day(_ day: Int?, _ writer: inout CSVWriter) {
    (day.map { RecordField.day($0) } ?? .missing).write(to: &writer)
  }
}
