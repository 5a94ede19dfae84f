import Exact
import Semantics

/// What a unit is to come to.
public enum ReachGoal: Hashable, Sendable {
  /// A place among the first n of a rank (index in the plan).
  case rank(Int, atMost: Int)
  /// A list (index in the plan).
  case list(Int)
  /// A grade of a grade statement (index in the plan).
  case grade(Int, String)
}

/// The fewest further counts that get a unit to a goal.
public enum Reach: Hashable, Sendable {
  /// What is added to which column, and the total, which no fewer reach. Empty where the unit is there already.
  case fewest([Addition])
  /// However many are added up to the limit, the goal is out of reach; with the best value of the score that is
  /// possible at all and the one that is needed, where a score decides.
  case impossible(best: Rational?, needed: Rational?)
  /// Nothing up to `total` reaches it; beyond that the search was given up.
  case notWithin(total: Int)

  public struct Addition: Hashable, Sendable {
    public var column: Int
    public var count: Int
  }
}

/// A column of counts of a table with one row per unit.
public struct CountColumn: Hashable, Sendable {
  public let table: Int
  public let column: Int
  public let name: String
  public let measure: String
  /// The unit's count in the tallies.
  public let value: Rational
  let node: NodeID
}

/// Searches for the fewest further counts, by branch and bound over boxes of counts.
///
/// Totals are tried from 0 up. For each, boxes whose bounds (see ``CountBounds``) rule the goal out are cut off,
/// others are split; a single point is scored by the ordinary engine. What is found is therefore scored exactly,
/// and that nothing smaller does is proved. Counts that break a bound of a cell do not count as possible.
public struct ReachSearch {
  let plan: Plan
  let base: Evaluation
  var evaluation: Evaluation
  public let unit: Int
  public let columns: [CountColumn]
  public let goal: ReachGoal
  let reached: [Bool]
  /// The value of the first key that the unit must come to, where others' values do not depend on its own.
  private var needed: (value: Rational, key: NodeID, descending: Bool)?
  private var budget: Int

  /// - Parameters:
  ///   - columns: which columns may grow, as given by `columns(of:unit:)`.
  ///   - mostBoxes: how many boxes are looked at before the search is given up.
  public init(
    _ evaluation: Evaluation, unit: Int, columns: [CountColumn], goal: ReachGoal, mostBoxes: Int = 20_000
  ) {
    let plan = evaluation.plan
    self.plan = plan
    base = evaluation
    self.unit = unit
    self.columns = columns
    self.goal = goal
    budget = mostBoxes
    let inputs = Set(columns.map { plan.nodes[$0.node].op })
    var reached = [Bool](repeating: false, count: plan.nodes.count)
    for node in plan.nodes.indices {
      if inputs.contains(plan.nodes[node].op) || plan.nodes[node].op == .allBlank { reached[node] = true }
      plan.visitOperands(of: node) { operand in
        if reached.indices.contains(operand), reached[operand] { reached[node] = true }
      }
    }
    self.reached = reached
    self.evaluation = evaluation.keeping(figures: evaluation.figures, where: reached)
    needed = nil
    needed = threshold()
  }

  /// The columns of counts of a unit that a search can let grow.
  public static func columns(of evaluation: Evaluation, unit: Int) -> [CountColumn] {
    let plan = evaluation.plan
    var found: [CountColumn] = []
    for (node, entry) in plan.nodes.enumerated() {
      guard case .input(let table, let column, nil) = entry.op, entry.grain == .unit,
        case .number(.tagged(let word)) = plan.tables[table].columns[column].type,
        !["万元", "亿元", "元"].contains(word),
        evaluation.dataset.tables[table].denseRows.indices.contains(unit),
        evaluation.dataset.tables[table].denseRows[unit] >= 0,
        !found.contains(where: { $0.table == table && $0.column == column })
      else { continue }
      var own = evaluation
      guard let value = own.column(node).number(at: unit) else { continue }
      found.append(
        CountColumn(
          table: table, column: column, name: plan.tables[table].columns[column].name, measure: word,
          value: value, node: node))
    }
    return found.sorted { ($0.table, $0.column) < ($1.table, $1.column) }
  }

