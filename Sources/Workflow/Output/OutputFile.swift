/// A file of the output folder.
public struct OutputFile: Sendable {
  /// Its path below the folder.
  public let path: String
  /// Its text.
  public let text: String

  /// A file.
  public init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}
