#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The library that dense algebra runs on.
public enum BLAS {
  /// Makes OpenBLAS use one thread, so that results do not depend on the number of cores; does
  /// nothing where another BLAS is linked.
  public static func useOneThread() {
    guard let symbol = unsafe symbol("openblas_set_num_threads") else { return }
    typealias SetThreads = @convention(c) (CInt) -> Void
    unsafe unsafeBitCast(symbol, to: SetThreads.self)(1)
  }

  /// The build and the processor kernels of OpenBLAS, or "reference BLAS/LAPACK" where it is not
  /// what is linked.
  public static var description: String {
    guard let configuration = text("openblas_get_config") else { return "reference BLAS/LAPACK" }
    guard let core = text("openblas_get_corename"), !configuration.contains(core) else {
      return configuration
    }
    return "\(configuration) (\(core))"
  }

  private static func text(_ name: String) -> String? {
    guard let symbol = unsafe symbol(name) else { return nil }
    typealias GetText = @convention(c) () -> UnsafePointer<CChar>?
    let get = unsafe unsafeBitCast(symbol, to: GetText.self)
    return unsafe get().map { unsafe String(cString: $0) }
  }

  private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
    unsafe dlsym(dlopen(nil, RTLD_NOW), name)
  }
}
