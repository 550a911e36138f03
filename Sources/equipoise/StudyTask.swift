import ArgumentParser
import Diagnostics
import Platform
import Reports
import Studies
import Workflow

/// Runs one study for a verb, turning what goes wrong into messages and exit codes.
struct StudyTask {
  private let console: Console
  private let cache: RegistryCache?

  init(_ console: Console, cache: RegistryCache?) {
    self.console = console
    self.cache = cache
  }

  /// Checks a study.
  func check(
    _ path: String, changes: [String], threads: Int = Parallel.processors
  ) throws -> CheckedStudy {
    do {
      return try CheckedStudy(
        StudyFile(path: path, changes: changes),
        memory: TableMemory(threads: threads, cache: cache))
    } catch let failure as StudyFileFailure {
      throw console.fail(StudyFailure(failure.faults, failure.sources))
    } catch let failure as StudyFailure {
      throw console.fail(failure)
    }
  }

  /// Checks and runs a study.
  func run(_ path: String, _ options: RunOptions) throws -> StudyRun {
    let stopwatch = Stopwatch()
    let progress = ProgressLine()
    let checked = try progress.stage("reading \(path)") {
      try check(path, changes: options.changes, threads: options.threads)
    }
    do {
      return try StudyRun(
        checked, options, readingSeconds: stopwatch.seconds, progress: progress)
    } catch let failure as StudyFailure {
      throw console.fail(failure)
    } catch is Interrupted {
      throw ExitStatus.interrupted
    } catch {
      throw console.fail(ourFault: error)
    }
  }

  /// Says beforehand whether a folder could be written.
  func checkFolder(_ folder: String) throws {
    do throws(OutputError) {
      try OutputFolder.check(folder)
    } catch {
      throw console.fail(error)
    }
  }

  /// Writes the folder of a run.
  func write(_ run: StudyRun, _ content: ReportContent, to folder: String) throws {
    do {
      try OutputFolder.replace(folder) { output in
        try run.write(to: output) { ReportFiles.files(content) }
      }
    } catch let error as OutputError {
      throw console.fail(error)
    } catch is Interrupted {
      throw ExitStatus.interrupted
    } catch {
      throw console.fail(ourFault: error)
    }
  }
}

extension Console {
  /// Says why output could not be written.
  func fail(_ error: OutputError) -> ExitCode {
    report([Diagnostic(error.id, error.message, help: error.help)], sources: SourceTexts())
    return ExitStatus.cannotWrite
  }

  /// Says that something went wrong that no input should cause.
  func fail(ourFault error: any Error) -> ExitCode {
    let diagnostic = Diagnostic(
      "internal-fault", "Equipoise failed: \(error)",
      help: "please report this with the study file; nothing was written")
    report([diagnostic], sources: SourceTexts())
    return ExitStatus.ourFault
  }
}
