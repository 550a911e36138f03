/// Temporary.
public struct TextReport {
  /// Temporary.
  public var text: String { "done\n" }
  /// Temporary.
  public init(_ content: ReportContent, width: Int, usesColor: Bool, folder: String) {}
}
