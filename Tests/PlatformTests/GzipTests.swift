import Platform
import TestSupport
import Testing

struct GzipTests {
  @Test func `a stream unpacks to what was packed`() throws {
    #expect(try Gzip.unpacked(Fixtures.bytes("lines.txt.gz")) == Fixtures.bytes("lines.txt"))
  }

  @Test func `members one after another unpack to one text, zeros behind them are padding`() throws
  {
    let one = try Fixtures.bytes("lines.txt.gz")
    let text = try Fixtures.bytes("lines.txt")
    #expect(try Gzip.unpacked(one + one + one) == text + text + text)
    #expect(try Gzip.unpacked(one + [0, 0, 0]) == text)
  }

  @Test func `a stream that ends early is refused, wherever it ends`() throws {
    let whole = try Fixtures.bytes("lines.txt.gz")
    for count in 2..<whole.count {
      #expect(throws: GzipError.cutShort) { try Gzip.unpacked(Array(whole.prefix(count))) }
    }
  }

  @Test func `a stream with another byte in it is refused`() throws {
    let whole = try Fixtures.bytes("lines.txt.gz")
    for position in stride(from: 12, to: whole.count, by: 7) {
      var damaged = whole
      damaged[position] ^= 0x55
      #expect(throws: GzipError.self, "\(position)") { try Gzip.unpacked(damaged) }
    }
    #expect(throws: GzipError.damaged) { try Gzip.unpacked(whole + Array("more".utf8)) }
  }

  @Test func `what unpacks to more than allowed is refused`() throws {
    let zeros = try Fixtures.bytes("zeros.gz")
    #expect(throws: GzipError.tooLarge(limit: 1_000_000)) {
      try Gzip.unpacked(zeros, limit: 1_000_000)
    }
    #expect(throws: GzipError.tooLarge(limit: 64 << 20)) { try Gzip.unpacked(zeros) }
    #expect(Gzip.limit(for: 1 << 30) == 200 << 30)
  }

  @Test func `an empty file inside is empty`() throws {
    #expect(try Gzip.unpacked(Fixtures.bytes("empty.gz")).isEmpty)
  }
}
