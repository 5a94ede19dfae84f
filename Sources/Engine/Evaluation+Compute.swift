import Diagnostics
import Exact
import Semantics

extension Evaluation {
  /// One node's column from its operands' columns.
  mutating func compute(_ node: NodeID) -> Column {
    let grain = plan.nodes[node].grain
    let count = size(grain)
    switch plan.nodes[node].op {
    case .figure(let figure):
      return Column.constant(figures.indices.contains(figure) ? figures[figure] : nil, count: count)
    case .number(let value): return Column.constant(value, count: count)
    case .truth(let value): return Column(.truths([value ? 1 : 0]), count: count)
    case .code(let text): return Column(.codes([literalCode(text, node)]), count: count)
    case .calendar(let number): return Column(.codes([Int32(clamping: number)]), count: count)
    case .input(let table, let column, let field): return input(node, table, column, field)
    case .unitName:
      return Column(
        .codes(mapping(grain, .unit).table(count: count).map { $0 < 0 ? Column.none : $0 }), count: count)
    case .present(let table): return present(table, grain)
    case .allBlank: return allBlank(grain)
    case .periodOf(let unit): return periods(unit, grain)
    case .days(let first, let second): return days(first, second, grain)
    case .workdays(let from, let to, let holidays): return workdays(from, to, holidays, grain)
    case .dayOfMonth(let value, let ahead, let day): return daysOfMonths(value, ahead, day, grain)
    case .shifted(let value, let places): return shifted(value, places, grain)
    case .spread(let value): return operand(value, at: grain)
    case .sum(let values):
      return fusedSum(values, grain) ?? folded(values, grain) { Numbers.sum($0, $1) }
    case .subtract(let left, let right): return binary(left, right, grain) { Numbers.difference($0, $1) }
    case .multiply(let left, let right): return binary(left, right, grain) { Numbers.product($0, $1) }
    case .divide(let left, let right): return binary(left, right, grain) { Numbers.quotient($0, $1) }
    case .negate(let value):
      return Column(.numbers(operand(value, at: grain).numbers.negated()), count: count)
    case .absolute(let value):
      return Column(.numbers(operand(value, at: grain).numbers.magnitudes()), count: count)
    case .minimum(let values): return folded(values, grain) { Numbers.extreme($0, $1, greater: false) }
    case .maximum(let values): return folded(values, grain) { Numbers.extreme($0, $1, greater: true) }
    case .compare(let comparison, let left, let right): return compare(comparison, left, right, grain)
    case .sameCode(let left, let right): return sameCode(left, right, grain)
    case .isOneOf(let value, let texts): return isOneOf(value, texts, grain)
    case .and(let left, let right): return both(left, right, grain)
    case .or(let left, let right): return either(left, right, grain)
    case .not(let value):
      let truths = operand(value, at: grain).truths
      return Column(.truths(truths.map { $0 == Column.unknown ? $0 : 1 &- $0 }), count: count)
    case .isAbsent(let value): return absence(value, grain)
    case .choose(let condition, let then, let otherwise): return choose(condition, then, otherwise, grain)
    case .guarded(let mask, let amount): return guarded(node, mask, amount, grain)
    case .lookup(let keys, let entries): return lookup(node, keys, entries)
    case .fetch(let table, let column, let key): return fetch(table, column, key, grain)
    case .round(let value, let mode, let digits):
      if case .divide(let left, let right) = plan.nodes[value].op, plan.nodes[value].grain == grain,
        let quotient = Numbers.quotient(
          operand(left, at: grain).numbers, operand(right, at: grain).numbers, mode, digits: digits)
      {
        return Column(.numbers(quotient), count: count)
      }
      let numbers = operand(value, at: grain).numbers
      return Column(.numbers(numbers.rounded(mode, digits: digits)), count: count)
    case .roundToMultiple(let value, let mode, let multiple):
      return binary(value, multiple, grain) { $0.rounded(mode, toMultiple: $1) }
    case .steps(let value, let step, let rule): return binary(value, step, grain) { $0.steps($1, rule) }
    case .escalating(let occurrences, let amounts, let onwards, let prior):
      return escalating(node, occurrences, amounts, onwards, prior)
    case .aggregate(let aggregate, let value, let condition):
      return self.aggregate(node, aggregate, value, condition)
    case .sumOfHighest(let value, let n, let condition): return sumOfHighest(value, n, condition, grain)
    case .keep(let rule, let total, let keys, let by, let n): return keep(rule, total, keys, by, n, grain)
    case .rank(let rank): return rankColumn(rank, grain)
    case .grade(let grade): return gradeColumn(grade, node)
    case .previous(let value): return previous(value, grain)
    case .cumulative(let value): return cumulative(value, grain)
    case .shareOf(let table, let weights): return shares(table, weights, grain)
    case .position(let table): return positions(table, grain)
    }
  }

  private mutating func binary(
    _ left: NodeID, _ right: NodeID, _ grain: Grain, _ operation: (Numbers, Numbers) -> Numbers
  ) -> Column {
    let first = operand(left, at: grain)
    let second = operand(right, at: grain)
    return Column(.numbers(operation(first.numbers, second.numbers)), count: first.count)
  }

  private mutating func folded(
    _ values: [NodeID], _ grain: Grain, _ operation: (Numbers, Numbers) -> Numbers
  ) -> Column {
    let count = size(grain)
    guard let head = values.first else { return Column.constant(Rational.zero, count: count) }
    var result = operand(head, at: grain).numbers
    for value in values.dropFirst() { result = operation(result, operand(value, at: grain).numbers) }
    return Column(.numbers(result), count: count)
  }

  /// The code of a literal; a text that no value has gets a code that equals none and is not absent.
  private func literalCode(_ text: String, _ node: NodeID) -> Int32 {
    if case .code(.units) = plan.nodes[node].kind, let unit = dataset.unit(named: text) { return unit }
    return book(of: node).code(of: text) ?? Int32.max
  }
}
