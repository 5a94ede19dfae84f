extension Rational {
  /// Most digits that a decimal text may have.
  public static let mostDigits = 400

  /// The value of a decimal text: an optional sign, then digits with at most one point, and a digit after
  /// the point: "12", "-3.5", ".5", "+2". Nil for anything else, also for blanks, exponents, grouping
  /// commas and more than 400 digits.
  public init?(decimal text: some StringProtocol) {
    self.init(decimal: text.utf8)
  }

  /// The value of a decimal text as UTF-8 bytes; see ``init(decimal:)-(StringProtocol)``.
  @inlinable
  public init?(decimal bytes: some Sequence<UInt8>) {
    let direct: Rational?? = bytes.withContiguousStorageIfAvailable { Rational(decimalBytes: $0) }
    guard let value = direct ?? Array(bytes).withUnsafeBufferPointer({ Rational(decimalBytes: $0) }) else {
      return nil
    }
    self = value
  }

  @usableFromInline
  init?(decimalBytes bytes: UnsafeBufferPointer<UInt8>) {
    guard let text = DecimalText(bytes) else { return nil }
    if let word = text.word {
      self.init(fixed: word, scale: text.scale)
    } else {
      if text.digitCount > Rational.mostDigits { return nil }
      let digits = bytes.lazy.filter { (0x30...0x39).contains($0) }
      self.init(
        BigInteger(isNegative: text.isNegative, Magnitude(digits: digits)), shifted: text.scale)
    }
  }
}

/// What one pass over a decimal text finds: its form, and its value if that is a word.
struct DecimalText {
  private(set) var isNegative = false
  /// Digits after the point.
  private(set) var scale = 0
  private(set) var digitCount = 0
  /// All digits as one number with the sign, if there are at most 18.
  private(set) var word: Int64?

  /// Nil if the bytes do not have the form sign, digits, point, digits.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    if let sign = bytes.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      index = 1
    }
    var hasPoint = false
    var value: Int64 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x2E && !hasPoint {
        hasPoint = true
      } else {
        let digit = byte &- 0x30
        if digit > 9 { return nil }
        // Wraps after 18 digits, and is not used then.
        value = value &* 10 &+ Int64(digit)
        digitCount &+= 1
        if hasPoint { scale &+= 1 }
      }
      index &+= 1
    }
    if digitCount == 0 || (hasPoint && scale == 0) { return nil }
    if digitCount <= 18 { word = isNegative ? 0 &- value : value }
  }
}
