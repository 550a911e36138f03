/// Intervals of patients, of which those that overlap or lie near become one.
///
/// Two intervals belong together where each starts at most the gap after the other stops. Where a day
/// is not known, it can be that they certainly do, or that they may. Intervals that may belong together
/// make a cluster: if all of it certainly does it is one era, whose ends lie between what the ends of
/// its parts can be. Otherwise it is not known how many eras there are, and for each interval there
/// is a row that may be an era, anywhere in the cluster; one of them there is for certain, if one of the
/// intervals is certain. What is then said to be true of the table is so on every possible day.
struct Eras {
  private(set) var starts = Numbers([])
  private(set) var stops = Numbers([])
  /// How many intervals each is made of.
  private(set) var counts = Numbers([])
  private(set) var doubtful: [Bool] = []
  private(set) var offsets = [0]
  /// The first row of each.
  private(set) var rows: [Int] = []

  private let gap: Double

  /// An interval as it is known.
  private struct Span {
    let row: Int
    let start: Interval
    let stop: Interval
    let isDoubtful: Bool

    var isKnown: Bool { start.low == start.high && stop.low == stop.high && !isDoubtful }
  }

  init(_ from: Numbers, _ to: Numbers, offsets: [Int], doubtful: [Bool], gap: Double) {
    self.gap = gap
    var builder = Builder()
    self.offsets.reserveCapacity(offsets.count)
    for patient in 0..<offsets.count - 1 {
      let spans = (offsets[patient]..<offsets[patient + 1]).map { row in
        Self.span(row, from[row], to[row], doubtful[row])
      }
      for cluster in clusters(spans.sorted { ($0.start.low, $0.row) < ($1.start.low, $1.row) }) {
        add(cluster, &builder)
      }
      self.offsets.append(builder.rows.count)
    }
    starts = Numbers(low: builder.starts.map(\.low), high: builder.starts.map(\.high))
    stops = Numbers(low: builder.stops.map(\.low), high: builder.stops.map(\.high))
    counts = Numbers(low: builder.counts.map(\.low), high: builder.counts.map(\.high))
    self.doubtful = builder.doubtful
    rows = builder.rows
  }

  /// Rows on their way.
  private struct Builder {
    var starts: [Interval] = []
    var stops: [Interval] = []
    var counts: [Interval] = []
    var doubtful: [Bool] = []
    var rows: [Int] = []
  }

  /// A missing end may be any day; an interval that stops before it starts is of the day it starts.
  private static func span(
    _ row: Int, _ from: Interval, _ to: Interval, _ isDoubtful: Bool
  ) -> Span {
    let anywhere = Interval(low: -.infinity, high: .infinity)
    let start = from.isMissing || from.high.isNaN ? anywhere : from
    let stop = to.isMissing || to.high.isNaN ? anywhere : to
    return Span(
      row: row, start: start,
      stop: Interval(low: max(stop.low, start.low), high: max(stop.high, start.high)),
      isDoubtful: isDoubtful)
  }

  /// Groups of intervals that may belong together; they come in the order of their first days.
  private func clusters(_ spans: [Span]) -> [[Span]] {
    var clusters: [[Span]] = []
    var reach = -Double.infinity
    for span in spans {
      if span.start.low <= reach + gap, !clusters.isEmpty {
        clusters[clusters.count - 1].append(span)
      } else {
        clusters.append([span])
      }
      reach = max(reach, span.stop.high)
    }
    return clusters
  }

  private func add(_ cluster: [Span], _ builder: inout Builder) {
    let first = cluster.map(\.row).min() ?? 0
    let isOne = cluster.allSatisfy(\.isKnown) || belongsTogether(cluster)
    let starts = cluster.map(\.start)
    let stops = cluster.map(\.stop)
    if cluster.count == 1 || isOne {
      builder.starts.append(
        Interval(
          low: starts.map(\.low).min() ?? .nan, high: starts.map(\.high).min() ?? .nan))
      builder.stops.append(
        Interval(low: stops.map(\.low).max() ?? .nan, high: stops.map(\.high).max() ?? .nan))
      let count = Double(cluster.count)
      builder.counts.append(Interval(low: count, high: count))
      builder.doubtful.append(cluster.count == 1 && cluster[0].isDoubtful)
      builder.rows.append(first)
      return
    }
    let isCertain = cluster.contains { !$0.isDoubtful }
    let rows = cluster.map(\.row).sorted()
    for (index, row) in rows.enumerated() {
      builder.starts.append(
        Interval(low: starts.map(\.low).min() ?? .nan, high: starts.map(\.high).max() ?? .nan))
      builder.stops.append(
        Interval(low: stops.map(\.low).min() ?? .nan, high: stops.map(\.high).max() ?? .nan))
      builder.counts.append(Interval(low: 1, high: Double(cluster.count)))
      builder.doubtful.append(index > 0 || !isCertain)
      builder.rows.append(row)
    }
  }

  /// Whether intervals belong together on every possible day.
  ///
  /// Two do where each certainly starts at most the gap after the other certainly stops: where what is
  /// certain of them, from the last first day to the first last day and the gap, meets. Nothing is certain of
  /// an interval that may be over before it may start; it needs one that covers it.
  /// - Complexity: O(n log n).
  private func belongsTogether(_ cluster: [Span]) -> Bool {
    guard cluster.allSatisfy({ !$0.isDoubtful }) else { return false }
    let cores = cluster.map { (from: $0.start.high, to: $0.stop.low + gap) }
    let certain = cores.filter { $0.from <= $0.to }.sorted { $0.from < $1.from }
    var reaches: [Double] = []
    for core in certain {
      if let reach = reaches.last, core.from > reach { return false }
      reaches.append(max(reaches.last ?? core.to, core.to))
    }
    return cores.allSatisfy { core in
      if core.from <= core.to { return true }
      var (low, high) = (0, certain.count)
      while low < high {
        let middle = (low + high) / 2
        if certain[middle].from <= core.to { low = middle + 1 } else { high = middle }
      }
      return low > 0 && reaches[low - 1] >= core.from
    }
  }
}
