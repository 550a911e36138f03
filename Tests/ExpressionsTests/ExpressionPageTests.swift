import Diagnostics
import Expressions
import Foundation
import Tables
import TestSupport
import Testing

struct ExpressionPageTests {
  private let page: String

  init() throws {
    page = try String(
      contentsOfFile: "\(Fixtures.repository())/docs/expressions.md", encoding: .utf8)
  }

  private static func table(_ name: String, _ columns: [Schema.Entry]) -> EventTableSchema {
    EventTableSchema(
      name, columns: columns, timeColumn: columns.first { $0.type == .date }?.name)
  }

  private let schema = Schema(
    [
      Schema.Entry("age", .number), Schema.Entry("sex", .category, levels: ["f", "m"]),
      Schema.Entry("dx", .date), Schema.Entry("bmi", .number), Schema.Entry("smoker", .flag),
      Schema.Entry("entry", .date), Schema.Entry("timeZero", .date),
    ],
    events: [
      table(
        "treatment",
        [
          Schema.Entry("start", .date), Schema.Entry("stop", .date),
          Schema.Entry("drug", .category), Schema.Entry("intent", .category),
          Schema.Entry("dose", .number),
        ]),
      table(
        "transplant",
        [Schema.Entry("date", .date), Schema.Entry("kind", .category, levels: ["auto", "allo"])]),
      table(
        "lab",
        [
          Schema.Entry("date", .date), Schema.Entry("analyte", .category),
          Schema.Entry("value", .number), Schema.Entry("limit", .number),
        ]),
      table("progression", [Schema.Entry("date", .date)]),
      table(
        "diagnosis",
        [
          Schema.Entry("date", .date),
          Schema.Entry("iss", .category, levels: ["I", "II", "III"]),
        ]),
      table("death", [Schema.Entry("date", .date)]),
      table("followup", [Schema.Entry("last_contact", .date)]),
    ])

  @Test func `every example of the page is an expression over its tables`() {
    var examples: [Substring] = []
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isInside.toggle() } else if isInside { examples.append(line) }
    }
    #expect(examples.count > 20)
    for example in examples {
      #expect(throws: Never.self, "\(example)") {
        try Expression(String(example)).typed(against: schema)
      }
    }
  }

  @Test func `every function and every column of the examples is on the page`() {
    for function in ExpressionFunction.allCases {
      #expect(page.contains(function.rawValue), "\(function)")
    }
    for function in EventFunction.allCases {
      #expect(page.contains("`\(function.rawValue)("), "\(function)")
      #expect(!function.summary.isEmpty && function.signature.hasPrefix(function.rawValue))
    }
    for entry in schema.entries + schema.events.flatMap(\.columns) {
      #expect(page.contains("`\(entry.name)` \(entry.type.rawValue)"), "\(entry.name)")
    }
  }
}
