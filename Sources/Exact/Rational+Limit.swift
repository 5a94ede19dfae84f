extension Rational {
  /// Most bits that the upper or the lower part of a fraction may have, about 30,000 digits.
  public static let mostBits = 100_000

  /// What a computation gives whose result would be larger than that, or that had such an operand.
  ///
  /// It equals itself alone, stands above every number, and is written as "…". Whoever computes from input tells by
  /// ``isBeyond`` that there is no result.
  public static let beyond = Rational(LargeFraction.beyond)

  /// The same for what is not computed because what went before it took too much work.
  public static let unaffordable = Rational(LargeFraction.unaffordable)

  /// Whether there is no value because it would be too large, or too much work.
  public var isBeyond: Bool {
    if case .large(let large) = storage { large.isBeyond } else { false }
  }

  /// The square of the length in words where the value has more than eight of them, otherwise 0: what its products
  /// and its reduction cost, by which a computation is bounded.
  public var work: Int {
    guard case .large(let large) = storage else { return 0 }
    let words = max(large.numerator.limbs.limbs.count, large.denominator.limbs.count)
    return words > 8 ? words &* words : 0
  }

  /// A power of two that is not below the square root of a value that is not below zero, and less than four times
  /// it: where a search for the root starts.
  public var powerAboveSquareRoot: Rational {
    let bits = max(0, numerator.limbs.bitCount &- divisor.bitCount &+ 1)
    return Rational(BigInteger(isNegative: false, Magnitude(1 as UInt64).shiftedLeft(by: bits / 2 &+ 1)))
  }
}
