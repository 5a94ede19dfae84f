/// A whole number of any size: sign and magnitude, grown and shrunk as needed, never wrapping or trapping.
///
/// Addition costs linear time in the length, multiplication and division quadratic. Scores meet it only
/// where a numerator or denominator outgrows 64 bits.
public struct BigInteger: Sendable, Hashable {
  /// True below zero; false for zero.
  public let isNegative: Bool
  let limbs: Magnitude

  init(isNegative: Bool, _ limbs: Magnitude) {
    self.isNegative = isNegative && !limbs.isZero
    self.limbs = limbs
  }

  /// The same value as a machine word.
  public init(_ value: Int64) { self.init(isNegative: value < 0, Magnitude(value.magnitude)) }

  /// The same value as a machine word.
  public init(_ value: Int) { self.init(Int64(truncatingIfNeeded: value)) }

  init(_ value: Int128) { self.init(isNegative: value < 0, Magnitude(value.magnitude)) }

  /// The number written with an optional sign and decimal digits; nil for anything else.
  public init?(_ text: String) {
    var bytes = Substring(text).utf8
    let sign = bytes.first
    if sign == 0x2D || sign == 0x2B { bytes.removeFirst() }
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(isNegative: sign == 0x2D, Magnitude(digits: bytes))
  }

  public static let zero = BigInteger(0 as Int64)
  public static let one = BigInteger(1 as Int64)

  public var isZero: Bool { limbs.isZero }
  public var isOdd: Bool { limbs.isOdd }

  /// −1, 0 or 1.
  public var sign: Int { isNegative ? -1 : isZero ? 0 : 1 }

  /// The value without its sign.
  public var magnitude: BigInteger { BigInteger(isNegative: false, limbs) }

  /// The value as a machine word, if it fits.
  public var asInt64: Int64? {
    guard let word = limbs.asUInt64 else { return nil }
    if isNegative { return word <= Int64.min.magnitude ? 0 &- Int64(truncatingIfNeeded: word) : nil }
    return Int64(exactly: word)
  }
}

extension BigInteger: Comparable, CustomStringConvertible {
  public static func < (left: BigInteger, right: BigInteger) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.limbs < left.limbs : left.limbs < right.limbs
  }

  /// Decimal digits, with a minus sign below zero.
  public var description: String {
    (isNegative ? "-" : "") + String(decoding: limbs.digits, as: UTF8.self)
  }
}

extension BigInteger {
  public static prefix func - (value: BigInteger) -> BigInteger {
    BigInteger(isNegative: !value.isNegative, value.limbs)
  }

  public static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      return BigInteger(isNegative: left.isNegative, left.limbs + right.limbs)
    }
    let larger = left.limbs < right.limbs ? right : left
    return BigInteger(isNegative: larger.isNegative, left.limbs.distance(to: right.limbs))
  }

  public static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + -right }

  public static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    BigInteger(isNegative: left.isNegative != right.isNegative, left.limbs * right.limbs)
  }

  /// Quotient cut towards zero, and the remainder, which has the sign of `self`; nil by zero.
  public func quotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger)? {
    if divisor.isZero { return nil }
    let (quotient, remainder) = limbs.dividing(by: divisor.limbs)
    return (
      BigInteger(isNegative: isNegative != divisor.isNegative, quotient),
      BigInteger(isNegative: isNegative, remainder)
    )
  }
}
