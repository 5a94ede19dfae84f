import Engine
import Exact
import Semantics

/// How much a value can change for one more point of a mark: between low and high, nil for no end. A truth that
/// can only become true counts as 0 to no end.
struct Sensitivity: Hashable, Sendable {
  var low: Rational?
  var high: Rational?

  static let none = Sensitivity(low: .zero, high: .zero)
  static let any = Sensitivity(low: nil, high: nil)
  static let rising = Sensitivity(low: .zero, high: nil)
  static let falling = Sensitivity(low: nil, high: .zero)

  var isNone: Bool { self == .none }
  /// 1: never falls; −1: never rises; 0: neither is certain, or it does not move.
  var direction: Int {
    if isNone { return 0 }
    if let low, low >= .zero { return 1 }
    if let high, high <= .zero { return -1 }
    return 0
  }

  static func + (left: Sensitivity, right: Sensitivity) -> Sensitivity {
    Sensitivity(
      low: left.low.flatMap { low in right.low.map { low + $0 } },
      high: left.high.flatMap { high in right.high.map { high + $0 } })
  }

  var negated: Sensitivity { Sensitivity(low: high.map { .zero - $0 }, high: low.map { .zero - $0 }) }

  func joined(_ other: Sensitivity) -> Sensitivity {
    Sensitivity(
      low: low.flatMap { own in other.low.map { min(own, $0) } },
      high: high.flatMap { own in other.high.map { max(own, $0) } })
  }

  /// Times a factor between two values.
  func scaled(_ least: Rational, _ greatest: Rational) -> Sensitivity {
    if isNone { return .none }
    if greatest <= .zero {
      return negated.scaled(.zero - greatest, .zero - least)
    }
    guard least >= .zero else { return .any }
    return Sensitivity(
      low: low.map { $0 * ($0 < .zero ? greatest : least) },
      high: high.map { $0 * ($0 < .zero ? least : greatest) })
  }
}

/// The sensitivity of every node of a plan to one column of marks, operands before users.
///
/// Caps and floors are minima and maxima of sums, so that a capped score still never falls when a mark rises.
/// Where a mark decides a condition the jump is followed only where its direction is plain. Values of other
/// units are no part of it: what rests on several units is told apart by `crosses`.
struct SensitivityMap: Sendable {
  private(set) var nodes: [Sensitivity]
  /// Whether a node rests on marks of other units too.
  private(set) var crosses: [Bool]
  private let plan: Plan
  private let markGrain: Grain

  init(_ marks: Set<NodeID>, _ wanted: [Bool], _ evaluation: inout Evaluation) {
    plan = evaluation.plan
    markGrain = marks.first.map { evaluation.plan.nodes[$0].grain } ?? .unit
    nodes = [Sensitivity](repeating: .none, count: plan.nodes.count)
    crosses = [Bool](repeating: false, count: plan.nodes.count)
    for node in plan.nodes.indices where wanted[node] {
      if marks.contains(node) {
        nodes[node] = Sensitivity(low: .one, high: .one)
        continue
      }
      let operands = plan.operands(of: node)
      guard operands.contains(where: { !nodes[$0].isNone }) else { continue }
      nodes[node] = derived(node, &evaluation)
      crosses[node] =
        operands.contains { crosses[$0] && !nodes[$0].isNone } || Self.mixesUnits(plan.nodes[node])
    }
  }

  private static func mixesUnits(_ node: Node) -> Bool {
    if case .rank = node.op { return true }
    if case .grade = node.op { return true }
    switch node.grain {
    case .one, .period, .classes: return true
    case .keyed(_, _, let withUnit): return !withUnit
    case .unit, .unitPeriod, .rows, .shares: return false
    }
  }

