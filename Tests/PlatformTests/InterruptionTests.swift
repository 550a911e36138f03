import Foundation
import Platform
import Testing

/// Sends a signal to this process, whose threads for tasks are not the ones to receive it.
private func send(_ signal: Int32) {
  kill(getpid(), signal)
  Thread.sleep(forTimeInterval: 0.1)
}

#if os(Linux) || os(macOS)
  /// Each test interrupts a process of its own.
  @Suite struct InterruptionTests {
    @Test func `without a signal work goes on`() throws {
      #expect(!Interruption.isRequested)
      try Interruption.check()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `after a signal the next check ends the work`(signal: Int32) async {
      await #expect(processExitsWith: .exitCode(Interruption.exitStatus)) { [signal] in
        Interruption.install()
        send(signal)
        do {
          try Interruption.check()
        } catch {
          exit(Interruption.exitStatus)
        }
      }
    }

    @Test func `an interrupted folder is not put in place`() async throws {
      try await withInterruptedProcess { root in
        await #expect(processExitsWith: .exitCode(130)) { [root = root as String] in
          Interruption.install()
          do {
            try OutputFolder.replace(root + "/a/out") { folder in
              try folder.write("run.json", "{}")
              send(SIGINT)
            }
          } catch is Interrupted {
            exit(Interruption.exitStatus)
          }
        }
      }
    }

    @Test func `a second signal ends work that never looks, and leaves nothing`() async throws {
      try await withInterruptedProcess { root in
        await #expect(processExitsWith: .exitCode(130)) { [root = root as String] in
          Interruption.install()
          try OutputFolder.replace(root + "/out") { folder in
            try folder.write("tables/run.json", "{}")
            send(SIGINT)
            send(SIGINT)
            Thread.sleep(forTimeInterval: 60)
          }
        }
      }
    }

    @Test func `work that does not look in time is ended`() async throws {
      try await withInterruptedProcess { root in
        await #expect(processExitsWith: .exitCode(130)) { [root = root as String] in
          Interruption.install()
          try OutputFolder.replace(root + "/out") { folder in
            try folder.write("run.json", "{}")
            send(SIGTERM)
            Thread.sleep(forTimeInterval: 60)
          }
        }
      }
    }

    @Test func `a session may go on after an interruption`() async {
      await #expect(processExitsWith: .success) {
        Interruption.install()
        send(SIGINT)
        guard Interruption.isRequested else { exit(1) }
        Interruption.reset()
        try Interruption.check()
        try await Task.sleep(for: .milliseconds(Int(Interruption.patience) + 500))
        send(SIGINT)
        exit(Interruption.isRequested ? 0 : 1)
      }
    }

    /// Gives a folder to a test and requires that it is empty afterwards.
    private func withInterruptedProcess(_ body: (String) async throws -> Void) async throws {
      let root = NSTemporaryDirectory() + "/equipoise-test-" + UUID().uuidString
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: root) }
      try await body(root)
      let remains = try listing(root)
      #expect(remains.isEmpty)
    }
  }
#endif
