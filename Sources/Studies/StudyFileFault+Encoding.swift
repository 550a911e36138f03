internal import Diagnostics
internal import Foundation

extension StudyFileFault {
  /// The fault of a file that is not UTF-8 text, at the first byte that is none, and the text to quote.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - data: its bytes.
  ///   - asked: where a study asks for it.
  /// - Returns: the fault, and what can be read of the file.
  static func badEncoding(
    _ path: String, _ data: Data, askedAt asked: Place? = nil
  ) -> (faults: Faults, source: SourceText) {
    let source = SourceText(name: path, text: String(decoding: data, as: UTF8.self))
    let fault = notUTF8(path, start: [UInt8](data.prefix(512)))
    var diagnostics = fault.faults(at: firstReplacement(in: source) ?? asked).diagnostics
    if let asked {
      for index in diagnostics.indices {
        diagnostics[index].notes.append(Diagnostic.Note("the file is asked for here", at: asked))
      }
    }
    return (Faults(diagnostics), source)
  }

  /// Where the first byte stands that is not UTF-8.
  private static func firstReplacement(in source: SourceText) -> Place? {
    for index in source.lines.indices {
      let scalars = (source.line(index + 1) ?? "").unicodeScalars
      for (column, scalar) in scalars.enumerated() where scalar == "\u{FFFD}" {
        return Place(file: source.name, line: index + 1, column: column + 1)
      }
    }
    return nil
  }
}
