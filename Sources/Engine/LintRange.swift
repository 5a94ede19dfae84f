import Exact
import Semantics

/// All values that a node can have, or more; what is not in it cannot occur.
struct LintRange: Hashable, Sendable {
  enum Values: Hashable, Sendable {
    case numbers(LintInterval)
    case truths(canHold: Bool, canFail: Bool)
    /// Texts of codes; nil: any.
    case codes(Set<String>?)
    /// Texts, which nothing is known of.
    case texts
  }

  var values: Values
  var mayBeAbsent: Bool

  init(_ values: Values, mayBeAbsent: Bool = false) {
    self.values = values
    self.mayBeAbsent = mayBeAbsent
  }

  static func number(_ interval: LintInterval, mayBeAbsent: Bool = false) -> LintRange {
    LintRange(.numbers(interval), mayBeAbsent: mayBeAbsent)
  }

  /// Everything that a kind of value can be.
  static func any(_ kind: ValueKind) -> LintRange {
    switch kind {
    case .number: LintRange(.numbers(.all), mayBeAbsent: true)
    case .date, .period: LintRange(.numbers(LintInterval(low: nil, high: nil, isWhole: true)), mayBeAbsent: true)
    case .truth: LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: true)
    case .code(.options(let options)): LintRange(.codes(Set(options)), mayBeAbsent: true)
    case .code: LintRange(.codes(nil), mayBeAbsent: true)
    case .text: LintRange(.texts, mayBeAbsent: true)
    }
  }

  /// Whether a value can be there at all.
  var mayBePresent: Bool {
    switch values {
    case .numbers(let interval): !interval.isEmpty
    case .truths(let canHold, let canFail): canHold || canFail
    case .codes(let texts): texts?.isEmpty != true
    case .texts: true
    }
  }

  var isImpossible: Bool { !mayBeAbsent && !mayBePresent }

  /// The numbers; everything where it holds none.
  var interval: LintInterval {
    if case .numbers(let interval) = values { return interval }
    return .all
  }

  var canHold: Bool {
    if case .truths(let canHold, _) = values { return canHold }
    return true
  }

  var canFail: Bool {
    if case .truths(_, let canFail) = values { return canFail }
    return true
  }

  /// Surely true: neither false nor absent.
  var surelyHolds: Bool { canHold && !canFail && !mayBeAbsent }

  var options: Set<String>? {
    if case .codes(let texts) = values { return texts }
    return nil
  }

  func intersection(_ other: LintRange) -> LintRange {
    let absent = mayBeAbsent && other.mayBeAbsent
    switch (values, other.values) {
    case (.numbers(let first), .numbers(let second)):
      return LintRange(.numbers(first.intersection(second)), mayBeAbsent: absent)
    case (.truths(let hold, let fail), .truths(let otherHold, let otherFail)):
      return LintRange(
        .truths(canHold: hold && otherHold, canFail: fail && otherFail), mayBeAbsent: absent)
    case (.codes(let first), .codes(let second)):
      guard let first else { return LintRange(.codes(second), mayBeAbsent: absent) }
      return LintRange(.codes(second.map { first.intersection($0) } ?? first), mayBeAbsent: absent)
    case (.texts, _), (.numbers, _), (.truths, _), (.codes, _):
      return LintRange(values, mayBeAbsent: absent)
    }
  }

  func hull(_ other: LintRange) -> LintRange {
    let absent = mayBeAbsent || other.mayBeAbsent
    if !mayBePresent { return LintRange(other.values, mayBeAbsent: absent) }
    if !other.mayBePresent { return LintRange(values, mayBeAbsent: absent) }
    switch (values, other.values) {
    case (.numbers(let first), .numbers(let second)):
      return LintRange(.numbers(first.hull(second)), mayBeAbsent: absent)
    case (.truths(let hold, let fail), .truths(let otherHold, let otherFail)):
      return LintRange(
        .truths(canHold: hold || otherHold, canFail: fail || otherFail), mayBeAbsent: absent)
    case (.codes(let first), .codes(let second)):
      guard let first, let second else { return LintRange(.codes(nil), mayBeAbsent: absent) }
      return LintRange(.codes(first.union(second)), mayBeAbsent: absent)
    case (.texts, _), (.numbers, _), (.truths, _), (.codes, _):
      return LintRange(.texts, mayBeAbsent: absent)
    }
  }

  // MARK: Conditions

  /// What a comparison of two sets of numbers can come to.
  static func comparing(_ comparison: Comparison, _ left: LintInterval, _ right: LintInterval) -> Values {
    let gap = left - right
    let mayBeBelow = gap.low.map { $0.value.sign < 0 } ?? true
    let mayBeAbove = gap.high.map { $0.value.sign > 0 } ?? true
    // Two sets may meet where the differences reach zero.
    let mayBeEqual = gap.contains(.zero) && !left.intersection(right).isEmpty
    switch comparison {
    case .less: return .truths(canHold: mayBeBelow, canFail: mayBeEqual || mayBeAbove)
    case .lessOrEqual: return .truths(canHold: mayBeBelow || mayBeEqual, canFail: mayBeAbove)
    case .equal: return .truths(canHold: mayBeEqual, canFail: mayBeBelow || mayBeAbove)
    case .notEqual: return .truths(canHold: mayBeBelow || mayBeAbove, canFail: mayBeEqual)
    case .greaterOrEqual: return .truths(canHold: mayBeAbove || mayBeEqual, canFail: mayBeBelow)
    case .greater: return .truths(canHold: mayBeAbove, canFail: mayBeEqual || mayBeBelow)
    }
  }

  /// Kleene's and, or over what the operands can come to.
  static func joined(_ left: LintRange, _ right: LintRange, isAnd: Bool) -> LintRange {
    let canHold = isAnd ? left.canHold && right.canHold : left.canHold || right.canHold
    let canFail = isAnd ? left.canFail || right.canFail : left.canFail && right.canFail
    // Decided by one side whatever the other is.
    let isDecided =
      isAnd
      ? (left.canFail && !left.canHold && !left.mayBeAbsent)
        || (right.canFail && !right.canHold && !right.mayBeAbsent)
      : left.surelyHolds || right.surelyHolds
    return LintRange(
      .truths(canHold: canHold, canFail: canFail),
      mayBeAbsent: !isDecided && (left.mayBeAbsent || right.mayBeAbsent))
  }
}

extension Comparison {
  /// The comparison that holds where this one does not.
  var negation: Comparison {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .equal: .notEqual
    case .notEqual: .equal
    case .greaterOrEqual: .less
    case .greater: .lessOrEqual
    }
  }

  /// The comparison with its sides exchanged.
  var mirrored: Comparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .greaterOrEqual: .lessOrEqual
    case .greater: .less
    }
  }
}