  // MARK: - The search

  /// - Parameter limit: the largest total that is tried.
  public mutating func run(limit: Int) -> Reach {
    if isReached(at: [Int](repeating: 0, count: columns.count)) { return .fewest([]) }
    var whole = box(limit)
    guard isPossible(whole) else {
      var bounds = CountBounds(self, whole)
      let key = needed.map { bounds.number($0.key) }
      let best = needed.flatMap { needed in
        needed.descending ? bounds.greatest(key?.high) : bounds.least(key?.low)
      }
      return .impossible(best: best, needed: needed?.value)
    }
    for total in 1...max(1, limit) {
      whole = box(total)
      if let counts = search(whole) {
        return .fewest(
          counts.enumerated().filter { $0.element > 0 }.map {
            Reach.Addition(column: $0.offset, count: $0.element)
          })
      }
      if budget <= 0 { return .notWithin(total: total - 1) }
    }
    return .notWithin(total: limit)
  }

  private func box(_ total: Int) -> CountBox {
    CountBox(
      low: [Int](repeating: 0, count: columns.count), high: [Int](repeating: total, count: columns.count),
      budget: total)
  }

  /// A point of a box with the whole budget given out that reaches the goal.
  private mutating func search(_ given: CountBox) -> [Int]? {
    var box = given
    let rest = box.rest
    for column in box.high.indices { box.high[column] = min(box.high[column], box.low[column] + rest) }
    guard rest >= 0, box.high.reduce(0, +) >= box.budget, budget > 0 else { return nil }
    budget -= 1
    guard isPossible(box) else { return nil }
    let widest = box.high.indices.max { left, right in
      box.high[left] - box.low[left] < box.high[right] - box.low[right]
    }
    guard let widest, box.high[widest] > box.low[widest] else {
      return isReached(at: box.low) ? box.low : nil
    }
    let middle = (box.low[widest] + box.high[widest]) / 2
    var upper = box
    upper.low[widest] = middle + 1
    if let found = search(upper) { return found }
    var lower = box
    lower.high[widest] = middle
    return search(lower)
  }

  /// False where no point of the box can reach the goal.
  private func isPossible(_ box: CountBox) -> Bool {
    var bounds = CountBounds(self, box)
    for requirement in plan.requirements
    where reached[requirement.holds] && plan.nodes[requirement.holds].grain == .unit {
      if bounds.truth(requirement.holds) == .no { return false }
    }
    if let needed {
      let key = bounds.number(needed.key)
      if needed.descending, let best = bounds.greatest(key.high), best < needed.value { return false }
      if !needed.descending, let best = bounds.least(key.low), best > needed.value { return false }
    }
    switch goal {
    case .rank: return true
    case .list(let list):
      guard case .holding(let condition) = plan.lists[list].pick else { return true }
      return plan.lists[list].grain != .unit || bounds.truth(condition).contains(.yes)
    case .grade(let grade, let name):
      return plan.grades[grade].rows.contains { row in
        guard row.grade == name else { return false }
        guard case .condition(let condition) = row.test else { return true }
        return bounds.truth(condition).contains(.yes)
      }
    }
  }

  /// The tallies scored with so many further counts; nil where they cannot be.
  private func scored(_ counts: [Int]) -> Evaluation? {
    var other = base.keeping(figures: base.figures, where: reached)
    for (column, count) in zip(columns, counts) {
      var known = base
      var values = (0..<known.column(column.node).count).map { known.column(column.node).number(at: $0) }
      guard values.indices.contains(unit) else { return nil }
      values[unit] = column.value + Rational(count)
      for (node, entry) in plan.nodes.enumerated() where entry.op == plan.nodes[column.node].op {
        other.columns[node] = Column(.numbers(Numbers(values: values)), count: values.count)
      }
    }
    if counts.contains(where: { $0 > 0 }) {
      for (node, entry) in plan.nodes.enumerated() where entry.op == .allBlank && entry.grain == .unit {
        var known = base
        var truths = known.column(node).truths
        if truths.indices.contains(unit) { truths[unit] = 0 }
        other.columns[node] = Column(.truths(truths), count: truths.count)
      }
    }
    other.evaluate(plan.results, alongside: plan.bounds)
    guard other.problems.isEmpty, !other.brokenRequirements().hasErrors else { return nil }
    return other
  }

