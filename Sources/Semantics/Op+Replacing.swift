extension Op {
  /// The operation with other operands.
  func replacing(_ new: (NodeID) -> NodeID) -> Op {
    switch self {
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .rank,
      .grade, .position:
      return self
    case .days(let first, let second): return .days(new(first), new(second))
    case .workdays(let from, let to, let holidays):
      return .workdays(from: new(from), to: new(to), holidays: holidays)
    case .dayOfMonth(let value, let ahead, let day):
      return .dayOfMonth(new(value), ahead: ahead, day: new(day))
    case .shifted(let value, let places): return .shifted(new(value), by: places)
    case .spread(let value): return .spread(new(value))
    case .sum(let values): return .sum(values.map(new))
    case .subtract(let first, let second): return .subtract(new(first), new(second))
    case .multiply(let first, let second): return .multiply(new(first), new(second))
    case .divide(let first, let second): return .divide(new(first), new(second))
    case .negate(let value): return .negate(new(value))
    case .absolute(let value): return .absolute(new(value))
    case .minimum(let values): return .minimum(values.map(new))
    case .maximum(let values): return .maximum(values.map(new))
    case .compare(let comparison, let first, let second):
      return .compare(comparison, new(first), new(second))
    case .sameCode(let first, let second): return .sameCode(new(first), new(second))
    case .isOneOf(let value, let texts): return .isOneOf(new(value), texts)
    case .and(let first, let second): return .and(new(first), new(second))
    case .or(let first, let second): return .or(new(first), new(second))
    case .not(let value): return .not(new(value))
    case .isAbsent(let value): return .isAbsent(new(value))
    case .choose(let condition, let then, let otherwise):
      return .choose(new(condition), then: new(then), otherwise: new(otherwise))
    case .guarded(let mask, let amount): return .guarded(mask: new(mask), amount: new(amount))
    case .lookup(let keys, let entries):
      return .lookup(keys: keys.map(new), entries: entries.map { LookupEntry($0.texts, new($0.value)) })
    case .fetch(let table, let column, let key): return .fetch(table: table, column: column, key: new(key))
    case .round(let value, let mode, let digits): return .round(new(value), mode, digits: digits)
    case .roundToMultiple(let value, let mode, let multiple):
      return .roundToMultiple(new(value), mode, multiple: new(multiple))
    case .steps(let value, let step, let rule): return .steps(new(value), step: new(step), rule)
    case .escalating(let count, let amounts, let onwards, let prior):
      return .escalating(
        count: new(count), amounts: amounts.map(new), onwards: onwards.replacing(new), prior: prior.map(new))
    case .aggregate(let aggregate, let value, let condition):
      return .aggregate(aggregate, new(value), condition: condition.map(new))
    case .sumOfHighest(let value, let n, let condition):
      return .sumOfHighest(new(value), n: new(n), condition: condition.map(new))
    case .keep(let rule, let total, let keys, let by, let n):
      return .keep(rule, total: new(total), keys: keys.map(new), by: by.map(new), n: n.map(new))
    case .previous(let value): return .previous(new(value))
    case .cumulative(let value): return .cumulative(new(value))
    case .shareOf(let table, let weights): return .shareOf(table: table, weights: weights?.map(new))
    }
  }
}

extension Onwards {
  fileprivate func replacing(_ new: (NodeID) -> NodeID) -> Onwards {
    switch self {
    case .nothing, .doubling: self
    case .amount(let amount): .amount(new(amount))
    }
  }
}
