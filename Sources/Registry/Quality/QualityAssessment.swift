public import Diagnostics
public import Tables

/// Rules of quality held against every patient of a registry.
public struct QualityAssessment: Sendable {
  private struct Assessed: Sendable {
    let named: NamedQualityRule
    /// The checked rule and what it found; `nil` where it cannot be asked.
    let found: (rule: CheckedQualityRule, outcome: QualityOutcome)?
    let reason: String?
  }

  private let assessed: [Assessed]

  /// Holds rules against a registry.
  ///
  /// - Parameters:
  ///   - rules: the rules in order.
  ///   - patients: one row a patient.
  ///   - events: their events.
  ///   - lock: the day up to which the data are complete, since 1970-01-01.
  ///   - absent: tables that the registry is known not to have; rules that read them are passed over.
  ///   - threads: how many threads read the events; nothing depends on it.
  /// - Throws: every rule that names what is not there, unless it is optional, or whose types do
  ///   not fit.
  /// - Complexity: O(rules · rows that each reads).
  public init(
    _ rules: [NamedQualityRule], patients: Table, events: EventStore, lock: Int32? = nil,
    absent: [String] = [], threads: Int = 1
  ) throws(Faults) {
    let tables = QualityTables(patients, events, lock: lock)
    var assessed: [Assessed] = []
    var faults: [Diagnostic] = []
    for named in rules {
      do throws(Faults) {
        let rule = try CheckedQualityRule(named, tables)
        let outcome = try rule.outcome(tables, threads: threads)
        assessed.append(Assessed(named: named, found: (rule, outcome), reason: nil))
      } catch {
        let isAbsent = error.diagnostics.allSatisfy { fault in
          guard Self.absences.contains(fault.id) else { return false }
          return named.rule.optional || absent.contains { fault.message.contains("'\($0)'") }
        }
        if isAbsent, let first = error.diagnostics.first {
          assessed.append(Assessed(named: named, found: nil, reason: first.message))
        } else {
          faults += error.diagnostics
        }
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    self.assessed = assessed
  }

  private static let absences: Set<String> = ["unknown-table", "unknown-column"]

  /// What the rules found among some patients, by number; among all where `nil`.
  ///
  /// - Parameters:
  ///   - members: the patients.
  ///   - arms: the arm of each of all patients, -1 for none, and the names of the arms.
  /// - Returns: one result a rule, in their order.
  public func results(
    among members: [Int]? = nil, arms: (codes: [Int32], names: [String])? = nil
  ) -> [QualityResult] {
    let members = members.map { Set($0) }
    return assessed.map { assessed in
      if let found = assessed.found {
        return found.outcome.result(of: found.rule, among: members, arms: arms)
      }
      var result = QualityResult(assessed.named)
      result.status = .notApplicable
      result.reason = assessed.reason
      return result
    }
  }
}
