import Exact
import Semantics

/// What a node's values can be, over all data that the method accepts: an interval of numbers, truth values,
/// options. Sound, not exact: whatever can occur lies inside; not all that lies inside need occur. Absent
/// values are left out.
enum Extent: Hashable {
  case numbers(Interval)
  case truths(canHold: Bool, canFail: Bool)
  /// nil: any.
  case codes(Set<String>?)
  case any

  var isEmpty: Bool {
    switch self {
    case .numbers(let interval): interval.isEmpty
    case .truths(let canHold, let canFail): !canHold && !canFail
    case .codes(let codes): codes?.isEmpty ?? false
    case .any: false
    }
  }

  var interval: Interval {
    if case .numbers(let interval) = self { return interval }
    return .all
  }

  var canHold: Bool {
    if case .truths(let canHold, _) = self { return canHold }
    return true
  }

  var canFail: Bool {
    if case .truths(_, let canFail) = self { return canFail }
    return true
  }

  func intersected(_ other: Extent) -> Extent {
    switch (self, other) {
    case (.numbers(let left), .numbers(let right)): .numbers(left.intersected(right))
    case (.truths(let a, let b), .truths(let c, let d)): .truths(canHold: a && c, canFail: b && d)
    case (.codes(let left?), .codes(let right?)): .codes(left.intersection(right))
    case (.codes(nil), .codes), (.any, _): other
    case (.codes, _), (.numbers, _), (.truths, _): self
    }
  }

  func joined(_ other: Extent) -> Extent {
    switch (self, other) {
    case (.numbers(let left), .numbers(let right)): .numbers(left.joined(right))
    case (.truths(let a, let b), .truths(let c, let d)): .truths(canHold: a || c, canFail: b || d)
    case (.codes(let left?), .codes(let right?)): .codes(left.union(right))
    case (.numbers, _), (.truths, _), (.codes, _), (.any, _): .any
    }
  }
}

/// Ranges of a plan's nodes under assumptions: a fact about a node narrows it and what rests on it.
struct Ranges {
  /// The plan's nodes; the plan itself lies with what all copies share.
  let nodes: [Node]
  /// Facts, by node with spreads taken off.
  var facts: [NodeID: Extent] = [:]
  /// Pairs of which the first is at most the second.
  var ordered: Set<[NodeID]> = []
  /// Facts and pairs that every row of the data keeps.
  private var bounds: [NodeID: Extent] = [:]
  private var boundedPairs: Set<[NodeID]> = []
  /// Whether nothing but those is known; then ranges are kept for all copies.
  private(set) var isBase = false
  private(set) var isContradicted = false
  var known: [NodeID: Extent] = [:]
  private var depth = 0
  let effort: Effort

  /// Nodes looked at so far, shared by all copies: assumptions upon assumptions cannot run away. Beyond the
  /// bounds a node may be anything, which is sound.
  final class Effort {
    let plan: Plan
    var steps = 0
    /// Ranges by the bounds alone.
    var base: [NodeID: Extent] = [:]

    init(_ plan: Plan) { self.plan = plan }
  }

  private static let mostSteps = 400_000
  private static let mostDepth = 200

  /// With the bounds of cells for facts.
  init(_ plan: Plan) {
    nodes = plan.nodes
    effort = Effort(plan)
    for requirement in plan.requirements { assume(requirement.holds, true) }
    if isContradicted {
      facts = [:]
      ordered = []
      known = [:]
      isContradicted = false
    }
    bounds = facts
    boundedPairs = ordered
    known = [:]
    isBase = true
  }

