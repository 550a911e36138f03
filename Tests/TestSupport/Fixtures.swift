private import Foundation

/// Files beside the tests.
public enum Fixtures {
  /// The path of a file in the `Fixtures` folder of the test target that asks.
  public static func path(_ name: String, file: String = #filePath) -> String {
    URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name)").path
  }

  /// The text of a file in the `Fixtures` folder of the test target that asks.
  public static func text(_ name: String, file: String = #filePath) throws -> String {
    try String(contentsOfFile: path(name, file: file), encoding: .utf8)
  }

  /// The bytes of a file in the `Fixtures` folder of the test target that asks.
  public static func bytes(_ name: String, file: String = #filePath) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name, file: file))))
  }

  /// The root of the repository, for the bundled studies and documents.
  public static func repository(file: String = #filePath) -> String {
    var url = URL(fileURLWithPath: file)
    while url.path != "/" {
      url.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: url.appendingPathComponent("Package.swift").path) {
        return url.path
      }
    }
    return "."
  }
}
