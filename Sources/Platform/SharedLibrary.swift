#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A library that is looked for when the program runs; it stays loaded.
@safe final class SharedLibrary: Sendable {
  nonisolated(unsafe) private let handle: UnsafeMutableRawPointer

  /// The first of the names that the system finds.
  init?(_ names: [String]) {
    for name in names {
      if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        unsafe self.handle = unsafe handle
        return
      }
    }
    return nil
  }

  /// A function of the library, whose type the caller knows.
  func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    guard let address = unsafe dlsym(handle, name) else { return nil }
    return unsafe unsafeBitCast(address, to: type)
  }
}
