/// Why a factorisation does not exist.
public enum LinearAlgebraError: Error, Equatable, Sendable {
  /// The leading minor of this order is not positive definite.
  case notPositiveDefinite(order: Int)
  /// The diagonal element of this order of a triangular factor is zero.
  case singular(order: Int)
  /// An iteration of LAPACK did not converge.
  case notConverged
}
