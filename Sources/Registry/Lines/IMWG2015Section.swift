public import Vocabulary

/// The numbers of the rules `imwg2015`.
public struct IMWG2015Section: Section, Equatable {
  /// Drugs that start within so many days of a regimen's start belong to it.
  public var joinWithin = 30
  /// After more days than this without treatment the same drugs are a regimen of their own.
  public var gap = 90
  /// A drug given again after at most so many days was not stopped.
  public var interruption = 30
  /// A drug that goes on for at most so many days into the next regimen is not part of it.
  public var carryOver = 30
  /// A second transplant within so many days is taken for planned where nothing is recorded.
  public var tandemWithin = 91
  /// A regimen shorter than this is no line of its own.
  public var cycle = 21
  /// Whether the same drugs, given again without progression, stay in the line.
  public var resumedStays = true
  /// Whether progression ends what was planned.
  public var progressionEndsPlan = true

  /// What the rules say.
  public init() {}

  /// `imwg2015`.
  public static let name = "imwg2015"
  /// What it holds.
  public static let summary = "the numbers of the rules imwg2015"
  /// Its fields.
  public static let fields: [Field<IMWG2015Section>] = [
    Field(
      "joinWithin", \.joinWithin,
      "days from the start of a regimen within which drugs that start belong to it",
      limits: .nonnegative),
    Field(
      "gap", \.gap, "the longest pause, in days, after which the same drugs are the same regimen",
      limits: .nonnegative),
    Field(
      "interruption", \.interruption, "the longest pause of a drug, in days, that is no stop",
      limits: .nonnegative),
    Field(
      "carryOver", \.carryOver,
      "days that a drug may go on into the next regimen without being part of it",
      limits: .nonnegative),
    Field(
      "tandemWithin", \.tandemWithin,
      "days within which a second transplant is taken for planned where that is not recorded",
      limits: .nonnegative),
    Field(
      "cycle", \.cycle, "days of a cycle: a shorter regimen is no line of its own",
      limits: .nonnegative),
    Field(
      "resumedStays", \.resumedStays,
      "whether the same drugs, given again without progression, stay in the line"),
    Field(
      "progressionEndsPlan", \.progressionEndsPlan, "whether progression ends what was planned"),
  ]
}
