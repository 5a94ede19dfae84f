import Exact
import Semantics

extension Ranges {
  /// A node's range from those of its operands.
  mutating func derived(_ node: NodeID) -> Extent {
    switch nodes[node].op {
    case .figure(let figure):
      return effort.plan.figures[figure].value.map { .numbers(Interval($0)) } ?? .numbers(.all)
    case .number(let value): return .numbers(Interval(value))
    case .truth(let value): return .truths(canHold: value, canFail: !value)
    case .code(let text): return .codes([text])
    case .input, .unitName, .allBlank, .periodOf, .grade, .calendar, .fetch, .dayOfMonth, .shifted:
      return natural(node)
    case .present: return .numbers(Interval(low: .init(.zero), high: .init(.one)))
    case .days, .workdays: return .numbers(.all)
    case .spread(let value): return extent(value)
    case .previous(let value):
      // Another period's value, of which this one's facts say nothing.
      guard var other = forAll(in: [.unit]) else { return extent(value) }
      return other.extent(value)
    case .sum(let values): return .numbers(values.reduce(Interval(.zero)) { $0 + interval($1) })
    case .subtract(let left, let right):
      let plain = interval(left) - interval(right)
      guard ordered.contains([core(right), core(left)]) else { return .numbers(plain) }
      return .numbers(plain.intersected(Interval(from: .zero)))
    case .multiply(let left, let right): return .numbers(interval(left) * interval(right))
    case .divide(let left, let right): return .numbers(quotient(left, right))
    case .negate(let value): return .numbers(-interval(value))
    case .absolute(let value):
      let own = interval(value)
      return .numbers(own.isNonnegative ? own : own.isNonpositive ? -own : Interval(from: .zero))
    case .minimum(let values): return .numbers(folded(values, Interval.lesser))
    case .maximum(let values): return .numbers(folded(values, Interval.larger))
    case .compare(let comparison, let left, let right): return compared(comparison, left, right)
    case .sameCode, .isAbsent, .keep: return .truths(canHold: true, canFail: true)
    case .isOneOf(let value, let texts):
      guard case .codes(let codes?) = extent(value) else { return .truths(canHold: true, canFail: true) }
      return .truths(
        canHold: !codes.isDisjoint(with: texts), canFail: !codes.subtracting(texts).isEmpty)
    case .and(let left, let right): return conjunction(left, right)
    case .or(let left, let right):
      let (first, second) = (extent(left), extent(right))
      return .truths(
        canHold: first.canHold || second.canHold, canFail: first.canFail && second.canFail)
    case .not(let value):
      let own = extent(value)
      return .truths(canHold: own.canFail, canFail: own.canHold)
    case .choose(let condition, let then, let otherwise):
      var yes = with(condition, true)
      var no = with(condition, false)
      if yes.isContradicted { return no.isContradicted ? .any : no.extent(otherwise) }
      return no.isContradicted ? yes.extent(then) : yes.extent(then).joined(no.extent(otherwise))
    case .guarded(let mask, let amount):
      if !extent(mask).canFail { return extent(amount) }
      var yes = with(mask, true)
      if yes.isContradicted { return .numbers(Interval(.zero)) }
      let own = yes.interval(amount)
      return .numbers(extent(mask).canFail ? own.joined(Interval(.zero)) : own)
    case .lookup(let keys, let entries): return looked(keys, entries)
    case .round(let value, let mode, let digits):
      return .numbers(interval(value).mapped { $0.rounded(mode, digits: digits) })
    case .roundToMultiple(let value, let mode, let multiple):
      guard let step = interval(multiple).point, step > .zero else { return .numbers(.all) }
      return .numbers(interval(value).mapped { $0.rounded(mode, toMultipleOf: step) ?? $0 })
    case .steps(let value, let step, let rule):
      let quotient = interval(value).divided(by: interval(step))
      switch rule {
      case .proportional: return .numbers(quotient)
      case .wholeOnly: return .numbers(quotient.mapped { $0.floor() })
      case .partCounts: return .numbers(quotient.mapped { $0.ceiling() })
      }
    case .escalating(let count, let amounts, let onwards, let prior):
      return .numbers(escalated(count, amounts, onwards, prior))
    case .aggregate(let aggregate, let value, let condition):
      guard var others = forAll(in: [nodes[node].grain]) else {
        return aggregated(node, aggregate, value, condition)
      }
      return others.aggregated(node, aggregate, value, condition)
    case .sumOfHighest(let value, _, _):
      guard var others = forAll(in: [nodes[node].grain]) else {
        return .numbers(signOnly(interval(value)))
      }
      return .numbers(signOnly(others.interval(value)))
    case .rank: return .numbers(Interval(from: .one))
    case .cumulative(let value):
      guard var others = forAll(in: [.unit]) else {
        return .numbers(repeated(interval(value), periods(nodes[node].grain)))
      }
      return .numbers(repeated(others.interval(value), periods(nodes[node].grain)))
    case .shareOf: return .numbers(Interval(low: .init(.zero), high: .init(.one)))
    case .position: return .numbers(Interval(from: .one))
    }
  }

