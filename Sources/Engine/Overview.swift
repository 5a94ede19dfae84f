import Diagnostics
import Exact
import Semantics

/// What charts of a run show: the points of each clause, what units are ranked by, and amounts that have a
/// target. Values are exact; `nil` stands for an absent one.
public struct Overview: Sendable {
  public struct Unit: Sendable {
    public var name: String
    public var group: String?
  }

  /// A column of one value for each unit.
  public struct Series: Sendable {
    public var name: Phrase
    public var measure: Measure
    public var values: [Rational?]
  }

  /// The points of a clause; `clause` is its index in `Plan.clauses`.
  public struct ClausePoints: Sendable {
    public var clause: Int
    public var points: [Rational?]
  }

  /// An amount beside what it should come to.
  public struct Completion: Sendable {
    public var amount: Series
    public var target: Series
  }

  /// In the order of the roster.
  public var units: [Unit]
  /// Indexes of `units`: by group, in it by the first rank of units (else by the printed order), the unranked last.
  public var order: [Int]
  /// Groups in printed order; empty where units have none.
  public var groups: [String]
  public var clauses: [ClausePoints]
  /// What the first rank, or the first printed order, sorts units by; nil where nothing does.
  public var score: Series?
  public var completions: [Completion]
}

extension Run {
  /// The figures of charts; nil where the run has no outcome. Cost: linear in units and nodes.
  public func overview() -> Overview? {
    guard outcome != nil else { return nil }
    var surveyor = Surveyor(evaluation)
    return surveyor.overview()
  }
}

