extension Op {
  /// The nodes that an operation reads, in order. Ranks and grades read what their plans name.
  public var operands: [NodeID] {
    switch self {
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .rank,
      .grade,
      .position:
      []
    case .days(let first, let second), .subtract(let first, let second), .multiply(let first, let second),
      .divide(let first, let second), .compare(_, let first, let second), .sameCode(let first, let second),
      .and(let first, let second), .or(let first, let second),
      .roundToMultiple(let first, _, multiple: let second),
      .guarded(mask: let first, amount: let second), .steps(let first, step: let second, _):
      [first, second]
    case .dayOfMonth(let first, ahead: _, day: let second): [first, second]
    case .workdays(from: let first, to: let second, holidays: _): [first, second]
    case .spread(let only), .negate(let only), .absolute(let only), .isOneOf(let only, _), .not(let only),
      .isAbsent(let only), .round(let only, _, digits: _), .previous(let only), .cumulative(let only),
      .shifted(let only, by: _):
      [only]
    case .fetch(table: _, column: _, key: let key): [key]
    case .sum(let all), .minimum(let all), .maximum(let all): all
    case .choose(let condition, then: let then, otherwise: let otherwise): [condition, then, otherwise]
    case .lookup(keys: let keys, entries: let entries): keys + entries.map(\.value)
    case .escalating(count: let count, amounts: let amounts, onwards: let onwards, prior: let prior):
      [count] + amounts + onwards.operands + (prior.map { [$0] } ?? [])
    case .aggregate(_, let value, condition: let condition): [value] + (condition.map { [$0] } ?? [])
    case .sumOfHighest(let value, n: let n, condition: let condition):
      [value, n] + (condition.map { [$0] } ?? [])
    case .keep(_, total: let total, keys: let keys, by: let by, n: let n):
      [total] + keys + [by, n].compactMap { $0 }
    case .shareOf(table: _, weights: let weights): weights ?? []
    }
  }
}

extension Onwards {
  var operands: [NodeID] {
    switch self {
    case .nothing, .doubling: []
    case .amount(let id): [id]
    }
  }
}
