extension FixedKernels {
  /// Lane-wise `left × 10^shift ÷ right` as whole numbers, rounded; 0 where the divisor is zero, which
  /// `undefined` lists. A column of one lane stands for any count.
  ///
  /// Nil if a lane does not fit, or the shift is outside −18 … 18.
  public static func quotient(
    _ left: [Int64], _ right: [Int64], shift: Int, mode: RoundingMode
  ) -> (values: [Int64], undefined: [Int])? {
    guard shift >= -18, shift <= 18, let dividends = shift > 0 ? scaleUp(left, by: shift) : left,
      let divisors = shift < 0 ? scaleUp(right, by: 0 - shift) : right
    else { return nil }
    let count = left.count == 1 ? right.count : left.count
    guard left.count == 1 || right.count == 1 || left.count == right.count else { return nil }
    let leftStep = left.count == 1 ? 0 : 1
    let rightStep = right.count == 1 ? 0 : 1
    var undefined: [Int] = []
    var values = [Int64](repeating: 0, count: count)
    for lane in 0..<count {
      let divisor = divisors[lane &* rightStep]
      let dividend = dividends[lane &* leftStep]
      if divisor == 0 {
        undefined.append(lane)
        continue
      }
      // The least word has no opposite.
      guard divisor != Int64.min, dividend != Int64.min else { return nil }
      values[lane] =
        divisor > 0 ? mode.quotient(dividend, divisor) : mode.quotient(0 &- dividend, 0 &- divisor)
    }
    return (values, undefined)
  }
}
