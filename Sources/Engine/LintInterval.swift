import Exact

/// A set of numbers between two bounds; a bound that is nil leaves that side open-ended.
///
/// Arithmetic gives a set that holds every result of the operands' members, and may hold more.
struct LintInterval: Hashable, Sendable {
  struct Bound: Hashable, Sendable {
    var value: Rational
    /// Whether the value itself is left out.
    var isOpen = false
  }

  private(set) var low: Bound?
  private(set) var high: Bound?
  /// Whether all members are whole numbers.
  private(set) var isWhole: Bool

  static let all = LintInterval(low: nil, high: nil)
  static let wholeFromZero = LintInterval(low: Bound(value: .zero), high: nil, isWhole: true)

  init(low: Bound?, high: Bound?, isWhole: Bool = false) {
    self.isWhole = isWhole
    self.low = low
    self.high = high
    guard isWhole else { return }
    self.low = low.map { bound in
      let least = bound.value.ceiling()
      return Bound(value: bound.isOpen && least == bound.value ? least + .one : least)
    }
    self.high = high.map { bound in
      let most = bound.value.floor()
      return Bound(value: bound.isOpen && most == bound.value ? most - .one : most)
    }
  }

  init(_ value: Rational) {
    self.init(low: Bound(value: value), high: Bound(value: value), isWhole: value.isInteger)
  }

  init(from low: Rational?, to high: Rational?, isWhole: Bool = false) {
    self.init(low: low.map { Bound(value: $0) }, high: high.map { Bound(value: $0) }, isWhole: isWhole)
  }

  var isEmpty: Bool {
    guard let low, let high else { return false }
    return low.value > high.value || (low.value == high.value && (low.isOpen || high.isOpen))
  }

  /// The only member, where there is one.
  var point: Rational? {
    guard let low, let high, low.value == high.value, !isEmpty else { return nil }
    return low.value
  }

  func contains(_ value: Rational) -> Bool {
    if isWhole, !value.isInteger { return false }
    if let low, value < low.value || (value == low.value && low.isOpen) { return false }
    if let high, value > high.value || (value == high.value && high.isOpen) { return false }
    return true
  }

  // MARK: Sets

  func intersection(_ other: LintInterval) -> LintInterval {
    LintInterval(
      low: Self.tighter(low, other.low) { $0 > $1 }, high: Self.tighter(high, other.high) { $0 < $1 },
      isWhole: isWhole || other.isWhole)
  }

