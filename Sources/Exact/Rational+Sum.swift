extension Rational {
  /// The exact sum, zero for none.
  ///
  /// Values whose denominators share a multiple within 64 bits, as decimals do, are added without any
  /// reduction until the end; others are added in pairs of like length, so that long sums stay cheap.
  @inlinable
  public static func sum(_ values: some Sequence<Rational>) -> Rational {
    var running = RunningSum()
    for value in values { running.add(value) }
    return running.total
  }
}

/// A sum under way, for totals that grow row by row.
public struct RunningSum: Sendable {
  private var numerator: Int128 = 0
  private var denominator: Int64 = 1
  /// Sums put aside when the common denominator outgrew a word, each with how many it stands for.
  private var aside: [(value: Rational, weight: Int)] = []

  /// An empty sum.
  public init() {}

  /// Adds one value. Returns the work of the sums that outgrew a word on the way (``Rational/work``).
  @discardableResult
  public mutating func add(_ value: Rational) -> Int {
    guard case .small(let above, let below) = value.storage else { return put(aside: value) }
    var factor: Int64 = 1
    if below != denominator {
      let rest: Int64
      (factor, rest) = denominator.quotientAndRemainder(dividingBy: below)
      if rest != 0 {
        guard widen(to: below) else { return put(aside: value) }
        factor = denominator / below
      }
    }
    let (sum, overflow) = numerator.addingReportingOverflow(above.wide &* factor.wide)
    if overflow { return put(aside: value) }
    numerator = sum
    return 0
  }

  /// The sum of everything added so far.
  public var total: Rational {
    let current = Rational(reducing: BigInteger(numerator), over: Magnitude(denominator.magnitude))
    return aside.reversed().reduce(current) { $0 + $1.value }
  }

  /// Makes the denominator a multiple of `other`; false if that does not fit.
  private mutating func widen(to other: Int64) -> Bool {
    let shared = Int64(
      truncatingIfNeeded: greatestCommonDivisor(denominator.magnitude, other.magnitude))
    let factor = other / shared
    let (multiple, tooLarge) = denominator.multipliedReportingOverflow(by: factor)
    let (scaled, overflow) = numerator.multipliedReportingOverflow(by: factor.wide)
    if tooLarge || overflow { return false }
    (numerator, denominator) = (scaled, multiple)
    return true
  }

  /// Adds in the manner of a binary counter: only sums of equal weight meet.
  private mutating func put(aside value: Rational) -> Int {
    // What is too large stays so.
    if let first = aside.first, first.value.isBeyond { return 0 }
    var sum = value
    var weight = 1
    var work = 0
    while let last = aside.last, last.weight == weight {
      sum = last.value + sum
      work &+= sum.work
      weight &+= weight
      aside.removeLast()
    }
    if sum.isBeyond { aside = [] }
    aside.append((sum, weight))
    return work
  }
}
