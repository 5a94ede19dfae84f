extension FixedKernels {
  /// A decimal text as a fixed-point number with the decimals that it has: "3.50" is (350, 2).
  ///
  /// Nil if it is no decimal text, or has more than 18 digits and so needs a ``Rational``.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (value: Int64, scale: Int)? {
    guard let text = DecimalText(bytes), let word = text.word else { return nil }
    return (word, text.scale)
  }

  /// The column as fractions.
  public static func rationals(_ values: [Int64], scale: Int) -> [Rational] {
    values.map { Rational(fixed: $0, scale: scale) }
  }

  /// The fractions as a fixed-point column with the fewest decimals that hold all of them, at most
  /// `most` (0 … 18); nil if there is none or a value does not fit.
  public static func column(_ values: [Rational], most: Int = 18) -> (values: [Int64], scale: Int)? {
    var scale = 0
    for value in values {
      guard let own = value.decimalScale, own <= Swift.min(most, 18) else { return nil }
      scale = Swift.max(scale, own)
    }
    var result: [Int64] = []
    result.reserveCapacity(values.count)
    for value in values {
      guard let word = value.fixed(scale: scale) else { return nil }
      result.append(word)
    }
    return (result, scale)
  }

  /// Appends a fixed-point number as decimal text with all `scale` decimals; a negative scale counts as 0.
  public static func append(_ value: Int64, scale: Int, to bytes: inout [UInt8]) {
    let scale = Swift.min(Swift.max(scale, 0), 400)
    // Sign, point, and either twenty digits or a zero with all decimals; filled from the end.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32 &+ scale) { buffer in
      var start = buffer.count
      func put(_ byte: UInt8) {
        start &-= 1
        buffer.initializeElement(at: start, to: byte)
      }
      var rest = value.magnitude
      var written = 0
      repeat {
        if written == scale && scale > 0 { put(0x2E) }
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        put(UInt8(truncatingIfNeeded: digit) &+ 0x30)
        rest = quotient
        written &+= 1
      } while rest != 0 || written <= scale
      if value < 0 { put(0x2D) }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: buffer[start...]))
    }
  }
}