  /// Without the facts that hold for one member only: what is left holds for all that fold into a value at one of
  /// the given grains. nil where nothing is left out.
  func forAll(in grains: [Grain]) -> Ranges? {
    if isBase { return nil }
    func holds(_ node: NodeID) -> Bool {
      nodes[node].grain == .one || grains.contains(nodes[node].grain)
    }
    let losesFact = facts.contains { !holds($0.key) && bounds[$0.key] != $0.value }
    let losesPair = ordered.contains { !$0.allSatisfy(holds) && !boundedPairs.contains($0) }
    guard losesFact || losesPair else { return nil }
    var result = self
    result.facts = bounds.merging(facts.filter { holds($0.key) }) { $1 }
    result.ordered = ordered.filter { boundedPairs.contains($0) || $0.allSatisfy(holds) }
    result.known = [:]
    result.isBase = result.facts == bounds && result.ordered == boundedPairs
    return result
  }

  /// The value that a node passes on unchanged to a finer grain.
  func core(_ node: NodeID) -> NodeID {
    var node = node
    while nodes.indices.contains(node), case .spread(let inner) = nodes[node].op { node = inner }
    return node
  }

  mutating func interval(_ node: NodeID) -> Interval { extent(node).interval }

  mutating func extent(_ node: NodeID) -> Extent {
    let node = core(node)
    guard nodes.indices.contains(node) else { return .any }
    if let found = isBase ? effort.base[node] : known[node] { return found }
    effort.steps += 1
    guard depth < Self.mostDepth, effort.steps < Self.mostSteps else { return natural(node) }
    depth += 1
    var result = derived(node)
    depth -= 1
    if let fact = facts[node] { result = result.intersected(fact) }
    if case .numbers(let interval) = result, isWhole(node) { result = .numbers(interval.whole) }
    if isBase { effort.base[node] = result } else { known[node] = result }
    return result
  }

  /// Whether a node's values are counts of whole things.
  func isWhole(_ node: NodeID) -> Bool {
    guard case .number(.tagged(let word)) = nodes[node].kind, Self.counts.contains(word) else {
      return false
    }
    switch nodes[node].op {
    case .input, .present, .rank, .aggregate(.count, _, _): return true
    case .sum(let values): return values.allSatisfy { isWhole(core($0)) }
    case .subtract(let left, let right): return isWhole(core(left)) && isWhole(core(right))
    case .aggregate(.sum, let value, _), .aggregate(.highest, let value, _),
      .aggregate(.lowest, let value, _):
      return isWhole(core(value))
    case .maximum(let values), .minimum(let values): return values.allSatisfy { isWhole(core($0)) }
    case .number(let value): return value.isInteger
    case .figure(let figure): return effort.plan.figures[figure].value?.isInteger ?? false
    case .aggregate(.average, _, _), .aggregate(.any, _, _), .aggregate(.all, _, _),
      .aggregate(.longestRun, _, _), .truth, .code, .calendar, .unitName, .allBlank, .periodOf, .days,
      .workdays, .dayOfMonth, .shifted, .spread, .multiply, .divide, .negate, .absolute, .compare,
      .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .fetch, .round,
      .roundToMultiple, .steps, .escalating, .sumOfHighest, .keep, .grade, .previous, .cumulative,
      .shareOf, .position:
      return false
    }
  }

  /// Measure words that count whole things; none of them is ever below 0.
  static let counts: Set<String> = [
    "条", "篇", "期", "次", "个", "件", "起", "项", "场", "份", "家", "户", "人", "名", "字", "处", "批", "宗", "例", "封", "部",
    "幅",
  ]
  private static let money: Set<String> = ["元", "万元", "亿元"]

  // MARK: - Facts

  mutating func with(_ node: NodeID, _ truth: Bool) -> Ranges {
    var result = self
    result.assume(node, truth)
    return result
  }

  private mutating func learn(_ node: NodeID, _ fact: Extent) {
    let before = extent(node)
    let after = before.intersected(fact)
    guard after != before else { return }
    facts[core(node)] = facts[core(node)].map { $0.intersected(fact) } ?? fact
    known = [:]
    isBase = false
    if extent(node).isEmpty { isContradicted = true }
  }

