import Simulation
import Tables

/// What the registry says of one patient, as an analyst would take it.
struct RecordedPatient {
  var centre = ""
  var birthYear = 0
  var diagnosis = ""
  var stage = ""
  /// `true` and `false` where it was tested.
  var isHighRisk: Bool?
  var transplant: Int?
  var engrafted: Int?
  var treatments: [(drug: String, intent: String, start: Int, reason: String)] = []
  var responses: [(day: Int, category: String)] = []
  var progressions: [Int] = []
  var death: Int?
  var lastContact = 0

  static let tables: Set<String> = [
    "patient", "diagnosis", "cytogenetics", "transplant", "treatment", "response", "progression",
    "death", "followup",
  ]

  /// The patients of a registry.
  static func all(_ tables: SimulatedTables) -> [RecordedPatient] {
    var patients: [RecordedPatient] = []
    var numbers: [String: Int] = [:]
    for file in tables.files where Self.tables.contains(String(file.name.dropLast(4))) {
      for line in file.rows.split(separator: UInt8(ascii: "\n")) {
        let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
          .map { String(decoding: $0, as: UTF8.self) }
        if file.name == "patient.csv" {
          numbers[fields[0]] = patients.count
          patients.append(RecordedPatient())
        }
        guard let number = numbers[fields[0]] else { continue }
        patients[number].add(file.name, fields)
      }
    }
    return patients
  }

  private mutating func add(_ file: String, _ fields: [String]) {
    switch file {
    case "patient.csv":
      birthYear = Int(fields[2]) ?? 0
      centre = fields[3]
    case "diagnosis.csv":
      diagnosis = fields[2]
      stage = fields[5]
    case "cytogenetics.csv":
      guard ["del17p", "t4_14", "t14_16"].contains(fields[3]), fields[4] != "failed" else { return }
      isHighRisk = isHighRisk ?? false || fields[4] == "pos"
    case "transplant.csv":
      guard fields[3] == "1" else { return }
      transplant = Self.day(fields[1])
      engrafted = Self.day(fields[8])
    case "treatment.csv":
      treatments.append((fields[2], fields[4], Self.day(fields[5]) ?? 0, fields[7]))
    case "response.csv": responses.append((Self.day(fields[1]) ?? 0, fields[2]))
    case "progression.csv": if let day = Self.day(fields[1]) { progressions.append(day) }
    case "death.csv": death = Self.day(fields[1])
    case "followup.csv": lastContact = Self.day(fields[1]) ?? 0
    default: break
    }
  }

  /// A day; the fifteenth where the day is not known.
  private static func day(_ text: String) -> Int? {
    CalendarDate(iso: text.count == 7 ? text + "-15" : text)?.daysSince1970
  }
}
