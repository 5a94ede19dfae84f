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
    var hasZero = false
    var hasLeast = false
    let values = [Int64](unsafeUninitializedCapacity: count) { output, filled in
      dividends.withUnsafeBufferPointer { dividends in
        divisors.withUnsafeBufferPointer { divisors in
          for lane in 0..<count {
            let divisor = divisors[lane &* rightStep]
            let dividend = dividends[lane &* leftStep]
            // The least word has no opposite.
            if divisor == 0 || divisor == Int64.min || dividend == Int64.min {
              hasZero = hasZero || divisor == 0
              hasLeast = hasLeast || divisor == Int64.min || (divisor != 0 && dividend == Int64.min)
              output[lane] = 0
            } else {
              output[lane] =
                divisor > 0 ? mode.quotient(dividend, divisor) : mode.quotient(0 &- dividend, 0 &- divisor)
            }
          }
        }
      }
      filled = count
    }
    guard !hasLeast else { return nil }
    return (values, hasZero ? (0..<count).filter { divisors[$0 &* rightStep] == 0 } : [])
  }
}
