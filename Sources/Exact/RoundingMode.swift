/// How a value between two steps is brought to one of them. All four treat −x as the mirror of x.
public enum RoundingMode: String, Sendable, CaseIterable {
  /// To the nearest step, from the middle away from zero: 四舍五入, and what spreadsheets call ROUND.
  case halfUp
  /// To the nearest step, from the middle to the even one.
  case halfEven
  /// Away from zero whenever anything is left over: 进一, ROUNDUP.
  case up
  /// Towards zero: 截尾, ROUNDDOWN.
  case down

  /// Whether the step further from zero is taken.
  /// - Parameters:
  ///   - comparison: the part left over against one half of a step: −1, 0 or 1.
  ///   - isOdd: whether the step nearer to zero is an odd one.
  /// The part left over is not zero.
  @inline(__always)
  func movesAway(half comparison: Int, isOdd: Bool) -> Bool {
    switch self {
    case .halfUp: comparison >= 0
    case .halfEven: comparison > 0 || (comparison == 0 && isOdd)
    case .up: true
    case .down: false
    }
  }

  /// `numerator ÷ denominator` as a whole number, the denominator positive. Nothing can overflow: by one
  /// there is nothing left over, and any other denominator leaves room for a step.
  @inline(__always)
  func quotient<Word: FixedWidthInteger & SignedInteger>(_ numerator: Word, _ denominator: Word) -> Word {
    if denominator == 1 { return numerator }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    if remainder == 0 { return quotient }
    let rest = remainder < 0 ? 0 &- remainder : remainder
    let complement = denominator &- rest
    let half = rest < complement ? -1 : rest == complement ? 0 : 1
    guard movesAway(half: half, isOdd: quotient & 1 != 0) else { return quotient }
    return numerator < 0 ? quotient &- 1 : quotient &+ 1
  }

  /// `numerator ÷ denominator` as a whole number, the denominator not zero.
  func quotient(_ numerator: Magnitude, _ denominator: Magnitude) -> Magnitude {
    let (quotient, remainder) = numerator.dividing(by: denominator)
    if remainder.isZero { return quotient }
    let half = remainder.order(against: denominator.subtracting(remainder))
    guard movesAway(half: half, isOdd: quotient.isOdd) else { return quotient }
    return quotient + Magnitude(1 as UInt64)
  }
}
