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

  /// Appends fixed-point numbers as decimal texts without zeros at their ends, and where each text ends; nothing where
  /// `isWritten` is false (empty: all are written). A negative scale counts as 0.
  public static func append(
    _ values: [Int64], scale: Int, where isWritten: [Bool], to bytes: inout [UInt8], ends: inout [Int]
  ) {
    let scale = Swift.min(Swift.max(scale, 0), 400)
    let longest = 24 &+ scale
    let before = bytes.count
    var stops = [Int](repeating: 0, count: values.count)
    let written = [UInt8](unsafeUninitializedCapacity: longest &* values.count) { output, filled in
      var place = 0
      for row in values.indices {
        if isWritten.isEmpty || isWritten[row] {
          place &+= put(
            values[row], scale, UnsafeMutableBufferPointer(rebasing: output[place..<place &+ longest]))
        }
        stops[row] = before &+ place
      }
      filled = place
    }
    bytes += written
    ends += stops
  }

  /// Writes a number without zeros at its end to the beginning of a buffer that is long enough; how many bytes.
  private static func put(_ value: Int64, _ scale: Int, _ output: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var rest = value.magnitude
    var scale = scale
    while scale > 0 {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      guard digit == 0 else { break }
      rest = quotient
      scale &-= 1
    }
    // How many digits there are: at least one before the point.
    var digits = 1
    var bound: UInt64 = 10
    while digits < 20, rest >= bound || digits <= scale {
      digits &+= 1
      bound = digits < 20 ? bound &* 10 : UInt64.max
    }
    digits = Swift.max(digits, scale &+ 1)
    let length = digits &+ (scale > 0 ? 1 : 0) &+ (value < 0 ? 1 : 0)
    var place = length
    for written in 0..<digits {
      if written == scale, scale > 0 {
        place &-= 1
        output[place] = 0x2E
      }
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      place &-= 1
      output[place] = UInt8(truncatingIfNeeded: digit) &+ 0x30
      rest = quotient
    }
    if value < 0 { output[0] = 0x2D }
    return length
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
