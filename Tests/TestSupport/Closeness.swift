/// Whether two numbers agree to a relative tolerance, or absolutely where the second is 0.
public func isClose(_ a: Double, _ b: Double, relative: Double = 1e-8, absolute: Double = 0) -> Bool
{
  Agreement.loosest?.take(relative)
  if a == b { return true }
  let difference = abs(a - b)
  if b == 0 { return difference <= max(relative, absolute) }
  return difference <= relative * abs(b) || difference <= absolute
}

/// Whether two lists have the same length and agree element by element.
public func isClose(
  _ a: [Double], _ b: [Double], relative: Double = 1e-8, absolute: Double = 0
) -> Bool {
  guard a.count == b.count else { return false }
  for i in a.indices where !isClose(a[i], b[i], relative: relative, absolute: absolute) {
    return false
  }
  return true
}
