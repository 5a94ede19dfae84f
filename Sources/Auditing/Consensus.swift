import Exact

/// What one published row asks of the free figures: low ≤ a·x ≤ high, a line or plane where both are equal.
struct Strip: Sendable {
  var coefficients: [Rational]
  var low: Rational
  var high: Rational
  /// The rows that ask for it, as indices in the model.
  var rows: [Int]

  var weight: Int { rows.count }
  var isExact: Bool { low == high }

  func holds(at point: [Rational]) -> Bool {
    let value = dot(coefficients, point)
    return low <= value && value <= high
  }

  /// The same condition with the first coefficient one; nil where no coefficient is there.
  func normalised() -> Strip? {
    guard let lead = coefficients.first(where: { !$0.isZero }) else { return nil }
    var result = self
    result.coefficients = coefficients.map { $0.divided(by: lead) ?? .zero }
    let first = low.divided(by: lead) ?? .zero
    let second = high.divided(by: lead) ?? .zero
    result.low = min(first, second)
    result.high = max(first, second)
    return result
  }

  var halfSpaces: [HalfSpace] {
    [
      HalfSpace(coefficients: coefficients, bound: high),
      HalfSpace(coefficients: coefficients.map { .zero - $0 }, bound: .zero - low),
    ]
  }
}

/// Finds the points that most rows agree on, whatever the others say.
///
/// A deepest point of an arrangement of strips can be moved onto the boundary of one of them; on that boundary
/// the question is the same with one figure less, and with one figure it is a sweep over the ends of intervals.
/// The search goes through the boundaries in a fixed order and stops when those that are left could not agree on
/// more. Where there are too many different rows, it does so on several samples and counts on all rows.
struct Consensus: Sendable {
  struct Point: Sendable {
    var figures: [Rational]
    var weight: Int
  }

  let strips: [Strip]
  let dimension: Int
  /// How many of the best points are kept.
  let limit: Int
  private let caps: [Int: Int]
  private let samples: Int
  /// Whether every boundary was tried, so that no point can have more rows.
  private(set) var isExhaustive = true

  init(_ strips: [Strip], dimension: Int, limit: Int = 12, effort: Fitter.Effort = .full) {
    var merged: [[Rational]: Int] = [:]
    var result: [Strip] = []
    for strip in strips {
      guard let normal = strip.normalised() else { continue }
      let key = normal.coefficients + [normal.low, normal.high]
      if let place = merged[key] {
        result[place].rows += normal.rows
      } else {
        merged[key] = result.count
        result.append(normal)
      }
    }
    self.strips = result.sorted { left, right in
      if left.weight != right.weight { return left.weight > right.weight }
      if left.isExact != right.isExact { return left.isExact }
      return (left.rows.first ?? 0) < (right.rows.first ?? 0)
    }
    self.dimension = dimension
    self.limit = limit
    caps = effort.strips
    samples = effort.samples
  }

  /// The best points, the deepest first.
  mutating func deepest() -> [Point] {
    guard dimension > 0, !strips.isEmpty else { return [] }
    let cap = caps[dimension] ?? 12
    if strips.count <= cap { return best(among: strips, dimension).sorted(by: Self.isBetter) }
    isExhaustive = false
    var found: [[Rational]: Int] = [:]
    let total = strips.reduce(0) { $0 + $1.weight }
    for turn in 0..<samples {
      let sample = sample(cap, turn)
      for point in best(among: sample, dimension) where found[point.figures] == nil {
        found[point.figures] = weight(at: point.figures)
      }
      // Two thirds of all rows at one point: no other sample will find more on honest data.
      if turn >= 2, found.values.contains(where: { $0 * 3 >= total * 2 }) { break }
    }
    return Array(
      found.map { Point(figures: $0.key, weight: $0.value) }.sorted(by: Self.isBetter).prefix(limit))
  }

  func weight(at point: [Rational]) -> Int {
    strips.reduce(0) { $0 + ($1.holds(at: point) ? $1.weight : 0) }
  }

  private static func isBetter(_ left: Point, _ right: Point) -> Bool {
    if left.weight != right.weight { return left.weight > right.weight }
    return left.figures.lexicographicallyPrecedes(right.figures)
  }

  /// A third of the heaviest, and the rest evenly from all others.
  private func sample(_ cap: Int, _ turn: Int) -> [Strip] {
    let heavy = cap / 3
    let rest = strips.count - heavy
    let wanted = cap - heavy
    let others = (0..<wanted).map { place in
      heavy + ((place * rest) / wanted + turn * (rest / wanted / 8 + 1)) % rest
    }
    return Array(strips[..<heavy]) + Set(others).sorted().map { strips[$0] }
  }

