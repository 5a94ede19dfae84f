import Exact
import Semantics

extension LintRanges {
  /// What a node can come to, given what its operands can. `read` may know more of them than is known in
  /// general; it is not asked for values that belong to other keys than the node's own.
  func range(_ node: NodeID, _ read: (NodeID) -> LintRange) -> LintRange {
    let kind = plan.nodes[node].kind
    let grain = plan.nodes[node].grain
    switch plan.nodes[node].op {
    case .figure(let figure):
      guard figures.indices.contains(figure), let value = figures[figure] else { return .any(kind) }
      return .number(LintInterval(value))
    case .number(let value): return .number(LintInterval(value))
    case .truth(let value): return LintRange(.truths(canHold: value, canFail: !value))
    case .code(let text): return LintRange(.codes([text]))
    case .calendar(let number): return .number(LintInterval(Rational(number)))
    case .input(let table, let column, let field):
      var range = column == plan.tables[table].unitColumn ? LintRange(.codes(nil)) : self.column(table, column, field: field)
      // A unit may have no row, and rows may lack where others are wanted.
      if grain != .rows(table), !isFilled(table, column) { range.mayBeAbsent = true }
      return range
    case .unitName: return LintRange(.codes(nil))
    case .present:
      let isRow = Self.isRecord(grain)
      return .number(isRow ? LintInterval(.one) : LintInterval(from: .zero, to: .one, isWhole: true))
    case .allBlank: return LintRange(.truths(canHold: true, canFail: true))
    case .periodOf(let unit): return .number(periods(unit), mayBeAbsent: Self.isRecord(grain))
    case .days(let first, let second):
      let gap = read(second).interval - read(first).interval
      return .number(gap, mayBeAbsent: read(first).mayBeAbsent || read(second).mayBeAbsent)
    case .workdays(let from, let to, _):
      return .number(.wholeFromZero, mayBeAbsent: read(from).mayBeAbsent || read(to).mayBeAbsent)
    case .spread(let value): return read(value)
    case .sum(let values): return sum(node, values, read)
    case .subtract(let left, let right): return joined(read(left), read(right)) { $0 - $1 }
    case .multiply(let left, let right): return joined(read(left), read(right)) { $0 * $1 }
    case .divide(let left, let right):
      var range = joined(read(left), read(right)) { $0 / $1 }
      if read(right).interval.contains(.zero) { range.mayBeAbsent = true }
      return range
    case .negate(let value): return mapped(read(value)) { -$0 }
    case .absolute(let value): return mapped(read(value)) { $0.magnitude }
    case .minimum(let values): return folded(values, read) { $0.minimum($1) }
    case .maximum(let values): return folded(values, read) { $0.maximum($1) }
    case .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent: return truth(node, read)
    case .choose(let condition, let then, let otherwise):
      let test = read(condition)
      var result = LintRange(LintRange.any(kind).values, mayBeAbsent: test.mayBeAbsent)
      if test.canHold, test.canFail {
        result = read(then).hull(read(otherwise))
      } else if test.canHold || test.canFail {
        result = test.canHold ? read(then) : read(otherwise)
      }
      if test.mayBeAbsent { result.mayBeAbsent = true }
      return result
    case .guarded(let mask, let amount):
      return .number(guarded(mask, amount, read))
    case .lookup(let keys, let entries): return lookup(kind, keys, entries, read)
    case .fetch(let table, let column, _):
      var range = self.column(table, column, field: nil)
      range.mayBeAbsent = true
      return range
    case .round(let value, let mode, let digits):
      return mapped(read(value)) { range in
        range.mapped(isWhole: digits <= 0) { $0.rounded(mode, digits: digits) }
      }
    case .roundToMultiple(let value, let mode, let multiple):
      guard let step = read(multiple).interval.point, !step.isZero else { return .any(kind) }
      return mapped(read(value)) { range in
        range.mapped(isWhole: step.isInteger) { $0.rounded(mode, toMultipleOf: step) ?? $0 }
      }
    case .steps(let value, let step, let rule):
      var range = joined(read(value), read(step)) { $0 / $1 }
      if read(step).interval.contains(.zero) { range.mayBeAbsent = true }
      switch rule {
      case .proportional: return range
      case .wholeOnly: return mapped(range) { $0.mapped(isWhole: true) { $0.rounded(.down, digits: 0) } }
      case .partCounts: return mapped(range) { $0.mapped(isWhole: true) { $0.rounded(.up, digits: 0) } }
      }
    case .escalating(let count, let amounts, let onwards, let prior):
      return escalating(count, amounts, onwards, prior, read)
    case .aggregate(let aggregate, let value, let condition):
      return self.aggregate(node, aggregate, value, condition)
    case .sumOfHighest(let value, let n, _):
      guard let most = known(at: n).interval.high?.value.floor().asInt else {
        return .number(known(at: value).interval.repeated(nil))
      }
      return .number(known(at: value).interval.repeated(max(0, most)))
    case .keep: return LintRange(.truths(canHold: true, canFail: true))
    case .rank: return .number(LintInterval(low: .init(value: .one), high: nil, isWhole: true), mayBeAbsent: true)
    case .grade: return .any(kind)
    case .previous(let value):
      var range = known(at: value)
      range.mayBeAbsent = true
      return range
    case .cumulative(let value):
      let range = known(at: value)
      guard range.mayBePresent else { return .number(LintInterval(.zero)) }
      let most = most(grain, in: .unit)
      return .number(range.interval.hull(range.interval.repeated(most)))
    case .shareOf: return .number(LintInterval(from: .zero, to: .one))
    case .position: return .number(LintInterval(low: .init(value: .one), high: nil, isWhole: true))
    }
  }

