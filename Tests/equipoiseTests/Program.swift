import Foundation

/// The program under test, which the build puts beside the tests.
enum Program {
  struct NotFound: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "there is no program at '\(path)': build it with 'swift build --build-tests' first"
    }
  }

  /// How one run of the program ended.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  static func path() throws -> String {
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = runner.deletingLastPathComponent()
    for _ in 0..<4 {
      let candidate = folder.appendingPathComponent("equipoise").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
      {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    throw NotFound(path: runner.deletingLastPathComponent().path + "/equipoise")
  }

  /// Runs the program to its end in a folder.
  static func run(_ arguments: [String], in folder: Folder) throws -> Outcome {
    try Running(arguments, in: folder).finish()
  }

  /// The program while it runs; its output goes to files, so that nothing can block.
  final class Running {
    let process = Process()
    private let places: [String]

    init(_ arguments: [String], in folder: Folder, through shell: String? = nil) throws {
      let name = NSTemporaryDirectory() + "/equipoise-output-" + UUID().uuidString
      places = [name + ".out", name + ".err"]
      let program = try Program.path()
      process.executableURL = URL(fileURLWithPath: shell == nil ? program : "/bin/sh")
      process.arguments = shell.map { ["-c", $0, program] + arguments } ?? arguments
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardInput = FileHandle.nullDevice
      for place in places { _ = FileManager.default.createFile(atPath: place, contents: nil) }
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: places[0]))
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: places[1]))
      // Threads of a pool block signals, which a process that they start would inherit.
      var (none, before) = (sigset_t(), sigset_t())
      sigemptyset(&none)
      pthread_sigmask(SIG_SETMASK, &none, &before)
      defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
      try process.run()
    }

    func finish() throws -> Outcome {
      process.waitUntilExit()
      let texts = places.map { place in
        String(decoding: FileManager.default.contents(atPath: place) ?? Data(), as: UTF8.self)
      }
      for place in places { try? FileManager.default.removeItem(atPath: place) }
      let isSignal = process.terminationReason == .uncaughtSignal
      let status = isSignal ? -process.terminationStatus : process.terminationStatus
      return Outcome(status: status, output: texts[0], errors: texts[1])
    }
  }
}

/// A folder that exists while a test runs.
struct Folder {
  let path: String

  /// Makes a folder, and removes it afterwards.
  static func temporary<Value>(_ body: (Folder) throws -> Value) throws -> Value {
    let path =
      URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
      + "/equipoise-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(Folder(path: path))
  }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }

  /// Every path below the folder, hidden ones included, sorted.
  func listing(_ name: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(name)").sorted()
  }
}