  /// What a sum of any number of values can be by their sign.
  private func signOnly(_ own: Interval) -> Interval {
    Interval(low: own.isNonnegative ? .init(.zero) : nil, high: own.isNonpositive ? .init(.zero) : nil)
  }

  private mutating func folded(_ values: [NodeID], _ operation: (Interval, Interval) -> Interval) -> Interval
  {
    guard let first = values.first else { return Interval(.zero) }
    var result = interval(first)
    for value in values.dropFirst() { result = operation(result, interval(value)) }
    return result
  }

  private mutating func quotient(_ left: NodeID, _ right: NodeID) -> Interval {
    let (first, second) = (interval(left), interval(right))
    let plain = first.divided(by: second)
    // At most the divisor: at most 1.
    guard ordered.contains([core(left), core(right)]), first.isNonnegative, second.isNonnegative else {
      return plain
    }
    return plain.intersected(Interval(low: nil, high: .init(.one)))
  }

  private mutating func compared(_ comparison: Comparison, _ left: NodeID, _ right: NodeID) -> Extent {
    guard case .number = nodes[left].kind else { return .truths(canHold: true, canFail: true) }
    let (first, second) = (interval(left), interval(right))
    if first.isEmpty || second.isEmpty { return .truths(canHold: true, canFail: true) }
    let below = Interval(low: nil, high: second.high.map { .init($0.value, isOpen: true) })
    let above = Interval(low: second.low.map { .init($0.value, isOpen: true) }, high: nil)
    let canBeLess = core(left) != core(right) && !first.intersected(below).isEmpty
    let canBeMore = core(left) != core(right) && !first.intersected(above).isEmpty
    let canBeEqual = !first.intersected(second).isEmpty
    switch comparison {
    case .less: return .truths(canHold: canBeLess, canFail: canBeMore || canBeEqual)
    case .lessOrEqual: return .truths(canHold: canBeLess || canBeEqual, canFail: canBeMore)
    case .equal: return .truths(canHold: canBeEqual, canFail: canBeLess || canBeMore)
    case .notEqual: return .truths(canHold: canBeLess || canBeMore, canFail: canBeEqual)
    case .greaterOrEqual: return .truths(canHold: canBeMore || canBeEqual, canFail: canBeLess)
    case .greater: return .truths(canHold: canBeMore, canFail: canBeLess || canBeEqual)
    }
  }

  /// Both hold only where the second can hold beside the first.
  private mutating func conjunction(_ left: NodeID, _ right: NodeID) -> Extent {
    let (first, second) = (extent(left), extent(right))
    var canHold = first.canHold && second.canHold
    if canHold {
      var both = with(left, true)
      both.assume(right, true)
      canHold = !both.isContradicted
    }
    return .truths(canHold: canHold, canFail: first.canFail || second.canFail)
  }

  private mutating func looked(_ keys: [NodeID], _ entries: [LookupEntry]) -> Extent {
    var result: Extent?
    let possible = keys.map { key -> Set<String>? in
      if case .codes(let codes) = extent(key) { return codes }
      return nil
    }
    for entry in entries {
      guard zip(possible, entry.texts).allSatisfy({ $0?.contains($1) ?? true }) else { continue }
      let own = extent(entry.value)
      result = result.map { $0.joined(own) } ?? own
    }
    return result ?? .numbers(.none)
  }

