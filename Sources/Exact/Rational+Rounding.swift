extension Rational {
  /// The largest whole number not above the value.
  public func floor() -> Rational { isInteger ? self : whole(sign < 0 ? .up : .down) }

  /// The smallest whole number not below the value.
  public func ceiling() -> Rational { isInteger ? self : whole(sign < 0 ? .down : .up) }

  /// The value to `digits` decimals; negative digits round to tens, hundreds … Digits are held to ±400.
  public func rounded(_ mode: RoundingMode, digits: Int) -> Rational {
    if (digits >= 0 && isInteger) || isBeyond { return self }
    let digits = Rational.clamped(digits: digits)
    if let word = smallSteps(mode, digits: digits) { return Rational(fixed: word, scale: digits) }
    return Rational(steps(mode, digits: digits), shifted: digits)
  }

  /// The value to the nearest multiple of `step` in the sense of `mode`, as to quarters or to tens; the
  /// sign of the step does not matter. Nil if the step is zero.
  public func rounded(_ mode: RoundingMode, toMultipleOf step: Rational) -> Rational? {
    divided(by: step).map { $0.whole(mode) * step }
  }

  /// The value to a whole number.
  private func whole(_ mode: RoundingMode) -> Rational { rounded(mode, digits: 0) }

  /// value × 10^digits as a whole number where 64 bits are enough throughout, or at most 128 between.
  func smallSteps(_ mode: RoundingMode, digits: Int) -> Int64? {
    guard case .small(let numerator, let denominator) = storage, let power = PowerOfTen.word(digits) else {
      return nil
    }
    let (product, overflow) = numerator.multipliedReportingOverflow(by: power)
    if !overflow { return mode.quotient(product, denominator) }
    // Below 2^63 × 10^18 < 2^123.
    return Int64(exactly: mode.quotient(numerator.wide &* power.wide, denominator.wide))
  }

  /// value × 10^digits as a whole number of any size.
  func steps(_ mode: RoundingMode, digits: Int) -> BigInteger {
    var top = numerator.limbs
    var below = divisor
    if digits > 0 { top = top * .powerOfTen(digits) }
    if digits < 0 { below = below * .powerOfTen(0 &- digits) }
    return BigInteger(isNegative: sign < 0, mode.quotient(top, below))
  }
}

extension Rational {
  /// value × 10^scale if that is whole and fits 64 bits, otherwise nil: the way into fixed-point columns.
  public func fixed(scale: Int) -> Int64? {
    if let power = PowerOfTen.word(scale) {
      // A large fraction never qualifies: its numerator is too large, or its denominator beyond 10^18.
      guard case .small(let numerator, let denominator) = storage else { return nil }
      if denominator == 1 {
        let (product, overflow) = numerator.multipliedReportingOverflow(by: power)
        return overflow ? nil : product
      }
      let (factor, rest) = power.quotientAndRemainder(dividingBy: denominator)
      if rest != 0 { return nil }
      let (product, overflow) = numerator.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
    let shifted = self * Rational(BigInteger.one, shifted: 0 &- Rational.clamped(digits: scale))
    if case .small(let whole, 1) = shifted.storage { return whole }
    return nil
  }

  /// Number of decimals that write the value exactly; nil if no number of decimals does, as for 1/3.
  public var decimalScale: Int? {
    switch storage {
    case .small(_, 1): return 0
    case .small(_, let denominator):
      let twos = denominator.trailingZeroBitCount
      var rest = denominator &>> twos
      var fives = 0
      while rest % 5 == 0 {
        rest /= 5
        fives &+= 1
      }
      return rest == 1 ? max(twos, fives) : nil
    case .large(let large):
      let twos = large.denominator.trailingZeroBitCount
      var rest = large.denominator.shiftedRight(by: twos)
      var fives = 0
      while !rest.isOne {
        let (quotient, remainder) = rest.dividing(by: 5)
        if remainder != 0 { return nil }
        rest = quotient
        fives &+= 1
      }
      return max(twos, fives)
    }
  }
}
