/// A reader of CSV text that is slow and obvious: one character after another, everything as text.
///
/// It follows the rules that `CSVReader` documents and shares no code with it.
struct PlainCSV {
  /// A field: its text, and whether it stood in quotes.
  struct Field: Equatable {
    var text = ""
    var isQuoted = false
  }

  /// The records, blank lines left out; `nil` where quotes are at fault.
  let records: [[Field]]?

  init(_ text: String, delimiter: Unicode.Scalar) {
    let scalars = Array(text.unicodeScalars)
    var records: [[Field]] = []
    var position = 0
    func isEnd(_ at: Int) -> Bool {
      at >= scalars.count || scalars[at] == "\n" || scalars[at] == "\r"
    }
    func skipSpaces() { while position < scalars.count, scalars[position] == " " { position += 1 } }
    func skipLineEnd() {
      guard position < scalars.count else { return }
      let isReturn = scalars[position] == "\r"
      position += 1
      if isReturn, position < scalars.count, scalars[position] == "\n" { position += 1 }
    }
    while position < scalars.count {
      skipSpaces()
      if isEnd(position) {
        skipLineEnd()
        continue
      }
      var record: [Field] = []
      while true {
        skipSpaces()
        var field = Field()
        if position < scalars.count, scalars[position] == "\"" {
          field.isQuoted = true
          position += 1
          while true {
            guard position < scalars.count else {
              self.records = nil
              return
            }
            if scalars[position] == "\"" {
              guard position + 1 < scalars.count, scalars[position + 1] == "\"" else { break }
              position += 1
            }
            field.text.unicodeScalars.append(scalars[position])
            position += 1
          }
          position += 1
          skipSpaces()
          guard isEnd(position) || scalars[position] == delimiter else {
            self.records = nil
            return
          }
        } else {
          while !isEnd(position), scalars[position] != delimiter {
            field.text.unicodeScalars.append(scalars[position])
            position += 1
          }
          while field.text.unicodeScalars.last == " " { field.text.unicodeScalars.removeLast() }
        }
        record.append(field)
        guard position < scalars.count, scalars[position] == delimiter else { break }
        position += 1
      }
      records.append(record)
      skipLineEnd()
    }
    self.records = records
  }

  /// The cells below the header, `nil` where missing; none where the records are not a table.
  var cells: [[String?]]? {
    guard let records, let width = records.first?.count, records.count > 1,
      records.allSatisfy({ $0.count == width })
    else { return nil }
    return records.dropFirst().map { record in
      record.map { field in
        !field.isQuoted && (field.text.isEmpty || field.text == "NA") ? nil : field.text
      }
    }
  }
}
