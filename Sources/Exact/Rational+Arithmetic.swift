extension Rational {
  /// Exact sum. Both small: a few nanoseconds for equal denominators, else one or two common divisors.
  @inlinable
  public static func + (left: Rational, right: Rational) -> Rational {
    guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
      return largeSum(left, right)
    }
    if b == d {
      let (sum, overflow) = a.addingReportingOverflow(c)
      if !overflow { return b == 1 ? Rational(lowest: sum, 1) : Rational(reducing: sum, over: b) }
    }
    return crossSum(a, b, c, d)
  }

  /// Exact difference; costs as a sum.
  @inlinable
  public static func - (left: Rational, right: Rational) -> Rational {
    guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage,
      c != Int64.min
    else { return largeSum(left, -right) }
    if b == d {
      let (difference, overflow) = a.subtractingReportingOverflow(c)
      if !overflow {
        return b == 1 ? Rational(lowest: difference, 1) : Rational(reducing: difference, over: b)
      }
    }
    return crossSum(a, b, 0 &- c, d)
  }

  /// Exact product.
  @inlinable
  public static func * (left: Rational, right: Rational) -> Rational {
    guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
      return largeProduct(left, right)
    }
    if b == 1 && d == 1 {
      let (product, overflow) = a.multipliedReportingOverflow(by: c)
      if !overflow { return Rational(lowest: product, 1) }
    }
    return crossProduct(a, b, c, d)
  }

  @inlinable
  public static prefix func - (value: Rational) -> Rational {
    if case .small(let numerator, let denominator) = value.storage, numerator != Int64.min {
      return Rational(lowest: 0 &- numerator, denominator)
    }
    return largeNegation(value)
  }

  @inlinable
  public static func += (left: inout Rational, right: Rational) { left = left + right }

  @inlinable
  public static func -= (left: inout Rational, right: Rational) { left = left - right }

  @inlinable
  public static func *= (left: inout Rational, right: Rational) { left = left * right }

  /// Exact quotient; nil by zero.
  public func divided(by divisor: Rational) -> Rational? {
    divisor.reciprocal.map { self * $0 }
  }

  /// One over the value; nil for zero.
  public var reciprocal: Rational? {
    switch storage {
    case .small(0, _): return nil
    case .small(let numerator, let denominator) where numerator > 0:
      return Rational(lowest: denominator, numerator)
    case .small(let numerator, let denominator) where numerator != Int64.min:
      return Rational(lowest: 0 &- denominator, 0 &- numerator)
    case .large(let large) where large.isBeyond: return self
    case .small, .large:
      let top = numerator
      return Rational(lowest: BigInteger(isNegative: top.isNegative, divisor), top.limbs)
    }
  }

  /// a/b + c/d.
  @usableFromInline
  static func crossSum(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Rational {
    // Knuth: only the common divisor of the denominators can be left in the sum.
    let shared = commonDivisor(b, d)
    let left = b / shared
    let right = d / shared
    // Each product is below 2^126 in size.
    let sum = a.wide &* right.wide &+ c.wide &* left.wide
    if shared == 1 { return Rational(lowestWide: sum, left.wide &* d.wide) }
    if let word = Int64(exactly: sum) {
      let rest = commonDivisor(word, shared)
      return Rational(
        lowestWide: (word / rest).wide,
        left.wide &* (d / rest).wide)
    }
    let remainder = UInt64(truncatingIfNeeded: sum.magnitude % UInt128(shared.magnitude))
    let rest = Int64(truncatingIfNeeded: greatestCommonDivisor(remainder, shared.magnitude))
    return Rational(lowestWide: sum / rest.wide, left.wide &* (d / rest).wide)
  }

  /// a/b × c/d.
  @usableFromInline
  static func crossProduct(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Rational {
    let first = commonDivisor(a, d)
    let second = commonDivisor(c, b)
    return Rational(
      lowestWide: (a / first).wide &* (c / second).wide,
      (b / second).wide &* (d / first).wide)
  }

  /// The common divisor of any number and a positive one; fits as it is no larger than the second.
  private static func commonDivisor(_ any: Int64, _ positive: Int64) -> Int64 {
    Int64(truncatingIfNeeded: greatestCommonDivisor(any.magnitude, positive.magnitude))
  }

  /// A fraction in lowest terms computed in double width.
  init(lowestWide numerator: Int128, _ denominator: Int128) {
    if let above = Int64(exactly: numerator), let below = Int64(exactly: denominator) {
      self.init(lowest: above, below)
    } else {
      self.init(LargeFraction(BigInteger(numerator), Magnitude(denominator.magnitude)))
    }
  }

  @usableFromInline
  static func largeSum(_ left: Rational, _ right: Rational) -> Rational {
    if left.isBeyond { return left }
    if right.isBeyond { return right }
    let below = (left.divisor, right.divisor)
    let top = left.numerator.scaled(by: below.1) + right.numerator.scaled(by: below.0)
    return Rational(reducing: top, over: below.0 * below.1)
  }

  @usableFromInline
  static func largeProduct(_ left: Rational, _ right: Rational) -> Rational {
    if left.isBeyond { return left }
    if right.isBeyond { return right }
    return Rational(reducing: left.numerator * right.numerator, over: left.divisor * right.divisor)
  }

  @usableFromInline
  static func largeNegation(_ value: Rational) -> Rational {
    value.isBeyond ? value : Rational(lowest: -value.numerator, value.divisor)
  }
}

extension Int64 {
  /// The same value in double width.
  @inline(__always) var wide: Int128 { Int128(self) }
}

extension BigInteger {
  func scaled(by factor: Magnitude) -> BigInteger { BigInteger(isNegative: isNegative, limbs * factor) }
}