  static func isRecord(_ grain: Grain) -> Bool {
    switch grain {
    case .rows, .keyed, .shares: true
    case .one, .period, .classes, .unit, .unitPeriod: false
    }
  }

  /// Whether a missing row counts as a value.
  private func isFilled(_ table: Int, _ column: Int) -> Bool {
    let schema = plan.tables[table]
    if case .stands = schema.columns[column].blank { return true }
    return column == schema.unitColumn
  }

  private func mapped(_ range: LintRange, _ change: (LintInterval) -> LintInterval) -> LintRange {
    guard range.mayBePresent else { return range }
    return .number(change(range.interval), mayBeAbsent: range.mayBeAbsent)
  }

  private func joined(
    _ left: LintRange, _ right: LintRange, _ change: (LintInterval, LintInterval) -> LintInterval
  ) -> LintRange {
    guard left.mayBePresent else { return LintRange(left.values, mayBeAbsent: true) }
    guard right.mayBePresent else { return LintRange(right.values, mayBeAbsent: true) }
    return .number(change(left.interval, right.interval), mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent)
  }

  private func folded(
    _ values: [NodeID], _ read: (NodeID) -> LintRange, _ change: (LintInterval, LintInterval) -> LintInterval
  ) -> LintRange {
    guard let head = values.first else { return .number(LintInterval(.zero)) }
    return values.dropFirst().reduce(read(head)) { joined($0, read($1), change) }
  }

  /// The amount where the mask holds, else 0; an absent amount would be an error.
  private func guarded(_ mask: NodeID, _ amount: NodeID, _ read: (NodeID) -> LintRange) -> LintInterval {
    let test = read(mask)
    let given = read(amount)
    let zero = LintInterval(.zero)
    guard test.canHold, given.mayBePresent else { return zero }
    return test.surelyHolds ? given.interval : given.interval.hull(zero)
  }

  private func lookup(
    _ kind: ValueKind, _ keys: [NodeID], _ entries: [LookupEntry], _ read: (NodeID) -> LintRange
  ) -> LintRange {
    let options = keys.map { read($0).options }
    var result: LintRange?
    for entry in entries {
      let fits = zip(entry.texts, options).allSatisfy { text, known in known?.contains(text) ?? true }
      guard fits else { continue }
      let value = read(entry.value)
      result = result.map { $0.hull(value) } ?? value
    }
    var range = result ?? LintRange(kind.nothing, mayBeAbsent: true)
    if !covers(entries, options) || keys.contains(where: { read($0).mayBeAbsent }) { range.mayBeAbsent = true }
    return range
  }

  /// Whether every combination of the keys' options has an entry.
  private func covers(_ entries: [LookupEntry], _ options: [Set<String>?]) -> Bool {
    var wanted = 1
    for known in options {
      guard let known else { return false }
      let (product, overflow) = wanted.multipliedReportingOverflow(by: known.count)
      guard !overflow else { return false }
      wanted = product
    }
    let fitting = entries.filter { entry in
      zip(entry.texts, options).allSatisfy { text, known in known?.contains(text) ?? false }
    }
    return Set(fitting.map(\.texts)).count == wanted
  }

  private func escalating(
    _ count: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?, _ read: (NodeID) -> LintRange
  ) -> LintRange {
    let most = read(count).interval.high?.value.floor().asInt
    var total = LintInterval(.zero)
    for (index, amount) in amounts.enumerated() where prior != nil || most.map({ index < $0 }) ?? true {
      total = total + read(amount).interval.hull(LintInterval(.zero))
    }
    let beyond: LintInterval
    switch onwards {
    case .nothing: beyond = LintInterval(.zero)
    case .doubling: beyond = amounts.last.map { read($0).interval.repeated(nil) } ?? LintInterval(.zero)
    case .amount(let amount): beyond = read(amount).interval.repeated(nil)
    }
    if most.map({ prior != nil || $0 > amounts.count }) ?? true { total = total + beyond }
    return .number(total, mayBeAbsent: read(count).mayBeAbsent || (prior.map { read($0).mayBeAbsent } ?? false))
  }
}

extension ValueKind {
  /// A set of values of the kind that holds none.
  fileprivate var nothing: LintRange.Values {
    switch self {
    case .number, .date, .period: .numbers(LintInterval(from: .one, to: .zero))
    case .truth: .truths(canHold: false, canFail: false)
    case .code: .codes([])
    case .text: .texts
    }
  }
}
