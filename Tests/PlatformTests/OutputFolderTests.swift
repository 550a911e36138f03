import Foundation
import Platform
import Testing

@Suite struct OutputFolderTests {
  private struct Stop: Error {}

  private func run(_ path: String, _ text: String) throws {
    try OutputFolder.replace(path) { folder in
      try folder.write("run.json", "{}")
      try folder.write("tables/one.csv", text)
    }
  }

  @Test func `a folder appears with all its files, and its parents`() throws {
    try withTemporaryFolder { root in
      let value = try OutputFolder.replace(root + "/runs/deep/study/") { folder in
        #expect(folder.path == root + "/runs/deep/study/")
        try folder.write("run.json", "{}")
        try folder.write("sets/matched.csv", [0x61, 0x0A])
        try folder.write("tables/nested/x.csv", "é")
        #expect(InputFile.isFolder(root + "/runs/deep/study") == nil)
        return 7
      }
      #expect(value == 7)
      #expect(
        try listing(root + "/runs/deep") == [
          "study", "study/run.json", "study/sets", "study/sets/matched.csv", "study/tables",
          "study/tables/nested", "study/tables/nested/x.csv",
        ])
      #expect(try InputFile.text(root + "/runs/deep/study/tables/nested/x.csv") == "é")
    }
  }

  @Test func `an earlier run is replaced as a whole`() throws {
    try withTemporaryFolder { root in
      let path = root + "/out"
      try run(path, "old")
      try put("note", at: path + "/left-over.txt")
      try run(path, "new")
      #expect(try listing(root) == ["out", "out/run.json", "out/tables", "out/tables/one.csv"])
      #expect(try InputFile.text(path + "/tables/one.csv") == "new")
    }
  }

  @Test func `a folder that is no run is left alone, empty or not`() throws {
    try withTemporaryFolder { root in
      let path = root + "/mine"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      #expect(throws: OutputError.notARun(path)) { try run(path, "x") }
      #expect(throws: OutputError.notARun(path)) { try OutputFolder.check(path) }
      try put("thesis", at: path + "/thesis.txt")
      #expect(throws: OutputError.notARun(path)) { try run(path, "x") }
      #expect(try listing(root) == ["mine", "mine/thesis.txt"])
    }
  }

  @Test func `a folder named like the marker does not make a run`() throws {
    try withTemporaryFolder { root in
      try put("x", at: root + "/out/run.json/x")
      #expect(throws: OutputError.notARun(root + "/out")) { try run(root + "/out", "x") }
    }
  }

  @Test func `a file in the way is said to be one`() throws {
    try withTemporaryFolder { root in
      try put("x", at: root + "/file")
      #expect(throws: OutputError.notAFolder(root + "/file")) { try run(root + "/file", "x") }
      #expect(throws: OutputError.self) { try run(root + "/file/out", "x") }
      #expect(try listing(root) == ["file"])
    }
  }

  @Test func `after an error the old run is there, and nothing else`() throws {
    try withTemporaryFolder { root in
      try run(root + "/out", "old")
      #expect(throws: Stop.self) {
        try OutputFolder.replace(root + "/out") { folder in
          try folder.write("run.json", "{}")
          throw Stop()
        }
      }
      #expect(try listing(root) == ["out", "out/run.json", "out/tables", "out/tables/one.csv"])
      #expect(try InputFile.text(root + "/out/tables/one.csv") == "old")
    }
  }

  @Test func `after an error parents made for it are gone, and others stay`() throws {
    try withTemporaryFolder { root in
      try put("x", at: root + "/kept/x")
      #expect(throws: Stop.self) {
        try OutputFolder.replace(root + "/kept/a/b/out") { _ in throw Stop() }
      }
      #expect(try listing(root) == ["kept", "kept/x"])
    }
  }

  @Test func `checking beforehand leaves no trace`() throws {
    try withTemporaryFolder { root in
      try OutputFolder.check(root + "/a/b/out")
      #expect(try listing(root).isEmpty)
    }
  }

  @Test func `a link to an earlier run stays a link`() throws {
    try withTemporaryFolder { root in
      try run(root + "/real", "old")
      try FileManager.default.createSymbolicLink(
        atPath: root + "/latest", withDestinationPath: root + "/real")
      try run(root + "/latest", "new")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: root + "/latest")
          == root + "/real")
      #expect(try InputFile.text(root + "/real/tables/one.csv") == "new")
    }
  }

  @Test func `a link to nothing is not written through`() throws {
    try withTemporaryFolder { root in
      try FileManager.default.createSymbolicLink(
        atPath: root + "/out", withDestinationPath: root + "/none")
      #expect(throws: OutputError.self) { try run(root + "/out", "x") }
      #expect(try listing(root) == ["out"])
    }
  }

  @Test(arguments: ["../x", "a/../../x", "/etc/x", "", "a//b", "a/", ".", "a/./b", "x\0y"])
  func `names stay inside the folder`(name: String) throws {
    try withTemporaryFolder { root in
      #expect(throws: OutputError.nameLeavesFolder(name)) {
        try OutputFolder.replace(root + "/out") { try $0.write(name, "x") }
      }
      let remains = try listing(root)
      #expect(remains.isEmpty)
    }
  }

  @Test func `writing a name twice fails rather than losing the first`() throws {
    try withTemporaryFolder { root in
      #expect(
        throws: OutputError.cannotWrite(root + "/out/a.csv", reason: "File exists")
      ) {
        try OutputFolder.replace(root + "/out") { folder in
          try folder.write("a.csv", "1")
          try folder.write("a.csv", "2")
        }
      }
    }
  }

  @Test func `where nothing can be written the reason is the system's`() {
    #expect {
      try run("/proc/equipoise/out", "x")
    } throws: { error in
      guard case .cannotWrite("/proc/equipoise/out", let reason)? = error as? OutputError else {
        return false
      }
      return !reason.isEmpty
    }
    #expect(throws: OutputError.self) { try OutputFolder.check("") }
  }

  @Test func `where folders cannot be exchanged at once they are in steps`() throws {
    try withTemporaryFolder { root in
      try run(root + "/out", "old")
      try run(root + "/hidden", "new")
      #expect(try OutputTarget(root + "/out").swapped(root + "/hidden") == 0)
      #expect(try InputFile.text(root + "/out/tables/one.csv") == "new")
      #expect(try InputFile.text(root + "/hidden/tables/one.csv") == "old")
    }
  }

  @Test func `a step that fails is undone`() throws {
    try withTemporaryFolder { root in
      try run(root + "/out", "old")
      #expect(try OutputTarget(root + "/out").swapped(root + "/none") == ENOENT)
      #expect(try listing(root) == ["out", "out/run.json", "out/tables", "out/tables/one.csv"])
    }
  }

  @Test func `errors have words`() {
    #expect(
      OutputError.notARun("out").message
        == "'out' exists and is not the output of an earlier run (it holds no run.json)")
    #expect(
      OutputError.notARun("out").help == "choose another folder with --out, or remove this one")
    #expect(OutputError.notAFolder("out").message == "'out' exists and is not a folder")
    #expect(
      OutputError.cannotWrite("out", reason: "No space left on device").message
        == "'out' cannot be written: No space left on device")
    #expect(
      OutputError.nameLeavesFolder("../x").message
        == "'../x' is no name for a file inside the output folder")
    let all: [OutputError] = [
      .notARun("p"), .notAFolder("p"), .nameLeavesFolder("p"), .cannotWrite("p", reason: ""),
    ]
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(all.allSatisfy { $0.path == "p" })
  }
}
