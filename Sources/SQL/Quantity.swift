import Exact

/// A number as SQL holds it: a whole numerator, and a denominator that is one for the whole column or a column
/// of its own. NULL in the numerator is an absent value.
struct Quantity {
  enum Denominator {
    /// Known when the script is written.
    case fixed(Int)
    /// An expression above zero.
    case dynamic(String)
  }

  var numerator: String
  var denominator: Denominator

  var isFixed: Bool {
    if case .fixed = denominator { true } else { false }
  }

  /// The denominator as it is written.
  var below: String {
    switch denominator {
    case .fixed(let value): "\(value)"
    case .dynamic(let text): text
    }
  }
}

/// How a column of numbers is held, as far as it is known before any data is.
enum Shape: Hashable {
  /// Truths, codes, dates, periods and texts.
  case plain
  case fixed(Int)
  case ratio
}

enum Denominators {
  static func commonDivisor(_ left: Int, _ right: Int) -> Int {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  /// nil where it would be too large for 64 bits.
  static func commonMultiple(_ left: Int, _ right: Int) -> Int? {
    product(left / commonDivisor(left, right), right)
  }

  static func product(_ left: Int, _ right: Int) -> Int? {
    let (result, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : result
  }

  /// The decimals that write every multiple of 1 ÷ denominator; nil where none do.
  static func decimals(_ denominator: Int) -> Int? {
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0, rest > 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0, rest > 0 { (rest, fives) = (rest / 5, fives + 1) }
    return rest == 1 ? max(twos, fives) : nil
  }

  static func powerOfTen(_ exponent: Int) -> Int? {
    guard (0...18).contains(exponent) else { return nil }
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
