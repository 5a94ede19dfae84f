extension Rational: Hashable, Comparable {
  @inlinable
  public static func == (left: Rational, right: Rational) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let a, let b), .small(let c, let d)): a == c && b == d
    case (.large(let left), .large(let right)): isSame(left, right)
    case (.small, .large), (.large, .small): false
    }
  }

  @inlinable
  public static func < (left: Rational, right: Rational) -> Bool {
    guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage else {
      return isLess(left, right)
    }
    if b == d { return a < c }
    return Int128(a) &* Int128(d) < Int128(c) &* Int128(b)
  }

  public func hash(into hasher: inout Hasher) {
    switch storage {
    case .small(let numerator, let denominator):
      hasher.combine(numerator)
      hasher.combine(denominator)
    case .large(let large):
      hasher.combine(large.numerator)
      hasher.combine(large.denominator)
    }
  }

  @usableFromInline
  static func isSame(_ left: LargeFraction, _ right: LargeFraction) -> Bool {
    left === right
      || (!left.isBeyond && !right.isBeyond && left.numerator == right.numerator
        && left.denominator == right.denominator)
  }

  @usableFromInline
  static func isLess(_ left: Rational, _ right: Rational) -> Bool {
    if left.isBeyond || right.isBeyond { return !left.isBeyond }
    if left.sign != right.sign { return left.sign < right.sign }
    return left.numerator.scaled(by: right.divisor) < right.numerator.scaled(by: left.divisor)
  }
}
