import Foundation
import Studies
import TestSupport
import Testing
import Workflow

/// The bundled study on a registry with a cache, in a folder of its own.
private final class CachedStudy {
  let folder: String
  var cacheFolder: String { "\(folder)/cache" }

  init() throws {
    folder = NSTemporaryDirectory() + "/equipoise-" + UUID().uuidString
    try FileManager.default.copyItem(
      atPath: "\(Fixtures.repository())/studies/landmark-registry", toPath: folder)
    try age()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Makes every file of the registry an hour old.
  func age() throws {
    let registry = "\(folder)/registry"
    for name in try FileManager.default.contentsOfDirectory(atPath: registry) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
        ofItemAtPath: "\(registry)/\(name)")
    }
  }

  /// Replaces text in a table without making another file of it.
  func change(_ table: String, _ old: String, _ new: String) throws {
    let path = "\(folder)/registry/\(table).csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacingOccurrences(of: old, with: new)
    try #require(changed != text)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(changed.utf8))
    try handle.close()
  }

  func run(cached: Bool = true) throws -> StudyRun {
    let cache = cached ? RegistryCache(folder: cacheFolder, smallest: 0) : nil
    return try StudyRun(
      CheckedStudy(StudyFile(path: folder, changes: []), memory: TableMemory(cache: cache)))
  }

  func kept() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: cacheFolder)
    return "\(cacheFolder)/\(try #require(names.first { $0.hasSuffix(".blocks") }))"
  }
}

struct RegistryCacheTests {
  @Test func `a kept registry gives the same results and the same record of inputs`() throws {
    let study = try CachedStudy()
    let runs = [try study.run(cached: false), try study.run(), try study.run()]
    _ = try study.kept()
    for run in runs.dropFirst() {
      #expect(run.results == runs[0].results)
      #expect(run.record.inputs == runs[0].record.inputs)
    }
  }

  @Test func `what is kept is what is read while stamps are the same`() throws {
    let study = try CachedStudy()
    let before = try study.run().results
    try study.change("transplant", "auto", "allo")
    try study.age()
    #expect(try study.run().results == before)
    #expect(throws: StudyFailure.self) { _ = try study.run(cached: false) }
  }

  @Test func `a file that has changed is read again`() throws {
    let study = try CachedStudy()
    let before = try study.run().results
    try study.change("patient", "195", "193")
    let after = try study.run().results
    #expect(after != before)
    #expect(try study.run(cached: false).results == after)
  }

  @Test func `a damaged file is as if there were none`() throws {
    let study = try CachedStudy()
    let before = try study.run().results
    let path = try study.kept()
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    for offset in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
      var damaged = bytes
      damaged[offset] ^= 0x41
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      #expect(try study.run().results == before)
    }
  }

  @Test func `a folder that cannot be written does not matter`() throws {
    let study = try CachedStudy()
    try Data().write(to: URL(fileURLWithPath: study.cacheFolder))
    #expect(try study.run().results == study.run(cached: false).results)
  }

  @Test func `small registries are not kept`() throws {
    let study = try CachedStudy()
    let memory = TableMemory(cache: RegistryCache(folder: study.cacheFolder))
    _ = try CheckedStudy(StudyFile(path: study.folder, changes: []), memory: memory)
    #expect(!FileManager.default.fileExists(atPath: study.cacheFolder))
  }
}
