import Tables
import Testing

struct MissingTests {
  @Test func `an empty field and NA are missing, a quoted NA is text`() throws {
    let text = "i,x\n1,a\n2,\n3,NA\n4,\"NA\"\n5,a\n"
    #expect(try column("x", of: text)?.cells == ["a", nil, nil, "NA", "a"])
  }

  @Test func `missing texts can be declared, and then hold alone`() throws {
    let options = CSVOptions(missing: [".", "unk"])
    #expect(try column("x", of: "i,x\n1,5\n2,.\n3,unk\n", options)?.cells == ["5", nil, nil])
    #expect(try column("x", of: "i,x\n1,NA\n2,NA\n3,.\n", options)?.cells == ["NA", "NA", nil])
  }

  @Test func `two quotes are an empty text in a text column and missing elsewhere`() throws {
    #expect(try column("x", of: "i,x\n1,a\n2,\"\"\n3,b\n4,\n")?.cells == ["a", "", "b", nil])
    #expect(try column("x", of: "i,x\n1,5\n2,\"\"\n")?.cells == ["5", nil])
    #expect(try column("x", of: "i,x\n1,a\n2,\"\"\n3,a\n")?.cells == ["a", nil, "a"])
  }

  @Test func `two quotes are a level where an empty level is declared`() throws {
    let options = CSVOptions(columns: ["x": ColumnDeclaration(levels: ["", "a"])])
    #expect(try column("x", of: "i,x\n1,a\n2,\"\"\n3,\n", options)?.cells == ["a", "", nil])
  }

  @Test func `a missing number is NaN and a missing integer 0`() throws {
    let table = try read("a,b\n1.5,1\n,\n").table
    guard case .number(let numbers)? = table["a"]?.values,
      case .integer(let integers)? = table["b"]?.values
    else {
      Issue.record("other types")
      return
    }
    #expect(numbers[0] == 1.5)
    #expect(numbers[1].isNaN)
    #expect(integers == [1, 0])
  }
}
