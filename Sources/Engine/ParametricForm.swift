import Exact

/// The exact value of a cell as a function of the unknowns: a constant, an affine form, or, for one unknown,
/// a quotient of polynomials.
public enum Form: Hashable, Sendable {
  /// One unknown's part: its place among the free figures, and by how much the value grows with it.
  public struct Slope: Hashable, Sendable {
    public var unknown: Int
    public var rate: Rational

    public init(unknown: Int, rate: Rational) {
      self.unknown = unknown
      self.rate = rate
    }
  }

  case constant(Rational)
  /// The value where the unknown is zero, and the one unknown that moves it.
  case line(Rational, Slope)
  /// The value where all unknowns are zero; slopes ordered by unknown, none of them zero, at least two.
  case affine(Rational, [Slope])
  /// Only with one unknown: anything that is not affine.
  case curve(Curve)

  public static let zero = Form.constant(.zero)

  static func make(_ constant: Rational, _ slopes: [Slope]) -> Form {
    guard let first = slopes.first else { return .constant(constant) }
    return slopes.count == 1 ? .line(constant, first) : .affine(constant, slopes)
  }

  public var isConstant: Bool {
    if case .constant = self { true } else { false }
  }

  public var isZero: Bool {
    if case .constant(let value) = self { value.isZero } else { false }
  }

  /// The value if no unknown moves it.
  public var constantValue: Rational? {
    if case .constant(let value) = self { value } else { nil }
  }

  /// The constant and the slopes of an affine form; nil for a curve.
  public var affineParts: (constant: Rational, slopes: [Slope])? {
    switch self {
    case .constant(let value): (value, [])
    case .line(let value, let slope): (value, [slope])
    case .affine(let value, let slopes): (value, slopes)
    case .curve: nil
    }
  }

  /// Whether it is not computed, because a number in it or its degree would be too large.
  var isBeyond: Bool {
    switch self {
    case .constant(let value): value.isBeyond
    case .line(let value, let slope): value.isBeyond || slope.rate.isBeyond
    case .affine(let value, let slopes): value.isBeyond || slopes.contains { $0.rate.isBeyond }
    case .curve(let curve): curve.numerator.isBeyond || curve.denominator.isBeyond
    }
  }

  /// A curve, or ``Rational/beyond`` where its degree is too high.
  private static func curve(_ numerator: Polynomial, over denominator: Polynomial) -> Form? {
    guard max(numerator.degree, denominator.degree) <= Polynomial.mostDegree, !numerator.isBeyond,
      !denominator.isBeyond
    else { return .constant(.beyond) }
    return Curve(numerator, over: denominator)?.form
  }

  /// The value at a point; nil where a divisor is zero there.
  public func value(at point: [Rational]) -> Rational? {
    func place(_ unknown: Int) -> Rational { point.indices.contains(unknown) ? point[unknown] : .zero }
    switch self {
    case .constant(let value): return value
    case .line(let value, let slope): return value + slope.rate * place(slope.unknown)
    case .affine(let value, let slopes):
      return slopes.reduce(value) { $0 + $1.rate * place($1.unknown) }
    case .curve(let curve): return curve.value(at: place(0))
    }
  }

  /// −1, 0 or 1 at a point; to the right or left of it for one unknown. 0 beside the point only where the
  /// form is zero throughout.
  public func sign(at point: [Rational], _ side: Parametric.Side) -> Int {
    switch self {
    case .constant(let value): return value.sign
    case .line(let value, let slope):
      let place = point.indices.contains(slope.unknown) ? point[slope.unknown] : .zero
      let sign = (value + slope.rate * place).sign
      if sign != 0 { return sign }
      switch side {
      case .at: return 0
      case .right: return slope.rate.sign
      case .left: return 0 &- slope.rate.sign
      }
    case .affine: return value(at: point)?.sign ?? 0
    case .curve(let curve): return curve.sign(at: point.first ?? .zero, side)
    }
  }

  public static func + (left: Form, right: Form) -> Form { combined(left, right, isDifference: false) }
  public static func - (left: Form, right: Form) -> Form { combined(left, right, isDifference: true) }

  public func scaled(by factor: Rational) -> Form {
    if factor.isZero { return .zero }
    switch self {
    case .constant(let value): return .constant(value * factor)
    case .line(let value, let slope):
      return .line(value * factor, Slope(unknown: slope.unknown, rate: slope.rate * factor))
    case .affine(let value, let slopes):
      return .affine(value * factor, slopes.map { Slope(unknown: $0.unknown, rate: $0.rate * factor) })
    case .curve(let curve):
      return Curve(curve.numerator.scaled(by: factor), over: curve.denominator)?.form ?? .zero
    }
  }

  public func negated() -> Form { scaled(by: Rational(-1)) }

  /// The product; nil where it is not affine and there are several unknowns.
  static func product(_ left: Form, _ right: Form, unknowns: Int) -> Form? {
    if let factor = left.constantValue { return right.scaled(by: factor) }
    if let factor = right.constantValue { return left.scaled(by: factor) }
    guard unknowns == 1, let first = left.asCurve, let second = right.asCurve else { return nil }
    return curve(first.numerator * second.numerator, over: first.denominator * second.denominator)
  }

