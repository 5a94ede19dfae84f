import Diagnostics
import Exact
import Semantics

/// Which figures of a method would reproduce a published table, with the certificate of the answer.
public struct Fit: Sendable {
  public enum Verdict: String, Sendable {
    /// No other values of these figures reproduce those rows.
    case unique
    /// A whole family of values does.
    case several
    /// No values reproduce two thirds of the rows, and more than half of those that depend on the figures.
    case none
  }

  public struct Recovered: Sendable {
    public var figure: FigureID
    /// nil where the method leaves it open.
    public var written: Rational?
    public var recovered: Rational
    /// Between which values it may lie while the same rows come out; nil for an open end.
    public var low: Rational?
    public var high: Rational?
    /// Whether an end itself is left out: a threshold above 35, at most 36.
    public var isLowOpen = false
    public var isHighOpen = false

    public var isChanged: Bool { written != recovered }
  }

  /// A row of a published table.
  public struct Row: Hashable, Sendable {
    public var table: String
    public var row: String
    /// What it says, as an equation or as printed and computed.
    public var text: Phrase
  }

  public var verdict: Verdict
  public var figures: [Recovered]
  public var reproduces: Int
  public var of: Int
  /// Rows that the written figures reproduce; nil where one of them is open.
  public var writtenReproduces: Int?
  /// Published tables that the rows belong to.
  public var tables: [String]
  /// For *none*, fewest rows of which no values satisfy all; otherwise the rows that this fit leaves.
  public var contradicting: [Row]
  /// Rows that these figures do not reproduce.
  public var left: [Row]
  /// Rows that leave no other value.
  public var pinnedBy: [Row]
  /// What all values of the family have in common, as equations; empty where each figure is known.
  public var family: [Phrase]
  /// Published rows, blank or not reproduced, that would decide between the values of the family.
  public var deciding: [Row]
  /// Other figures of the method that reproduce as many rows with as many changes.
  public var alternatives: [[Recovered]]
  /// Whether the free figures were given, or found by search.
  public var isSearched: Bool
  /// Whether it is certain that no other values reproduce more rows.
  public var isProven: Bool

  public var changed: [Recovered] { figures.filter(\.isChanged) }
}

extension Fit.Recovered {
  /// The range in words: 5 至 7, 大于 35、不超过 36; any for none.
  public var rangeWords: Phrase {
    func shown(_ value: Rational) -> String {
      value.decimalScale.map { $0 <= 6 } ?? false ? value.plain : value.decimal(digits: 4)
    }
    switch (low.map(shown), high.map(shown)) {
    case (let low?, let high?):
      if !isLowOpen, !isHighOpen { return Phrase("\(low) 至 \(high)", "\(low) to \(high)") }
      return Phrase(
        (isLowOpen ? "大于 \(low)" : "不小于 \(low)") + "、" + (isHighOpen ? "小于 \(high)" : "不超过 \(high)"),
        (isLowOpen ? "above \(low)" : "at least \(low)") + ", "
          + (isHighOpen ? "below \(high)" : "at most \(high)"))
    case (let low?, nil):
      return isLowOpen
        ? Phrase("大于 \(low) 都行", "anything above \(low)") : Phrase("\(low) 以上都行", "\(low) or more")
    case (nil, let high?):
      return isHighOpen
        ? Phrase("小于 \(high) 都行", "anything below \(high)") : Phrase("至多 \(high)", "at most \(high)")
    case (nil, nil): return Phrase("任意", "any")
    }
  }
}

/// What values the figures may take.
public struct FigureDomain: Sendable {
  /// Only multiples of this: 1, 1/2; nil for any value.
  public var step: Rational?
  public var isNonNegative: Bool

  public init(step: Rational? = nil, isNonNegative: Bool = false) {
    self.step = step
    self.isNonNegative = isNonNegative
  }

  func admits(_ value: Rational) -> Bool {
    if isNonNegative, value < .zero { return false }
    guard let step, !step.isZero else { return true }
    return value.divided(by: step)?.isInteger ?? false
  }

  /// The simplest value between two ends, nearest to `near`; nil where the domain has none there.
  func simplest(
    _ low: Rational?, _ high: Rational?, near: Rational?, withEnds: Bool = false
  ) -> Rational? {
    var low = low
    if isNonNegative { low = max(low ?? .zero, .zero) }
    if let low, let high {
      if low > high { return nil }
      if low == high { return admits(low) ? low : nil }
    }
    func isInside(_ value: Rational, closed: Bool) -> Bool {
      if let low, closed ? value < low : value <= low { return false }
      if let high, closed ? value > high : value >= high { return false }
      return true
    }
    if let near, isInside(near, closed: false), admits(near) { return near }
    let middle: Rational
    switch (low, high) {
    case (let low?, let high?):
      middle = near.map { max(low, min($0, high)) } ?? (low + high) * Rational(fixed: 5, scale: 1)
    case (let low?, nil): middle = max(near ?? low, low)
    case (nil, let high?): middle = min(near ?? high, high)
    case (nil, nil): middle = near ?? .zero
    }
    let halves = [
      Rational(1), Rational(fixed: 5, scale: 1), Rational(fixed: 1, scale: 1), Rational(fixed: 5, scale: 2),
    ]
    let steps = step.map { [$0] } ?? halves + (2...8).map { Rational(fixed: 1, scale: $0) }
    // Ends may be open: they are taken only where the domain has nothing else.
    for closed in withEnds ? [true] : [false, true] {
      for step in steps {
        guard let quotient = middle.divided(by: step) else { continue }
        let below = quotient.floor()
        let candidates = [below * step, (below + .one) * step, (below - .one) * step].filter {
          isInside($0, closed: closed)
        }
        let best = candidates.min { ($0 - middle).magnitude < ($1 - middle).magnitude }
        if let best { return best }
      }
    }
    return step == nil ? middle : nil
  }

  /// The conditions that keep figures from being negative.
  func spaces(_ dimension: Int) -> [HalfSpace] {
    guard isNonNegative else { return [] }
    return (0..<dimension).map { place in
      var axis = [Rational](repeating: .zero, count: dimension)
      axis[place] = .zero - .one
      return HalfSpace(coefficients: axis, bound: .zero)
    }
  }

  /// The simplest value first; with steps, the others around it, as far as the ends.
  func candidates(
    _ low: Rational?, _ high: Rational?, near: Rational?, withEnds: Bool
  ) -> [Rational] {
    guard let first = simplest(low, high, near: near, withEnds: withEnds) else { return [] }
    guard let step, !step.isZero else { return [first] }
    var result = [first]
    for distance in 1...16 {
      for value in [first + step * Rational(distance), first - step * Rational(distance)] {
        guard admits(value), low.map({ $0 <= value }) ?? true, high.map({ value <= $0 }) ?? true else {
          continue
        }
        result.append(value)
      }
    }
    return result
  }
}
