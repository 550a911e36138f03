import Diagnostics
import Testing
import Vocabulary

@Suite struct SectionTests {
  @Test func `keys set properties, and the others keep their defaults`() {
    let (garden, faults) = read(
      Garden.self,
      .keys(["owner": .scalar("Ada"), "area": .scalar("12.5"), "watered": .scalar("true")]))
    var expected = Garden()
    (expected.owner, expected.area, expected.watered) = ("Ada", 12.5, true)
    #expect(garden == expected)
    #expect(faults.isEmpty)
  }

  @Test func `an unknown key is named where it stands, with the key it may be`() {
    let (_, faults) = read(
      Garden.self,
      .keys(["owner": .scalar("Ada"), "aera": .scalar("3"), "swimming pool": .scalar("yes")]))
    let known =
      "owner, area, beds, watered, soil, slopes, share, notes, fence, plants, motto"
    #expect(
      faults == [
        "2:1 unknown-key: 'garden' has no key 'aera' | did you mean 'area'?",
        "3:1 unknown-key: 'garden' has no key 'swimming pool' | expected one of \(known)",
      ])
  }

  @Test func `of a repeated key the first counts, and the second is a fault`() {
    let (garden, faults) = read(
      Garden.self, .keys(["owner": .scalar("Ada"), "beds": .scalar("2"), "beds": .scalar("3")]))
    #expect(garden?.beds == 2)
    #expect(
      faults == ["3:1 repeated-key: the key 'beds' is written twice | keep one of the two"])
  }

  @Test func `a missing key is a fault of the section that needs it`() {
    let (_, faults) = read(Garden.self, .keys(["area": .scalar("1")]))
    #expect(
      faults == ["1:1 missing-key: 'garden' needs the key 'owner' | owner: who it belongs to"])
  }

  @Test func `all mistakes are told at once, in the order they are read`() {
    let (_, faults) = read(
      Garden.self,
      .keys([
        "area": .scalar("-1"), "beds": .scalar("0"), "soil": .scalar("sandd"),
        "watered": .scalar("yes"), "share": .scalar("1"),
        "slopes": .list([.scalar("0.5"), .scalar("2")]),
      ]))
    #expect(
      faults == [
        "1:7 bad-value: 'area' expects a number above 0, found '-1'",
        "2:7 bad-value: 'beds' expects a whole number of at least 1, found '0'",
        "3:7 unknown-word: 'soil' expects one of loam, sand, clay, found 'sandd' | did you mean 'sand'?",
        "4:10 bad-value: 'watered' expects true or false, found 'yes' | write true",
        "5:8 bad-value: 'share' expects a number between 0 and 1, found '1'",
        "6:9 bad-value: 'slopes' expects a number from 0 to 1, found '2'",
        "1:1 missing-key: 'garden' needs the key 'owner' | owner: who it belongs to",
      ])
  }

  @Test func `something else than a mapping is no section`() {
    for (node, found) in [
      (Node.scalar("x"), "'x'"), (.list([]), "an empty list"), (Node(.empty), "nothing"),
      (.scalar(String(repeating: "a", count: 100)), "'\(String(repeating: "a", count: 60))…'"),
    ] {
      let (garden, faults) = read(Garden.self, node)
      #expect(garden == nil)
      #expect(faults == ["bad-value: 'garden' expects a mapping with a garden, found \(found)"])
    }
  }

  @Test func `keys read elsewhere are passed over, and proposed where they are misspelt`() {
    var reader = NodeReader()
    var garden = Garden()
    let node = Node.keys(["kind": .scalar("x"), "owner": .scalar("Ada"), "kidn": .scalar("y")])
    garden.read(node.entries ?? [], of: "garden", in: Node(.empty), ignoring: ["kind"], &reader)
    #expect(garden.owner == "Ada")
    #expect(reader.diagnostics.map(\.id) == ["unknown-key"])
    #expect(reader.diagnostics.first?.help == "did you mean 'kind'?")
  }

  @Test func `a bare value sets the key of the short form`() {
    let (garden, faults) = read(
      Garden.self, .keys(["owner": .scalar("Ada"), "fence": .scalar("1.8")]))
    #expect(garden?.fence == Fence(height: 1.8, gates: 1))
    #expect(faults.isEmpty)
  }

  @Test func `the short form keeps the limits and the long form stays`() {
    let (_, faults) = read(Fence.self, .scalar("-2"))
    #expect(faults == ["bad-value: 'garden' expects a number above 0, found '-2'"])
    let (fence, none) = read(Fence.self, .keys(["height": .scalar("2"), "gates": .scalar("3")]))
    #expect(fence == Fence(height: 2, gates: 3))
    #expect(none.isEmpty)
  }

  @Test func `the short form does not excuse a key that must be written`() {
    let (_, faults) = read(Plant.self, .list([.scalar("red"), .scalar("white")]))
    #expect(faults == ["missing-key: 'garden' needs the key 'count' | count: how many"])
  }

  @Test func `nothing is no short form`() {
    let (fence, faults) = read(Fence.self, Node(.empty))
    #expect(fence == nil)
    #expect(
      faults == [
        "bad-value: 'garden' expects a number above 0, or a mapping with a fence, found nothing"
      ])
  }

  @Test func `what is written is what is read`() {
    var garden = Garden()
    garden.owner = "007"
    garden.area = 0.1
    garden.share = 1e-7
    garden.soil = .clay
    garden.slopes = [1 / 3, 1]
    garden.notes = ["true", ""]
    garden.fence = Fence(height: 1.5, gates: 2)
    garden.plants = NamedList([
      .init("rose", Plant(colors: ["red", "no"], count: 3)), .init("ivy", Plant()),
    ])
    garden.motto = Located("let it grow")
    let (read, faults) = read(Garden.self, garden.node)
    #expect(read == garden)
    #expect(faults.isEmpty)
    #expect(read?.node == garden.node)
  }

  @Test func `every default is written, and what is absent is not`() {
    var garden = Garden()
    garden.owner = "Ada"
    #expect(
      garden.node
        == .keys([
          "owner": .text("Ada"), "area": .scalar("10"), "beds": .scalar("4"),
          "watered": .scalar("false"), "soil": .scalar("loam"),
          "slopes": .list([.scalar("0"), .scalar("1")]),
        ]))
  }

  @Test func `keys are the names of properties, in their order`() {
    #expect(Mirror(reflecting: Garden()).children.map(\.label) == Garden.fields.map(\.key))
    #expect(Mirror(reflecting: Fence()).children.map(\.label) == Fence.fields.map(\.key))
    #expect(Mirror(reflecting: Plant()).children.map(\.label) == Plant.fields.map(\.key))
  }

  @Test func `a section describes its fields, their limits and defaults`() {
    let shape = Garden.sectionShape
    #expect(shape.name == "garden")
    #expect(shape.summary == "a garden")
    let fields = shape.fields()
    #expect(fields.map(\.key) == Garden.fields.map(\.key))
    #expect(fields.map(\.isRequired) == [true] + Array(repeating: false, count: 10))
    #expect(
      fields.map { $0.standard?.scalarText } == [
        nil, "10", "4", "false", "loam", nil, nil, nil, nil, nil, nil,
      ])
    #expect(
      fields.map(\.shape.phrase) == [
        "text", "a number above 0", "a whole number of at least 1", "true or false",
        "one of loam, sand, clay", "a list, each a number from 0 to 1", "a number between 0 and 1",
        "a list, each text", "a number above 0, or a mapping with a fence",
        "a mapping from a name to its value", "text",
      ])
  }
}
