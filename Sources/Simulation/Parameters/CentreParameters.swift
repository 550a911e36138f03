public import Vocabulary

/// A province and what it pays for.
public struct ProvinceParameters: Section, Equatable {
  /// From which day on each drug is paid for.
  public var funded = NamedList<DayText>()
  /// Share of lenalidomide maintenance given on 21 of 28 days.
  public var days21of28 = 0.0

  /// Nothing stated.
  public init() {}

  /// `province`.
  public static let name = "province"
  /// What it holds.
  public static let summary = "a province and what it pays for"
  /// Its fields.
  public static let fields: [Field<ProvinceParameters>] = [
    Field("funded", \.funded, "from which day on each drug is paid for", required: true),
    Field(
      "days21of28", \.days21of28, "share of lenalidomide maintenance given on 21 of 28 days",
      limits: .share, required: true),
  ]
}

/// A centre and its habits.
public struct CentreParameters: Section, Equatable {
  /// Its province.
  public var province = ""
  /// Its share of patients, before scaling.
  public var weight = 0.0
  /// Log odds added to lenalidomide maintenance before it is funded.
  public var access = 0.0
  /// Log odds added to a result of cytogenetics being there.
  public var fish = 0.0

  /// Nothing stated.
  public init() {}

  /// `centre`.
  public static let name = "centre"
  /// What it holds.
  public static let summary = "a centre and its habits"
  /// Its fields.
  public static let fields: [Field<CentreParameters>] = [
    Field("province", \.province, "its province", required: true),
    Field(
      "weight", \.weight, "its share of patients, before scaling", limits: .positive, required: true
    ),
    Field(
      "access", \.access, "log odds added to lenalidomide maintenance before it is funded",
      required: true),
    Field("fish", \.fish, "log odds added to a result of cytogenetics being there", required: true),
  ]
}
