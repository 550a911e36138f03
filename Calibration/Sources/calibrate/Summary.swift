import Foundation

/// Numbers over seeds.
struct Summary {
  private let reviews: [Review]
  private let options: Options

  /// What the review says, with how far the mean over seeds may be from it.
  private static let published: [(name: String, value: Double, tolerance: Double)] = [
    ("patients", 1256, 0.02 * 1256), ("maintained", 723, 0.02 * 723),
    ("unmaintained", 533, 0.02 * 533), ("median.pfs.maintained", 58.2, 1.5),
    ("median.pfs.unmaintained", 34.6, 1.5), ("median.os.unmaintained", 98, 1.5),
    ("median.os.maintained.next", 106.9, 1.5), ("median.os.unmaintained.next", 93.9, 1.5),
    ("stopped", 19.6, 1), ("vgpr.maintained", 93.9, 1), ("vgpr.unmaintained", 80.7, 1),
  ]

  init(_ reviews: [Review], _ options: Options) {
    self.reviews = reviews
    self.options = options
  }

  var text: String {
    var lines = [
      "| quantity | published | mean | s.e. of the mean | median | 5 % | 95 % | seeds with a value |",
      "|---|---|---|---|---|---|---|---|",
    ]
    let names = Self.published.map(\.name)
    for name in names { lines.append(line(name)) }
    let others = Set(reviews.flatMap(\.values.keys)).subtracting(names).sorted()
    for name in others { lines.append(line(name)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ name: String) -> String {
    let values = reviews.compactMap { $0.values[name] }.sorted()
    let published = Self.published.first { $0.name == name }
    guard !values.isEmpty else { return "| \(name) | | | | | | | 0 |" }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(max(1, values.count - 1)) / Double(values.count)).squareRoot()
    // A value that was not reached lies above all that were.
    func quantile(_ share: Double) -> String {
      let index = Int(share * Double(reviews.count))
      return index < values.count ? format(values[index], name) : "not reached"
    }
    let isMedian = name.hasPrefix("median.")
    let mark =
      published.map { published in
        let reached = isMedian && values.count < reviews.count
        let middle = values.count > reviews.count / 2 ? values[reviews.count / 2] : .infinity
        return abs((reached ? middle : mean) - published.value) <= published.tolerance
          ? "" : " (off)"
      } ?? ""
    return
      "| \(name) | \(published.map { format($0.value, name) } ?? "") | \(format(mean, name))\(mark) | "
      + "\(format(error, name, 1)) | \(isMedian ? quantile(0.5) : format(values[values.count / 2], name)) | "
      + "\(quantile(0.05)) | \(quantile(0.95)) | \(values.count) |"
  }

  private func format(_ value: Double, _ name: String, _ more: Int = 0) -> String {
    let decimals = name.contains("logHR") ? 3 : name.contains(".") || name == "stopped" ? 1 : 0
    return String(format: "%.\(decimals + more)f", value)
  }
}
