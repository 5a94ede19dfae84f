import Diagnostics
import Exact
import Semantics

/// Two units side by side: where they stand, what decides between them, and what each clause adds to the
/// difference. The rows of an order add up exactly to the difference of its first key.
public struct ExplanationComparison: Sendable {
  public var left: Explanation
  public var right: Explanation
  public var orders: [Order]
  /// Clauses that are in the first key of no order.
  public var others: [Row]

  public struct Order: Sendable {
    public var left: Explanation.Standing
    public var right: Explanation.Standing
    /// What tells the two apart; nil where they do not compete: another group, or one is not ranked.
    public var decision: Explanation.Decision?
    /// What the first key is made of, the largest difference first; empty where the key is not a number.
    public var rows: [Row]
    public var total: Row?
    /// Whether rows are not points themselves but what counts of them, such as 60% of a clause.
    public var isScaled: Bool
  }

  public struct Row: Sendable {
    public var name: Phrase
    public var left: Explanation.Value
    public var right: Explanation.Value
    /// Left less right.
    public var difference: Explanation.Value
  }
}

extension Run {
  /// Two units of the roster compared; nil where the run has no outcome or one is not in the roster.
  public func comparison(_ unit: Int, against other: Int) -> ExplanationComparison? {
    guard let left = explanation(unit: unit), let right = explanation(unit: other) else { return nil }
    var first = ExplanationBuilder(evaluation: evaluation, unit: unit)
    var second = ExplanationBuilder(evaluation: evaluation, unit: other)
    return ExplanationBuilder.comparison(&first, left, &second, right)
  }
}

extension ExplanationBuilder {
  static func comparison(
    _ first: inout ExplanationBuilder, _ left: Explanation, _ second: inout ExplanationBuilder,
    _ right: Explanation
  ) -> ExplanationComparison {
    var result = ExplanationComparison(left: left, right: right, orders: [], others: [])
    var covered: Set<Int> = []
    let places = zip(first.indexes(), second.indexes())
    for (number, (one, other)) in places.enumerated()
    where left.standings.indices.contains(number) && right.standings.indices.contains(number) {
      let order =
        one.rank.map { first.ranked($0, one.index) } ?? first.printed(one.publication ?? 0, one.index)
      var compared = ExplanationComparison.Order(
        left: left.standings[number], right: right.standings[number], decision: nil, rows: [], total: nil,
        isScaled: false)
      if order.seats.contains(one.index), order.seats.contains(other.index) {
        compared.decision = first.decision(order, one.index, other.index)
      }
      if let key = order.keys.first {
        let mine = first.shares(key.node, order.grain, one.index)
        let theirs = second.shares(key.node, order.grain, other.index)
        covered.formUnion((mine + theirs).compactMap(\.clause))
        let isPercent = first.isPercent(key.node)
        // A key that is no sum of several things has nothing to take apart.
        let isWhole = (mine + theirs).allSatisfy { $0.subject == .node(first.unspread(key.node)) }
        compared.rows = isWhole ? [] : merged(mine, theirs, first.measure(key.node), isPercent)
        compared.isScaled = (mine + theirs).contains { $0.factor.magnitude != .one }
        if let key = left.standings[number].keys.first, let other = right.standings[number].keys.first {
          compared.total = row(Phrase(key.text), key.value, other.value)
        }
      }
      result.orders.append(compared)
    }
    let clauses = zip(left.parts.flatMap(\.clauses), right.parts.flatMap(\.clauses))
    result.others = sorted(
      clauses.filter { !covered.contains($0.0.index) }.compactMap { one, other in
        row(Phrase(heading(one.label, one.title)), one.total, other.total)
      }.filter(\.tells))
    return result
  }

  /// Terms of both sides by what they stand for; those that are nothing on both sides are left out.
  private static func merged(_ left: [Share], _ right: [Share], _ measure: Measure, _ isPercent: Bool)
    -> [ExplanationComparison.Row]
  {
    var order: [Share.Subject] = []
    var names: [Share.Subject: Phrase] = [:]
    var sums: [Share.Subject: (left: Rational, right: Rational)] = [:]
    func add(_ share: Share, isLeft: Bool) {
      if names[share.subject] == nil {
        names[share.subject] = share.name
        order.append(share.subject)
      }
      var sum = sums[share.subject] ?? (.zero, .zero)
      if isLeft { sum.left += share.amount } else { sum.right += share.amount }
      sums[share.subject] = sum
    }
    for share in left { add(share, isLeft: true) }
    for share in right { add(share, isLeft: false) }
    return sorted(
      order.compactMap { subject in
        guard let sum = sums[subject], !(sum.left.isZero && sum.right.isZero) else { return nil }
        return row(
          names[subject] ?? "", .number(sum.left, measure, isPercent: isPercent),
          .number(sum.right, measure, isPercent: isPercent))
      })
  }

  private static func row(
    _ name: Phrase, _ left: Explanation.Value, _ right: Explanation.Value
  ) -> ExplanationComparison.Row? {
    guard case .number(let one, let measure, let isPercent) = left, let other = right.number else {
      return nil
    }
    return ExplanationComparison.Row(
      name: name, left: left, right: right,
      difference: .number(one - other, measure, isPercent: isPercent))
  }