  private func best(among strips: [Strip], _ dimension: Int) -> [Point] {
    var kept = Kept(limit: limit)
    search(strips, dimension, 0, &kept) { $0 }
    return kept.points
  }

  /// The best points so far; a point that many boundaries meet is kept once.
  private struct Kept {
    let limit: Int
    private(set) var points: [Point] = []

    init(limit: Int) { self.limit = limit }

    /// What a point must have to be kept.
    var least: Int { points.count < limit ? 1 : points[points.count - 1].weight }
    var most: Int { points.first?.weight ?? 0 }

    mutating func add(_ point: Point) {
      guard point.weight >= least, !points.contains(where: { $0.figures == point.figures }) else { return }
      let place = points.firstIndex { Consensus.isBetter(point, $0) } ?? points.count
      points.insert(point, at: place)
      if points.count > limit { points.removeLast() }
    }
  }

  /// - Parameters:
  ///   - fixed: the weight of strips that hold everywhere here.
  ///   - lift: brings a point of this subspace back into the whole space.
  private func search(
    _ strips: [Strip], _ dimension: Int, _ fixed: Int, _ kept: inout Kept,
    _ lift: ([Rational]) -> [Rational]
  ) {
    guard dimension > 1 else { return sweep(strips, fixed, &kept, lift) }
    guard !strips.isEmpty else {
      return kept.add(Point(figures: lift([Rational](repeating: .zero, count: dimension)), weight: fixed))
    }
    var left = fixed + strips.reduce(0) { $0 + $1.weight }
    for (place, strip) in strips.enumerated() {
      // A point without any of the boundaries tried so far has at most the rows that are left.
      guard left >= kept.most else { break }
      left -= strip.weight
      guard let pivot = strip.coefficients.lastIndex(where: { !$0.isZero }) else { continue }
      for bound in strip.isExact ? [strip.low] : [strip.low, strip.high] {
        var reduced: [Strip] = []
        var holding = fixed + strip.weight
        for (other, candidate) in strips.enumerated() where other != place {
          let cut = Self.cut(candidate, pivot, strip.coefficients, bound)
          if cut.coefficients.allSatisfy(\.isZero) {
            if cut.low <= .zero && cut.high >= .zero { holding += cut.weight }
          } else {
            reduced.append(cut)
          }
        }
        search(reduced, dimension - 1, holding, &kept) { rest in
          var point = rest
          point.insert(.zero, at: pivot)
          let missing = bound - dot(strip.coefficients, point)
          point[pivot] = missing.divided(by: strip.coefficients[pivot]) ?? .zero
          return lift(point)
        }
      }
    }
  }

  /// A strip on the plane a·x = bound, with one figure expressed by the others.
  private static func cut(_ strip: Strip, _ pivot: Int, _ plane: [Rational], _ bound: Rational) -> Strip {
    var result = strip
    let factor = strip.coefficients[pivot].divided(by: plane[pivot]) ?? .zero
    if !factor.isZero {
      for index in plane.indices where !plane[index].isZero {
        result.coefficients[index] = result.coefficients[index] - factor * plane[index]
      }
      result.low = strip.low - factor * bound
      result.high = strip.high - factor * bound
    }
    result.coefficients.remove(at: pivot)
    return result
  }

  /// One figure: each strip is an interval, and the deepest stretches start at the low end of one.
  private func sweep(_ strips: [Strip], _ fixed: Int, _ kept: inout Kept, _ lift: ([Rational]) -> [Rational])
  {
    var possible = fixed
    for strip in strips { possible += strip.weight }
    guard possible >= kept.least else { return }
    var events: [(at: Rational, isEnd: Bool, weight: Int)] = []
    events.reserveCapacity(strips.count * 2)
    var depth = fixed
    for strip in strips {
      let slope = strip.coefficients[0]
      if slope.isZero {
        if strip.low <= .zero && strip.high >= .zero { depth += strip.weight }
        continue
      }
      let first = strip.low.divided(by: slope) ?? .zero
      let second = strip.high.divided(by: slope) ?? .zero
      events.append((min(first, second), false, strip.weight))
      events.append((max(first, second), true, strip.weight))
    }
    events.sort { left, right in
      left.at == right.at ? !left.isEnd && right.isEnd : left.at < right.at
    }
    if events.isEmpty { kept.add(Point(figures: lift([.zero]), weight: depth)) }
    for (place, event) in events.enumerated() {
      if event.isEnd {
        depth -= event.weight
        continue
      }
      depth += event.weight
      // A stretch is as deep as it gets where an end follows.
      let next = place + 1 < events.count ? events[place + 1] : event
      if next.isEnd || place + 1 == events.count, depth >= kept.least {
        kept.add(Point(figures: lift([event.at]), weight: depth))
      }
    }
  }
}
