public import Vocabulary

/// Options of smoothed hazards.
public struct HazardFigureOptions: Section, Equatable {
  /// The bandwidth of the kernel, in the outcome's unit; the standard one where absent.
  public var bandwidth: Double?
  /// The end of the range; the last time with ten patients at risk where absent.
  public var to: Double?

  /// The standard bandwidth, over all times with ten patients at risk.
  public init() {}

  /// `hazardFigure`.
  public static let name = "hazardFigure"
  /// What it holds.
  public static let summary = "options of smoothed hazards"
  /// Its fields.
  public static let fields: [Field<HazardFigureOptions>] = [
    Field(
      "bandwidth", \.bandwidth,
      "the bandwidth of the kernel, in the outcome's unit; 2.34 s D^(-1/5) of the times of events when absent",
      limits: .positive),
    Field(
      "to", \.to,
      "the last time drawn, in the outcome's unit; the last with ten patients at risk when absent",
      limits: .positive),
  ]
}
