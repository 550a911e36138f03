import Foundation
import TestSupport
import Testing

/// The rows of a table of numbers in `Fixtures`, without its header.
func reference(_ name: String, file: String = #filePath) throws -> [[Double]] {
  let lines = try Fixtures.text(name, file: file).split(separator: "\n")
  try #require(lines.count > 10)
  return try lines.dropFirst().map { line in
    try line.split(separator: ",").map { try #require(Double($0)) }
  }
}

/// Requires agreement to 1e-12 relative; numbers below 1e-305 stand in the tables as 0.
func agree(_ value: Double, _ expected: Double, _ row: [Double], relative: Double = 1e-12) {
  let isAgreed =
    expected == 0
    ? abs(value) < 1.1e-305 : isClose(value, expected, relative: relative)
  #expect(isAgreed, "\(value) for \(expected) at \(row), off by \(value / expected - 1)")
}