  /// Takes a condition to hold, or to fail.
  mutating func assume(_ node: NodeID, _ truth: Bool) {
    let node = core(node)
    guard nodes.indices.contains(node), !isContradicted else { return }
    let extent = extent(node)
    if truth ? !extent.canHold : !extent.canFail {
      isContradicted = true
      return
    }
    learn(node, .truths(canHold: truth, canFail: !truth))
    switch nodes[node].op {
    case .not(let inner): assume(inner, !truth)
    case .and(let left, let right):
      if truth {
        assume(left, true)
        assume(right, true)
      } else if !self.extent(left).canFail {
        assume(right, false)
      } else if !self.extent(right).canFail {
        assume(left, false)
      }
    case .or(let left, let right):
      if !truth {
        assume(left, false)
        assume(right, false)
      } else if !self.extent(left).canHold {
        assume(right, true)
      } else if !self.extent(right).canHold {
        assume(left, true)
      }
    case .compare(let comparison, let left, let right):
      compare(truth ? comparison : comparison.opposite, core(left), core(right))
    case .isOneOf(let value, let texts):
      guard case .code(.options(let options)) = nodes[core(value)].kind else { return }
      let named = Set(texts)
      learn(value, .codes(Set(options.filter { named.contains($0) == truth })))
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .days, .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .multiply, .divide, .negate,
      .absolute, .minimum, .maximum, .sameCode, .isAbsent, .choose, .guarded, .lookup, .fetch, .round,
      .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .rank, .grade, .previous,
      .cumulative, .shareOf, .position:
      break
    }
  }

  private mutating func compare(_ comparison: Comparison, _ left: NodeID, _ right: NodeID) {
    guard case .number = nodes[left].kind else { return }
    let pairs = ordered
    defer { if ordered != pairs { isBase = false; known = [:] } }
    let first = interval(left)
    let second = interval(right)
    switch comparison {
    case .equal:
      learn(left, .numbers(second))
      learn(right, .numbers(first))
      ordered.insert([left, right])
      ordered.insert([right, left])
    case .notEqual:
      if let point = second.point { exclude(point, left, first) }
      if let point = first.point { exclude(point, right, second) }
    case .less, .lessOrEqual:
      let isOpen = comparison == .less
      learn(
        left,
        .numbers(Interval(low: nil, high: second.high.map { .init($0.value, isOpen: $0.isOpen || isOpen) })))
      learn(
        right,
        .numbers(Interval(low: first.low.map { .init($0.value, isOpen: $0.isOpen || isOpen) }, high: nil)))
      ordered.insert([left, right])
    case .greater: compare(.less, right, left)
    case .greaterOrEqual: compare(.lessOrEqual, right, left)
    }
  }

  private mutating func exclude(_ point: Rational, _ node: NodeID, _ interval: Interval) {
    if interval.low == .init(point) {
      learn(node, .numbers(Interval(low: .init(point, isOpen: true), high: nil)))
    }
    if interval.high == .init(point) {
      learn(node, .numbers(Interval(low: nil, high: .init(point, isOpen: true))))
    }
  }

  /// Takes a choice to be one option.
  mutating func take(_ node: NodeID, as option: String) {
    facts[core(node)] = .codes([option])
    known = [:]
    isBase = false
  }

  /// What a column can hold by its kind alone.
  func natural(_ node: NodeID) -> Extent {
    switch nodes[node].kind {
    case .number(.tagged(let word)): .numbers(Self.money.contains(word) ? .all : Interval(from: .zero))
    case .number: .numbers(.all)
    case .truth: .truths(canHold: true, canFail: true)
    case .code(.options(let options)): .codes(Set(options))
    case .code: .codes(nil)
    case .date, .period, .text: .any
    }
  }
}

extension Comparison {
  /// What holds where this does not.
  var opposite: Comparison {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .equal: .notEqual
    case .notEqual: .equal
    case .greaterOrEqual: .less
    case .greater: .lessOrEqual
    }
  }
}
