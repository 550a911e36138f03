import Foundation
import TestSupport
import Testing

struct RenderingTests {
  private func errors(_ study: String, table: String? = nil) throws -> String {
    try Folder.temporary { folder in
      try folder.write(study, to: "study.yaml")
      try folder.write(
        table.map { Array($0.utf8) } ?? Fixtures.bytes("patients.csv"), to: "patients.csv")
      return try Program.run(["run", "study.yaml"], in: folder).errors
    }
  }

  @Test func `carets stand under the word, and a suggestion below`() throws {
    let study = RunTests.study.replacing("nearest", with: "neerest")
    try #expect(
      errors(study) == """
        error[unknown-word]: 'method' expects one of none, nearest, propensityWeights, found 'neerest'
         --> study.yaml:9:21
          |
        9 |   matched: {method: neerest, on: logit, caliper: 0.2}
          |                     ^^^^^^^
          = help: did you mean 'nearest'?


        """)
  }

  @Test func `carets count what a reader sees, not bytes`() throws {
    let study = RunTests.study.replacing(
      "where: therapy == \"new\"", with: "label: Größe 中, where: terapy == \"new\"")
    try #expect(
      errors(study).contains(
        """
        5 |     treated: {label: Größe 中, where: terapy == "new"}
          |                                       ^^^^^^
        """))
  }

  @Test func `the line of the data and the line of the study are both shown`() throws {
    let study = RunTests.study.replacing(
      "id: patient}", with: "id: patient, columns: {age: number}}")
    let table = "patient,age,sex,stage,therapy,days,died\na,sixty,f,I,new,1,1\nb,61,m,I,old,2,0\n"
    try #expect(
      errors(study, table: table) == """
        error[bad-number]: 'sixty' in column 'age' is not a number
         --> patients.csv:2:3
          |
        2 | a,sixty,f,I,new,1,1
          |   ^^^^^
          = note: declared here
         --> study.yaml:2:52
          |
        2 | data: {table: patients.csv, id: patient, columns: {age: number}}
          |                                                    ^^^


        """)
  }

  @Test func `text of a study or of data cannot command the terminal`() throws {
    let study = RunTests.study.replacing("treated:", with: "\"a\\e[31mred\":")
    let text = try errors(study)
    #expect(text.contains("bad-name"))
    #expect(!text.contains("\u{1B}"))
  }
}