  private func derived(_ node: NodeID, _ evaluation: inout Evaluation) -> Sensitivity {
    switch plan.nodes[node].op {
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .days,
      .workdays, .position:
      return .none
    case .spread(let value), .previous(let value), .cumulative(let value): return nodes[value]
    case .sum(let values): return total(values)
    case .subtract(let left, let right): return nodes[left] + nodes[right].negated
    case .negate(let value): return nodes[value].negated
    case .absolute: return .any
    case .multiply(let left, let right):
      if nodes[right].isNone { return scaled(left, by: right, &evaluation) }
      return nodes[left].isNone ? scaled(right, by: left, &evaluation) : .any
    case .divide(let left, let right):
      guard nodes[right].isNone, let (least, greatest) = range(right, &evaluation) else { return .any }
      // Only the sign counts: the divisor is never zero where there is a value.
      if least >= .zero { return nodes[left].signs }
      return greatest <= .zero ? nodes[left].negated.signs : .any
    case .minimum(let values), .maximum(let values):
      let parts = values.map { nodes[$0] }
      return parts.dropFirst().reduce(parts.first ?? .none) { $0.joined($1) }
    case .compare(let comparison, let left, let right):
      let difference = nodes[left] + nodes[right].negated
      switch comparison {
      case .greater, .greaterOrEqual: return difference.signs
      case .less, .lessOrEqual: return difference.negated.signs
      case .equal, .notEqual: return .any
      }
    case .sameCode, .isOneOf, .lookup, .fetch, .keep, .rank, .grade, .shareOf, .dayOfMonth,
      .shifted:
      return .any
    case .and(let left, let right), .or(let left, let right):
      return (nodes[left] + nodes[right]).signs
    case .not(let value): return nodes[value].negated
    case .isAbsent(let value):
      // A mark within its bounds is never absent.
      if case .input = plan.nodes[value].op { return .none }
      return .any
    case .choose(let condition, let then, let otherwise):
      guard nodes[condition].isNone else { return jump(condition, then, otherwise, &evaluation) }
      return nodes[then].joined(nodes[otherwise])
    case .guarded(let mask, let amount):
      if nodes[mask].isNone {
        let holdsAlways = evaluation.truths(mask, at: plan.nodes[mask].grain).allSatisfy { $0 == true }
        return holdsAlways ? nodes[amount] : nodes[amount].joined(.none)
      }
      guard nodes[amount].isNone, let (least, greatest) = range(amount, &evaluation) else { return .any }
      if least >= .zero { return nodes[mask].signs }
      return greatest <= .zero ? nodes[mask].negated.signs : .any
    case .round(let value, _, _): return nodes[value].signs
    case .roundToMultiple(let value, _, let step): return nodes[step].isNone ? nodes[value].signs : .any
    case .steps(let value, let step, _):
      guard nodes[step].isNone, let (least, _) = range(step, &evaluation), least >= .zero else { return .any }
      return nodes[value].signs
    case .escalating(let count, let amounts, let onwards, let prior):
      return escalating(count, amounts, onwards, prior, &evaluation)
    case .aggregate(let aggregate, let value, let condition):
      return folded(aggregate, value, condition, &evaluation)
    case .sumOfHighest(let value, let n, let condition):
      let isPlain = nodes[n].isNone && (condition.map { nodes[$0].isNone } ?? true)
      return isPlain ? nodes[value].joined(.none).signs : .any
    }
  }

  private func scaled(_ value: NodeID, by factor: NodeID, _ evaluation: inout Evaluation) -> Sensitivity {
    guard let (least, greatest) = range(factor, &evaluation) else { return .any }
    return nodes[value].scaled(least, greatest)
  }

  /// The values that a node takes now; nil for no numbers.
  private func range(_ node: NodeID, _ evaluation: inout Evaluation) -> (Rational, Rational)? {
    let numbers = evaluation.numbers(node, at: plan.nodes[node].grain).compactMap { $0 }
    guard let least = numbers.min(), let greatest = numbers.max() else { return (.zero, .zero) }
    return (least, greatest)
  }

  /// A choice by a mark between values that do not rest on it.
  private func jump(
    _ condition: NodeID, _ then: NodeID, _ otherwise: NodeID, _ evaluation: inout Evaluation
  ) -> Sensitivity {
    guard nodes[then].isNone, nodes[otherwise].isNone, case .number = plan.nodes[then].kind else {
      return .any
    }
    let first = evaluation.numbers(then, at: plan.nodes[then].grain)
    let second = evaluation.numbers(otherwise, at: plan.nodes[otherwise].grain)
    guard let low = first.compactMap({ $0 }).min(), let high = first.compactMap({ $0 }).max(),
      let least = second.compactMap({ $0 }).min(), let greatest = second.compactMap({ $0 }).max()
    else { return .any }
    if low >= greatest { return nodes[condition].signs }
    return high <= least ? nodes[condition].negated.signs : .any
  }

  private func escalating(
    _ count: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?,
    _ evaluation: inout Evaluation
  ) -> Sensitivity {
    var all = amounts
    if case .amount(let amount) = onwards { all.append(amount) }
    guard all.allSatisfy({ nodes[$0].isNone }), prior.map({ nodes[$0].isNone }) ?? true else { return .any }
    let ranges = all.compactMap { range($0, &evaluation) }
    if ranges.allSatisfy({ $0.0 >= .zero }) { return nodes[count].signs }
    return ranges.allSatisfy { $0.1 <= .zero } ? nodes[count].negated.signs : .any
  }

