#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// libedit, found at run time by its readline interface.
///
/// GNU readline has the same interface and is under the GPL; it is never looked for.
@safe struct EditLibrary {
  private typealias ReadLine =
    @convention(c) (UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>?
  private typealias TakeText = @convention(c) (UnsafePointer<CChar>?) -> CInt
  private typealias TakeNumber = @convention(c) (CInt) -> Void
  private typealias Complete =
    @convention(c) (UnsafePointer<CChar>?, CInt, CInt) -> UnsafeMutablePointer<
      UnsafeMutablePointer<CChar>?
    >?
  private typealias GetCharacter = @convention(c) (UnsafeMutableRawPointer?) -> CInt

  private let readLine: ReadLine
  private let addHistory: TakeText
  private let readHistoryFile: TakeText
  private let writeHistoryFile: TakeText

  private static let names = ["libedit.so.2", "libedit.so.0", "libedit.3.dylib", "libedit.dylib"]
  private static let longestHistory: CInt = 2000

  /// The library; `nil` where it is not installed.
  init?() {
    var handle: UnsafeMutableRawPointer?
    for name in Self.names where unsafe handle == nil { unsafe handle = dlopen(name, RTLD_NOW) }
    guard let handle = unsafe handle, let readLine = unsafe dlsym(handle, "readline"),
      let add = unsafe dlsym(handle, "add_history"),
      let read = unsafe dlsym(handle, "read_history"),
      let write = unsafe dlsym(handle, "write_history"),
      let completer = unsafe dlsym(handle, "rl_attempted_completion_function"),
      let getter = unsafe dlsym(handle, "rl_getc_function"),
      let line = unsafe dlsym(handle, "rl_line_buffer"),
      let over = unsafe dlsym(handle, "rl_attempted_completion_over"),
      let appended = unsafe dlsym(handle, "rl_completion_append_character"),
      let breaks = unsafe dlsym(handle, "rl_basic_word_break_characters")
    else { return nil }
    unsafe self.readLine = unsafeBitCast(readLine, to: ReadLine.self)
    unsafe addHistory = unsafeBitCast(add, to: TakeText.self)
    unsafe readHistoryFile = unsafeBitCast(read, to: TakeText.self)
    unsafe writeHistoryFile = unsafeBitCast(write, to: TakeText.self)
    unsafe setlocale(LC_CTYPE, "")
    let complete: Complete = { text, _, end in unsafe completions(text, end) }
    unsafe completer.assumingMemoryBound(to: Complete?.self).pointee = complete
    let get: GetCharacter = { _ in nextCharacter() }
    unsafe getter.assumingMemoryBound(to: GetCharacter?.self).pointee = get
    unsafe breaks.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self).pointee =
      strdup(" \t\n[]{},:\"'()=")
    let places = unsafe EditPlaces(
      line: line.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self),
      isOver: over.assumingMemoryBound(to: CInt.self),
      appended: appended.assumingMemoryBound(to: CInt.self))
    editPlaces.withLock { $0 = places }
    if let begin = unsafe dlsym(handle, "using_history") {
      unsafe unsafeBitCast(begin, to: (@convention(c) () -> Void).self)()
    }
    if let limit = unsafe dlsym(handle, "stifle_history") {
      unsafe unsafeBitCast(limit, to: TakeNumber.self)(Self.longestHistory)
    }
  }

  func read(_ prompt: String, _ completer: @escaping LineEditor.Completer) -> String? {
    currentCompleter.withLock { $0 = completer }
    defer { currentCompleter.withLock { $0 = nil } }
    guard let line = unsafe prompt.withCString({ unsafe readLine($0) }) else { return nil }
    defer { unsafe free(line) }
    var text = unsafe String(cString: line)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }

  func readHistory(_ path: String) {
    guard FileKind(path) == .file else { return }
    _ = unsafe path.withCString { unsafe readHistoryFile($0) }
  }

  func addHistory(_ line: String, savingTo path: String?) {
    let isRepeated = lastRemembered.withLock { last in
      defer { last = line }
      return last == line
    }
    if isRepeated { return }
    _ = unsafe line.withCString { unsafe addHistory($0) }
    if let path { _ = unsafe path.withCString { unsafe writeHistoryFile($0) } }
  }
}

