import Exact
import Semantics

/// Bounds of everything that one unit's counts reach, over a box of counts.
///
/// Every number has an affine form that it is surely not below and one that it is surely not above, every truth
/// what it may be (an abstract interpretation with linear bounds). Operations without such a rule give no bound,
/// which is sound: a search then looks further. Cost: the cells of the unit.
struct CountBounds {
  let plan: Plan
  var evaluation: Evaluation
  let unit: Int
  /// The node of each column of counts, and its value for the unit.
  let columns: [NodeID]
  let starts: [Rational]
  let reached: [Bool]
  let box: CountBox
  private var numbers: [Cell: NumberBounds] = [:]
  private var truths: [Cell: TruthBounds] = [:]

  private struct Cell: Hashable {
    var node: NodeID
    var index: Int
  }

  init(_ search: ReachSearch, _ box: CountBox) {
    plan = search.plan
    evaluation = search.evaluation
    unit = search.unit
    columns = search.columns.map(\.node)
    starts = search.columns.map(\.value)
    reached = search.reached
    self.box = box
  }

  /// The unit's number at unit grain.
  mutating func number(_ node: NodeID) -> NumberBounds {
    guard let index = place(unit, .unit, plan.nodes[node].grain) else { return .absent }
    return number(node, index)
  }

  mutating func truth(_ node: NodeID) -> TruthBounds {
    guard let index = place(unit, .unit, plan.nodes[node].grain) else { return .absent }
    return truth(node, index)
  }

  func greatest(_ form: Form?) -> Rational? { form.flatMap { box.greatest($0) }.flatMap(told) }
  func least(_ form: Form?) -> Rational? { form.flatMap { box.least($0) }.flatMap(told) }

  private func told(_ value: Rational) -> Rational? { value.isBeyond ? nil : value }

  private mutating func place(_ index: Int, _ fine: Grain, _ coarse: Grain) -> Int? {
    let found = evaluation.mapping(fine, coarse)[index]
    return found < 0 ? nil : found
  }

  private mutating func number(_ node: NodeID, _ index: Int) -> NumberBounds {
    guard reached[node] else { return NumberBounds(evaluation.column(node).number(at: index)) }
    let cell = Cell(node: node, index: index)
    if let known = numbers[cell] { return known }
    let result = boundedNumber(node, index)
    numbers[cell] = result
    return result
  }

  private mutating func truth(_ node: NodeID, _ index: Int) -> TruthBounds {
    guard reached[node] else { return TruthBounds(evaluation.column(node).truth(at: index)) }
    let cell = Cell(node: node, index: index)
    if let known = truths[cell] { return known }
    let result = boundedTruth(node, index)
    truths[cell] = result
    return result
  }

  /// An operand at the cell of its user; nil where it falls nowhere.
  private mutating func operand(_ node: NodeID, _ grain: Grain, _ index: Int) -> NumberBounds {
    place(index, grain, plan.nodes[node].grain).map { number(node, $0) } ?? .absent
  }

  private mutating func truthOperand(_ node: NodeID, _ grain: Grain, _ index: Int) -> TruthBounds {
    place(index, grain, plan.nodes[node].grain).map { truth(node, $0) } ?? .absent
  }

  // MARK: - Numbers

  private mutating func boundedNumber(_ node: NodeID, _ index: Int) -> NumberBounds {
    // The same column may stand in the plan more than once.
    if let column = columns.firstIndex(where: { plan.nodes[$0].op == plan.nodes[node].op }) {
      let form = Form.line(starts[column], Form.Slope(unknown: column, rate: .one))
      return NumberBounds(low: form, high: form)
    }
    let grain = plan.nodes[node].grain
    guard plan.hasUnit(grain) else { return .unknown }
    switch plan.nodes[node].op {
    case .spread(let value): return operand(value, grain, index)
    case .sum(let values):
      return values.reduce(NumberBounds(.zero)) { $0 + operand($1, grain, index) }
    case .subtract(let left, let right):
      return operand(left, grain, index) + operand(right, grain, index).negated()
    case .negate(let value): return operand(value, grain, index).negated()
    case .multiply(let left, let right):
      return product(operand(left, grain, index), operand(right, grain, index))
    case .divide(let left, let right):
      guard let divisor = operand(right, grain, index).constant?.reciprocal else { return .unknown }
      return operand(left, grain, index).scaled(by: divisor)
    case .absolute(let value):
      let value = operand(value, grain, index)
      return higher(value, value.negated())
    case .minimum(let values):
      guard let head = values.first else { return .unknown }
      return values.dropFirst().reduce(operand(head, grain, index)) { found, value in
        higher(found.negated(), operand(value, grain, index).negated()).negated()
      }
    case .maximum(let values):
      guard let head = values.first else { return .unknown }
      return values.dropFirst().reduce(operand(head, grain, index)) { higher($0, operand($1, grain, index)) }
    case .choose(let condition, let then, let otherwise):
      return chosen(
        truthOperand(condition, grain, index), operand(then, grain, index), operand(otherwise, grain, index))
    case .guarded(let mask, let amount):
      let mask = truthOperand(mask, grain, index)
      guard mask.contains(.yes) else { return NumberBounds(.zero) }
      let amount = operand(amount, grain, index)
      return mask == .yes ? amount : hull(amount, NumberBounds(.zero))
    case .round(let value, _, let digits):
      let step = Rational(fixed: 1, scale: digits)
      return operand(value, grain, index).widened(below: step, above: step)
    case .roundToMultiple(let value, _, let multiple):
      guard let step = operand(multiple, grain, index).constant?.magnitude else { return .unknown }
      return operand(value, grain, index).widened(below: step, above: step)
    case .steps(let value, let step, let rule):
      guard let step = operand(step, grain, index).constant?.reciprocal else { return .unknown }
      return steps(operand(value, grain, index).scaled(by: step), rule)
    case .escalating(let count, let amounts, let onwards, let prior):
      return escalating(grain, index, count, amounts, onwards, prior)
    case .aggregate(let aggregate, let value, let condition):
      return aggregated(node, index, aggregate, value, condition)
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .days,
      .workdays, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .lookup, .fetch, .sumOfHighest,
      .keep, .rank, .grade, .previous, .cumulative, .shareOf, .position, .dayOfMonth, .shifted:
      return .unknown
    }
  }

