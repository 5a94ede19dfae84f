import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Weights that do not make 100%, and full marks of clauses that come to more than those of their part.
  mutating func examineWeights() {
    for definition in plan.definitions
    where !plan.assumptions.contains(where: { $0.subject == definition.name }) {
      examine(definition)
    }
    for limit in plan.limits where limit.kind == .fullMarks {
      guard case .part(let part) = limit.owner, plan.parts.indices.contains(part), !isSilenced(limit) else {
        continue
      }
      examine(part, limit)
    }
  }

  /// 甲 × 40% + 乙 × 30% + 丙 × 20%.
  private mutating func examine(_ definition: NamedNode) {
    guard case .sum(let terms) = plan.nodes[inside(definition.node)].op, terms.count > 1,
      let flat = flat(terms)
    else { return }
    var weights: [Rational] = []
    for term in flat {
      guard case .multiply(let left, let right) = plan.nodes[ranges.core(term)].op,
        let weight = percent(left) ?? percent(right)
      else { return }
      weights.append(weight)
    }
    let sum = Rational.sum(weights)
    // Weights that mean to make 100% miss it by little; the rest of a larger formula is examined there.
    let isMeant = sum * 2 >= .one && sum <= Rational(3, over: 2) ?? .one
    guard sum != .one, weights.count > 1, isMeant, !isPart(definition),
      weights.allSatisfy({ $0 > .zero && $0 < .one })
    else { return }
    let shown = weights.map { ($0 * 100).readable + "%" }.joined(separator: " + ")
    let whole = (sum * 100).readable
    report(
      .weightsDiffer, at: definition.place,
      [
        Phrase(
          "“\(definition.name)”的权重 \(shown) = \(whole)%",
          "the weights of “\(definition.name)”, \(shown), come to \(whole)%"),
        Phrase("各项都得 100 分时，它是 \(whole) 分", "with 100 points for each it is \(whole) points"),
      ])
  }

  /// Whether another definition reads this one.
  private func isPart(_ definition: NamedNode) -> Bool {
    var seen: Set<NodeID> = []
    var pending = plan.definitions.filter { $0.node != definition.node }.map(\.node)
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if next == definition.node { return true }
      pending += plan.nodes[next].op.operands
    }
    return false
  }

  /// A definition's formula without the rounding around it.
  private func inside(_ node: NodeID) -> NodeID {
    var node = ranges.core(node)
    while case .round(let inner, _, _) = plan.nodes[node].op { node = ranges.core(inner) }
    return node
  }

  /// The terms of a sum of sums; nil for more than a formula may have. Definitions that add others up twice have as
  /// many as 2 to the power of their number.
  private func flat(_ terms: [NodeID]) -> [NodeID]? {
    var result: [NodeID] = []
    var pending = Array(terms.reversed())
    while let term = pending.popLast() {
      if case .sum(let inner) = plan.nodes[ranges.core(term)].op {
        pending += inner.reversed()
      } else {
        result.append(term)
        guard result.count <= Limits.terms else { return nil }
      }
    }
    return result
  }

  private func percent(_ node: NodeID) -> Rational? {
    guard case .figure(let figure) = plan.nodes[ranges.core(node)].op, plan.figures[figure].isPercent else {
      return nil
    }
    return plan.figures[figure].value
  }

  /// 满分 of each clause against 满分 of the part: more can be earned than the part has.
  private mutating func examine(_ part: Int, _ limit: LimitPlan) {
    guard let whole = ranges.interval(limit.bound).point else { return }
    var sum = Rational.zero
    var shown: [String] = []
    for (index, clause) in plan.clauses.enumerated() where clause.part == part {
      let isGiving = plan.postings.contains { $0.of == .clause(index) && $0.stratum == .give }
      guard isGiving else { continue }
      guard
        let own = plan.limits.first(where: {
          $0.kind == .fullMarks && $0.owner == .clause(index) && $0.ofLine == nil
        }),
        let mark = ranges.interval(own.bound).point
      else { return }
      sum += mark
      shown.append("“\(clause.label)” \(mark.readable)")
    }
    guard shown.count > 1, sum > whole else { return }
    let owner = name(limit.owner)
    report(
      .weightsDiffer, at: limit.place, line: limit.line,
      [
        Phrase(
          "\(owner.chinese)满分 \(whole.readable) 分，各条款的满分合起来是 \(sum.readable) 分",
          "\(owner.english) has full marks of \(whole.readable), its clauses together \(sum.readable)"),
        Phrase(
          "\(shown.joined(separator: "，"))；都得满分时有 \((sum - whole).readable) 分作废",
          "\(shown.joined(separator: ", ")); with full marks in each, \((sum - whole).readable) are cut"),
      ])
  }
}