  func hull(_ other: LintInterval) -> LintInterval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return LintInterval(
      low: Self.wider(low, other.low) { $0 < $1 }, high: Self.wider(high, other.high) { $0 > $1 },
      isWhole: isWhole && other.isWhole)
  }

  private static func tighter(_ left: Bound?, _ right: Bound?, _ wins: (Rational, Rational) -> Bool) -> Bound? {
    guard let left else { return right }
    guard let right else { return left }
    if left.value == right.value { return Bound(value: left.value, isOpen: left.isOpen || right.isOpen) }
    return wins(left.value, right.value) ? left : right
  }

  private static func wider(_ left: Bound?, _ right: Bound?, _ wins: (Rational, Rational) -> Bool) -> Bound? {
    guard let left, let right else { return nil }
    if left.value == right.value { return Bound(value: left.value, isOpen: left.isOpen && right.isOpen) }
    return wins(left.value, right.value) ? left : right
  }

  // MARK: Arithmetic

  static func + (left: LintInterval, right: LintInterval) -> LintInterval {
    LintInterval(
      low: joined(left.low, right.low), high: joined(left.high, right.high),
      isWhole: left.isWhole && right.isWhole)
  }

  static prefix func - (value: LintInterval) -> LintInterval {
    func turned(_ bound: Bound?) -> Bound? { bound.map { Bound(value: -$0.value, isOpen: $0.isOpen) } }
    return LintInterval(low: turned(value.high), high: turned(value.low), isWhole: value.isWhole)
  }

  static func - (left: LintInterval, right: LintInterval) -> LintInterval { left + (-right) }

  private static func joined(_ left: Bound?, _ right: Bound?) -> Bound? {
    guard let left, let right else { return nil }
    return Bound(value: left.value + right.value, isOpen: left.isOpen || right.isOpen)
  }

  static func * (left: LintInterval, right: LintInterval) -> LintInterval {
    if left.isEmpty || right.isEmpty { return left.isEmpty ? left : right }
    var least: Corner?
    var most: Corner?
    for first in [Corner(left.low, isLow: true), Corner(left.high, isLow: false)] {
      for second in [Corner(right.low, isLow: true), Corner(right.high, isLow: false)] {
        let corner = first * second
        least = least.map { Corner.less($0, corner) } ?? corner
        most = most.map { Corner.greater($0, corner) } ?? corner
      }
    }
    return LintInterval(low: least?.bound, high: most?.bound, isWhole: left.isWhole && right.isWhole)
  }

  /// All quotients by members that are not zero; everything where the divisor lies on both sides of zero.
  static func / (left: LintInterval, right: LintInterval) -> LintInterval {
    if let low = right.low, low.value.sign >= 0 { return left * right.reciprocal }
    if let high = right.high, high.value.sign <= 0 { return (-left) * (-right).reciprocal }
    return all
  }

  /// One over the members above zero, where none is below.
  private var reciprocal: LintInterval {
    let least = high?.value.reciprocal.map { Bound(value: $0) } ?? Bound(value: .zero, isOpen: true)
    let most = low?.value.reciprocal.map { Bound(value: $0) }
    return LintInterval(low: least, high: most)
  }

  func minimum(_ other: LintInterval) -> LintInterval { -((-self).maximum(-other)) }

  func maximum(_ other: LintInterval) -> LintInterval {
    var top: Bound?
    if let high, let second = other.high {
      top =
        high.value == second.value
        ? Bound(value: high.value, isOpen: high.isOpen && second.isOpen)
        : high.value > second.value ? high : second
    }
    return LintInterval(
      low: Self.tighter(low, other.low) { $0 > $1 }, high: top, isWhole: isWhole && other.isWhole)
  }

  var magnitude: LintInterval {
    let both = hull(-self)
    if let low, low.value.sign >= 0 { return self }
    if let high, high.value.sign <= 0 { return -self }
    return LintInterval(low: Bound(value: .zero), high: both.high, isWhole: isWhole)
  }

  /// Both bounds through a function that never falls; they count as members afterwards.
  func mapped(isWhole: Bool, _ rising: (Rational) -> Rational) -> LintInterval {
    LintInterval(from: low.map { rising($0.value) }, to: high.map { rising($0.value) }, isWhole: isWhole)
  }

  /// Sums of `most` members (any number where nil); of fewer too, unless there are exactly so many.
  func repeated(_ most: Int?, exactly: Bool = false) -> LintInterval {
    func edge(_ bound: Bound?, keeps: (Int) -> Bool) -> Bound? {
      guard let bound else { return nil }
      if exactly, let most { return Bound(value: bound.value * Rational(most), isOpen: bound.isOpen) }
      if !keeps(bound.value.sign) { return Bound(value: .zero) }
      return most.map { Bound(value: bound.value * Rational($0), isOpen: bound.isOpen) }
    }
    return LintInterval(low: edge(low) { $0 < 0 }, high: edge(high) { $0 > 0 }, isWhole: isWhole)
  }
}

/// A bound of an interval with its infinity, for products.
private struct Corner {
  /// nil: beyond all numbers, on the side of `sign`.
  var value: Rational?
  var sign: Int
  var isOpen: Bool

  init(_ bound: LintInterval.Bound?, isLow: Bool) {
    value = bound?.value
    sign = bound.map { $0.value.sign } ?? (isLow ? -1 : 1)
    isOpen = bound?.isOpen ?? false
  }

  private init(_ value: Rational?, sign: Int, isOpen: Bool) {
    self.value = value
    self.sign = sign
    self.isOpen = isOpen
  }

  var bound: LintInterval.Bound? { value.map { LintInterval.Bound(value: $0, isOpen: isOpen) } }

  static func * (left: Corner, right: Corner) -> Corner {
    let sign = left.sign * right.sign
    if sign == 0 { return Corner(.zero, sign: 0, isOpen: false) }
    guard let first = left.value, let second = right.value else {
      return Corner(nil, sign: sign, isOpen: false)
    }
    return Corner(first * second, sign: sign, isOpen: left.isOpen || right.isOpen)
  }

  static func less(_ left: Corner, _ right: Corner) -> Corner {
    guard let first = left.value else { return left.sign < 0 ? left : right }
    guard let second = right.value else { return right.sign < 0 ? right : left }
    if first == second { return left.isOpen ? right : left }
    return first < second ? left : right
  }

  static func greater(_ left: Corner, _ right: Corner) -> Corner {
    guard let first = left.value else { return left.sign > 0 ? left : right }
    guard let second = right.value else { return right.sign > 0 ? right : left }
    if first == second { return left.isOpen ? right : left }
    return first > second ? left : right
  }
}