  private static func sorted(_ rows: [ExplanationComparison.Row]) -> [ExplanationComparison.Row] {
    rows.enumerated().sorted { one, other in
      let first = one.element.difference.number?.magnitude ?? .zero
      let second = other.element.difference.number?.magnitude ?? .zero
      return first != second ? first > second : one.offset < other.offset
    }.map(\.element)
  }

  // MARK: - What a value is made of

  /// A term of a value that is a sum: what a clause gives to it, or another value as a whole.
  struct Share {
    enum Subject: Hashable {
      case owner(Owner)
      case node(NodeID)
      case setting(String)
    }

    var subject: Subject
    var name: Phrase
    var amount: Rational
    /// What one point of it counts for.
    var factor: Rational

    var clause: Int? {
      if case .owner(.clause(let index)) = subject { return index }
      return nil
    }
  }

  /// The terms of a node's value, through sums and constant factors down to clauses; they add up to it.
  mutating func shares(_ node: NodeID, _ grain: Grain, _ index: Int) -> [Share] {
    guard let place = self.index(of: node, from: grain, index) else { return [] }
    return shares(node, plan.nodes[node].grain, place, factor: .one, title: name(node), depth: 0)
  }

  private mutating func shares(
    _ node: NodeID, _ grain: Grain, _ index: Int, factor: Rational, title: Phrase?, depth: Int
  ) -> [Share] {
    guard let value = value(node, grain, index).number else { return [] }
    let whole = Share(
      subject: .node(unspread(node)), name: name(node) ?? title ?? "", amount: value * factor, factor: factor)
    guard depth < 64 else { return [whole] }
    let title = definitions[node].map { Phrase($0.name) } ?? title
    func next(_ inner: NodeID) -> (Grain, Int)? {
      self.index(of: inner, from: grain, index).map { (plan.nodes[inner].grain, $0) }
    }
    let op = plan.nodes[node].op
    if postingsOf[node] != nil { return addends([node], grain, index, factor, title, depth) }
    if case .sum(let values) = op { return addends(flattened(values), grain, index, factor, title, depth) }
    if case .spread(let inner) = op, let (own, place) = next(inner) {
      return shares(inner, own, place, factor: factor, title: title, depth: depth + 1)
    }
    if case .subtract(let left, let right) = op {
      return addends([left], grain, index, factor, title, depth)
        + addends([right], grain, index, -factor, title, depth)
    }
    if case .negate(let inner) = op { return addends([inner], grain, index, -factor, title, depth) }
    if case .multiply(let left, let right) = op {
      for (constant, other) in [(left, right), (right, left)] {
        if let scale = constantValue(constant) {
          return addends([other], grain, index, factor * scale, title, depth)
        }
      }
    }
    if case .divide(let left, let right) = op, let scale = constantValue(right)?.reciprocal {
      return addends([left], grain, index, factor * scale, title, depth)
    }
    if let setting = setter(node), let before = self.value(base(node), grain, index).number {
      let change = Share(
        subject: .setting(setting.0), name: setting.1, amount: (value - before) * factor, factor: factor)
      return addends([base(node)], grain, index, factor, title, depth)
        + (change.amount.isZero ? [] : [change])
    }
    return [whole]
  }

  private mutating func addends(
    _ values: [NodeID], _ grain: Grain, _ index: Int, _ factor: Rational, _ title: Phrase?, _ depth: Int
  ) -> [Share] {
    let (owned, others) = split(values)
    var result: [Share] = []
    for node in others {
      guard let place = self.index(of: node, from: grain, index) else { continue }
      result += shares(node, plan.nodes[node].grain, place, factor: factor, title: title, depth: depth + 1)
    }
    for (owner, nodes) in owned {
      let numbers = nodes.map { value($0, grain, index).number ?? .zero }
      result.append(
        Share(
          subject: .owner(owner), name: ownName(owner), amount: Rational.sum(numbers) * factor, factor: factor
        ))
    }
    return result
  }

  /// A factor that is the same for all units.
  private mutating func constantValue(_ node: NodeID) -> Rational? {
    let inner = unspread(node)
    guard plan.nodes[inner].grain == .one, postingsOf[inner] == nil else { return nil }
    return value(inner, .one, 0).number
  }

  /// The value of a definition before the lines that set it anew.
  func base(_ node: NodeID) -> NodeID {
    var base = node
    while case .choose(_, then: _, otherwise: let otherwise) = plan.nodes[base].op { base = otherwise }
    return base
  }

  /// The definition that a choice sets anew, with the first line that does.
  private func setter(_ node: NodeID) -> (String, Phrase)? {
    guard let definition = definitions[node],
      let posting = plan.postings.first(where: { $0.of == .definition(definition.name) }),
      plan.lines.indices.contains(posting.by)
    else { return nil }
    return (definition.name, Phrase(plan.lines[posting.by].text))
  }
}

extension ExplanationComparison.Row {
  fileprivate var tells: Bool { left.number?.isZero == false || right.number?.isZero == false }
}