/// Gathers the figures of charts from an evaluated method.
struct Surveyor {
  var evaluation: Evaluation
  let plan: Plan
  let count: Int

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    plan = evaluation.plan
    count = evaluation.dataset.units.count
  }

  mutating func overview() -> Overview {
    let codes = plan.group.map { evaluation.operand($0, at: .unit).codes }
    let book = plan.group.map { evaluation.book(of: $0) }
    let units = (0..<count).map { unit in
      Overview.Unit(
        name: evaluation.dataset.units.text(Int32(clamping: unit)) ?? "",
        group: codes.flatMap { codes in book?.text(codes[unit]) })
    }
    let order = order(codes)
    var groups: [String] = []
    for unit in order {
      if let group = units[unit].group, !groups.contains(group) { groups.append(group) }
    }
    return Overview(
      units: units, order: order, groups: groups, clauses: clauses(), score: score(),
      completions: completions())
  }

  private var rank: Int? { plan.ranks.firstIndex { $0.grain == .unit } }

  private var printed: Publication? { plan.publications.first { $0.grain == .unit && !$0.keys.isEmpty } }

  private mutating func order(_ codes: [Int32]?) -> [Int] {
    var place = Array(0..<count)
    if let rank {
      let ranking = evaluation.ranking(rank)
      place = [Int](repeating: Int.max, count: count)
      for (order, unit) in ranking.order.enumerated() { place[Int(unit)] = order }
    } else if let printed {
      var publisher = Publisher(evaluation: evaluation, language: .chinese)
      for (order, unit) in publisher.order(printed).enumerated() { place[unit] = order }
    }
    func group(_ unit: Int) -> Int32 {
      guard let code = codes?[unit], code != Column.none else { return Int32.max }
      return code
    }
    return (0..<count).sorted {
      (group($0), place[$0], $0) < (group($1), place[$1], $1)
    }
  }

  private mutating func values(_ node: NodeID) -> [Rational?] {
    let column = evaluation.operand(node, at: .unit)
    return (0..<count).map { column.number(at: $0) }
  }

  private mutating func clauses() -> [Overview.ClausePoints] {
    var result: [Overview.ClausePoints] = []
    for (index, clause) in plan.clauses.enumerated() {
      guard let total = clause.total, evaluation.isKnown(total) else { continue }
      result.append(.init(clause: index, points: values(total)))
    }
    return result
  }

  private mutating func score() -> Overview.Series? {
    let key = rank.flatMap { plan.ranks[$0].keys.first } ?? printed?.keys.first
    guard let key, case .number(let measure) = plan.nodes[key.node].kind else { return nil }
    return Overview.Series(name: Phrase(key.text), measure: measure, values: values(key.node))
  }

  // MARK: - Targets

  /// Amounts that the method holds against what they should come to: divided by it, short of it by so many
  /// steps, or compared with it. What a target is one can tell by its name: a column of the input or a parameter;
  /// a bare figure only where shortfalls are counted.
  private mutating func completions() -> [Overview.Completion] {
    let builder = ExplanationBuilder(evaluation: evaluation, unit: 0)
    let wanted = plan.reachable(
      from: plan.postings.map(\.amount) + plan.definitions.map(\.node) + plan.lists.compactMap(\.condition))
    var pairs: [(amount: NodeID, target: NodeID)] = []
    func add(_ amount: NodeID, _ target: NodeID, takesFigures: Bool) {
      let amount = builder.unspread(amount)
      let target = builder.unspread(target)
      guard amount != target, isMeasured(amount), kind(amount) == kind(target), builder.name(amount) != nil,
        builder.definitions[amount] != nil || isInput(amount),
        isNamedTarget(target, builder) || (takesFigures && builder.figure(target) != nil),
        !pairs.contains(where: { $0.amount == amount && $0.target == target })
      else { return }
      pairs.append((amount, target))
    }
    for node in plan.nodes.indices where wanted.indices.contains(node) && wanted[node] {
      let op = plan.nodes[node].op
      if case .divide(let amount, let target) = op { add(amount, target, takesFigures: false) }
      if case .compare(let how, let amount, let target) = op, how == .less || how == .greaterOrEqual {
        add(amount, target, takesFigures: false)
      }
      if case .steps(let gap, step: _, _) = op, let (amount, target) = shortfall(gap, builder) {
        add(amount, target, takesFigures: true)
      }
    }
    return pairs.compactMap { pair in
      guard let first = series(pair.amount, builder), let second = series(pair.target, builder),
        second.values.contains(where: { ($0?.sign ?? 0) > 0 })
      else { return nil }
      return Overview.Completion(amount: first, target: second)
    }
  }

  /// The larger of 0 and target − amount, as 每缺 is compiled; what is over a figure (每超) is the other way round.
  private func shortfall(_ node: NodeID, _ builder: ExplanationBuilder) -> (NodeID, NodeID)? {
    guard case .maximum(let operands) = plan.nodes[builder.unspread(node)].op, operands.count == 2,
      case .subtract(let target, let amount) = plan.nodes[builder.unspread(operands[1])].op,
      builder.figure(target) != nil || isNamedTarget(builder.unspread(target), builder)
    else { return nil }
    return (amount, target)
  }

  private func kind(_ node: NodeID) -> ValueKind { plan.nodes[node].kind }

  /// Counted in a measure word or in points, one value for each unit or fewer.
  private func isMeasured(_ node: NodeID) -> Bool {
    guard case .number(let measure) = kind(node), plan.nodes[node].grain == .unit else { return false }
    switch measure {
    case .points, .tagged: return true
    case .plain: return false
    }
  }

  private func isInput(_ node: NodeID) -> Bool {
    guard case .input = plan.nodes[node].op else { return false }
    return true
  }

  /// A column of the input, or a parameter by its name.
  private func isNamedTarget(_ node: NodeID, _ builder: ExplanationBuilder) -> Bool {
    if isInput(node) { return true }
    if case .lookup = plan.nodes[node].op { return builder.name(node) != nil }
    return builder.figure(node).map { $0.address.count == 1 } ?? false
  }

  private mutating func series(_ node: NodeID, _ builder: ExplanationBuilder) -> Overview.Series? {
    guard case .number(let measure) = kind(node) else { return nil }
    let name = builder.name(node) ?? Phrase("目标", "target")
    return Overview.Series(name: name, measure: measure, values: values(node))
  }
}

extension ListPlan {
  /// What a list asks of its units; nil for lists by rank.
  fileprivate var condition: NodeID? {
    switch pick {
    case .holding(let node): node
    case .first, .last: nil
    }
  }
}
