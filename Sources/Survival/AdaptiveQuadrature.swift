/// Integrals by Gauss–Kronrod rules on intervals that are halved where they need it.
enum AdaptiveQuadrature {
  /// The 15 nodes of Kronrod on [0, 1] of the half interval, from the outside in.
  private static let nodes = [
    0.991_455_371_120_812_639_206_854_697_526_329, 0.949_107_912_342_758_524_526_189_684_047_851,
    0.864_864_423_359_769_072_789_712_788_640_926, 0.741_531_185_599_394_439_863_864_773_280_788,
    0.586_087_235_467_691_130_294_144_691_693_013, 0.405_845_151_377_397_166_906_606_412_076_961,
    0.207_784_955_007_898_467_600_689_403_773_245, 0,
  ]
  private static let kronrod = [
    0.022_935_322_010_529_224_963_732_008_058_970, 0.063_092_092_629_978_553_290_700_663_189_204,
    0.104_790_010_322_250_183_839_876_322_541_518, 0.140_653_259_715_525_918_745_189_590_510_238,
    0.169_004_726_639_267_902_826_583_426_598_550, 0.190_350_578_064_785_409_913_256_402_421_014,
    0.204_432_940_075_298_892_414_161_999_234_649, 0.209_482_141_084_727_828_012_999_174_891_714,
  ]
  private static let gauss = [
    0, 0.129_484_966_168_869_693_270_611_432_679_082, 0,
    0.279_705_391_489_276_667_901_467_771_423_780, 0,
    0.381_830_050_505_118_944_950_369_775_488_975, 0,
    0.417_959_183_673_469_387_755_102_040_816_327,
  ]

  private static let mostIntervals = 10_000

  /// The integral of a function, piecewise smooth, over a finite interval.
  ///
  /// An interval is halved until its two rules differ by no more than its share of the tolerance,
  /// at most 30 times, and until there are too many intervals, which a function that is noise needs.
  /// - Complexity: 15 calls an interval.
  static func integral(
    from a: Double, to b: Double, tolerance: Double, _ f: (Double) -> Double
  ) -> Double {
    guard b > a else { return 0 }
    var intervals = 0
    return part(a, b, tolerance, depth: 30, &intervals, f)
  }

  private static func part(
    _ a: Double, _ b: Double, _ tolerance: Double, depth: Int, _ intervals: inout Int,
    _ f: (Double) -> Double
  ) -> Double {
    intervals += 1
    let (middle, half) = ((a + b) / 2, (b - a) / 2)
    var (fine, coarse, size) = (0.0, 0.0, 0.0)
    for i in nodes.indices {
      let shift = half * nodes[i]
      let value = i == nodes.count - 1 ? f(middle) : f(middle - shift) + f(middle + shift)
      fine += kronrod[i] * value
      coarse += gauss[i] * value
      size += kronrod[i] * abs(value)
    }
    // What is no number, or differs by what rounding does, is not divided further.
    let difference = abs(fine - coarse)
    let goesOn = difference * half > tolerance && difference > 1e-14 * size && size.isFinite
    if depth == 0 || intervals > mostIntervals || !goesOn { return fine * half }
    return part(a, middle, tolerance / 2, depth: depth - 1, &intervals, f)
      + part(middle, b, tolerance / 2, depth: depth - 1, &intervals, f)
  }

  /// The integrals of several functions over a finite interval, of which the first is the one that
  /// matters.
  ///
  /// An interval is halved until the rules differ by no more than its share of the tolerance in the first, and of
  /// 10⁻⁹ of their size over the whole in the others.
  static func integrals(
    from a: Double, to b: Double, tolerance: Double, _ f: (Double) -> [Double]
  ) -> [Double] {
    guard b > a else { return f(a).map { _ in 0 } }
    let whole = Rule(a, b, f)
    var tolerances = whole.size.map { $0 > 0 ? 1e-9 * $0 : .infinity }
    if !tolerances.isEmpty { tolerances[0] = tolerance }
    var intervals = 0
    return parts(a, b, whole, tolerances, depth: 30, &intervals, f)
  }

  private static func parts(
    _ a: Double, _ b: Double, _ rule: Rule, _ tolerances: [Double], depth: Int,
    _ intervals: inout Int, _ f: (Double) -> [Double]
  ) -> [Double] {
    intervals += 1
    let goesOn = tolerances.indices.contains { j in
      let difference = abs(rule.fine[j] - rule.coarse[j])
      return difference > tolerances[j] && difference > 1e-14 * rule.size[j]
        && rule.size[j].isFinite
    }
    if depth == 0 || intervals > mostIntervals || !goesOn { return rule.fine }
    let (middle, less) = ((a + b) / 2, tolerances.map { $0 / 2 })
    let left = parts(a, middle, Rule(a, middle, f), less, depth: depth - 1, &intervals, f)
    let right = parts(middle, b, Rule(middle, b, f), less, depth: depth - 1, &intervals, f)
    return zip(left, right).map { $0 + $1 }
  }

  /// Both rules on one interval, and that of the absolute values.
  private struct Rule {
    var fine: [Double] = []
    var coarse: [Double] = []
    var size: [Double] = []

    init(_ a: Double, _ b: Double, _ f: (Double) -> [Double]) {
      let (middle, half) = ((a + b) / 2, (b - a) / 2)
      for i in nodes.indices {
        add(f(middle - half * nodes[i]), i, half)
        if i < nodes.count - 1 { add(f(middle + half * nodes[i]), i, half) }
      }
    }

    private mutating func add(_ values: [Double], _ i: Int, _ half: Double) {
      if fine.isEmpty {
        fine = [Double](repeating: 0, count: values.count)
        (coarse, size) = (fine, fine)
      }
      for j in values.indices {
        fine[j] += half * kronrod[i] * values[j]
        coarse[j] += half * gauss[i] * values[j]
        size[j] += half * kronrod[i] * abs(values[j])
      }
    }
  }
}