  private func folded(
    _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?, _ evaluation: inout Evaluation
  ) -> Sensitivity {
    let isPlain = condition.map { nodes[$0].isNone } ?? true
    switch aggregate {
    case .sum:
      if isPlain { return gathered(nodes[value], from: value) }
      guard nodes[value].isNone, let condition, let (least, greatest) = range(value, &evaluation) else {
        return .any
      }
      if least >= .zero { return nodes[condition].signs }
      return greatest <= .zero ? nodes[condition].negated.signs : .any
    case .count:
      guard let condition, !isPlain else { return nodes[value].isNone ? .none : .any }
      return nodes[condition].signs
    case .highest, .lowest, .average, .any, .all, .longestRun:
      return isPlain ? nodes[value].joined(.none).signs : .any
    }
  }
}

// MARK: - Sums with caps

extension SensitivityMap {
  /// A sum in which caps and floors post what they cut or fill: x + min(0, limit − x) is min(x, limit), so that
  /// the parts that a limit reaches are taken together with it.
  private func total(_ values: [NodeID]) -> Sensitivity {
    var groups: [(members: Set<NodeID>, sensitivity: Sensitivity, isGathered: Bool, base: NodeID)] = []
    for value in values {
      let (base, isGathered) = stripped(value)
      guard let (limit, reach) = settled(base) else {
        groups.append(([base], nodes[base], isGathered, base))
        continue
      }
      let inside = groups.indices.filter { groups[$0].members.isSubset(of: reach) }
      let members = inside.reduce(into: Set<NodeID>()) { $0.formUnion(groups[$1].members) }
      let known = reach.filter { !nodes[$0].isNone }
      guard !inside.isEmpty, known.isSubset(of: members),
        inside.allSatisfy({ groups[$0].isGathered == isGathered })
      else {
        groups.append(([base], nodes[base], isGathered, base))
        continue
      }
      let sum = inside.reduce(Sensitivity.none) { $0 + groups[$1].sensitivity }
      for place in inside.reversed() { groups.remove(at: place) }
      groups.append((members.union([base]), sum.joined(nodes[limit]), isGathered, base))
    }
    return groups.reduce(.none) { sum, group in
      sum + (group.isGathered ? gathered(group.sensitivity, from: group.base) : group.sensitivity)
    }
  }

  /// What a node comes to without being spread or summed up to a coarser grain.
  private func stripped(_ node: NodeID) -> (base: NodeID, isGathered: Bool) {
    if case .spread(let value) = plan.nodes[node].op { return stripped(value) }
    if case .aggregate(.sum, let value, nil) = plan.nodes[node].op { return (stripped(value).base, true) }
    return (node, false)
  }

  /// The limit and the parts that it reaches, where a node posts what a limit cuts or fills.
  private func settled(_ node: NodeID) -> (limit: NodeID, reach: Set<NodeID>)? {
    var inner = node
    if case .guarded(let mask, let amount) = plan.nodes[node].op, nodes[mask].isNone { inner = amount }
    var parts: [NodeID] = []
    if case .minimum(let values) = plan.nodes[inner].op { parts = values }
    if case .maximum(let values) = plan.nodes[inner].op { parts = values }
    guard parts.count == 2, nodes[parts[0]].isNone,
      case .subtract(let limit, let sum) = plan.nodes[parts[1]].op
    else { return nil }
    var reach: Set<NodeID> = []
    var pending = [sum]
    while let next = pending.popLast() {
      let base = stripped(next).base
      if case .sum(let values) = plan.nodes[base].op { pending += values } else { reach.insert(base) }
    }
    return (limit, reach)
  }

  /// Summed up over rows: a mark moves its own row alone, unless it stands for several.
  private func gathered(_ sensitivity: Sensitivity, from node: NodeID) -> Sensitivity {
    let grain = plan.nodes[node].grain
    let isOneRow: Bool
    switch markGrain {
    case .rows, .shares: isOneRow = grain != .shares(Self.table(markGrain) ?? -1) || grain == markGrain
    case .one, .period, .classes, .unit, .unitPeriod, .keyed: isOneRow = grain == markGrain || grain == .unit
    }
    return isOneRow ? sensitivity.joined(.none) : sensitivity.signs
  }

  private static func table(_ grain: Grain) -> Int? {
    switch grain {
    case .rows(let table), .shares(let table), .keyed(let table, _, _): table
    case .one, .period, .classes, .unit, .unitPeriod: nil
    }
  }
}

extension Sensitivity {
  /// Only which way it goes.
  var signs: Sensitivity {
    if isNone { return .none }
    switch direction {
    case 1: return .rising
    case -1: return .falling
    default: return .any
    }
  }
}

extension Plan {
  /// What a node rests on directly.
  func operands(of node: NodeID) -> [NodeID] {
    var result: [NodeID] = []
    visitOperands(of: node) { if nodes.indices.contains($0) { result.append($0) } }
    return result
  }
}
