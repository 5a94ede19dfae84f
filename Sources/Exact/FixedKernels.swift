/// Arithmetic over whole columns of fixed-point numbers: each lane is a value × 10^scale.
///
/// A kernel returns nil if any lane does not fit; the caller then widens the column to ``Rational``. Every
/// lane is computed first and the overflow is gathered in one flag, so that the loops have no exits and the
/// optimiser can use vector instructions. Of columns with unequal length the shorter counts.
public enum FixedKernels {
  /// Lane-wise sum of columns with the same scale.
  public static func add(_ left: [Int64], _ right: [Int64]) -> [Int64]? {
    combine(left, right) { a, b in
      let sum = a &+ b
      return (sum, (a ^ sum) & (b ^ sum))
    }
  }

  /// Lane-wise difference of columns with the same scale.
  public static func subtract(_ left: [Int64], _ right: [Int64]) -> [Int64]? {
    combine(left, right) { a, b in
      let difference = a &- b
      return (difference, (a ^ b) & (a ^ difference))
    }
  }

  /// Lane-wise product; its scale is the sum of the two scales.
  public static func multiply(_ left: [Int64], _ right: [Int64]) -> [Int64]? {
    combine(left, right) { a, b in
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return (product, overflow ? -1 : 0)
    }
  }

  /// Adds one number of the same scale to every lane.
  public static func add(_ values: [Int64], constant: Int64) -> [Int64]? {
    transform(values) { value in
      let sum = value &+ constant
      return (sum, (value ^ sum) & (constant ^ sum))
    }
  }

  /// Multiplies every lane by one number; the scales add.
  public static func multiply(_ values: [Int64], constant: Int64) -> [Int64]? {
    if constant == 1 { return values }
    // Magnitudes first: where none comes near the limit, no lane needs a look of its own.
    let reach = UInt64(bitPattern: magnitudeBits(values)) &+ 1
    let (most, overflow) = reach.multipliedReportingOverflow(by: constant.magnitude)
    if !overflow, most <= UInt64(Int64.max) { return transform(values) { ($0 &* constant, 0) } }
    return transform(values) { value in
      let (product, overflow) = value.multipliedReportingOverflow(by: constant)
      return (product, overflow ? -1 : 0)
    }
  }

  /// The same values with `places` more decimals; nil also for places outside 0 … 18.
  public static func scaleUp(_ values: [Int64], by places: Int) -> [Int64]? {
    guard let power = PowerOfTen.word(places) else { return nil }
    if places == 0 { return values }
    // A comparison against the largest lane that still fits is cheaper than a checked product.
    let limit = Int64.max / power
    return transform(values) { value in
      (value &* power, value > limit || value < 0 &- limit ? -1 : 0)
    }
  }

  /// A number whose bits cover those of every lane, of negative ones those of their complements: no lane's magnitude
  /// is more than one above it.
  static func magnitudeBits(_ values: [Int64]) -> Int64 {
    var bits: Int64 = 0
    for value in values { bits |= value ^ (value >> 63) }
    return bits
  }

  /// Adds `values × factor` to each lane, a single value to every one. Lanes wrap: the result says how far the values
  /// reach, none of them beyond it in magnitude, so that the caller can tell whether anything did.
  public static func accumulate(_ values: [Int64], times factor: Int64, into sums: inout [Int64]) -> UInt64 {
    var bits: Int64 = 0
    let single = values.count == 1
    values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        if single {
          bits = values[0] ^ (values[0] >> 63)
          let product = values[0] &* factor
          for lane in sums.indices { sums[lane] &+= product }
        } else if factor == 1 {
          for lane in 0..<Swift.min(values.count, sums.count) {
            bits |= values[lane] ^ (values[lane] >> 63)
            sums[lane] &+= values[lane]
          }
        } else {
          for lane in 0..<Swift.min(values.count, sums.count) {
            bits |= values[lane] ^ (values[lane] >> 63)
            sums[lane] &+= values[lane] &* factor
          }
        }
      }
    }
    return UInt64(bitPattern: bits) &+ 1
  }

  /// Every lane with the other sign.
  public static func negate(_ values: [Int64]) -> [Int64]? {
    transform(values) { value in
      let opposite = 0 &- value
      return (opposite, value & opposite)
    }
  }

  /// The exact sum of all lanes at the column's scale; never overflows.
  public static func sum(_ values: [Int64], scale: Int) -> Rational {
    var total: Int128 = 0
    // 2^64 lanes of 64 bits stay within 128.
    for value in values { total &+= Int128(value) }
    if let word = Int64(exactly: total) { return Rational(fixed: word, scale: scale) }
    return Rational(BigInteger(total), shifted: Rational.clamped(digits: scale))
  }

  /// The column rounded from `scale` decimals to `digits` decimals, with the scale that it then has: the
  /// column as it is if it has no more decimals than that. Nil if either is outside 0 … 18.
  public static func round(
    _ values: [Int64], scale: Int, to digits: Int, mode: RoundingMode
  ) -> (values: [Int64], scale: Int)? {
    guard PowerOfTen.word(scale) != nil, PowerOfTen.word(digits) != nil else { return nil }
    guard let power = PowerOfTen.word(scale &- digits), power > 1 else { return (values, scale) }
    return transform(values) { (mode.quotient($0, power), 0) }.map { ($0, digits) }
  }

  /// Runs `operation` on each pair of lanes; a negative second result anywhere means overflow.
  @inline(__always)
  private static func combine(
    _ left: [Int64], _ right: [Int64], _ operation: (Int64, Int64) -> (Int64, Int64)
  ) -> [Int64]? {
    let count = Swift.min(left.count, right.count)
    var flags: Int64 = 0
    let result = [Int64](unsafeUninitializedCapacity: count) { output, filled in
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          for lane in 0..<count {
            let (value, flag) = operation(left[lane], right[lane])
            output[lane] = value
            flags |= flag
          }
        }
      }
      filled = count
    }
    return flags < 0 ? nil : result
  }

  /// Runs `operation` on each lane; a negative second result anywhere means overflow.
  @inline(__always)
  private static func transform(
    _ values: [Int64], _ operation: (Int64) -> (Int64, Int64)
  ) -> [Int64]? {
    var flags: Int64 = 0
    let result = [Int64](unsafeUninitializedCapacity: values.count) { output, filled in
      values.withUnsafeBufferPointer { values in
        for lane in 0..<values.count {
          let (value, flag) = operation(values[lane])
          output[lane] = value
          flags |= flag
        }
      }
      filled = values.count
    }
    return flags < 0 ? nil : result
  }
}
