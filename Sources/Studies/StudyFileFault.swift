internal import Diagnostics

/// What can keep a study file from being read.
enum StudyFileFault {
  case notFound(String)
  case noRegistry(String)
  case emptyRegistry(String)
  case unreadable(String)
  case notUTF8(String)
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
    case .emptyRegistry(let path):
      Diagnostic("empty-registry", "'\(path)' holds nothing", at: place)
    case .unreadable(let path):
      Diagnostic("input-unreadable", "'\(path)' cannot be read", at: place)
    case .notUTF8(let path):
      Diagnostic(
        "not-utf8", "'\(path)' is not UTF-8 text", at: place, help: "save the file as UTF-8")
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
}