  /// The quotient by a form that is not zero; nil where it is not affine and there are several unknowns.
  static func quotient(_ left: Form, _ right: Form, unknowns: Int) -> Form? {
    if let factor = right.constantValue { return factor.reciprocal.map { left.scaled(by: $0) } }
    if left.isZero { return left }
    if let ratio = left.ratio(to: right) { return .constant(ratio) }
    guard unknowns == 1, let first = left.asCurve, let second = right.asCurve else { return nil }
    return curve(first.numerator * second.denominator, over: first.denominator * second.numerator)
  }

  /// The factor by which another form gives this one, where there is one: both grow alike.
  private func ratio(to other: Form) -> Rational? {
    guard let (constant, slopes) = affineParts, let (below, rates) = other.affineParts,
      slopes.count == rates.count, let head = slopes.first, let under = rates.first,
      let factor = head.rate.divided(by: under.rate), constant == below * factor
    else { return nil }
    for (slope, rate) in zip(slopes, rates)
    where slope.unknown != rate.unknown || slope.rate != rate.rate * factor { return nil }
    return factor
  }

  private static func combined(_ left: Form, _ right: Form, isDifference: Bool) -> Form {
    func joined(_ first: Rational, _ second: Rational) -> Rational {
      isDifference ? first - second : first + second
    }
    switch (left, right) {
    case (.constant(let first), .constant(let second)): return .constant(joined(first, second))
    case (.line(let first, let slope), .constant(let second)): return .line(joined(first, second), slope)
    case (.constant(let first), .line(let second, let slope)):
      let rate = isDifference ? -slope.rate : slope.rate
      return .line(joined(first, second), Slope(unknown: slope.unknown, rate: rate))
    case (.line(let first, let slope), .line(let second, let other)) where slope.unknown == other.unknown:
      let rate = joined(slope.rate, other.rate)
      let value = joined(first, second)
      return rate.isZero ? .constant(value) : .line(value, Slope(unknown: slope.unknown, rate: rate))
    case (.curve, _), (_, .curve):
      guard let first = left.asCurve, let second = right.asCurve else { return .zero }
      let top = first.numerator * second.denominator
      let other = second.numerator * first.denominator
      return curve(isDifference ? top - other : top + other, over: first.denominator * second.denominator)
        ?? .zero
    case (.line, _), (.affine, _), (.constant, _):
      guard let (first, slopes) = left.affineParts, let (second, others) = right.affineParts else {
        return .zero
      }
      return .make(joined(first, second), merged(slopes, others, isDifference: isDifference))
    }
  }

  private static func merged(_ left: [Slope], _ right: [Slope], isDifference: Bool) -> [Slope] {
    var result: [Slope] = []
    result.reserveCapacity(left.count + right.count)
    var second = 0
    func turned(_ rate: Rational) -> Rational { isDifference ? -rate : rate }
    for slope in left {
      while second < right.count, right[second].unknown < slope.unknown {
        result.append(Slope(unknown: right[second].unknown, rate: turned(right[second].rate)))
        second += 1
      }
      if second < right.count, right[second].unknown == slope.unknown {
        let rate = slope.rate + turned(right[second].rate)
        if !rate.isZero { result.append(Slope(unknown: slope.unknown, rate: rate)) }
        second += 1
      } else {
        result.append(slope)
      }
    }
    for slope in right[min(second, right.count)...] {
      result.append(Slope(unknown: slope.unknown, rate: turned(slope.rate)))
    }
    return result
  }

  var asCurve: Curve? {
    switch self {
    case .constant(let value): Curve(Polynomial([value]), over: .one)
    case .line(let value, let slope): Curve(Polynomial([value, slope.rate]), over: .one)
    case .affine: nil
    case .curve(let curve): curve
    }
  }
}

/// A quotient of polynomials in the one unknown, in lowest terms, the divisor's leading coefficient 1.
public struct Curve: Hashable, Sendable {
  let numerator: Polynomial
  let denominator: Polynomial

  /// nil where the divisor is the zero polynomial.
  init?(_ numerator: Polynomial, over denominator: Polynomial) {
    guard !denominator.isZero else { return nil }
    var top = numerator
    var below = denominator
    let common = Polynomial.greatestCommonDivisor(top, below)
    if common.degree > 0, let (first, _) = top.divided(by: common),
      let (second, _) = below.divided(by: common)
    {
      top = first
      below = second
    }
    let factor = below.leading.reciprocal ?? .one
    self.numerator = top.scaled(by: factor)
    self.denominator = below.scaled(by: factor)
  }

  /// As simple a form as it comes to.
  var form: Form {
    guard denominator.degree == 0, numerator.degree <= 1 else { return .curve(self) }
    if numerator.degree < 1 { return .constant(numerator[0]) }
    return .line(numerator[0], Form.Slope(unknown: 0, rate: numerator[1]))
  }

  func value(at place: Rational) -> Rational? {
    numerator.value(at: place).divided(by: denominator.value(at: place))
  }

  func sign(at place: Rational, _ side: Parametric.Side) -> Int {
    numerator.sign(at: place, side) * denominator.sign(at: place, side)
  }
}
