/// An exact fraction: always in lowest terms with a positive denominator, of any size.
///
/// Numerator and denominator that fit 64 bits are held in place and cost no allocation; anything larger
/// widens by itself to ``BigInteger`` and comes back as soon as it fits, so that equal values always have
/// the same form, the same `==` and the same hash. No operation traps or wraps. A side that would need more than
/// ``mostBits`` bits gives ``beyond`` instead, so that no chain of operations grows without end.
public struct Rational: Sendable {
  @usableFromInline
  enum Storage: Sendable {
    case small(Int64, Int64)
    case large(LargeFraction)
  }

  @usableFromInline let storage: Storage

  /// The caller knows that the two have no common divisor and that the denominator is positive.
  @inlinable
  init(lowest numerator: Int64, _ denominator: Int64) { storage = .small(numerator, denominator) }

  @usableFromInline
  init(_ large: LargeFraction) { storage = .large(large) }

  public static let zero = Rational(lowest: 0, 1)
  public static let one = Rational(lowest: 1, 1)
  static let oneHundred = Rational(lowest: 100, 1)
}

/// A fraction in lowest terms of which at least one side does not fit 64 bits.
@usableFromInline
final class LargeFraction: Sendable {
  let numerator: BigInteger
  let denominator: Magnitude

  /// Whether this stands for a number that is not computed because it is too large.
  let isBeyond: Bool

  init(_ numerator: BigInteger, _ denominator: Magnitude) {
    self.numerator = numerator
    self.denominator = denominator
    isBeyond = false
  }

  private init() {
    numerator = BigInteger(isNegative: false, Magnitude(limbs: [0, 1]))
    denominator = Magnitude(1 as UInt64)
    isBeyond = true
  }

  static let beyond = LargeFraction()
  static let unaffordable = LargeFraction()
}

extension Rational {
  /// A whole number.
  @inlinable
  public init(_ value: Int) { self.init(lowest: Int64(truncatingIfNeeded: value), 1) }

  /// A whole number.
  @inlinable
  public init(_ value: Int64) { self.init(lowest: value, 1) }

  /// A whole number of any size.
  public init(_ value: BigInteger) { self.init(lowest: value, Magnitude(1 as UInt64)) }

  /// A fraction, brought to lowest terms; nil if the denominator is zero.
  public init?(_ numerator: Int, over denominator: Int) {
    if denominator == 0 { return nil }
    if let positive = Int64(exactly: denominator), positive > 0 {
      self.init(reducing: Int64(truncatingIfNeeded: numerator), over: positive)
      return
    }
    self.init(reducing: -BigInteger(numerator), over: Magnitude(UInt64(denominator.magnitude)))
  }

  /// A fraction of any size, brought to lowest terms; nil if the denominator is zero.
  public init?(_ numerator: BigInteger, over denominator: BigInteger) {
    if denominator.isZero { return nil }
    self.init(reducing: denominator.isNegative ? -numerator : numerator, over: denominator.limbs)
  }

  /// `fixed ÷ 10^scale`, the form of fixed-point columns. Scales beyond ±400 count as ±400.
  public init(fixed: Int64, scale: Int) {
    if scale == 0 {
      self.init(lowest: fixed, 1)
    } else if let power = PowerOfTen.word(scale) {
      self.init(reducing: fixed, over: power)
    } else {
      self.init(BigInteger(fixed), shifted: Rational.clamped(digits: scale))
    }
  }

  /// `value ÷ 10^scale`, for any scale.
  init(_ value: BigInteger, shifted scale: Int) {
    if scale >= 0 {
      self.init(reducing: value, over: .powerOfTen(scale))
    } else {
      self.init(value * BigInteger(isNegative: false, .powerOfTen(0 &- scale)))
    }
  }

  /// Brings a fraction with a positive denominator to lowest terms.
  @inlinable
  init(reducing numerator: Int64, over denominator: Int64) {
    let divisor = Int64(
      truncatingIfNeeded: greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    // Between 1 and the denominator, so neither division can overflow.
    self.init(lowest: divisor == 1 ? numerator : numerator / divisor, denominator / divisor)
  }

  /// Brings a fraction with a denominator above zero to lowest terms.
  init(reducing numerator: BigInteger, over denominator: Magnitude) {
    let divisor = Magnitude.greatestCommonDivisor(numerator.limbs, denominator)
    if divisor.isOne {
      self.init(lowest: numerator, denominator)
    } else {
      let reduced = BigInteger(
        isNegative: numerator.isNegative, numerator.limbs.dividing(by: divisor).quotient)
      self.init(lowest: reduced, denominator.dividing(by: divisor).quotient)
    }
  }

  /// Takes a fraction in lowest terms in whichever form fits.
  init(lowest numerator: BigInteger, _ denominator: Magnitude) {
    if let word = denominator.asUInt64, let below = Int64(exactly: word), let above = numerator.asInt64 {
      self.init(lowest: above, below)
    } else if max(numerator.limbs.bitCount, denominator.bitCount) > Rational.mostBits {
      self = .beyond
    } else {
      self.init(LargeFraction(numerator, denominator))
    }
  }

  /// Digit counts and scales are held to ±400 so that no text or rule can ask for unbounded work.
  static func clamped(digits: Int) -> Int { min(max(digits, -400), 400) }
}

extension Rational: ExpressibleByIntegerLiteral {
  @inlinable
  public init(integerLiteral value: Int64) { self.init(value) }
}

extension Rational {
  /// The upper part of the fraction in lowest terms; carries the sign.
  public var numerator: BigInteger {
    switch storage {
    case .small(let numerator, _): BigInteger(numerator)
    case .large(let large): large.numerator
    }
  }

  /// The lower part of the fraction in lowest terms; always above zero.
  public var denominator: BigInteger { BigInteger(isNegative: false, divisor) }

  var divisor: Magnitude {
    switch storage {
    case .small(_, let denominator): Magnitude(denominator.magnitude)
    case .large(let large): large.denominator
    }
  }

  /// −1, 0 or 1.
  public var sign: Int {
    switch storage {
    case .small(let numerator, _): Int(numerator.signum())
    case .large(let large): large.numerator.sign
    }
  }

  @inlinable
  public var isZero: Bool {
    if case .small(0, _) = storage { true } else { false }
  }

  public var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .large(let large): large.denominator.isOne
    }
  }

  /// The value if it is whole and fits an `Int`, otherwise nil.
  public var asInt: Int? {
    if case .small(let numerator, 1) = storage { Int(exactly: numerator) } else { nil }
  }

  /// The value without its sign.
  public var magnitude: Rational { sign < 0 ? -self : self }
}
