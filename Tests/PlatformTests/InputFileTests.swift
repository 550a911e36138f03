import Foundation
import Platform
import Testing

@Suite struct InputFileTests {
  @Test func `a file is read as it is`() throws {
    try withTemporaryFolder { folder in
      let bytes = (0..<200_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let path = folder + "/data.bin"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(try InputFile.bytes(path) == bytes)
      let mapped = try MappedFile(path)
      #expect(mapped.count == bytes.count)
      #expect(mapped.withBytes { span in span.indices.allSatisfy { span[$0] == bytes[$0] } })
    }
  }

  @Test func `a large file is the same however many threads read it`() throws {
    try withTemporaryFolder { folder in
      let bytes = (0..<9_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      let path = folder + "/data.bin"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      for threads in 1...3 { #expect(try InputFile.bytes(path, threads: threads) == bytes) }
    }
  }

  @Test func `a named pipe is no file, and does not make anyone wait`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      #expect(throws: InputError.isAPipe(path)) { try InputFile.bytes(path) }
    }
  }

  @Test func `an empty file has no bytes`() throws {
    try withTemporaryFolder { folder in
      try put("", at: folder + "/empty")
      #expect(try InputFile.bytes(folder + "/empty").isEmpty)
      let mapped = try MappedFile(folder + "/empty")
      #expect(mapped.count == 0)
      #expect(mapped.withBytes { $0.count } == 0)
    }
  }

  @Test func `a device without a size is read to its end`() throws {
    let bytes = try InputFile.bytes("/proc/self/status")
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("Name:"))
    #expect(try MappedFile("/dev/null").count == 0)
  }

  @Test func `a missing file, a folder and a path through a file are told apart`() throws {
    try withTemporaryFolder { folder in
      try put("x", at: folder + "/file")
      #expect(throws: InputError.notFound(folder + "/none")) {
        try InputFile.bytes(folder + "/none")
      }
      #expect(throws: InputError.notFound(folder + "/file/inside")) {
        try InputFile.bytes(folder + "/file/inside")
      }
      #expect(throws: InputError.isAFolder(folder)) { try InputFile.bytes(folder) }
      #expect(throws: InputError.isAFolder(folder)) { try MappedFile(folder) }
      #expect(InputFile.isFolder(folder) == true)
      #expect(InputFile.isFolder(folder + "/file") == false)
      #expect(InputFile.isFolder(folder + "/none") == nil)
    }
  }

  @Test(.enabled(if: geteuid() != 0)) func `a file that may not be read is not a missing file`()
    throws
  {
    try withTemporaryFolder { folder in
      let path = folder + "/secret"
      try put("x", at: path)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      #expect(throws: InputError.notPermitted(path)) { try InputFile.bytes(path) }
    }
  }

  @Test func `text is UTF-8, and what is not names its first bad byte`() throws {
    try withTemporaryFolder { folder in
      try put("naïve ≤ 20\n", at: folder + "/good")
      #expect(try InputFile.text(folder + "/good") == "naïve ≤ 20\n")
      let path = folder + "/latin"
      try Data([0x61, 0xC3, 0xA9, 0xE9, 0x62]).write(to: URL(fileURLWithPath: path))
      let error = InputError.notText(path, offset: 3)
      #expect(throws: error) { try InputFile.text(path) }
      #expect(error.message == "'\(path)' is not UTF-8 text: byte 4 is not")
      #expect(error.help == "save the file as UTF-8")
    }
  }

  @Test func `errors have words`() {
    #expect(InputError.notFound("a.csv").message == "there is no file 'a.csv'")
    #expect(InputError.isAFolder("a").message == "'a' is a folder, and a file is needed")
    #expect(InputError.notPermitted("a").message == "you may not read 'a'")
    #expect(
      InputError.cannotRead("a", reason: "Input/output error").message
        == "'a' cannot be read: Input/output error")
    #expect(InputError.cannotRead("a", reason: "x").path == "a")
    let ids = [
      InputError.notFound(""), .isAFolder(""), .notPermitted(""), .notText("", offset: 0),
      .cannotRead("", reason: ""),
    ].map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}
