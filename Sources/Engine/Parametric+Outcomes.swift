import Exact
import Semantics

extension Parametric {
  /// The outcome of a comparison of a difference with zero, kept.
  mutating func compare(_ comparison: Comparison, _ difference: Form, _ cell: Cell) -> Bool {
    let sign = sign(difference)
    switch comparison {
    case .less:
      if sign < 0 {
        require(difference.negated(), .positive, cell)
      } else {
        require(difference, .nonNegative, cell)
      }
      return sign < 0
    case .lessOrEqual: return !compare(.greater, difference, cell)
    case .greaterOrEqual: return !compare(.less, difference, cell)
    case .greater:
      if sign > 0 {
        require(difference, .positive, cell)
      } else {
        require(difference.negated(), .nonNegative, cell)
      }
      return sign > 0
    case .equal: return decidedSign(difference, cell) == 0
    case .notEqual: return decidedSign(difference, cell) != 0
    }
  }

  /// The highest or lowest of several forms here; nil for none.
  mutating func extreme(_ candidates: [Form], greater: Bool, _ cell: Cell) -> Form? {
    guard var best = candidates.first else { return nil }
    for candidate in candidates.dropFirst() {
      let sign = sign(candidate - best)
      if greater ? sign > 0 : sign < 0 { best = candidate }
    }
    for candidate in candidates {
      require(greater ? best - candidate : candidate - best, .nonNegative, cell)
    }
    return best
  }

  mutating func product(_ left: Form, _ right: Form, _ cell: Cell) -> Form? {
    if let product = Form.product(left, right, unknowns: free.count) { return product }
    obstacle = .notLinear(cell.node, cell.index)
    return nil
  }

  /// Absent where the divisor is zero.
  mutating func quotient(_ left: Form, _ right: Form, _ cell: Cell) -> Form? {
    guard decidedSign(right, cell) != 0 else { return nil }
    if let quotient = Form.quotient(left, right, unknowns: free.count) { return quotient }
    obstacle = .notLinear(cell.node, cell.index)
    return nil
  }

  /// value ÷ step as a whole number by a rounding mode, kept: linear constraints even where both depend on the
  /// unknowns. Absent where the step is zero.
  mutating func steps(_ value: Form, _ step: Form, _ mode: RoundingMode, _ cell: Cell) -> Rational? {
    let direction = decidedSign(step, cell)
    guard direction != 0 else { return nil }
    guard let top = value.value(at: point), let below = step.value(at: point),
      let exact = top.divided(by: below)
    else {
      if value.isZero { return .zero }
      // Beside a zero of the step the quotient grows beyond all bounds.
      obstacle = .endless(cell.node, cell.index)
      return nil
    }
    var quotient = exact
    if side != .at, (exact + exact).isInteger {
      // On an edge the direction decides; between edges nothing changes within a quarter.
      let beyond = sign(value - step.scaled(by: exact)) * direction
      quotient = exact + Self.quarter * Rational(beyond)
    }
    let whole = quotient.rounded(mode, digits: 0)
    let (low, high) = Self.edges(of: whole, mode)
    guard value.isConstant, step.isConstant else {
      func scaled(_ form: Form) -> Form { direction > 0 ? form : form.negated() }
      func holds(_ edge: Rational) -> Bool { edge.rounded(mode, digits: 0) == whole }
      if low == high {
        require(value - step.scaled(by: low), .zero, cell)
      } else {
        require(
          scaled(value - step.scaled(by: low)), holds(low) ? .nonNegative : .positive, cell)
        require(
          scaled(step.scaled(by: high) - value), holds(high) ? .nonNegative : .positive, cell)
      }
      return whole
    }
    return whole
  }

  static let quarter = Rational(fixed: 25, scale: 2)
  private static let half = Rational(fixed: 5, scale: 1)

  /// The ends of the interval that rounds to a whole number; they are multiples of one half.
  private static func edges(of whole: Rational, _ mode: RoundingMode) -> (low: Rational, high: Rational) {
    var low = whole
    while (low - quarter).rounded(mode, digits: 0) == whole { low = low - half }
    var high = whole
    while (high + quarter).rounded(mode, digits: 0) == whole { high = high + half }
    return (low, high)
  }

  /// The day of a month as it is here, for the ordinary engine: it counts only where it is a whole number.
  mutating func settleDay(_ day: NodeID, for node: NodeID) {
    guard isForm(day) else { return }
    let grain = plan.nodes[day].grain
    let values = operand(day, at: grain)
    let count = evaluation.size(grain)
    var settled: [Rational?] = []
    for index in 0..<count {
      guard let form = values[index], let exact = form.value(at: point) else {
        settled.append(nil)
        continue
      }
      let cell = Cell(node: node, index: index, owner: unitCount)
      let isWhole = exact.isInteger && (side == .at || form.isConstant)
      if isWhole {
        require(form - .constant(exact), .zero, cell)
        settled.append(exact)
      } else {
        let whole = floor(form, cell) ?? 0
        require(form - .constant(Rational(whole)), .positive, cell)
        settled.append(Rational(whole) + Self.quarter)
      }
    }
    evaluation.columns[day] = Column(.numbers(Numbers(values: settled)), count: count)
  }

  /// The largest whole number not above a form here, kept.
  mutating func floor(_ form: Form, _ cell: Cell) -> Int? {
    if let constant = form.constantValue { return constant.floor().asInt }
    guard let exact = form.value(at: point) else { return nil }
    var whole = exact.floor()
    if side != .at, exact.isInteger, sign(form - .constant(exact)) < 0 { whole = whole - .one }
    require(form - .constant(whole), .nonNegative, cell)
    require(.constant(whole + .one) - form, .positive, cell)
    return whole.asInt
  }
}
