import Diagnostics
import Engine
import Exact
import Semantics

/// A figure that values are only compared with, such as 36 in 满 36 条: scores change nowhere but at the values
/// that it is compared with, so that finitely many cases stand for all its values.
struct Threshold: Sendable {
  /// Values between which every comparison comes out the same.
  struct Piece: Hashable, Sendable {
    /// nil where there is no end.
    var low: Rational?
    var high: Rational?
    var isLowIn: Bool
    var isHighIn: Bool

    func holds(_ value: Rational) -> Bool {
      if let low, isLowIn ? value < low : value <= low { return false }
      if let high, isHighIn ? value > high : value >= high { return false }
      return true
    }

    /// The simplest value of the domain here, as near as may be to a given one; nil where it has none.
    func value(_ domain: FigureDomain, near: Rational?) -> Rational? {
      if let near, holds(near), domain.admits(near) { return near }
      let start: Rational
      switch (low, high) {
      case (let low?, let high?):
        let middle = (low + high) * Rational(fixed: 5, scale: 1)
        start = near.map { max(low, min($0, high)) } ?? middle
      case (let low?, nil): start = low
      case (nil, let high?): start = high
      case (nil, nil): start = near ?? .zero
      }
      let steps =
        domain.step.map { [$0] }
        ?? [Rational(1), Rational(fixed: 5, scale: 1)] + (1...8).map { Rational(fixed: 1, scale: $0) }
      for step in steps {
        guard let below = start.divided(by: step)?.floor() else { continue }
        let around = (-1...2).map { (below + Rational($0)) * step }.filter { holds($0) && domain.admits($0) }
        let best = around.min { left, right in
          let first = (left - start).magnitude
          let second = (right - start).magnitude
          return first == second ? left < right : first < second
        }
        if let best { return best }
      }
      guard domain.step == nil, let low, let high else { return nil }
      let middle = (low + high) * Rational(fixed: 5, scale: 1)
      return holds(middle) && domain.admits(middle) ? middle : nil
    }
  }

  /// From the lowest to the highest; together they are all values.
  let pieces: [Piece]
  /// What it is compared with rests on these figures, so that other values of theirs move the pieces.
  let movedBy: Set<FigureID>
}

extension Threshold {
  /// Of every figure of a plan that is one, for the data of an evaluation. Cost: linear in the plan, and in the
  /// values compared.
  static func all(_ evaluation: Evaluation, reaching published: [NodeID]) -> [FigureID: Threshold] {
    let plan = evaluation.plan
    let isUsed = plan.reachable(from: published)
    var consumers: [NodeID: [NodeID]] = [:]
    for (id, node) in plan.nodes.enumerated() where isUsed[id] {
      for operand in Set(node.op.operands) { consumers[operand, default: []].append(id) }
    }
    var nodes: [FigureID: [NodeID]] = [:]
    for (id, node) in plan.nodes.enumerated() where isUsed[id] {
      if case .figure(let figure) = node.op { nodes[figure, default: []].append(id) }
    }
    var result: [FigureID: Threshold] = [:]
    for (figure, own) in nodes {
      guard let compared = compared(own, consumers, plan), !compared.isEmpty else { continue }
      result[figure] = Threshold(compared, evaluation)
    }
    return result
  }

  /// A value that the figure is compared with, and whether the comparison changes behind or before an equal one.
  private struct Compared {
    var node: NodeID
    var changesBehind: Bool
    var changesBefore: Bool
  }

  /// What a figure's nodes are compared with; nil where they are used in another way too.
  private static func compared(
    _ own: [NodeID], _ consumers: [NodeID: [NodeID]], _ plan: Plan
  ) -> [Compared]? {
    var result: [Compared] = []
    var carriers = Set(own)
    var pending = own
    while let carrier = pending.popLast() {
      for consumer in consumers[carrier] ?? [] {
        switch plan.nodes[consumer].op {
        case .spread:
          if carriers.insert(consumer).inserted { pending.append(consumer) }
        case .lookup(let keys, _):
          guard !keys.contains(carrier) else { return nil }
          if carriers.insert(consumer).inserted { pending.append(consumer) }
        case .isAbsent: continue
        case .compare(let comparison, let left, let right):
          let isLeft = left == carrier
          let other = isLeft ? right : left
          guard !carriers.contains(other) else { return nil }
          // v ≥ t and v < t change where t passes v upwards, v > t and v ≤ t where it reaches v.
          switch comparison {
          case .greaterOrEqual, .less:
            result.append(Compared(node: other, changesBehind: !isLeft, changesBefore: isLeft))
          case .greater, .lessOrEqual:
            result.append(Compared(node: other, changesBehind: isLeft, changesBefore: !isLeft))
          case .equal, .notEqual:
            result.append(Compared(node: other, changesBehind: true, changesBefore: true))
          }
        case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
          .days, .workdays, .dayOfMonth, .shifted, .sum, .subtract, .multiply, .divide, .negate, .absolute,
          .minimum, .maximum, .sameCode, .isOneOf, .and, .or, .not, .choose, .guarded, .fetch, .round,
          .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .rank, .grade, .previous,
          .cumulative, .shareOf, .position:
          return nil
        }
      }
    }
    return result
  }

  private init(_ compared: [Compared], _ evaluation: Evaluation) {
    var evaluation = evaluation
    evaluation.evaluateWhereClosed(compared.map(\.node))
    let plan = evaluation.plan
    var behind: Set<Rational> = []
    var before: Set<Rational> = []
    for entry in compared where evaluation.isKnown(entry.node) {
      let values = evaluation.numbers(entry.node, at: plan.nodes[entry.node].grain).compactMap { $0 }
      if entry.changesBehind { behind.formUnion(values) }
      if entry.changesBefore { before.formUnion(values) }
    }
    var pieces: [Piece] = []
    var low: (value: Rational, isIn: Bool)?
    for value in behind.union(before).sorted() {
      // (…, v) [v, …) where it changes on reaching v, (…, v] (v, …) where on passing it.
      if before.contains(value) {
        pieces.append(
          Piece(low: low?.value, high: value, isLowIn: low?.isIn ?? false, isHighIn: false))
        low = (value, true)
      }
      if behind.contains(value) {
        pieces.append(Piece(low: low?.value, high: value, isLowIn: low?.isIn ?? false, isHighIn: true))
        low = (value, false)
      }
    }
    pieces.append(Piece(low: low?.value, high: nil, isLowIn: low?.isIn ?? false, isHighIn: false))
    self.pieces = pieces
    let rests = plan.reachable(from: compared.map(\.node))
    var moved: Set<FigureID> = []
    for (id, node) in plan.nodes.enumerated() where rests[id] {
      if case .figure(let figure) = node.op { moved.insert(figure) }
    }
    movedBy = moved
  }
}
