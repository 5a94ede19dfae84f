import Exact

/// A polynomial in one unknown with exact coefficients, the constant first; no trailing zeros.
struct Polynomial: Hashable, Sendable {
  private(set) var coefficients: [Rational]

  init(_ coefficients: [Rational]) {
    var kept = coefficients
    while let last = kept.last, last.isZero { kept.removeLast() }
    self.coefficients = kept
  }

  static let one = Polynomial([.one])

  /// The highest degree that is computed with.
  static let mostDegree = 64

  /// Whether a coefficient is too large to be computed.
  var isBeyond: Bool { coefficients.contains(where: \.isBeyond) }

  /// −1 for the zero polynomial.
  var degree: Int { coefficients.count &- 1 }
  var isZero: Bool { coefficients.isEmpty }
  var leading: Rational { coefficients.last ?? .zero }

  subscript(power: Int) -> Rational { coefficients.indices.contains(power) ? coefficients[power] : .zero }

  static func + (left: Polynomial, right: Polynomial) -> Polynomial {
    Polynomial((0..<max(left.coefficients.count, right.coefficients.count)).map { left[$0] + right[$0] })
  }

  static func - (left: Polynomial, right: Polynomial) -> Polynomial {
    Polynomial((0..<max(left.coefficients.count, right.coefficients.count)).map { left[$0] - right[$0] })
  }

  static func * (left: Polynomial, right: Polynomial) -> Polynomial {
    guard !left.isZero, !right.isZero else { return Polynomial([]) }
    var result = [Rational](repeating: .zero, count: left.coefficients.count + right.coefficients.count - 1)
    for (power, factor) in left.coefficients.enumerated() {
      for (other, value) in right.coefficients.enumerated() { result[power + other] += factor * value }
    }
    return Polynomial(result)
  }

  func scaled(by factor: Rational) -> Polynomial { Polynomial(coefficients.map { $0 * factor }) }

  /// The value at a place, by Horner's rule.
  func value(at place: Rational) -> Rational {
    coefficients.reversed().reduce(.zero) { $0 * place + $1 }
  }

  var derivative: Polynomial {
    Polynomial(coefficients.enumerated().dropFirst().map { $0.element * Rational($0.offset) })
  }

  /// Quotient and remainder; nil by the zero polynomial, or where coefficients grow too large.
  func divided(by divisor: Polynomial) -> (quotient: Polynomial, remainder: Polynomial)? {
    guard let lead = divisor.leading.reciprocal else { return nil }
    var rest = self
    var quotient = [Rational](repeating: .zero, count: max(0, degree - divisor.degree + 1))
    while rest.degree >= divisor.degree, !rest.isZero {
      let shift = rest.degree - divisor.degree
      let factor = rest.leading * lead
      if factor.isBeyond { return nil }
      quotient[shift] = factor
      let shifted = [Rational](repeating: .zero, count: shift) + divisor.coefficients.map { $0 * factor }
      // The leading terms cancel exactly.
      rest = Polynomial(zip(rest.coefficients, shifted).dropLast().map { $0 - $1 })
    }
    return (Polynomial(quotient), rest)
  }

  /// The greatest common divisor with leading coefficient 1, by Euclid's algorithm.
  static func greatestCommonDivisor(_ left: Polynomial, _ right: Polynomial) -> Polynomial {
    var first = left
    var second = right
    while !second.isZero {
      guard let (_, rest) = first.divided(by: second) else { break }
      first = second
      second = rest
    }
    return first.leading.reciprocal.map { first.scaled(by: $0) } ?? first
  }

  /// The sign at a place, or just beside it.
  func sign(at place: Rational, _ side: Parametric.Side) -> Int {
    var polynomial = self
    var flips = false
    while !polynomial.isZero {
      let sign = polynomial.value(at: place).sign
      if sign != 0 { return flips && side == .left ? 0 &- sign : sign }
      if side == .at { return 0 }
      // The first derivative that does not vanish decides beside the place; odd ones turn to the left.
      polynomial = polynomial.derivative
      flips.toggle()
    }
    return 0
  }
}

extension Polynomial {
  /// Where a root beyond a place is: a fraction, or nothing that a fraction could tell.
  enum Roots: Sendable {
    /// All real roots are among these fractions, in order.
    case fractions([Rational])
    /// Some real root may be no fraction.
    case irrational
  }

  /// The real roots where they are fractions. Degrees above two are solved only where they split that far.
  var roots: Roots {
    switch degree {
    case ...0: return .fractions([])
    case 1: return .fractions([(-self[0]).divided(by: self[1])].compactMap { $0 })
    case 2:
      let discriminant = self[1] * self[1] - Rational(4) * self[2] * self[0]
      guard discriminant.sign >= 0 else { return .fractions([]) }
      guard let root = discriminant.squareRoot, let half = (Rational(2) * self[2]).reciprocal else {
        return .irrational
      }
      return .fractions(Set([(-self[1] - root) * half, (-self[1] + root) * half]).sorted())
    default:
      if self[0].isZero {
        // A root at zero divides out.
        guard case .fractions(let rest) = Polynomial(Array(coefficients.dropFirst())).roots else {
          return .irrational
        }
        return .fractions(Set(rest + [.zero]).sorted())
      }
      return .irrational
    }
  }

  /// How many different real roots lie beyond `low` and before or at `high` (nil: anywhere beyond), by
  /// Sturm's theorem.
  func rootCount(after low: Rational, through high: Rational?) -> Int {
    let common = Polynomial.greatestCommonDivisor(self, derivative)
    guard let simple = divided(by: common)?.quotient, simple.degree > 0 else { return 0 }
    var chain = [simple, simple.derivative]
    while let last = chain.last, last.degree > 0 {
      guard let rest = chain[chain.count - 2].divided(by: last)?.remainder, !rest.isZero else { break }
      chain.append(rest.scaled(by: Rational(-1)))
    }
    // Where the numbers are too large to tell, there may be one.
    if chain.contains(where: \.isBeyond) { return 1 }
    func changes(_ signs: [Int]) -> Int {
      let kept = signs.filter { $0 != 0 }
      return zip(kept, kept.dropFirst()).count { $0 != $1 }
    }
    let atLow = changes(chain.map { $0.value(at: low).sign })
    let atHigh = changes(chain.map { high.map($0.value)?.sign ?? $0.leading.sign })
    return atLow - atHigh
  }
}

extension Rational {
  /// The square root where it is a fraction.
  var squareRoot: Rational? {
    guard sign >= 0, !isBeyond else { return nil }
    guard let top = Rational(numerator).wholeSquareRoot, let below = Rational(denominator).wholeSquareRoot
    else { return nil }
    return top.divided(by: below)
  }

  /// The square root of a whole number where it is whole; by Newton's method.
  private var wholeSquareRoot: Rational? {
    let root = floorOfSquareRoot
    return root * root == self ? root : nil
  }

  /// The largest whole number whose square is not above the value; 0 below zero.
  var floorOfSquareRoot: Rational {
    guard sign > 0 else { return .zero }
    if isBeyond { return .beyond }
    var guess = powerAboveSquareRoot
    while true {
      guard let quotient = divided(by: guess) else { return .zero }
      let next = ((guess + quotient.floor()) * Rational(fixed: 5, scale: 1)).floor()
      if next >= guess { return guess }
      guess = next
    }
  }
}
