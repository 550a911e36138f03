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

/// x raised to a power, 1 for 0⁰.
func power(_ x: Double, _ exponent: Double) -> Double { pow(x, exponent) }

/// The cosine.
func cosine(_ x: Double) -> Double { cos(x) }
