import Exact
import Semantics

extension LintRanges {
  /// What a condition can come to.
  func truth(_ node: NodeID, _ read: (NodeID) -> LintRange) -> LintRange {
    let open = LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: true)
    switch plan.nodes[node].op {
    case .compare(let comparison, let left, let right): return compare(comparison, left, right, read)
    case .sameCode(let left, let right):
      let (first, second) = (read(left), read(right))
      let absent = first.mayBeAbsent || second.mayBeAbsent
      guard let one = first.options, let other = second.options else {
        return LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: absent)
      }
      let meet = !one.isDisjoint(with: other)
      return LintRange(
        .truths(canHold: meet, canFail: one.count != 1 || one != other), mayBeAbsent: absent)
    case .isOneOf(let value, let texts):
      let range = read(value)
      guard let options = range.options else {
        return LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: range.mayBeAbsent)
      }
      return LintRange(
        .truths(canHold: !options.isDisjoint(with: texts), canFail: !options.isSubset(of: texts)),
        mayBeAbsent: range.mayBeAbsent)
    case .and(let left, let right): return LintRange.joined(read(left), read(right), isAnd: true)
    case .or(let left, let right): return LintRange.joined(read(left), read(right), isAnd: false)
    case .not(let value):
      let range = read(value)
      return LintRange(.truths(canHold: range.canFail, canFail: range.canHold), mayBeAbsent: range.mayBeAbsent)
    case .isAbsent(let value):
      let range = read(value)
      return LintRange(.truths(canHold: range.mayBeAbsent, canFail: range.mayBePresent))
    default: return open
    }
  }

  private func compare(
    _ comparison: Comparison, _ left: NodeID, _ right: NodeID, _ read: (NodeID) -> LintRange
  ) -> LintRange {
    let (first, second) = (read(left), read(right))
    let absent = first.mayBeAbsent || second.mayBeAbsent
    guard first.mayBePresent, second.mayBePresent else {
      return LintRange(.truths(canHold: false, canFail: false), mayBeAbsent: true)
    }
    switch (first.values, second.values) {
    case (.numbers(let one), .numbers(let other)):
      // The same value on both sides.
      if plan.unspread(left) == plan.unspread(right) {
        let values = LintRange.comparing(comparison, LintInterval(.zero), LintInterval(.zero))
        return LintRange(values, mayBeAbsent: absent)
      }
      return LintRange(LintRange.comparing(comparison, one, other), mayBeAbsent: absent)
    case (.codes, .codes):
      guard let one = places(left, first), let other = places(right, second) else {
        return LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: absent)
      }
      let outcomes = one.flatMap { place in
        other.map { LintRange.comparing(comparison, LintInterval(place), LintInterval($0)) }
      }
      let canHold = outcomes.contains { $0 == .truths(canHold: true, canFail: false) }
      let canFail = outcomes.contains { $0 == .truths(canHold: false, canFail: true) }
      return LintRange(.truths(canHold: canHold, canFail: canFail), mayBeAbsent: absent)
    case (.texts, _), (.truths, _), (.numbers, _), (.codes, _):
      return LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: absent)
    }
  }

  /// The printed places of the options that a code can be; nil where it is not one of a list.
  func places(_ node: NodeID, _ range: LintRange) -> [Rational]? {
    guard case .code(.options(let options)) = plan.nodes[node].kind, let possible = range.options else { return nil }
    return options.enumerated().filter { possible.contains($0.element) }.map { Rational($0.offset) }
  }

  // MARK: Folding

  /// What values of finer keys fold to; nothing that is assumed of one key is known of the others.
  func aggregate(_ node: NodeID, _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?) -> LintRange {
    let grain = plan.nodes[node].grain
    let fine = plan.nodes[value].grain
    let range = known(at: value)
    let most = most(fine, in: grain)
    let never = condition.map { !known(at: $0).canHold } ?? false
    switch aggregate {
    case .sum:
      if never { return .number(LintInterval(.zero)) }
      if let condition, !known(at: condition).surelyHolds {
        return .number(range.interval.hull(LintInterval(.zero)).repeated(most))
      }
      return .number(perOption(value, fine, in: grain) ?? folded(range, from: fine, to: grain))
    case .count:
      return .number(LintInterval(from: .zero, to: never ? .zero : most.map { Rational($0) }, isWhole: true))
    case .longestRun:
      return .number(LintInterval(from: .zero, to: most.map { Rational($0) }, isWhole: true))
    case .highest, .lowest, .average:
      var result = range
      if aggregate == .average { result.values = .numbers(LintInterval(low: range.interval.low, high: range.interval.high)) }
      if range.mayBeAbsent || condition != nil || !isDense(fine, in: grain) { result.mayBeAbsent = true }
      return result
    case .any: return LintRange(.truths(canHold: range.canHold && !never, canFail: true))
    case .all: return LintRange(.truths(canHold: true, canFail: range.canFail && !never))
    }
  }

  /// A table with one row for each unit and option: the sum of what each option can give.
  private func perOption(_ value: NodeID, _ fine: Grain, in coarse: Grain) -> LintInterval? {
    guard case .rows(let table) = fine, coarse == .unit, let unit = plan.tables[table].unitColumn,
      plan.tables[table].keys.contains(unit), plan.tables[table].keys.count == 2,
      let column = plan.tables[table].keys.first(where: { $0 != unit }),
      case .options(let options, _) = plan.tables[table].columns[column].type, options.count <= 64,
      let key = plan.nodes[..<value].firstIndex(where: {
        $0.op == .input(table: table, column: column, field: nil) && $0.grain == fine
      })
    else { return nil }
    var total = LintInterval(.zero)
    for option in options {
      var scope = LintScope(self)
      scope.assume(key, among: LintRange(.codes([option])))
      total = total + folded(scope.range(value), from: fine, to: fine).hull(LintInterval(.zero))
    }
    return total
  }
}
