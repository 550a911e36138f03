extension LockFile {
  /// Whether a number agrees with one that was locked: |new − old| ≤ tolerance · max(|old|, 1e-3).
  public static func agrees(
    _ new: Double, with old: Double, tolerance: Double = standardTolerance
  ) -> Bool {
    abs(new - old) <= tolerance * max(abs(old), 1e-3)
  }
}