  private func product(_ left: NumberBounds, _ right: NumberBounds) -> NumberBounds {
    if let factor = left.constant { return right.scaled(by: factor) }
    if let factor = right.constant { return left.scaled(by: factor) }
    guard let a = least(left.low), let b = greatest(left.high), let c = least(right.low),
      let d = greatest(right.high)
    else { return .unknown }
    let corners = [a * c, a * d, b * c, b * d]
    return NumberBounds(
      low: .constant(corners.min() ?? .zero), high: .constant(corners.max() ?? .zero),
      canBeAbsent: left.canBeAbsent || right.canBeAbsent)
  }

  /// The higher of two: above both; below, either's lower bound will do.
  private func higher(_ left: NumberBounds, _ right: NumberBounds) -> NumberBounds {
    var result = hull(left, right)
    let first = least(left.low)
    let second = least(right.low)
    switch (first, second) {
    case (let first?, let second?): result.low = first >= second ? left.low : right.low
    case (.some, nil): result.low = left.low
    case (nil, .some): result.low = right.low
    case (nil, nil): result.low = nil
    }
    return result
  }

  /// Bounds for either of two.
  private func hull(_ left: NumberBounds, _ right: NumberBounds) -> NumberBounds {
    NumberBounds(
      low: upper(left.low?.negated(), right.low?.negated())?.negated(), high: upper(left.high, right.high),
      canBeAbsent: left.canBeAbsent || right.canBeAbsent)
  }

  /// A form above both of two.
  private func upper(_ left: Form?, _ right: Form?) -> Form? {
    guard let left, let right else { return nil }
    if let most = greatest(left - right), most.sign <= 0 { return right }
    if let most = greatest(right - left), most.sign <= 0 { return left }
    guard let first = greatest(left), let second = greatest(right) else { return nil }
    return .constant(max(first, second))
  }

  private func chosen(_ condition: TruthBounds, _ then: NumberBounds, _ otherwise: NumberBounds)
    -> NumberBounds
  {
    var result: NumberBounds
    switch (condition.contains(.yes), condition.contains(.no)) {
    case (true, true): result = hull(then, otherwise)
    case (true, false): result = then
    case (false, true): result = otherwise
    case (false, false): result = .absent
    }
    if condition.contains(.absent) { result.canBeAbsent = true }
    return result
  }

  private func steps(_ quotient: NumberBounds, _ rule: StepRule) -> NumberBounds {
    let isNegative = least(quotient.low).map { $0.sign < 0 } ?? true
    let slack: Rational = isNegative ? .one : .zero
    switch rule {
    case .proportional: return quotient
    case .wholeOnly: return quotient.widened(below: .one, above: slack)
    case .partCounts: return quotient.widened(below: slack, above: .one)
    }
  }

  private mutating func escalating(
    _ grain: Grain, _ index: Int, _ count: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?
  ) -> NumberBounds {
    var ladder: [Rational] = []
    for amount in amounts {
      guard let value = operand(amount, grain, index).constant else { return .unknown }
      ladder.append(value)
    }
    let rest: Ladder.Rest
    switch onwards {
    case .nothing: rest = .nothing
    case .doubling: rest = .doubling
    case .amount(let amount):
      guard let value = operand(amount, grain, index).constant else { return .unknown }
      rest = .amount(value)
    }
    var past = 0
    if let prior {
      guard let value = operand(prior, grain, index).constant?.floor().asInt else { return .unknown }
      past = max(0, value)
    }
    let counts = operand(count, grain, index)
    guard let least = least(counts.low)?.floor().asInt, let greatest = greatest(counts.high)?.floor().asInt
    else { return .unknown }
    // Fewer than none are none, however many fewer.
    let low = max(0, least)
    let high = max(low, greatest)
    guard high < 1024, high - low < 256 else { return .unknown }
    let totals = (low...high).map { Ladder(ladder, rest).total(after: past, count: $0) }
    return NumberBounds(
      low: .constant(totals.min() ?? .zero), high: .constant(totals.max() ?? .zero),
      canBeAbsent: counts.canBeAbsent)
  }

