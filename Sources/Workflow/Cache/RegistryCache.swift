private import Foundation
internal import Platform
internal import Registry
internal import Studies

/// Registries as they were read, kept in a folder so that large ones open at once.
///
/// What is kept counts only while the description, every file and the program are those it was made
/// with: files by size, time of change and number on the disk, as version control systems tell them. A file that is damaged, or cannot be
/// written, is as if there were none.
public struct RegistryCache: Sendable {
  /// The folder where nothing else is said.
  public static let usualFolder = ".equipoise/registries"
  /// Registries of fewer bytes are read about as fast as opened, and are not kept.
  public static let smallest = 32_000_000

  private let folder: String
  private let smallest: Int

  /// A cache in a folder, which is made when something is kept.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - smallest: the number of bytes from which on registries are kept.
  public init(folder: String = Self.usualFolder, smallest: Int = Self.smallest) {
    self.folder = folder
    self.smallest = smallest
  }

  /// What is kept, or can be, of a registry; `nil` where it is small or cannot be looked at.
  func entry(for file: RegistryFile, paths: [String]) -> Entry? {
    var stamps: [FileStamp] = []
    for path in paths {
      guard let stamp = FileStamp(path) else { return nil }
      stamps.append(stamp)
    }
    guard stamps.reduce(0, { $0 + $1.size }) >= smallest,
      let program = Bundle.main.executablePath.flatMap(FileStamp.init)
    else { return nil }
    let key = Key(
      program: program, version: Version.text, place: FileManager.default.currentDirectoryPath,
      folder: file.folder, description: RunRecord.Input.sha256(file.bytes), paths: paths,
      stamps: stamps)
    let name = RunRecord.Input.sha256(Array("\(key.place)\n\(key.folder)".utf8)).prefix(16)
    return Entry(folder: folder, path: "\(folder)/\(name).blocks", key: key)
  }

  /// What a kept registry was made from.
  struct Key: Codable, Equatable {
    let program: FileStamp
    let version: String
    /// The folder from which paths are relative.
    let place: String
    let folder: String
    let description: String
    let paths: [String]
    let stamps: [FileStamp]
  }

  /// One registry in the cache.
  struct Entry {
    fileprivate let folder: String
    fileprivate let path: String
    fileprivate let key: Key
  }
}

private struct Contents: Codable {
  let key: RegistryCache.Key
  let inputs: [RegistryInput]
  let registry: ArchivedRegistry
}

extension RegistryCache.Entry {
  /// The tables, where what is kept is still true.
  func read(threads: Int) -> (RegistryTables, [RegistryInput])? {
    guard let file = BlockFile(path),
      let contents = try? JSONDecoder().decode(Contents.self, from: Data(file.contents)),
      contents.key == key,
      let tables = contents.registry.tables(from: file, threads: threads)
    else { return nil }
    return (tables, contents.inputs)
  }

  /// Keeps the tables, unless a file changed while it was read or may change again unseen.
  func keep(_ tables: RegistryTables, _ inputs: [RegistryInput]) {
    guard !key.stamps.contains(where: \.isRecent),
      key.paths.map(FileStamp.init) == key.stamps.map(Optional.some)
    else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let ignore = "\(folder)/.gitignore"
      if FileStamp(ignore) == nil { try AtomicFile.write("*\n", to: ignore) }
      let writer = try BlockFileWriter(path)
      let contents = Contents(
        key: key, inputs: inputs, registry: try ArchivedRegistry(tables, to: writer))
      try writer.finish([UInt8](JSONEncoder().encode(contents)))
    } catch {
      // Without a cache everything works, only slower.
    }
  }
}
