import Diagnostics
import Engine
import Exact
import Semantics

/// Finds to how many decimals formulas can compare, and makes sure that no comparison, rank or rounding of this
/// run depends on less.
///
/// A spreadsheet's number has some 15 significant digits. With the largest figure of `k` digits before the point,
/// 14 − k decimals survive a chain of additions; differences are rounded to that many. Exact values then tell
/// whether two figures differ by less, or a rounding stands closer to its middle: if so there are no formulas.
struct FormulaPrecision {
  private let evaluation: Evaluation
  private let needed: [Bool]
  let digits: Int

  private static let mostDigits = 9

  init(_ evaluation: Evaluation, _ roots: [NodeID]) throws(FormulaFault) {
    self.evaluation = evaluation
    needed = evaluation.needed(by: roots)
    var greatest = Rational.one
    for node in needed.indices where needed[node] {
      guard case .number = evaluation.plan.nodes[node].kind, evaluation.isKnown(node) else { continue }
      for index in 0..<evaluation.count(of: evaluation.plan.nodes[node].grain) {
        if let value = evaluation.number(node, at: index)?.magnitude, value > greatest { greatest = value }
      }
    }
    let whole = greatest.rounded(.down, digits: 0).plain.utf8.count
    digits = min(Self.mostDigits, 14 - whole)
    guard digits >= 2 else { throw .tooNear(subject: evaluation.plan.title, greatest.readable, .nowhere) }
  }

  private var step: Rational { Rational(fixed: 1, scale: digits) }

  /// Throws where a formula would decide otherwise than the exact values.
  func check(_ compiler: FormulaCompiler) throws(FormulaFault) {
    let plan = evaluation.plan
    for node in needed.indices where needed[node] && evaluation.isKnown(node) {
      let grain = plan.nodes[node].grain
      switch plan.nodes[node].op {
      case .compare(_, let left, let right):
        guard case .number = plan.nodes[left].kind else { continue }
        let first = values(left, at: grain)
        for (one, other) in zip(first, values(right, at: grain)) {
          if let one, let other, isTooNear(one, other) { throw tooNear(compiler, node, one, other) }
        }
      case .round(let value, let mode, let places): try check(compiler, node, value, mode, places)
      case .steps(let value, let step, let rule):
        guard rule != .proportional else { continue }
        let mode: RoundingMode = rule == .wholeOnly ? .down : .up
        for (value, step) in zip(values(value, at: grain), values(step, at: grain)) {
          guard let value, let step, let quotient = value.divided(by: step) else { continue }
          if !rounds(quotient, mode, 0) { throw tooNear(compiler, node, value, step) }
        }
      case .roundToMultiple(let value, let mode, let multiple):
        for (value, step) in zip(values(value, at: grain), values(multiple, at: grain)) {
          guard let value, let step, let quotient = value.divided(by: step) else { continue }
          if !rounds(quotient, mode, 0) { throw tooNear(compiler, node, value, step) }
        }
      case .keep(_, let total, _, let by, _):
        try checkOrder(compiler, node, total)
        if let by { try checkOrder(compiler, node, by) }
      case .sumOfHighest(let value, _, _): try checkOrder(compiler, node, value)
      case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
        .days,
        .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum,
        .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .fetch, .escalating,
        .aggregate, .rank, .grade, .previous, .cumulative, .shareOf, .position:
        break
      }
    }
    for rank in plan.ranks {
      for key in rank.keys where needed[key.node] { try checkOrder(compiler, key.node, key.node) }
    }
    for publication in plan.publications {
      for key in publication.keys where needed[key.node] { try checkOrder(compiler, key.node, key.node) }
      for column in publication.columns {
        guard case .node(let node) = column.content, let rounding = column.format.rounding else { continue }
        try check(compiler, node, node, rounding.mode, rounding.digits + (column.format.percent ? 2 : 0))
      }
    }
  }

  private func values(_ node: NodeID, at grain: Grain) -> [Rational?] {
    let own = evaluation.plan.nodes[node].grain
    if own == grain { return (0..<evaluation.count(of: grain)).map { evaluation.number(node, at: $0) } }
    return evaluation.places(of: grain, in: own).map { $0 < 0 ? nil : evaluation.number(node, at: Int($0)) }
  }

  private func isTooNear(_ one: Rational, _ other: Rational) -> Bool {
    one != other && (one - other).magnitude < step
  }

  private func rounds(_ value: Rational, _ mode: RoundingMode, _ places: Int) -> Bool {
    value.rounded(.halfUp, digits: digits).rounded(mode, digits: places)
      == value.rounded(mode, digits: places)
  }

  private func check(
    _ compiler: FormulaCompiler, _ node: NodeID, _ value: NodeID, _ mode: RoundingMode, _ places: Int
  ) throws(FormulaFault) {
    guard case .number = evaluation.plan.nodes[value].kind else { return }
    for case let value? in values(value, at: evaluation.plan.nodes[value].grain)
    where !rounds(value, mode, places) {
      throw tooNear(compiler, node, value, value.rounded(mode, digits: places))
    }
  }

  /// Distinct values of one column must stay distinct.
  private func checkOrder(
    _ compiler: FormulaCompiler, _ node: NodeID, _ key: NodeID
  ) throws(FormulaFault) {
    guard case .number = evaluation.plan.nodes[key].kind else { return }
    let sorted = values(key, at: evaluation.plan.nodes[key].grain).compactMap { $0 }.sorted()
    for (one, other) in zip(sorted, sorted.dropFirst()) where isTooNear(one, other) {
      throw tooNear(compiler, node, one, other)
    }
  }

  private func tooNear(
    _ compiler: FormulaCompiler, _ node: NodeID, _ one: Rational, _ other: Rational
  ) -> FormulaFault {
    .tooNear(
      subject: compiler.header(node), "\(one.decimal(digits: 12)), \(other.decimal(digits: 12))",
      compiler.place(node))
  }
}