  private mutating func aggregated(
    _ node: NodeID, _ index: Int, _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?
  ) -> NumberBounds {
    let fine = plan.nodes[value].grain
    guard plan.hasUnit(fine) else { return .unknown }
    let owners = evaluation.mapping(fine, plan.nodes[node].grain)
    let members = (0..<evaluation.size(fine)).filter { owners[$0] == index }
    var total = NumberBounds(.zero)
    for member in members {
      let mask = condition.map { truthOperand($0, fine, member) } ?? .yes
      guard mask.contains(.yes) else { continue }
      switch aggregate {
      case .sum:
        var amount = number(value, member)
        let isSure = mask == .yes && !amount.canBeAbsent
        amount.canBeAbsent = false
        total = total + (isSure ? amount : hull(amount, NumberBounds(.zero)))
      case .count:
        let isNumber: Bool
        if case .number = plan.nodes[value].kind { isNumber = true } else { isNumber = false }
        let isSure = mask == .yes && isNumber && !number(value, member).canBeAbsent
        total = total + NumberBounds(low: .constant(isSure ? .one : .zero), high: .constant(.one))
      case .highest, .lowest, .average, .any, .all, .longestRun: return .unknown
      }
    }
    return total
  }

  // MARK: - Truths

  private mutating func boundedTruth(_ node: NodeID, _ index: Int) -> TruthBounds {
    let grain = plan.nodes[node].grain
    guard plan.hasUnit(grain) else { return .unknown }
    switch plan.nodes[node].op {
    case .allBlank:
      // A unit with any further count is not blank.
      let given = box.low.reduce(0, +)
      if given > 0 { return .no }
      return box.rest > 0 ? [.no, TruthBounds(evaluation.column(node).truth(at: index))] : .unknown
    case .spread(let value): return truthOperand(value, grain, index)
    case .compare(let comparison, let left, let right):
      guard case .number = plan.nodes[left].kind, case .number = plan.nodes[right].kind else {
        return .unknown
      }
      return compared(comparison, operand(left, grain, index) + operand(right, grain, index).negated())
    case .and(let left, let right):
      let first = truthOperand(left, grain, index)
      let second = truthOperand(right, grain, index)
      var result: TruthBounds = []
      if first.contains(.no) || second.contains(.no) { result.insert(.no) }
      if first.contains(.yes), second.contains(.yes) { result.insert(.yes) }
      if first.contains(.absent) || second.contains(.absent) { result.insert(.absent) }
      return result
    case .or(let left, let right):
      let first = truthOperand(left, grain, index)
      let second = truthOperand(right, grain, index)
      var result: TruthBounds = []
      if first.contains(.yes) || second.contains(.yes) { result.insert(.yes) }
      if first.contains(.no), second.contains(.no) { result.insert(.no) }
      if first.contains(.absent) || second.contains(.absent) { result.insert(.absent) }
      return result
    case .not(let value):
      let value = truthOperand(value, grain, index)
      var result = value.intersection(.absent)
      if value.contains(.yes) { result.insert(.no) }
      if value.contains(.no) { result.insert(.yes) }
      return result
    case .isAbsent(let value):
      guard case .number = plan.nodes[value].kind else { return [.yes, .no] }
      return operand(value, grain, index).canBeAbsent ? [.yes, .no] : .no
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .periodOf, .days, .workdays,
      .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum, .sameCode, .isOneOf,
      .choose, .guarded, .lookup, .fetch, .round, .roundToMultiple, .steps, .escalating, .aggregate,
      .sumOfHighest, .keep, .rank, .grade, .previous, .cumulative, .shareOf, .position, .dayOfMonth, .shifted:
      return .unknown
    }
  }

  private func compared(_ comparison: Comparison, _ difference: NumberBounds) -> TruthBounds {
    let low = least(difference.low)
    let high = greatest(difference.high)
    let canBeBelow = low.map { $0.sign < 0 } ?? true
    let canBeAbove = high.map { $0.sign > 0 } ?? true
    let canBeZero = (low.map { $0.sign <= 0 } ?? true) && (high.map { $0.sign >= 0 } ?? true)
    var result: TruthBounds = difference.canBeAbsent ? .absent : []
    let outcomes: (below: Bool, zero: Bool, above: Bool)
    switch comparison {
    case .less: outcomes = (true, false, false)
    case .lessOrEqual: outcomes = (true, true, false)
    case .equal: outcomes = (false, true, false)
    case .notEqual: outcomes = (true, false, true)
    case .greaterOrEqual: outcomes = (false, true, true)
    case .greater: outcomes = (false, false, true)
    }
    if canBeBelow { result.insert(outcomes.below ? .yes : .no) }
    if canBeZero { result.insert(outcomes.zero ? .yes : .no) }
    if canBeAbove { result.insert(outcomes.above ? .yes : .no) }
    return result
  }
}
