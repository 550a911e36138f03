import Diagnostics
import Tables
import Testing

struct CSVLocatorTests {
  @Test func `rows are found behind quoted line ends and blank lines`() {
    let text = "id,note\n1,\"a\nb\"\n\n2,c\n3,\"d\r\ne\"\n4,f\n"
    let places = CSVLocator(bytes: Array(text.utf8), name: "t.csv").places(
      of: nil, inRows: [3, 0, 2, 1, 9])
    #expect(places.mapValues(\.line) == [0: 2, 1: 5, 2: 6, 3: 8])
    #expect(places[1]?.column == 1)
  }

  @Test func `rows far down are found, and columns by name`() {
    let text = "id;v\n" + (0..<10_000).map { "\($0);x\n" }.joined()
    let places = CSVLocator(bytes: Array(text.utf8), name: "t.csv").places(
      of: "v", inRows: [9_999, 4_095, 4_096, 5_000])
    #expect(places.mapValues(\.line) == [9_999: 10_001, 4_095: 4_097, 4_096: 4_098, 5_000: 5_002])
    #expect(places[5_000]?.column == 6)
  }
}
