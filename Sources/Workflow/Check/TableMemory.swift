public import Diagnostics
private import Foundation
public import Platform
public import Studies
public import Tables
internal import Vocabulary

/// The table that a study was last held against, so that a session reads it again only where the
/// file or what the study declares of it has changed.
public final class TableMemory: Sendable {
  private struct Stamp: Equatable {
    var size: Int?
    var changed: Date?
    var number: Int?
  }

  private struct Entry {
    var path: String
    var stamp: Stamp
    var input: TableInput
    var declared: DataSection?
    var places: [Place?] = []
    var table: Table?
    var findings: [Diagnostic] = []
  }

  private let entry = Locked<Entry?>(nil)
  private let registry = Locked<(stamps: [FileStamp], data: RegistryData)?>(nil)
  let threads: Int
  private let cache: RegistryCache?

  /// Remembers nothing yet.
  ///
  /// - Parameters:
  ///   - threads: how many threads may read.
  ///   - cache: where large registries are kept from one process to the next; `nil` for none.
  public init(threads: Int = Parallel.processors, cache: RegistryCache? = nil) {
    self.threads = threads
    self.cache = cache
  }

  /// A registry, read again only where its description or one of its files has changed.
  ///
  /// - Parameters:
  ///   - folder: the folder with `registry.yaml`.
  ///   - place: where a study asks for it.
  /// - Returns: the registry.
  /// - Throws: `RegistryFailure` where it cannot be read.
  public func registry(
    _ folder: String, at place: Place? = nil
  ) throws(RegistryFailure) -> RegistryData {
    let known = registry.withLock(\.self)
    if let known, known.data.file.folder == RegistryFile.folder(of: folder),
      Self.stamps(known.data.file) == known.stamps, !known.stamps.contains(where: \.isRecent)
    {
      return known.data
    }
    let data = try RegistryData(folder: folder, at: place, cache: cache, threads: threads)
    if let stamps = Self.stamps(data.file) { registry.withLock { $0 = (stamps, data) } }
    return data
  }

  private static func stamps(_ file: RegistryFile) -> [FileStamp]? {
    let paths = [file.path] + file.tablePaths
    let stamps = paths.compactMap(FileStamp.init)
    return stamps.count == paths.count ? stamps : nil
  }

  /// The table of a study as far as it can be read, whatever else is wrong with the study; `nil`
  /// where the study names none.
  ///
  /// - Throws: `StudyFailure` where the table cannot be read.
  public func table(of file: StudyFile) throws(StudyFailure) -> (Table, findings: [Diagnostic])? {
    let data = file.decoded().study.data
    guard let name = data.table?.value else { return nil }
    do throws(Faults) {
      var findings: [Diagnostic] = []
      let input = try input(StudyFile.joined(file.folder, name), data)
      return (try table(of: input, data, &findings), findings)
    } catch {
      throw StudyFailure(error, file.sources)
    }
  }

  /// The bytes of the table.
  func input(_ path: String, _ data: DataSection) throws(Faults) -> TableInput {
    let stamp = Self.stamp(path)
    let known = entry.withLock { $0?.path == path && $0?.stamp == stamp ? $0?.input : nil }
    if let known, stamp.changed != nil { return known }
    let input = try TableInput(path, data, threads: threads)
    entry.withLock { $0 = Entry(path: path, stamp: stamp, input: input) }
    return input
  }

  /// The table that was last asked for by ``input(_:_:)``.
  func table(
    of input: TableInput, _ data: DataSection, _ findings: inout [Diagnostic]
  ) throws(Faults) -> Table {
    let places = [data.id?.source.place] + data.columns.elements.map(\.place)
    let known = entry.withLock { entry -> (Table, [Diagnostic])? in
      guard let entry, entry.declared == data, entry.places == places, let table = entry.table
      else { return nil }
      return (table, entry.findings)
    }
    if let known {
      findings += known.1
      return known.0
    }
    var found: [Diagnostic] = []
    let table = try input.table(data, &found)
    findings += found
    entry.withLock { entry in
      entry?.declared = data
      entry?.places = places
      entry?.table = table
      entry?.findings = found
    }
    return table
  }

  private static func stamp(_ path: String) -> Stamp {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return Stamp(
      size: attributes?[.size] as? Int, changed: attributes?[.modificationDate] as? Date,
      number: attributes?[.systemFileNumber] as? Int)
  }
}
