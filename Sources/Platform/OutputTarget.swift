#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The place where an output folder is to appear.
package struct OutputTarget {
  /// The path asked for, for messages.
  let shown: String
  /// The path with links resolved where it exists, without a slash at its end.
  let path: String

  /// Looks at what is at the path.
  ///
  /// - Throws: ``OutputError`` where it is anything else than nothing or an earlier run.
  package init(_ shown: String) throws(OutputError) {
    self.shown = shown
    if let existing = resolved(shown) {
      path = existing
    } else {
      var path = shown[...]
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      if path.isEmpty { throw OutputError(shown, code: ENOENT) }
      if isTaken(String(path)) { throw OutputError(shown, code: ENOENT) }
      self.path = String(path)
    }
    try checkReplaceable()
  }

  private func checkReplaceable() throws(OutputError) {
    switch FileKind(path) {
    case .nothing: break
    case .folder:
      if FileKind("\(path)/\(OutputFolder.marker)") != .file { throw .notARun(shown) }
    case .file, .pipe, .device, .other: throw .notAFolder(shown)
    }
  }

  private var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the parent folders that are missing, and gives them, the outermost first.
  func makeParents() throws(OutputError) -> [String] {
    var missing: [String] = []
    var folder = parent
    while FileKind(folder) == .nothing {
      missing.append(folder)
      guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { break }
      folder = String(folder[..<slash])
    }
    var made: [String] = []
    for folder in missing.reversed() {
      if unsafe mkdir(folder, 0o777) == 0 {
        made.append(folder)
      } else if errno != EEXIST {
        let code = errno
        for folder in made.reversed() { unsafe rmdir(folder) }
        throw OutputError(shown, code: code)
      }
    }
    return made
  }

  /// Makes an empty folder beside the target and registers it for removal.
  func makeHiddenFolder() throws(OutputError) -> String {
    var generator = SystemRandomNumberGenerator()
    while true {
      let tag = String(generator.next() as UInt64, radix: 36)
      let hidden = "\(parent)/.equipoise-partial-\(tag)"
      if unsafe mkdir(hidden, 0o777) == 0 {
        TemporaryFolders.shared.add(hidden)
        return hidden
      }
      if errno != EEXIST { throw OutputError(shown, code: errno) }
    }
  }

  /// Puts the hidden folder in the target's place; what was there takes the hidden folder's.
  func exchange(with hidden: String) throws(OutputError) {
    try checkReplaceable()
    let code = TemporaryFolders.shared.undisturbed { () -> Int32 in
      if !isTaken(path) { return renamed(hidden, to: path) }
      let code = exchanged(hidden, path)
      return code == ENOSYS || code == EINVAL ? swapped(hidden) : code
    }
    if code != 0 { throw OutputError(shown, code: code) }
  }

  /// Exchanges in three steps, for file systems that cannot do it in one; undone where a step fails.
  ///
  /// - Parameter hidden: the folder to exchange with.
  /// - Returns: 0, or the error code of the step that failed.
  package func swapped(_ hidden: String) -> Int32 {
    let aside = hidden + "-old"
    var code = renamed(path, to: aside)
    if code != 0 { return code }
    code = renamed(hidden, to: path)
    if code != 0 {
      _ = renamed(aside, to: path)
      return code
    }
    return renamed(aside, to: hidden)
  }

  private func renamed(_ from: String, to: String) -> Int32 {
    unsafe rename(from, to) == 0 ? 0 : errno
  }
}

/// Exchanges two folders in one step; gives the error code, `ENOSYS` where the system cannot.
private func exchanged(_ a: String, _ b: String) -> Int32 {
  #if canImport(Glibc)
    typealias Rename =
      @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt
    guard let symbol = unsafe dlsym(nil, "renameat2") else { return ENOSYS }
    let renameat2 = unsafe unsafeBitCast(symbol, to: Rename.self)
    let exchange: CUnsignedInt = 2
    return unsafe renameat2(AT_FDCWD, a, AT_FDCWD, b, exchange) == 0 ? 0 : errno
  #else
    return unsafe renamex_np(a, b, UInt32(RENAME_SWAP)) == 0 ? 0 : errno
  #endif
}
