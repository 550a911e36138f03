import Foundation

/// Times parts and writes a line of JSON for each as soon as it is done.
struct Journal {
  mutating func note(_ program: String, blas: String) {
    write("{\"program\": \"\(program)\", \"blas\": \"\(blas)\"}")
  }

  @discardableResult
  mutating func part<Value>(
    _ name: String, _ body: () throws -> Value, values: (Value) -> [Double]
  ) rethrows -> Value {
    let clock = ContinuousClock()
    let processor = Self.processorSeconds()
    let start = clock.now
    let value = try body()
    let wall = (clock.now - start) / .seconds(1)
    let used = Self.processorSeconds() - processor
    let numbers = values(value).map { "\($0)" }.joined(separator: ", ")
    write(
      "{\"part\": \"\(name)\", \"wall\": \(wall), \"processor\": \(used), \"values\": [\(numbers)]}"
    )
    return value
  }

  /// Notes the peak of memory.
  func end() {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    write("{\"peakMegabytes\": \(Double(usage.ru_maxrss) / 1024)}")
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let (user, system) = (usage.ru_utime, usage.ru_stime)
    return Double(user.tv_sec + system.tv_sec) + Double(user.tv_usec + system.tv_usec) / 1e6
  }

  private func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
