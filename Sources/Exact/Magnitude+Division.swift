extension Magnitude {
  /// Quotient and remainder by a single limb; the caller knows that it is not zero.
  func dividing(by divisor: UInt64) -> (quotient: Magnitude, remainder: UInt64) {
    if divisor == 0 { return (.zero, 0) }
    var quotient = limbs
    var remainder: UInt64 = 0
    for index in quotient.indices.reversed() {
      // The remainder is below the divisor, so the full-width quotient fits one limb.
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
    }
    return (Magnitude(limbs: quotient), remainder)
  }

  /// Remainder by a single limb; the caller knows that it is not zero.
  func remainder(by divisor: UInt64) -> UInt64 {
    if divisor == 0 { return 0 }
    var remainder: UInt64 = 0
    for limb in limbs.reversed() { remainder = divisor.dividingFullWidth((remainder, limb)).remainder }
    return remainder
  }

  /// Quotient and remainder; by zero, which no caller does, the quotient is zero and nothing is taken off.
  ///
  /// Knuth's algorithm D: O(limbs of quotient × limbs of divisor).
  func dividing(by divisor: Magnitude) -> (quotient: Magnitude, remainder: Magnitude) {
    guard let top = divisor.limbs.last, self >= divisor else { return (.zero, self) }
    if divisor.limbs.count == 1 {
      let (quotient, remainder) = dividing(by: top)
      return (quotient, Magnitude(remainder))
    }
    // With the divisor's top bit set, each guess at a quotient limb is at most two too large.
    let shift = top.leadingZeroBitCount
    let scaled = divisor.shiftedLeft(by: shift).limbs
    var rest = shiftedLeft(by: shift).limbs
    while rest.count <= limbs.count { rest.append(0) }
    let width = scaled.count
    var quotient = [UInt64](repeating: 0, count: rest.count &- width)
    for position in quotient.indices.reversed() {
      var guess = Magnitude.guess(rest, scaled, position)
      if Magnitude.subtract(scaled, times: guess, from: &rest, at: position) {
        guess &-= 1
        Magnitude.addBack(scaled, to: &rest, at: position)
      }
      quotient[position] = guess
    }
    let remainder = Magnitude(limbs: Array(rest.prefix(width))).shiftedRight(by: shift)
    return (Magnitude(limbs: quotient), remainder)
  }

  /// The quotient limb at `position` from the top limbs alone: right, or one too large.
  private static func guess(_ rest: [UInt64], _ divisor: [UInt64], _ position: Int) -> UInt64 {
    let width = divisor.count
    let top = divisor[width &- 1]
    let next = divisor[width &- 2]
    let high = rest[position &+ width]
    let middle = rest[position &+ width &- 1]
    let low = rest[position &+ width &- 2]
    var guess: UInt64
    var left: UInt64
    var exceeded = false
    if high >= top {
      guess = .max
      (left, exceeded) = middle.addingReportingOverflow(top)
    } else {
      (guess, left) = top.dividingFullWidth((high, middle))
    }
    while !exceeded {
      let product = guess.multipliedFullWidth(by: next)
      if product.high < left || (product.high == left && product.low <= low) { break }
      guess &-= 1
      (left, exceeded) = left.addingReportingOverflow(top)
    }
    return guess
  }

  /// Takes `divisor × factor` off `rest` at `position`; true if that went below zero.
  private static func subtract(
    _ divisor: [UInt64], times factor: UInt64, from rest: inout [UInt64], at position: Int
  ) -> Bool {
    var carry: UInt64 = 0
    for index in divisor.indices {
      let product = UInt128(factor) &* UInt128(divisor[index]) &+ UInt128(carry)
      let (difference, below) = rest[position &+ index].subtractingReportingOverflow(
        UInt64(truncatingIfNeeded: product))
      rest[position &+ index] = difference
      // A full high limb comes with a zero low limb, which never borrows.
      carry = UInt64(truncatingIfNeeded: product >> 64) &+ (below ? 1 : 0)
    }
    let (difference, below) = rest[position &+ divisor.count].subtractingReportingOverflow(carry)
    rest[position &+ divisor.count] = difference
    return below
  }

  /// Puts one `divisor` back after a guess that was one too large.
  private static func addBack(_ divisor: [UInt64], to rest: inout [UInt64], at position: Int) {
    var carry: UInt128 = 0
    for index in divisor.indices {
      let sum = UInt128(rest[position &+ index]) &+ UInt128(divisor[index]) &+ carry
      rest[position &+ index] = UInt64(truncatingIfNeeded: sum)
      carry = sum >> 64
    }
    rest[position &+ divisor.count] &+= UInt64(truncatingIfNeeded: carry)
  }
}
