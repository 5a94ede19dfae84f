import Semantics

extension Plan {
  /// Calls `visit` with every node that a node needs, its grain's attribute and its rank's keys included.
  public func visitOperands(of node: NodeID, _ visit: (NodeID) -> Void) {
    guard nodes.indices.contains(node) else { return }
    visitAttribute(of: nodes[node].grain, visit)
    switch nodes[node].op {
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .position:
      break
    case .days(let first, let second): [first, second].forEach(visit)
    case .workdays(let from, let to, _): [from, to].forEach(visit)
    case .dayOfMonth(let value, _, let day): [value, day].forEach(visit)
    case .spread(let value), .negate(let value), .absolute(let value), .not(let value), .isAbsent(let value),
      .isOneOf(let value, _), .previous(let value), .cumulative(let value), .round(let value, _, _),
      .shifted(let value, _):
      visit(value)
    case .sum(let values), .minimum(let values), .maximum(let values): values.forEach(visit)
    case .subtract(let first, let second), .multiply(let first, let second), .divide(let first, let second),
      .compare(_, let first, let second), .sameCode(let first, let second), .and(let first, let second),
      .or(let first, let second), .roundToMultiple(let first, _, let second),
      .steps(let first, let second, _),
      .guarded(let first, let second):
      visit(first)
      visit(second)
    case .choose(let condition, let then, let otherwise): [condition, then, otherwise].forEach(visit)
    case .lookup(let keys, let entries):
      keys.forEach(visit)
      entries.forEach { visit($0.value) }
    case .fetch(_, _, let key): visit(key)
    case .escalating(let count, let amounts, let onwards, let prior):
      visit(count)
      amounts.forEach(visit)
      if case .amount(let amount) = onwards { visit(amount) }
      if let prior { visit(prior) }
    case .aggregate(_, let value, let condition):
      visit(value)
      if let condition { visit(condition) }
    case .sumOfHighest(let value, let n, let condition):
      visit(value)
      visit(n)
      if let condition { visit(condition) }
    case .keep(_, let total, let keys, let by, let n):
      visit(total)
      keys.forEach(visit)
      if let by { visit(by) }
      if let n { visit(n) }
    case .rank(let rank): visitRank(rank, visit)
    case .grade(let grade): visitGrade(grade, visit)
    case .shareOf(_, let weights): weights?.forEach(visit)
    }
  }

  func visitAttribute(of grain: Grain, _ visit: (NodeID) -> Void) {
    if case .classes(let attribute) = grain { visit(attribute) }
  }

  func visitRank(_ rank: Int, _ visit: (NodeID) -> Void) {
    guard ranks.indices.contains(rank) else { return }
    let plan = ranks[rank]
    plan.keys.forEach { visit($0.node) }
    if let within = plan.within { visit(within) }
    if let unranked = plan.unranked { visit(unranked) }
  }

  func visitGrade(_ grade: Int, _ visit: (NodeID) -> Void) {
    guard grades.indices.contains(grade) else { return }
    let plan = grades[grade]
    if let within = plan.within { visit(within) }
    if let outside = plan.outside { visit(outside) }
    if let rank = plan.rank { visitRank(rank, visit) }
    for row in plan.rows {
      switch row.test {
      case .condition(let condition): visit(condition)
      case .first(let n, _, _): visit(n)
      case .vetoed, .rest: break
      }
    }
    if let vetoed { visit(vetoed) }
    if let verdict { visit(verdict) }
  }

  /// The nodes that the given ones rest on, themselves included, as a mask over `nodes`. Cost: linear.
  public func reachable(from roots: [NodeID]) -> [Bool] {
    var marked = [Bool](repeating: false, count: nodes.count)
    var pending: [NodeID] = []
    func mark(_ node: NodeID) {
      guard marked.indices.contains(node), !marked[node] else { return }
      marked[node] = true
      pending.append(node)
    }
    roots.forEach(mark)
    while let node = pending.popLast() { visitOperands(of: node, mark) }
    return marked
  }

  /// What the bounds of input cells rest on.
  var bounds: [NodeID] {
    requirements.flatMap { [$0.holds, $0.low, $0.high].compactMap { $0 } }
  }

  /// Every node that a run asks for: what is published, ranked, listed, graded, checked and posted.
  var results: [NodeID] {
    var roots: [NodeID] = []
    func ask(_ node: NodeID) { roots.append(node) }
    func ask(_ node: NodeID?) {
      if let node { roots.append(node) }
    }
    // The standing itself where it is a node: of what it rests on, one unit may need less than another.
    var standings: [Op: NodeID] = [:]
    for (node, entry) in nodes.enumerated() {
      switch entry.op {
      case .rank, .grade: standings[entry.op] = standings[entry.op] ?? node
      case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
        .days, .workdays, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum,
        .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup,
        .fetch, .round, .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .previous,
        .cumulative, .shareOf, .position, .dayOfMonth, .shifted:
        break
      }
    }
    for index in ranks.indices {
      if let node = standings[.rank(index)] { ask(node) } else { visitRank(index, ask) }
    }
    for index in grades.indices {
      if let node = standings[.grade(index)] { ask(node) } else { visitGrade(index, ask) }
    }
    for list in lists {
      ask(list.within)
      switch list.pick {
      case .first(let node), .last(let node), .holding(let node): ask(node)
      }
      ask(list.outside)
      list.exclusions.forEach { ask($0.condition) }
    }
    for publication in publications {
      visitAttribute(of: publication.grain, ask)
      ask(publication.within)
      ask(publication.condition)
      publication.keys.forEach { ask($0.node) }
      for column in publication.columns {
        if case .node(let node) = column.content { ask(node) }
      }
    }
    for check in checks {
      ask(check.node)
      if let sides = check.sides {
        ask(sides.0)
        ask(sides.1)
      }
      check.exceptions.forEach { ask($0.condition) }
    }
    ask(group)
    ask(vetoed)
    ask(verdict)
    return roots
  }
}
