import Diagnostics
import Tables
import TestSupport
import Testing

struct CSVFuzzTests {
  @Test func `random bytes are read or refused, with every place in the text`() {
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array("ab1,;\"\n\r\t .-0NAtrue2010-01-31|\u{E9}".utf8) + [0xFF, 0x00, 0xC3]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      let declared: [String: ColumnDeclaration] = [
        "a": ColumnDeclaration(type: ColumnType.allCases.randomElement(using: &generator)),
        "b": ColumnDeclaration(levels: ["a", "1"]),
      ]
      check(bytes, CSVOptions(columns: Bool.random(using: &generator) ? declared : [:]))
    }
  }

  private func check(_ bytes: [UInt8], _ options: CSVOptions) {
    do throws(Faults) {
      let table = try CSVReader.read(bytes: bytes, name: file, options: options).table
      #expect(table.rowCount > 0)
      #expect(table.columns.allSatisfy { $0.count == table.rowCount })
    } catch {
      #expect(error.hasErrors)
      let source = SourceText(name: file, text: String(decoding: bytes, as: UTF8.self))
      for place in error.diagnostics.compactMap(\.place) where place.file == file {
        #expect(source.line(place.line) != nil)
        #expect(place.column >= 1 && place.length >= 1)
      }
    }
  }

  @Test func `reading takes time in proportion to the bytes`() throws {
    let clock = ContinuousClock()
    func seconds(_ rows: Int) throws -> Double {
      var text = "id,age,stage,date\n"
      for row in 0..<rows { text += "\(row),\(row % 90).25,II,2010-01-\(10 + row % 20)\n" }
      let bytes = Array(text.utf8)
      let time = try clock.measure { _ = try CSVReader.read(bytes: bytes, name: file) }
      return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    }
    _ = try seconds(20_000)
    let small = try seconds(20_000)
    #expect(try seconds(200_000) < 40 * small)
  }
}
