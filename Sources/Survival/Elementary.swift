#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// eˣ.
func exponential(_ x: Double) -> Double { exp(x) }

/// The natural logarithm.
func logarithm(_ x: Double) -> Double { log(x) }

/// log(1 + x), exact for small x.
func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

/// The sine.
func sine(_ x: Double) -> Double { sin(x) }

/// The arcsine, for x in −1...1.
func arcsine(_ x: Double) -> Double { asin(x) }
