import Exact

/// The points x with a·x ≤ bound.
struct HalfSpace: Sendable {
  var coefficients: [Rational]
  var bound: Rational

  func holds(at point: [Rational]) -> Bool { dot(coefficients, point) <= bound }
}

func dot(_ left: [Rational], _ right: [Rational]) -> Rational {
  var sum = Rational.zero
  for (first, second) in zip(left, right) where !first.isZero && !second.isZero { sum = sum + first * second }
  return sum
}

/// Exact linear programming in a few dimensions: Seidel's incremental algorithm (Discrete & Computational
/// Geometry 6, 1991), with the constraints in a fixed mixed order. Expected cost: linear in the constraints for
/// a fixed dimension.
enum LinearProgram {
  /// Values beyond this count as unbounded.
  static let horizon = Rational(1_000_000_000_000)
  /// An end beyond this lies at the horizon, seen through a slope.
  static let edge = Rational(100_000_000)

  /// A point of the region that maximises the objective; nil where the region is empty. A coordinate at the
  /// horizon means that the region has no end there.
  static func maximum(of objective: [Rational], _ constraints: [HalfSpace]) -> [Rational]? {
    solve(objective, mixed(constraints))
  }

  /// Whether the region has a point.
  static func isFeasible(_ constraints: [HalfSpace], dimension: Int) -> Bool {
    maximum(of: [Rational](repeating: .zero, count: dimension), constraints) != nil
  }

  /// The least and greatest value of a linear function over the region; nil for an open end.
  static func range(
    of function: [Rational], _ constraints: [HalfSpace]
  ) -> (low: Rational?, high: Rational?)? {
    guard let top = maximum(of: function, constraints),
      let bottom = maximum(of: function.map { .zero - $0 }, constraints)
    else { return nil }
    let high = dot(function, top)
    let low = dot(function, bottom)
    return (low.magnitude >= edge ? nil : low, high.magnitude >= edge ? nil : high)
  }

  private static func mixed(_ constraints: [HalfSpace]) -> [HalfSpace] {
    let count = constraints.count
    guard count > 3 else { return constraints }
    // A fixed permutation: multiplication by a number without common divisor.
    var step = count * 5 / 8 + 1
    while greatestCommonDivisor(step, count) != 1 { step += 1 }
    return (0..<count).map { constraints[($0 * step) % count] }
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }

  private static func solve(_ objective: [Rational], _ constraints: [HalfSpace]) -> [Rational]? {
    let dimension = objective.count
    if dimension == 0 { return constraints.allSatisfy { $0.bound >= .zero } ? [] : nil }
    if dimension == 1 { return segment(objective[0], constraints) }
    var point = objective.map { $0 < .zero ? .zero - horizon : $0.isZero ? .zero : horizon }
    for (index, constraint) in constraints.enumerated() where !constraint.holds(at: point) {
      guard let pivot = constraint.coefficients.lastIndex(where: { !$0.isZero }) else { return nil }
      var earlier = constraints[..<index].map { eliminate($0, pivot, constraint) }
      // The eliminated coordinate stays inside the horizon.
      for sign in [Rational.one, .zero - .one] {
        var side = [Rational](repeating: .zero, count: dimension)
        side[pivot] = sign
        earlier.append(eliminate(HalfSpace(coefficients: side, bound: horizon), pivot, constraint))
      }
      let reduced = eliminate(HalfSpace(coefficients: objective, bound: .zero), pivot, constraint)
      guard var rest = solve(reduced.coefficients, earlier) else { return nil }
      rest.insert(.zero, at: pivot)
      let missing = constraint.bound - dot(constraint.coefficients, rest)
      rest[pivot] = missing.divided(by: constraint.coefficients[pivot]) ?? .zero
      point = rest
    }
    return point
  }

  /// The constraint on the hyperplane of another one, with one coordinate expressed by the rest.
  private static func eliminate(_ constraint: HalfSpace, _ pivot: Int, _ plane: HalfSpace) -> HalfSpace {
    let factor = constraint.coefficients[pivot].divided(by: plane.coefficients[pivot]) ?? .zero
    var result = constraint
    if !factor.isZero {
      for index in result.coefficients.indices {
        result.coefficients[index] = result.coefficients[index] - factor * plane.coefficients[index]
      }
      result.bound = result.bound - factor * plane.bound
    }
    result.coefficients.remove(at: pivot)
    if result.bound.isBeyond || result.coefficients.contains(where: \.isBeyond) {
      // Too large to be told: left out, the region is no smaller than it is, so that what is empty is surely so.
      return HalfSpace(
        coefficients: [Rational](repeating: .zero, count: result.coefficients.count), bound: .zero)
    }
    return result
  }

  private static func segment(_ objective: Rational, _ constraints: [HalfSpace]) -> [Rational]? {
    var low = .zero - horizon
    var high = horizon
    for constraint in constraints {
      let slope = constraint.coefficients[0]
      if slope.isZero {
        if constraint.bound < .zero { return nil }
      } else if let end = constraint.bound.divided(by: slope) {
        if slope > .zero { high = min(high, end) } else { low = max(low, end) }
      }
    }
    guard low <= high else { return nil }
    if objective.isZero { return [low <= .zero && high >= .zero ? .zero : low > .zero ? low : high] }
    return [objective > .zero ? high : low]
  }
}
