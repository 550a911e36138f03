internal import Diagnostics

/// What can keep a study file from being read.
enum StudyFileFault {
  case notFound(String)
  case noRegistry(String)
  case noParameters(String)
  case emptyRegistry(String)
  case noDefinitions(String)
  case emptyDefinitions(String)
  case unreadable(String)
  case notUTF8(String, start: [UInt8])
  case empty(String)
  case noEqualsSign(String)
  case leadsNowhere

  var faults: Faults { faults(at: nil) }

  func faults(at place: Place?) -> Faults { Faults([diagnostic(at: place)]) }

  private func diagnostic(at place: Place?) -> Diagnostic {
    switch self {
    case .notFound(let path):
      Diagnostic(
        "input-not-found", "there is no study at '\(path)'", at: place,
        help: "a study is a YAML file, or a folder with study.yaml in it")
    case .noRegistry(let path):
      Diagnostic(
        "input-not-found", "there is no registry at '\(path)'", at: place,
        help: "a registry is a folder of tables with a registry.yaml that describes them")
    case .noParameters(let path):
      Diagnostic(
        "input-not-found", "there are no parameters at '\(path)'", at: place,
        help: "it is a YAML file that says which parameters differ from those that are shipped")
    case .emptyRegistry(let path):
      Diagnostic("empty-registry", "'\(path)' holds nothing", at: place)
    case .noDefinitions(let path):
      Diagnostic(
        "input-not-found", "there is no file of definitions at '\(path)'", at: place,
        help: "its path goes from the folder of the study")
    case .emptyDefinitions(let path):
      Diagnostic("empty-definitions", "'\(path)' holds nothing", at: place)
    case .unreadable(let path):
      Diagnostic("input-unreadable", "'\(path)' cannot be read", at: place)
    case .notUTF8(let path, let start):
      Diagnostic(
        "not-utf8", "'\(path)' is not UTF-8 text", at: place, help: Self.help(forStart: start))
    case .empty(let path):
      Diagnostic(
        "empty-study", "'\(path)' holds nothing", at: place,
        help: "'equipoise new' writes a commented study to start from")
    case .noEqualsSign(let text):
      Diagnostic(
        "bad-change", "'\(text)' has no '='", at: place,
        help: "write a path and a value, as in --set designs.matched.caliper=0.1")
    case .leadsNowhere:
      Diagnostic(
        "bad-change", "the path leads to no value of the study", at: place,
        help: "it goes into what is no list or mapping, or to an element that is not there")
    }
  }

  /// What to do with a file that starts so and is not UTF-8.
  private static func help(forStart start: [UInt8]) -> String {
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      return "the file looks like UTF-16: save it as UTF-8"
    }
    return start.contains(0)
      ? "this is no text; a study is a YAML file, and its table is named in it"
      : "save the file as UTF-8"
  }
}
