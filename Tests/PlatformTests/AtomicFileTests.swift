import Platform
import Testing

struct AtomicFileTests {
  @Test func `a file is replaced and nothing else is left`() throws {
    try withTemporaryFolder { folder in
      try AtomicFile.write("one", to: "\(folder)/lock.json")
      try AtomicFile.write("two", to: "\(folder)/lock.json")
      #expect(try InputFile.text("\(folder)/lock.json") == "two")
      #expect(try listing(folder) == ["lock.json"])
    }
  }

  @Test func `a file that cannot be written says why`() throws {
    try withTemporaryFolder { folder in
      let failure = #expect(throws: OutputError.self) {
        try AtomicFile.write("x", to: "\(folder)/none/lock.json")
      }
      #expect(failure?.message.contains("No such file or directory") == true)
    }
  }

  @Test func `a folder in the way stays, and nothing is left`() throws {
    try withTemporaryFolder { folder in
      try put("x", at: "\(folder)/lock.json/inside")
      #expect(throws: OutputError.self) {
        try AtomicFile.write("x", to: "\(folder)/lock.json")
      }
      #expect(try listing(folder) == ["lock.json", "lock.json/inside"])
    }
  }
}
