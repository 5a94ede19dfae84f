import Exact

/// Numbers of further counts by column: each between two bounds, and all together at most a budget.
struct CountBox: Hashable, Sendable {
  var low: [Int]
  var high: [Int]
  var budget: Int

  /// What may still be given out beyond the lower bounds.
  var rest: Int { budget - low.reduce(0, +) }

  /// The greatest value of an affine form over the box: what is left goes to the steepest columns first.
  func greatest(_ form: Form) -> Rational? {
    guard let (constant, slopes) = form.affineParts else { return nil }
    var value = slopes.reduce(constant) { $0 + $1.rate * Rational(low[$1.unknown]) }
    var left = rest
    for slope in slopes.filter({ $0.rate.sign > 0 }).sorted(by: { $0.rate > $1.rate }) where left > 0 {
      let given = min(left, high[slope.unknown] - low[slope.unknown])
      value += slope.rate * Rational(given)
      left -= given
    }
    return value
  }

  func least(_ form: Form) -> Rational? { greatest(form.negated()).map { -$0 } }
}

/// Bounds of a number over a box, as affine forms of the counts; nil where there is none.
struct NumberBounds: Sendable {
  var low: Form?
  var high: Form?
  var canBeAbsent = false

  static let unknown = NumberBounds(low: nil, high: nil, canBeAbsent: true)
  static let absent = NumberBounds(low: .zero, high: .zero, canBeAbsent: true)

  init(low: Form?, high: Form?, canBeAbsent: Bool = false) {
    // Too large to be told is no bound.
    self.low = low.flatMap { $0.isBeyond ? nil : $0 }
    self.high = high.flatMap { $0.isBeyond ? nil : $0 }
    self.canBeAbsent = canBeAbsent
  }

  init(_ value: Rational?) {
    let form = Form.constant(value ?? .zero)
    self.init(low: form, high: form, canBeAbsent: value == nil)
  }

  var constant: Rational? {
    guard !canBeAbsent, let low = low?.constantValue, low == high?.constantValue else { return nil }
    return low
  }

  func negated() -> NumberBounds {
    NumberBounds(low: high?.negated(), high: low?.negated(), canBeAbsent: canBeAbsent)
  }

  static func + (left: NumberBounds, right: NumberBounds) -> NumberBounds {
    NumberBounds(
      low: both(left.low, right.low), high: both(left.high, right.high),
      canBeAbsent: left.canBeAbsent || right.canBeAbsent)
  }

  private static func both(_ left: Form?, _ right: Form?) -> Form? {
    guard let left, let right else { return nil }
    return left + right
  }

  func scaled(by factor: Rational) -> NumberBounds {
    let first = low?.scaled(by: factor)
    let second = high?.scaled(by: factor)
    return factor.sign >= 0
      ? NumberBounds(low: first, high: second, canBeAbsent: canBeAbsent)
      : NumberBounds(low: second, high: first, canBeAbsent: canBeAbsent)
  }

  func widened(below: Rational, above: Rational) -> NumberBounds {
    NumberBounds(
      low: low.map { $0 - .constant(below) }, high: high.map { $0 + .constant(above) },
      canBeAbsent: canBeAbsent)
  }
}

/// What a truth may be over a box.
struct TruthBounds: OptionSet, Sendable {
  let rawValue: UInt8

  static let no = TruthBounds(rawValue: 1)
  static let yes = TruthBounds(rawValue: 2)
  static let absent = TruthBounds(rawValue: 4)
  static let unknown: TruthBounds = [.no, .yes, .absent]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ truth: Bool?) { self = truth.map { $0 ? .yes : .no } ?? .absent }
}
