/// Makes a JSON Schema (draft 2020-12) of a section, for completion and checks in editors.
public struct JSONSchema {
  private var definitions: [(name: String, node: Node)] = []

  /// The schema of a section with everything it contains.
  public static func node(of section: SectionShape, title: String) -> Node {
    var schema = JSONSchema()
    let root = schema.object(section)
    return .mapping(
      [
        Node.Entry("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        Node.Entry("title", .text(title)),
      ] + root
        + [Node.Entry("$defs", .mapping(schema.definitions.map { Node.Entry($0.name, $0.node) }))])
  }

  private mutating func object(_ section: SectionShape) -> [Node.Entry] {
    let fields = section.fields()
    let properties = fields.map { field in
      Node.Entry(field.key, described(field))
    }
    let required = fields.filter(\.isRequired).map { Node.text($0.key) }
    var entries = [
      Node.Entry("description", .text(section.summary)),
      Node.Entry("type", .text("object")),
      Node.Entry("properties", .mapping(properties)),
      Node.Entry("additionalProperties", .scalar("false")),
    ]
    if !required.isEmpty { entries.append(Node.Entry("required", .list(required))) }
    return entries
  }

  private mutating func described(_ field: FieldShape) -> Node {
    var entries = [Node.Entry("description", .text(field.summary))]
    if let standard = field.standard, !standard.isEmpty {
      entries.append(Node.Entry("default", typed(standard, as: field.shape)))
    }
    return .mapping(entries + schema(field.shape))
  }

  /// The standard value with the JSON type of its shape.
  private func typed(_ node: Node, as shape: Shape) -> Node {
    switch (node.content, shape) {
    case (.scalar, .number), (.scalar, .integer), (.scalar, .flag): return node
    case (.scalar(let text, _), _): return .text(text)
    case (.sequence(let elements), .list(let element)):
      return .list(elements.map { typed($0, as: element) })
    case (.mapping(let entries), .section(let section)):
      let fields = section.fields()
      return .mapping(
        entries.map { entry in
          let shape = fields.first { $0.key == entry.key }?.shape ?? .text("text")
          return Node.Entry(entry.key, typed(entry.value, as: shape))
        })
    default: return node
    }
  }

  private mutating func schema(_ shape: Shape) -> [Node.Entry] {
    switch shape {
    case .number(let limits): return number("number", limits)
    case .integer(let limits): return number("integer", limits)
    case .flag: return [Node.Entry("type", .text("boolean"))]
    case .text:
      return [Node.Entry("type", .list(["string", "number", "boolean"].map { Node.text($0) }))]
    case .word(let meanings): return [Node.Entry("enum", .list(meanings.map { .text($0.word) }))]
    case .list(let element):
      let one = Node.mapping(schema(element))
      let many = Node.mapping([
        Node.Entry("type", .text("array")), Node.Entry("items", one),
      ])
      return [Node.Entry("anyOf", .list([many, one]))]
    case .map(_, let value):
      return [
        Node.Entry("type", .text("object")),
        Node.Entry("additionalProperties", .mapping(schema(value))),
      ]
    case .section(let section): return [reference(section)]
    case .variants(let tag, let variants):
      return [Node.Entry("oneOf", .list(variants.map { tagged($0, tag: tag) }))]
    case .keyed(let variants): return [Node.Entry("anyOf", .list(keyed(variants)))]
    case .anyOf(let shapes):
      return [Node.Entry("anyOf", .list(shapes.map { .mapping(schema($0)) }))]
    }
  }

  private func number(_ type: String, _ limits: Limits) -> [Node.Entry] {
    var entries = [Node.Entry("type", .text(type))]
    if let minimum = limits.minimum {
      let key = limits.excludesEnds ? "exclusiveMinimum" : "minimum"
      entries.append(Node.Entry(key, minimum.node))
    }
    if let maximum = limits.maximum {
      let key = limits.excludesEnds ? "exclusiveMaximum" : "maximum"
      entries.append(Node.Entry(key, maximum.node))
    }
    return entries
  }

  private mutating func tagged(_ variant: Shape.Variant, tag: String) -> Node {
    let words = Node.list(variant.words.map { .text($0.word) })
    let condition = Node.Entry(
      "properties", .mapping([Node.Entry(tag, .mapping([Node.Entry("enum", words)]))]))
    return .mapping([reference(variant.section), condition])
  }

  private mutating func keyed(_ variants: [Shape.Variant]) -> [Node] {
    let words = Node.list(variants.flatMap(\.words).map { .text($0.word) })
    var properties: [Node.Entry] = []
    for variant in variants {
      let value = valueOfOptions(variant.section)
      properties += variant.words.map { Node.Entry($0.word, value) }
    }
    let object = Node.mapping([
      Node.Entry("type", .text("object")), Node.Entry("properties", .mapping(properties)),
      Node.Entry("additionalProperties", .scalar("false")),
      Node.Entry("minProperties", .scalar("1")), Node.Entry("maxProperties", .scalar("1")),
    ])
    return [.mapping([Node.Entry("enum", words)]), object]
  }

  private mutating func valueOfOptions(_ section: SectionShape) -> Node {
    let full = Node.mapping([reference(section)])
    let field = section.shorthand.flatMap { key in section.fields().first { $0.key == key } }
    guard let field else { return full }
    return .mapping([Node.Entry("anyOf", .list([.mapping(schema(field.shape)), full]))])
  }

  private mutating func reference(_ section: SectionShape) -> Node.Entry {
    if !definitions.contains(where: { $0.name == section.name }) {
      let index = definitions.count
      definitions.append((section.name, Node(.empty)))
      definitions[index].node = .mapping(object(section))
    }
    return Node.Entry("$ref", .text("#/$defs/\(section.name)"))
  }
}
