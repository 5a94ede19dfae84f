import Diagnostics
import Exact
import Semantics

/// What computing with large numbers has cost, by which a computation is bounded: a count of words, not a clock, so
/// that the same input ends the same way everywhere.
struct LargeWork: Sendable {
  private(set) var spent = 0

  var isSpent: Bool { spent > Limits.largeWork }

  mutating func spend(_ amount: Int) { spent &+= amount }

  mutating func exhaust() { spent = max(spent, Limits.largeWork &+ 1) }

  /// A result, paid for; beyond the bound there is none.
  @inline(__always) mutating func admitted(_ value: Rational) -> Rational {
    if case let cost = value.work, cost > 0 {
      spent &+= cost
      if isSpent { return .unaffordable }
    }
    return value
  }
}

extension Evaluation {
  /// A computed column without values that are too large, each of which is a problem. Cost: nothing for columns that
  /// are fixed-point throughout, which ordinary ones are.
  mutating func bounded(_ node: NodeID, _ column: Column) -> Column {
    guard case .numbers(let numbers) = column.values, case .exact(let values) = numbers.store else {
      return column
    }
    let wasSpent = work.isSpent
    var found: [Int] = []
    for (index, value) in values.enumerated() {
      work.spend(value.work)
      guard value.isBeyond, !numbers.isAbsent(at: index) else { continue }
      if value == .unaffordable { work.exhaust() }
      found.append(index)
    }
    if work.isSpent {
      // What has grown so far is let go, and no more is computed with.
      if !wasSpent { problems.append(excessive(.numbersTooLarge, node, numbers, found.first)) }
      excessive.insert(node)
      return Column.constant(nil, count: column.count)
    }
    guard !found.isEmpty else { return column }
    for index in found.prefix(20) { problems.append(excessive(.numberTooLarge, node, numbers, index)) }
    excessive.insert(node)
    let beyond = Set(found)
    let kept = values.indices.map { beyond.contains($0) || numbers.isAbsent(at: $0) ? nil : values[$0] }
    return Column(.numbers(Numbers(values: kept)), count: column.count)
  }

  /// The report of a number that is too large: the line of the method that it was computed for, and the unit.
  private mutating func excessive(_ code: Code, _ node: NodeID, _ numbers: Numbers, _ index: Int?)
    -> Diagnostic
  {
    let (text, place) = firstUse(of: node)
    let grain = plan.nodes[node].grain
    let isOne = numbers.isConstant || index == nil
    return Diagnostic(
      code, at: place, isOne ? Phrase("全部", "all") : subject(grain, index ?? 0), Phrase(text))
  }

  /// The first definition or line that rests on a node.
  private func firstUse(of node: NodeID) -> (text: String, place: Place) {
    var reached = [Bool](repeating: false, count: plan.nodes.count)
    for user in plan.nodes.indices {
      reached[user] = user == node
      plan.visitOperands(of: user) { operand in
        if reached.indices.contains(operand), reached[operand] { reached[user] = true }
      }
    }
    func uses(_ user: NodeID) -> Bool { reached.indices.contains(user) && reached[user] }
    let definition = plan.definitions.filter { uses($0.node) }.min { $0.node < $1.node }
    let posting = plan.postings.filter { uses($0.amount) && plan.lines.indices.contains($0.by) }
      .min { $0.amount < $1.amount }
    if let posting, posting.amount < definition?.node ?? Int.max {
      return (plan.lines[posting.by].text, plan.lines[posting.by].place)
    }
    return definition.map { ($0.name, $0.place) } ?? (plan.title, .nowhere)
  }
}
