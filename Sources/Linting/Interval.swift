import Exact

/// A set of numbers between two ends, each of which may belong to it, or be missing where there is none.
struct Interval: Hashable {
  struct End: Hashable {
    var value: Rational
    /// Whether the value itself lies outside.
    var isOpen = false

    init(_ value: Rational, isOpen: Bool = false) {
      self.value = value
      self.isOpen = isOpen
    }
  }

  var low: End?
  var high: End?

  static let all = Interval(low: nil, high: nil)
  static let none = Interval(low: End(.one), high: End(.zero))

  init(low: End?, high: End?) {
    // Where an end is too large to be computed, nothing is known of that side.
    self.low = low.flatMap { $0.value.isBeyond ? nil : $0 }
    self.high = high.flatMap { $0.value.isBeyond ? nil : $0 }
  }

  init(_ value: Rational) { self.init(low: End(value), high: End(value)) }

  init(from low: Rational) {
    self.low = End(low)
    high = nil
  }

  var isEmpty: Bool {
    guard let low, let high else { return false }
    return low.value > high.value || (low.value == high.value && (low.isOpen || high.isOpen))
  }

  /// The one number that it holds.
  var point: Rational? {
    guard let low, let high, low.value == high.value, !isEmpty else { return nil }
    return low.value
  }

  /// Whether no number in it is below 0.
  var isNonnegative: Bool { isEmpty || low.map { $0.value >= .zero } ?? false }
  var isNonpositive: Bool { isEmpty || high.map { $0.value <= .zero } ?? false }

  func intersected(_ other: Interval) -> Interval {
    Interval(low: Self.greater(low, other.low), high: Self.less(high, other.high))
  }

  /// The smallest interval that holds both.
  func joined(_ other: Interval) -> Interval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var low: End?
    if let first = self.low, let second = other.low {
      low =
        first.value == second.value
        ? End(first.value, isOpen: first.isOpen && second.isOpen)
        : first.value < second.value ? first : second
    }
    var high: End?
    if let first = self.high, let second = other.high {
      high =
        first.value == second.value
        ? End(first.value, isOpen: first.isOpen && second.isOpen)
        : first.value > second.value ? first : second
    }
    return Interval(low: low, high: high)
  }

  /// Ends moved inward to whole numbers.
  var whole: Interval {
    var result = self
    if let low {
      let floor = low.value.ceiling()
      result.low = End(low.isOpen && floor == low.value ? floor + .one : floor)
    }
    if let high {
      let ceiling = high.value.floor()
      result.high = End(high.isOpen && ceiling == high.value ? ceiling - .one : ceiling)
    }
    return result
  }

  private static func greater(_ left: End?, _ right: End?) -> End? {
    guard let left else { return right }
    guard let right else { return left }
    if left.value == right.value { return End(left.value, isOpen: left.isOpen || right.isOpen) }
    return left.value > right.value ? left : right
  }

  private static func less(_ left: End?, _ right: End?) -> End? {
    guard let left else { return right }
    guard let right else { return left }
    if left.value == right.value { return End(left.value, isOpen: left.isOpen || right.isOpen) }
    return left.value < right.value ? left : right
  }

  // MARK: - Arithmetic

  static func + (left: Interval, right: Interval) -> Interval {
    if left.isEmpty || right.isEmpty { return .none }
    func add(_ a: End?, _ b: End?) -> End? {
      guard let a, let b else { return nil }
      return End(a.value + b.value, isOpen: a.isOpen || b.isOpen)
    }
    return Interval(low: add(left.low, right.low), high: add(left.high, right.high))
  }

  static prefix func - (value: Interval) -> Interval {
    Interval(
      low: value.high.map { End(-$0.value, isOpen: $0.isOpen) },
      high: value.low.map { End(-$0.value, isOpen: $0.isOpen) })
  }

  static func - (left: Interval, right: Interval) -> Interval { left + -right }

  static func * (left: Interval, right: Interval) -> Interval {
    if left.isEmpty || right.isEmpty { return .none }
    if let factor = left.point { return right.scaled(factor) }
    if let factor = right.point { return left.scaled(factor) }
    if left.isNonpositive { return -(-left * right) }
    if right.isNonpositive { return -(left * -right) }
    guard left.isNonnegative, right.isNonnegative, let a = left.low, let b = right.low else {
      guard let a = left.low, let b = left.high, let c = right.low, let d = right.high else { return .all }
      let ends = [a.value * c.value, a.value * d.value, b.value * c.value, b.value * d.value]
      if ends.contains(where: \.isBeyond) { return .all }
      return Interval(low: ends.min().map { End($0) }, high: ends.max().map { End($0) })
    }
    var high: End?
    if let c = left.high, let d = right.high { high = End(c.value * d.value, isOpen: c.isOpen || d.isOpen) }
    if left.high?.value == .zero || right.high?.value == .zero { high = End(.zero) }
    return Interval(low: End(a.value * b.value), high: high)
  }

  private func scaled(_ factor: Rational) -> Interval {
    if factor.isZero { return Interval(.zero) }
    if factor < .zero { return (-self).scaled(-factor) }
    return Interval(
      low: low.map { End($0.value * factor, isOpen: $0.isOpen) },
      high: high.map { End($0.value * factor, isOpen: $0.isOpen) })
  }

  /// Quotients where the divisor is not 0.
  func divided(by divisor: Interval) -> Interval {
    if isEmpty || divisor.isEmpty { return .none }
    if point == .zero { return divisor.point == .zero ? .none : self }
    if let value = divisor.point {
      guard let inverse = value.reciprocal else { return .none }
      return scaled(inverse)
    }
    if divisor.isNonpositive { return (-self).divided(by: -divisor) }
    guard divisor.isNonnegative else { return .all }
    if isNonpositive { return -(-self).divided(by: divisor) }
    guard isNonnegative else { return .all }
    let least = low.flatMap { low in divisor.high.flatMap { low.value.divided(by: $0.value) } } ?? .zero
    var most: End?
    if let high, let small = divisor.low, !small.value.isZero {
      most = high.value.divided(by: small.value).map { End($0) }
    }
    if high?.value == .zero { most = End(.zero) }
    return Interval(low: End(least), high: most)
  }

  /// Both ends through a function that never falls.
  func mapped(_ rising: (Rational) -> Rational) -> Interval {
    if isEmpty { return self }
    return Interval(low: low.map { End(rising($0.value)) }, high: high.map { End(rising($0.value)) })
  }

  static func lesser(_ left: Interval, _ right: Interval) -> Interval {
    if left.isEmpty || right.isEmpty { return .none }
    return Interval(
      low: left.low == nil || right.low == nil ? nil : left.joined(right).low,
      high: Self.less(left.high, right.high))
  }

  static func larger(_ left: Interval, _ right: Interval) -> Interval { -lesser(-left, -right) }
}
