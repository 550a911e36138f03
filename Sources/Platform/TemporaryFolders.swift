private import Foundation

/// The folders that must not be left behind, whatever ends the process.
final class TemporaryFolders: Sendable {
  static let shared = TemporaryFolders()

  private let paths = Locked<Set<String>>([])

  /// Registers a folder.
  func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  /// Removes a folder with all it holds, and its registration.
  func remove(_ path: String) {
    Self.delete(path)
    paths.withLock { _ = $0.remove(path) }
  }

  /// Does something that a forced end must not cut in two.
  func undisturbed<Value>(_ body: () -> sending Value) -> sending Value {
    paths.withLock { _ in body() }
  }

  /// Removes every registered folder and keeps the lock, for the process is about to end.
  func removeAll() {
    paths.withLock { paths in
      for path in paths { Self.delete(path) }
    }
  }

  /// Deletes a folder; a second attempt is for files that were being written during the first.
  private static func delete(_ path: String) {
    for _ in 0..<3 {
      try? FileManager.default.removeItem(atPath: path)
      if !isTaken(path) { return }
    }
  }
}
