public import LinearAlgebra
internal import Survival

/// One outcome in the patients that a design uses, by arm.
///
/// Group 0 is the reference, group 1 the focal arm.
public enum OutcomeComparison: Sendable {
  /// Times to an event.
  case time(TimeComparison)
  /// A value of each patient.
  case value(ValueComparison)

  /// The reference group.
  public static let reference = 0
  /// The focal group.
  public static let focal = 1

  /// The estimates that a request asks for; none where it does not fit the kind of outcome.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - adjustment: the columns beside the arm in a model, one row a patient; no intercept.
  /// - Returns: the estimates in the order of a report; those that do not exist say why.
  /// - Throws: what is wrong with the data.
  public func estimates(
    _ request: EstimateRequest, adjustment: Matrix? = nil
  ) throws(EffectError) -> [EffectEstimate] {
    switch (self, request) {
    case (.value(let comparison), .value(let measure, _)):
      return comparison.estimates(measure, adjustment: adjustment)
    case (.value, _), (.time, .value): return []
    case (.time(let comparison), _):
      do throws(SurvivalError) {
        return try comparison.estimates(request, adjustment: adjustment)
      } catch {
        throw .survival(error)
      }
    }
  }
}
