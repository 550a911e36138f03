import ArgumentParser
import Diagnostics
import Platform
import Studies
import Workflow

/// The studies to work on and the changes to make to them.
struct StudyArguments: ParsableArguments {
  @Argument(
    help: "A study file, or a folder with study.yaml; several may be given.",
    completion: .file(extensions: ["yaml", "yml"]))
  var studies: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value of the study: keys joined by dots, [n] or [name=x] into lists.",
      valueName: "path=value"))
  var changes: [String] = []

  @OptionGroup var cacheArguments: CacheArguments
}

/// Whether what was read before may be used again.
struct CacheArguments: ParsableArguments {
  @Flag(
    name: .customLong("no-cache"),
    help: "Read large registries anew, and keep nothing of them in .equipoise/.")
  var isOff = false

  /// The cache; `nil` where it is switched off.
  var cache: RegistryCache? { isOff ? nil : RegistryCache() }
}

/// How diagnostics are printed.
struct DiagnosticArguments: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "How faults are printed on standard error.")
  var diagnostics: Format = .text
}

/// Prints results to standard output and everything else to standard error.
struct Console {
  let format: DiagnosticArguments.Format

  /// Prints diagnostics on standard error.
  func report(_ diagnostics: [Diagnostic], sources: SourceTexts) {
    guard !diagnostics.isEmpty else { return }
    switch format {
    case .text:
      let color = Terminal(.error).usesColor
      let renderer = TextRenderer(sources: sources, usesColor: color)
      StandardStream.error.write(renderer.render(diagnostics) + "\n")
    case .json:
      StandardStream.error.write(JSONRenderer().render(diagnostics))
    }
  }

  /// Prints the faults of a study and how many there are, and ends with the right status.
  func fail(_ failure: StudyFailure) -> ExitCode {
    report(failure.faults.diagnostics, sources: failure.sources)
    let count = failure.faults.diagnostics.count { $0.severity == .error }
    if format == .text, count > 1 {
      StandardStream.error.write("\(count) faults; nothing was run\n")
    }
    return ExitStatus.of(failure.faults)
  }
}