  /// The unit's score (the first key) and rank by a rank of the plan with so many further counts.
  public func standing(_ counts: [Int], rank: Int) -> (score: Rational?, rank: Int?) {
    guard plan.ranks.indices.contains(rank), var other = scored(counts) else { return (nil, nil) }
    let shown = other.ranking(rank).shown
    let score = plan.ranks[rank].keys.first.flatMap { other.operand($0.node, at: .unit).number(at: unit) }
    let place = shown.indices.contains(unit) ? Int(shown[unit]) : 0
    return (score, place > 0 ? place : nil)
  }

  private func isReached(at counts: [Int]) -> Bool {
    guard var other = scored(counts) else { return false }
    switch goal {
    case .rank(let rank, let most):
      let shown = other.ranking(rank).shown
      return shown.indices.contains(unit) && shown[unit] > 0 && Int(shown[unit]) <= most
    case .list(let list):
      var publisher = Publisher(evaluation: other, language: .chinese)
      let taken = publisher.choice(plan.lists[list]).0.taken
      let periods = other.periodsPerUnit(plan.lists[list].grain)
      return taken.indices.contains { $0 / periods == unit && taken[$0] }
    case .grade(let grade, let name):
      let names = other.gradeNames(grade, .unit)
      return names.indices.contains(unit) && names[unit] == name
    }
  }

  // MARK: - What is needed

  /// The n-th best first key among the others of the unit's group: the unit must not stay behind it.
  private func threshold() -> (value: Rational, key: NodeID, descending: Bool)? {
    let place: (rank: Int, most: Int)?
    switch goal {
    case .rank(let rank, let most): place = (rank, most)
    case .list(let list):
      let definition = plan.lists[list]
      guard case .first(let n) = definition.pick, let rank = definition.rank, !definition.fills,
        definition.outside == nil,
        definition.grain == .unit, definition.within == plan.ranks[rank].within
      else { return nil }
      var known = base
      guard !reached[n], let most = known.operand(n, at: .unit).number(at: unit)?.floor().asInt else {
        return nil
      }
      place = (rank, most)
    case .grade: place = nil
    }
    guard let place, plan.ranks[place.rank].grain == .unit, let key = plan.ranks[place.rank].keys.first,
      isOwn(plan.ranks[place.rank])
    else { return nil }
    var known = base
    let ranking = known.ranking(place.rank)
    let groups = plan.ranks[place.rank].within.map { known.operand($0, at: .unit).codes }
    let values = known.operand(key.node, at: .unit)
    var others: [Rational] = []
    for index in ranking.order where Int(index) != unit {
      if let groups, groups[Int(index)] != groups[unit] { continue }
      if let value = values.number(at: Int(index)) { others.append(value) }
    }
    // With 紧接 equals count once.
    if plan.ranks[place.rank].ties == .dense { others = Array(Set(others)) }
    others.sort { key.descending ? $0 > $1 : $0 < $1 }
    guard place.most > 0, others.count >= place.most else { return nil }
    return (others[place.most - 1], key.node, key.descending)
  }

  /// Whether the keys, groups and exclusions of the others do not depend on the unit's counts.
  private func isOwn(_ rank: RankPlan) -> Bool {
    var roots = rank.keys.map(\.node)
    if let within = rank.within { roots.append(within) }
    if let unranked = rank.unranked { roots.append(unranked) }
    let wanted = plan.reachable(from: roots)
    return !wanted.indices.contains { node in
      guard wanted[node], reached[node] else { return false }
      if case .rank = plan.nodes[node].op { return true }
      if case .grade = plan.nodes[node].op { return true }
      return !plan.hasUnit(plan.nodes[node].grain)
    }
  }
}
