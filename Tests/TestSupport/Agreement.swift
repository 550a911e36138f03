private import Synchronization
public import Testing

/// What a test holds a method against: a row of docs/agreement.md, which `scripts/agreement` writes
/// from these declarations.
///
/// A test that compares numbers less closely than it declares fails, so that the page promises no
/// more than is tested. Rows of one method in several tests become one.
public struct Agreement: TestTrait, TestScoping {
  /// What is computed.
  public let method: String
  /// The program, paper or arithmetic that gives the reference numbers, with its version.
  public let program: String
  /// The largest relative difference that any comparison of the test allows; 0 for equality.
  public let tolerance: Double
  /// Where numbers agree more closely, or what else is equal.
  public let detail: String?
  /// The known reason for a difference.
  public let difference: String?

  @TaskLocal static var loosest: LoosestTolerance?

  /// Runs the test and looks at how closely it compared.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let loosest = LoosestTolerance()
    try await Self.$loosest.withValue(loosest) { try await function() }
    if loosest.value > tolerance {
      Issue.record("\(method): compared within \(loosest.value), declared within \(tolerance)")
    }
  }
}

extension Trait where Self == Agreement {
  /// Declares what a test holds a method against.
  ///
  /// All arguments are written as literals, since `scripts/agreement` reads them from the source.
  public static func agrees(
    _ method: String, with program: String, within tolerance: Double, detail: String? = nil,
    but difference: String? = nil
  ) -> Self {
    Agreement(
      method: method, program: program, tolerance: tolerance, detail: detail,
      difference: difference)
  }
}

/// The largest relative tolerance of the comparisons in a test.
final class LoosestTolerance: Sendable {
  private let largest = Mutex(0.0)

  var value: Double { largest.withLock { $0 } }

  func take(_ tolerance: Double) { largest.withLock { $0 = max($0, tolerance) } }
}
