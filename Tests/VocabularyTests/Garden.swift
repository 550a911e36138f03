import Diagnostics
import Vocabulary

/// A small vocabulary to test with.
struct Garden: Section, Equatable {
  var owner = ""
  var area = 10.0
  var beds = 4
  var watered = false
  var soil = Soil.loam
  var slopes: [Double] = [0, 1]
  var share: Double?
  var notes: [String] = []
  var fence: Fence?
  var plants = NamedList<Plant>()
  var motto: Located<String>?

  static let name = "garden"
  static let summary = "a garden"
  static let fields: [Field<Garden>] = [
    Field("owner", \.owner, "who it belongs to", required: true),
    Field("area", \.area, "its area in square metres", limits: .positive),
    Field("beds", \.beds, "how many beds it has", limits: .atLeast(1)),
    Field("watered", \.watered, "whether it is watered"),
    Field("soil", \.soil, "what it grows on"),
    Field("slopes", \.slopes, "slopes of its parts", limits: .share),
    Field("share", \.share, "the part in the sun", limits: .fraction),
    Field("notes", \.notes, "what is to be known of it"),
    Field("fence", \.fence, "what is around it"),
    Field("plants", \.plants, "what grows in it"),
    Field("motto", \.motto, "what is written over its gate"),
  ]
}

/// Words with meanings.
enum Soil: String, Word {
  case loam
  case sand
  case clay

  var summary: String {
    switch self {
    case .loam: "a bit of everything"
    case .sand: "dry"
    case .clay: "wet"
    }
  }
}

/// A section with a short form and another key that must be written.
struct Fence: Section, Equatable {
  var height = 1.0
  var gates = 1

  static let name = "fence"
  static let summary = "a fence"
  static let shorthand: String? = "height"
  static let fields: [Field<Fence>] = [
    Field("height", \.height, "in metres", limits: .positive, required: true),
    Field("gates", \.gates, "how many gates it has"),
  ]
}

/// A section with a short form that a list may fill.
struct Plant: Section, Equatable {
  var colors: [String] = []
  var count = 0

  static let name = "plant"
  static let summary = "a plant"
  static let shorthand: String? = "colors"
  static let fields: [Field<Plant>] = [
    Field("colors", \.colors, "its colours"),
    Field("count", \.count, "how many", required: true),
  ]
}

extension Node {
  /// A mapping of keys to nodes; keys and values stand on consecutive lines of `a.yaml`.
  static func keys(_ pairs: KeyValuePairs<String, Node>) -> Node {
    var entries: [Entry] = []
    for (key, value) in pairs {
      let line = entries.count + 1
      var value = value
      value.place = value.place ?? Place(file: "a.yaml", line: line, column: key.count + 3)
      let place = Place(file: "a.yaml", line: line, column: 1, length: key.count)
      entries.append(Entry(key, at: place, value))
    }
    return Node(.mapping(entries), at: Place(file: "a.yaml", line: 1, column: 1))
  }
}

/// What is read from a node, and the faults as `line:column id: message | help`.
func read<Value: NodeCodable>(_ type: Value.Type, _ node: Node) -> (value: Value?, faults: [String])
{
  var reader = NodeReader()
  let value = Value.read(node, key: "garden", &reader)
  let faults = reader.diagnostics.map { fault in
    let place = fault.place.map { "\($0.line):\($0.column) " } ?? ""
    return "\(place)\(fault.id): \(fault.message)" + (fault.help.map { " | \($0)" } ?? "")
  }
  return (value, faults)
}