/// Where the library keeps what completion reads and sets.
@safe private struct EditPlaces: @unchecked Sendable {
  let line: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  let isOver: UnsafeMutablePointer<CInt>
  let appended: UnsafeMutablePointer<CInt>
}

private let editPlaces = Locked<EditPlaces?>(nil)
private let currentCompleter = Locked<LineEditor.Completer?>(nil)
private let lastRemembered = Locked("")
private let pendingCharacters = Locked<[CInt]>([])

/// The next character for the library; Ctrl-C empties the line and ends it.
private func nextCharacter() -> CInt {
  if let pending = pendingCharacters.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
    return pending
  }
  while true {
    if Interruption.isRequested {
      let (killLine, lineEnd) = (CInt(0x15), CInt(0x0A))
      pendingCharacters.withLock { $0 = [lineEnd] }
      return killLine
    }
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&input, 1, 100)
    if ready > 0 { return decodedScalar() }
    if ready < 0, errno != EINTR { return -1 }
  }
}

/// One Unicode scalar from standard input, which is UTF-8; -1 at its end.
private func decodedScalar() -> CInt {
  guard let first = nextByte() else { return -1 }
  let count =
    switch first {
    case 0xC2...0xDF: 1
    case 0xE0...0xEF: 2
    case 0xF0...0xF4: 3
    default: 0
    }
  var value = count == 0 ? CInt(first) : CInt(first) & (0x3F >> CInt(count))
  for _ in 0..<count {
    guard let next = nextByte() else { return -1 }
    value = value << 6 | CInt(next & 0x3F)
  }
  return value
}

private func nextByte() -> UInt8? {
  var byte: UInt8 = 0
  let count = retrying { unsafe read(STDIN_FILENO, &byte, 1) }
  if case .success(1) = count { return byte }
  return nil
}

/// The completions as the library takes them: what all have in common, then each, ended by a null.
private func completions(
  _ text: UnsafePointer<CChar>?, _ end: CInt
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  guard let text = unsafe text, let places = editPlaces.withLock({ $0 }),
    let completer = currentCompleter.withLock({ $0 }), let buffer = unsafe places.line.pointee
  else { return nil }
  unsafe places.isOver.pointee = 1
  let bytes = unsafe Array(String(cString: buffer).utf8.prefix(Int(end)))
  let word = unsafe String(cString: text)
  let (replaced, candidates) = completer(String(decoding: bytes, as: UTF8.self))
  guard !candidates.isEmpty else { return nil }
  let kept = word.dropLast(replaced)
  let cut = max(0, replaced - word.count)
  let words = candidates.map { String(kept + $0.dropFirst(cut)) }
  let isOpen = words.count == 1 && (words[0].hasSuffix("/") || words[0].contains("."))
  unsafe places.appended.pointee = isOpen ? 0 : 0x20
  let all = words.count == 1 ? words : [commonPrefix(words)] + words
  let size = (all.count + 1) * MemoryLayout<Int>.stride
  guard let memory = unsafe malloc(size) else { return nil }
  let result = unsafe memory.bindMemory(
    to: UnsafeMutablePointer<CChar>?.self, capacity: all.count + 1)
  for (index, word) in all.enumerated() { unsafe result[index] = strdup(word) }
  unsafe result[all.count] = nil
  return unsafe result
}

/// What all words begin with.
private func commonPrefix(_ words: [String]) -> String {
  var prefix = words.first ?? ""
  for word in words { while !word.hasPrefix(prefix) { prefix.removeLast() } }
  return prefix
}
