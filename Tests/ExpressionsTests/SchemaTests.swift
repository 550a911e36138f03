import Expressions
import Tables
import Testing

struct SchemaTests {
  @Test func `a schema has the types and levels of a table`() throws {
    let schema = Schema(try table("n,s,f\n1,a,true\n2,b,false\n3,a,true\n"))
    #expect(schema["n"]?.type == .integer)
    #expect(schema["s"]?.levels == ["a", "b"])
    #expect(schema["f"]?.type == .flag)
    #expect(schema["zzz"] == nil)
  }

  @Test(arguments: [
    ("n", ValueType.number, ColumnType.integer), ("n + 1", .number, .number),
    ("d", .date, .date), ("d + 1d", .date, .date), ("d - d", .duration, .number),
    ("n > 1", .flag, .flag), ("s", .text, .category), ("free", .text, .text),
    ("if n > 1 then 'a' else 'b'", .text, .category),
    ("if n > 1 then free else 'b'", .text, .text), ("days(1y)", .number, .number),
  ])
  func `types are known without data`(text: String, type: ValueType, column: ColumnType) throws {
    let schema = Schema([
      Schema.Entry("n", .integer), Schema.Entry("d", .date), Schema.Entry("free", .text),
      Schema.Entry("s", .category, levels: ["a"]),
    ])
    let typed = try Expression(text).typed(against: schema)
    #expect(typed.type == type)
    #expect(typed.columnType == column)
  }

  @Test func `derived columns can be used by the next, types first`() throws {
    var schema = Schema([Schema.Entry("age", .number)])
    let band = try Expression("if age < 50 then 'young' else 'old'").typed(against: schema)
    schema = schema.adding("band", band)
    #expect(schema["band"]?.levels == ["young", "old"])
    #expect(try Expression("band == 'old'").typed(against: schema).type == .flag)
    #expect(throws: (any Error).self) {
      try Expression("band == 'odd'").typed(against: schema)
    }
  }

  @Test func `the checked type of the result is that of the column evaluated`() throws {
    let data = try table("n,s,f,d,t\n1,a,true,2010-01-01,x\n2,b,false,2010-01-02,y\n3,a,,,z\n")
    for text in [
      "n", "s", "f", "d", "t", "n * 2", "d + n * 1d", "d - d", "f or n > 1", "s == 'a'",
      "if f then s else 'c'", "if f then t else s", "if f then missing else d",
    ] {
      let typed = try Expression(text).typed(against: Schema(data))
      let column = try typed.evaluate(on: data, name: "x").column
      #expect(column.type == typed.columnType, "\(text)")
      #expect(column.levels == typed.levels, "\(text)")
    }
  }
}
