/// Powers of ten that fit the machine's words.
enum PowerOfTen {
  /// 10^0 … 10^18, all that an `Int64` holds.
  static let table: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
  ]

  /// 10^`exponent` for 0 … 18, otherwise nil.
  static func word(_ exponent: Int) -> Int64? {
    table.indices.contains(exponent) ? table[exponent] : nil
  }
}

extension Magnitude {
  private static let chunk: UInt64 = 10_000_000_000_000_000_000
  private static let chunkDigits = 19

  /// 10^`exponent`; 1 for a negative exponent.
  static func powerOfTen(_ exponent: Int) -> Magnitude {
    var result = Magnitude(1 as UInt64)
    var left = exponent
    while left >= chunkDigits {
      result.multiply(by: chunk, adding: 0)
      left &-= chunkDigits
    }
    if let word = PowerOfTen.word(left) { result.multiply(by: word.magnitude, adding: 0) }
    return result
  }

  /// The number written by ASCII digits; the caller has checked that they are digits.
  init(digits: some Sequence<UInt8>) {
    self = .zero
    var pending: UInt64 = 0
    var scale: UInt64 = 1
    for byte in digits {
      pending = pending &* 10 &+ UInt64(byte &- 0x30)
      scale = scale &* 10
      if scale == Magnitude.chunk {
        multiply(by: scale, adding: pending)
        (pending, scale) = (0, 1)
      }
    }
    multiply(by: scale, adding: pending)
  }

  /// The ASCII digits, most significant first, at least one. Quadratic in the length.
  var digits: [UInt8] {
    var reversed: [UInt8] = []
    var rest = self
    while !rest.isZero {
      var (quotient, remainder) = rest.dividing(by: Magnitude.chunk)
      if quotient.isZero {
        while remainder != 0 {
          reversed.append(UInt8(truncatingIfNeeded: remainder % 10) &+ 0x30)
          remainder /= 10
        }
      } else {
        for _ in 0..<Magnitude.chunkDigits {
          reversed.append(UInt8(truncatingIfNeeded: remainder % 10) &+ 0x30)
          remainder /= 10
        }
      }
      swap(&rest, &quotient)
    }
    return reversed.isEmpty ? [0x30] : reversed.reversed()
  }
}