  private mutating func escalated(
    _ count: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?
  ) -> Interval {
    var all = amounts.map { interval($0) }
    var isEndless = false
    switch onwards {
    case .nothing: break
    case .doubling: isEndless = true
    case .amount(let amount):
      all.append(interval(amount))
      isEndless = true
    }
    var low: Interval.End? = .init(.zero)
    var high: Interval.End? = .init(.zero)
    let most = interval(count).high.flatMap { $0.value.floor().asInt }
    if prior == nil, let most, !isEndless || most <= amounts.count {
      for own in all.prefix(max(0, most)) {
        low = low.flatMap { low in own.low.map { .init(low.value + min(.zero, $0.value)) } }
        high = high.flatMap { high in own.high.map { .init(high.value + max(.zero, $0.value)) } }
      }
      return Interval(low: low, high: high)
    }
    if isEndless {
      return Interval(
        low: all.allSatisfy(\.isNonnegative) ? low : nil, high: all.allSatisfy(\.isNonpositive) ? high : nil)
    }
    for own in all {
      low = low.flatMap { low in own.low.map { .init(low.value + min(.zero, $0.value)) } }
      high = high.flatMap { high in own.high.map { .init(high.value + max(.zero, $0.value)) } }
    }
    return Interval(low: low, high: high)
  }

  // MARK: - Aggregates

  private mutating func aggregated(
    _ node: NodeID, _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?
  ) -> Extent {
    var inner = condition.map { with($0, true) } ?? self
    let isNever = inner.isContradicted
    let own = isNever ? Extent.numbers(.none) : inner.extent(value)
    let most = members(core(value), in: nodes[node].grain)
    switch aggregate {
    case .sum:
      if isNever { return .numbers(Interval(.zero)) }
      if let sum = sumByOption(core(value), condition, nodes[node].grain) { return .numbers(sum) }
      return .numbers(repeated(own.interval, most))
    case .count:
      return .numbers(
        Interval(low: .init(.zero), high: isNever ? .init(.zero) : most.map { .init(Rational($0)) }))
    case .highest, .lowest, .average: return isNever ? .numbers(.none) : own
    case .any: return .truths(canHold: !isNever && own.canHold, canFail: true)
    case .all: return .truths(canHold: true, canFail: !isNever && own.canFail)
    case .longestRun:
      return .numbers(Interval(low: .init(.zero), high: most.map { .init(Rational($0)) }))
    }
  }

  /// So many values of one range added up; nil: any number of them.
  private func repeated(_ interval: Interval, _ most: Int?) -> Interval {
    if interval.isEmpty { return Interval(.zero) }
    guard let most else {
      return Interval(
        low: interval.isNonnegative ? .init(.zero) : nil, high: interval.isNonpositive ? .init(.zero) : nil)
    }
    let whole = interval * Interval(Rational(most))
    return most == 0 ? Interval(.zero) : whole.joined(Interval(.zero)).joined(interval)
  }

  /// How many values of a node fall together in one of a coarser grain; nil where any number may.
  private func members(_ value: NodeID, in coarse: Grain) -> Int? {
    let fine = nodes[value].grain
    if fine == coarse { return 1 }
    switch (fine, coarse) {
    case (.unitPeriod, .unit), (.period, .one): return periods(fine)
    case (.rows(let table), .unit): return keyColumn(table)?.options.count
    case (.one, _), (.classes, _), (.unit, _), (.keyed, _), (.shares, _), (.rows, _), (.period, _),
      (.unitPeriod, _):
      return nil
    }
  }

  func periods(_ grain: Grain) -> Int? {
    switch grain {
    case .unitPeriod(let unit), .period(let unit):
      guard let range = effort.plan.period else { return nil }
      return max(0, range.lastMonth / unit.months - range.firstMonth / unit.months + 1)
    case .one, .classes, .unit, .rows, .keyed, .shares: return nil
    }
  }

  /// The column of options that, with the unit, identifies a row of a table.
  private func keyColumn(_ table: Int) -> (column: Int, options: [String])? {
    let schema = effort.plan.tables[table]
    guard let unit = schema.unitColumn, schema.keys.count == 2, schema.keys.contains(unit),
      let other = schema.keys.first(where: { $0 != unit }),
      case .options(let options, _) = schema.columns[other].type
    else { return nil }
    return (other, options)
  }

  /// The sum over a table with a row for each option: each option adds its own best.
  private mutating func sumByOption(_ value: NodeID, _ condition: NodeID?, _ coarse: Grain) -> Interval? {
    guard case .unit = coarse, case .rows(let table) = nodes[value].grain, let key = keyColumn(table),
      let column = nodes.indices.first(where: {
        nodes[$0].op == .input(table: table, column: key.column, field: nil)
      })
    else { return nil }
    var result = Interval(.zero)
    for option in key.options {
      var own = condition.map { with($0, true) } ?? self
      own.take(column, as: option)
      result = result + own.interval(value).joined(Interval(.zero))
    }
    return result
  }
}
