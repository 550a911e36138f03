#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The natural logarithm, from the C library.
func logarithm(_ x: Double) -> Double { log(x) }
