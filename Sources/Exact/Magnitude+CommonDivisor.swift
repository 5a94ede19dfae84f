/// Greatest common divisor of two limbs; of zero and x it is x.
///
/// One division first, as numerators are often much longer than denominators and denominators often
/// multiples of each other; then the binary method.
@usableFromInline
func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  let (large, small) = first < second ? (second, first) : (first, second)
  if small <= 1 { return small == 0 ? large : 1 }
  let rest = large % small
  if rest <= 1 { return rest == 0 ? small : 1 }
  let twos = (rest | small).trailingZeroBitCount
  var left = rest &>> rest.trailingZeroBitCount
  var right = small &>> small.trailingZeroBitCount
  while left != right {
    let difference = left &- right
    let isBelow = left < right
    right = isBelow ? left : right
    left = isBelow ? 0 &- difference : difference
    left &>>= left.trailingZeroBitCount
  }
  return left &<< twos
}

extension Magnitude {
  /// Greatest common divisor; of zero and x it is x. Lehmer's method: quadratic in the limbs.
  static func greatestCommonDivisor(_ first: Magnitude, _ second: Magnitude) -> Magnitude {
    var (large, small) = first < second ? (second, first) : (first, second)
    while small.limbs.count > 1 {
      let step = Cosequence(of: large, small)
      if step.isUseful {
        (large, small) = step.applied(to: large, small)
      } else {
        (large, small) = (small, large.dividing(by: small).remainder)
      }
    }
    guard let last = small.limbs.first else { return large }
    return Magnitude(Exact.greatestCommonDivisor(last, large.remainder(by: last)))
  }
}

/// Several steps of Euclid's algorithm at once, found from the top limbs of two numbers.
///
/// The factors are kept without sign: after an even number of steps it is `u0·large − v0·small` and
/// `v1·small − u1·large`, after an odd number the other way round.
private struct Cosequence {
  private var u0: UInt64 = 0
  private var u1: UInt64 = 1
  private var v0: UInt64 = 0
  private var v1: UInt64 = 0
  private var isEven = false

  /// False if the top limbs decide not even one step.
  var isUseful: Bool { v0 != 0 }

  init(of large: Magnitude, _ small: Magnitude) {
    let count = large.limbs.count
    let shift = large.limbs[count &- 1].leadingZeroBitCount
    func window(_ limbs: [UInt64]) -> UInt64 {
      let high = count &- 1 < limbs.count ? limbs[count &- 1] : 0
      let low = count &- 2 < limbs.count ? limbs[count &- 2] : 0
      return shift == 0 ? high : high &<< shift | low &>> (64 &- shift)
    }
    var left = window(large.limbs)
    var right = window(small.limbs)
    var u2: UInt64 = 0
    var v2: UInt64 = 1
    // Collins' condition: while it holds, the quotient of the tops is that of the whole numbers.
    while right >= v2 && left &- right >= v1 &+ v2 {
      let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
      (left, right) = (right, remainder)
      (u0, u1, u2) = (u1, u2, u1 &+ quotient &* u2)
      (v0, v1, v2) = (v1, v2, v1 &+ quotient &* v2)
      isEven.toggle()
    }
  }

  func applied(to large: Magnitude, _ small: Magnitude) -> (Magnitude, Magnitude) {
    isEven
      ? (difference(u0, large, v0, small), difference(v1, small, u1, large))
      : (difference(v0, small, u0, large), difference(u1, large, v1, small))
  }

  /// `a·first − b·second`, which is never below zero here.
  private func difference(_ a: UInt64, _ first: Magnitude, _ b: UInt64, _ second: Magnitude) -> Magnitude {
    let count = max(first.limbs.count, second.limbs.count)
    var result: [UInt64] = []
    result.reserveCapacity(count &+ 1)
    var gained: UInt128 = 0
    var lost: UInt128 = 0
    for index in 0..<count {
      if index < first.limbs.count { gained &+= UInt128(a) &* UInt128(first.limbs[index]) }
      if index < second.limbs.count { lost &+= UInt128(b) &* UInt128(second.limbs[index]) }
      let (limb, below) = UInt64(truncatingIfNeeded: gained).subtractingReportingOverflow(
        UInt64(truncatingIfNeeded: lost))
      result.append(limb)
      gained >>= 64
      lost = (lost >> 64) &+ (below ? 1 : 0)
    }
    result.append(UInt64(truncatingIfNeeded: gained &- lost))
    return Magnitude(limbs: result)
  }
}
