#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A folder of results that appears whole or not at all.
///
/// Files are written into a hidden folder beside the target, on the same file system; at the end the two
/// are exchanged in one step. On an error or an interruption the hidden folder is removed, and what was
/// at the target stays. An earlier run is replaced; anything else at the target is left alone.
public struct OutputFolder: Sendable {
  /// The file by which the output of an earlier run is known.
  public static let marker = "run.json"

  /// The path asked for, for messages.
  public let path: String
  private let folder: String

  /// Fills a folder and puts it in place.
  ///
  /// Missing parent folders are made, and removed again if the folder cannot be completed.
  ///
  /// - Parameters:
  ///   - path: the target.
  ///   - fill: writes the files; nothing is put in place if it throws.
  /// - Returns: what `fill` returns.
  /// - Throws: ``OutputError``, ``Interrupted``, and what `fill` throws.
  public static func replace<Value>(
    _ path: String, _ fill: (OutputFolder) throws -> Value
  ) throws -> Value {
    let target = try OutputTarget(path)
    let made = try target.makeParents()
    do {
      let hidden = try target.makeHiddenFolder()
      defer { TemporaryFolders.shared.remove(hidden) }
      let value = try fill(OutputFolder(path: path, folder: hidden))
      try Interruption.check()
      try target.exchange(with: hidden)
      return value
    } catch {
      for parent in made.reversed() { unsafe rmdir(parent) }
      throw error
    }
  }

  /// Says beforehand whether a folder could be put in place, without leaving a trace.
  ///
  /// - Throws: ``OutputError``, as ``replace(_:_:)`` would.
  public static func check(_ path: String) throws(OutputError) {
    let target = try OutputTarget(path)
    let made = try target.makeParents()
    defer { for parent in made.reversed() { unsafe rmdir(parent) } }
    TemporaryFolders.shared.remove(try target.makeHiddenFolder())
  }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - name: the path inside the folder, parts joined by `/`; folders on the way are made.
  ///   - bytes: all that the file holds.
  /// - Throws: ``OutputError``, also where the name was written before.
  public func write(_ name: String, _ bytes: [UInt8]) throws(OutputError) {
    let place = try place(of: name)
    do {
      try storeNew(bytes, at: place)
    } catch {
      throw OutputError("\(path)/\(name)", code: error.code)
    }
  }

  /// Writes a file piece by piece, so that it need not be held whole.
  ///
  /// - Parameters:
  ///   - name: the path inside the folder, parts joined by `/`; folders on the way are made.
  ///   - next: gives the next piece; `nil` at the end.
  /// - Throws: ``OutputError``, also where the name was written before; what `next` throws.
  public func write(_ name: String, pieces next: () throws -> [UInt8]?) throws {
    let place = try place(of: name)
    do {
      var file = try NewFile(place)
      while let piece = try next() { try file.append(piece) }
      try file.close()
    } catch let error as SystemError {
      throw OutputError("\(path)/\(name)", code: error.code)
    }
  }

  /// Begins a file that is written piece by piece beside others.
  ///
  /// - Parameter name: the path inside the folder, parts joined by `/`; folders on the way are made.
  /// - Returns: the file, which must be closed.
  /// - Throws: ``OutputError``, also where the name was written before.
  public func begin(_ name: String) throws(OutputError) -> GrowingFile {
    let place = try place(of: name)
    do {
      return try GrowingFile(place, shown: "\(path)/\(name)")
    } catch {
      throw OutputError("\(path)/\(name)", code: error.code)
    }
  }

  /// Where a file of the folder is written; the folders on the way are made.
  private func place(of name: String) throws(OutputError) -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), !name.contains("\0")
    else { throw .nameLeavesFolder(name) }
    var parent = folder
    for part in parts.dropLast() {
      parent += "/" + part
      guard unsafe mkdir(parent, 0o777) == 0 || errno == EEXIST else {
        throw OutputError("\(path)/\(name)", code: errno)
      }
    }
    return "\(folder)/\(name)"
  }

  /// Writes a file of text in UTF-8.
  ///
  /// - Parameters:
  ///   - name: the path inside the folder, parts joined by `/`; folders on the way are made.
  ///   - text: all that the file holds.
  /// - Throws: ``OutputError``, also where the name was written before.
  public func write(_ name: String, _ text: String) throws(OutputError) {
    try write(name, Array(text.utf8))
  }
}
