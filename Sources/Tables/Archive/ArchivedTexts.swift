internal import Platform

/// Texts in a file of blocks: each run of equal texts once, with its length.
struct ArchivedTexts: Codable, Sendable {
  /// How many texts each run has.
  private let runs: Block
  /// How many bytes of UTF-8 the text of each run has.
  private let lengths: Block
  /// The texts of the runs, one after another.
  private let bytes: Block

  /// Writes texts.
  init(_ texts: [String], to writer: BlockFileWriter) throws(OutputError) {
    var runs: [Int32] = []
    var lengths: [Int32] = []
    var bytes: [UInt8] = []
    var last: String?
    for text in texts {
      if text == last, let count = runs.last, count < .max {
        runs[runs.count - 1] = count + 1
        continue
      }
      last = text
      runs.append(1)
      lengths.append(Int32(clamping: text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
    self.runs = try writer.append(runs)
    self.lengths = try writer.append(lengths)
    self.bytes = try writer.append(bytes)
  }

  /// Reads the texts; `nil` where they are damaged.
  func texts(from file: BlockFile, threads: Int) -> [String]? {
    guard let runs = file.values(runs, as: Int32.self, threads: threads),
      let lengths = file.values(lengths, as: Int32.self, threads: threads),
      let bytes = file.values(bytes, as: UInt8.self, threads: threads),
      runs.count == lengths.count, runs.allSatisfy({ $0 > 0 }), lengths.allSatisfy({ $0 >= 0 }),
      lengths.reduce(0, { $0 + Int($1) }) == bytes.count
    else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(runs.reduce(0) { $0 + Int($1) })
    var start = 0
    for (run, length) in zip(runs, lengths) {
      let text = String(decoding: bytes[start..<start + Int(length)], as: UTF8.self)
      texts.append(contentsOf: repeatElement(text, count: Int(run)))
      start += Int(length)
    }
    return texts
  }
}
