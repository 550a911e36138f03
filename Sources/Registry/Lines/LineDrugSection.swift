public import Vocabulary

/// What is known of a drug.
public struct LineDrugSection: Section, Equatable {
  /// What stands for it in the name of a regimen.
  public var letter = ""
  /// The class of drugs it is of.
  public var drugClass: String?
  /// Whether it only supports others: it makes no regimen, no line and no change of either.
  public var supportive = false

  /// A drug without a letter.
  public init() {}

  /// A drug.
  public init(_ letter: String, _ drugClass: String? = nil, supportive: Bool = false) {
    self.letter = letter
    self.drugClass = drugClass
    self.supportive = supportive
  }

  /// `lineDrug`.
  public static let name = "lineDrug"
  /// What it holds.
  public static let summary = "what is known of a drug"
  /// A bare word is the letter.
  public static let shorthand: String? = "letter"
  /// Its fields.
  public static let fields: [Field<LineDrugSection>] = [
    Field("letter", \.letter, "what stands for it in the name of a regimen", required: true),
    Field("drugClass", \.drugClass, "the class of drugs it is of"),
    Field(
      "supportive", \.supportive, "whether it only supports others and makes no regimen of its own"),
  ]

  /// The drugs of multiple myeloma, which both sets of rules were written for.
  public static let standard: NamedList<LineDrugSection> = {
    let drugs: [(String, LineDrugSection)] = [
      ("daratumumab", LineDrugSection("D", "antibody")),
      ("isatuximab", LineDrugSection("Isa", "antibody")),
      ("elotuzumab", LineDrugSection("E", "antibody")),
      ("carfilzomib", LineDrugSection("K", "PI")), ("bortezomib", LineDrugSection("V", "PI")),
      ("ixazomib", LineDrugSection("I", "PI")),
      ("cyclophosphamide", LineDrugSection("C", "alkylator")),
      ("melphalan", LineDrugSection("M", "alkylator")),
      ("doxorubicin", LineDrugSection("A", "anthracycline")),
      ("thalidomide", LineDrugSection("T", "IMiD")),
      ("lenalidomide", LineDrugSection("R", "IMiD")),
      ("pomalidomide", LineDrugSection("P", "IMiD")), ("other", LineDrugSection("X")),
      ("dexamethasone", LineDrugSection("d", "steroid", supportive: true)),
      ("prednisone", LineDrugSection("p", "steroid", supportive: true)),
    ]
    return NamedList(drugs.map { NamedList.Element($0.0, $0.1) })
  }()
}
