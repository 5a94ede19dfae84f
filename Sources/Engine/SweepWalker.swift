import Exact
import Semantics

/// Walks one figure from a place to the right (or, mirrored, to the left), from one change to the next.
///
/// Between changes every score is one function of the figure, so two units change places only where two such
/// functions meet. The walker keeps the neighbours of every rank and where they meet next (a kinetic sorted
/// list); and where a cap, a step or a condition turns, it computes anew the units that are concerned.
/// Cost of a change: the units that change, and one pass over their group.
struct SweepWalker {
  typealias State = Placement

  /// What happens at a place: how things stand before it, at it and behind it.
  struct Event {
    var place: Rational
    var before: State
    var at: State
    var after: State
    /// Units whose score bends or jumps there.
    var kinks: [Int]
  }

  /// A contest of neighbours: where each meets the next one.
  struct Contest {
    var meetings: [Rational?] = []
    var unsolved: [Polynomial] = []
    var next: Rational?
  }

  let plan: Plan
  var parametric: Parametric
  /// Right of `place`.
  var state = State()
  var contests: [Contest] = []
  private(set) var place: Rational
  /// Nodes at unit grain whose bends are told.
  private let watched: [NodeID]
  /// How often each unit, and last what belongs to none, has turned.
  private var turns: [Int]
  private let mostTurns: Int
  let reachedRanks: [Int]
  let reachedLists: [Int]
  let reachedGrades: [Int]

  /// - Parameters:
  ///   - place: the figure's value to start from.
  ///   - mostTurns: how often one unit may turn; steps that shrink without end end there.
  init(
    _ evaluation: Evaluation, figure: FigureID, from place: Rational, isMirrored: Bool, mostTurns: Int
  ) {
    let plan = evaluation.plan
    let watched = plan.watched
    let parametric = Parametric(
      evaluation, free: [figure], roots: plan.swept + watched, isMirrored: isMirrored)
    let reached = parametric.reached
    let reachedRanks = plan.ranks.indices.filter { parametric.reachesRank($0) }
    let ranks = Set(reachedRanks)
    reachedLists = plan.lists.indices.filter { list in
      plan.lists[list].rank.map(ranks.contains) == true
        || plan.operands(ofList: list).contains { reached[$0] }
    }
    reachedGrades = plan.grades.indices.filter { grade in
      var isReached = false
      plan.visitGrade(grade) { isReached = isReached || reached[$0] }
      return isReached
    }
    self.plan = plan
    self.watched = watched
    self.parametric = parametric
    self.parametric.keepsConstraints = false
    self.reachedRanks = reachedRanks
    self.mostTurns = mostTurns
    turns = [Int](repeating: 0, count: parametric.unitCount + 1)
    self.place = isMirrored ? -place : place
  }

  /// The event at the start: before it is as at it.
  mutating func start() -> Result<Event, Parametric.Obstacle> {
    if let obstacle = move(to: place, .at, units: nil) { return .failure(obstacle) }
    for rank in plan.ranks.indices where !reachedRanks.contains(rank) {
      state.standings += parametric.evaluation.ranking(rank).standings(rank)
    }
    for rank in reachedRanks { state.standings += parametric.ranking(rank, for: nil).standings(rank) }
    state.standings.sort { ($0.rank, $0.partition) < ($1.rank, $1.partition) }
    state.lists = plan.lists.indices.map { membership($0) }
    state.grades = plan.grades.indices.map { gradeNames($0) }
    let at = state
    let values = watchedForms(nil)
    if let obstacle = move(to: place, .right, units: nil) { return .failure(obstacle) }
    rebuild()
    for list in reachedLists { state.lists[list] = membership(list) }
    for grade in reachedGrades { state.grades[grade] = gradeNames(grade) }
    contests = state.standings.indices.map { contest($0, old: nil, changed: nil) }
    let kinks = kinks(before: values, at: values, units: nil)
    return .success(Event(place: place, before: at, at: at, after: state, kinks: kinks))
  }

  /// Where the next change is, at most at `limit`; nil where there is none.
  func next(limit: Rational?) -> Result<Rational?, Parametric.Obstacle> {
    let candidates = contests.compactMap(\.next) + parametric.nearest.compactMap { $0 }
    var end = candidates.min()
    if let limit, let place = end, place > limit { end = nil }
    let bound = end ?? limit
    for contest in contests {
      for polynomial in contest.unsolved where polynomial.rootCount(after: place, through: bound) > 0 {
        return .failure(.irrational(plan.ranks.first?.keys.first?.node ?? 0, 0))
      }
    }
    for (_, polynomial, (node, index)) in parametric.unsolved
    where polynomial.rootCount(after: place, through: bound) > 0 {
      return .failure(.irrational(node, index))
    }
    return .success(end)
  }

  /// Goes to a place that `next` gave. With `isLast`, what is behind it is not looked at.
  mutating func advance(to next: Rational, isLast: Bool) -> Result<Event, Parametric.Obstacle> {
    var units = [Bool](repeating: false, count: parametric.unitCount)
    var isTurning = false
    for (owner, end) in parametric.nearest.enumerated() where end == next {
      isTurning = true
      turns[owner] += 1
      guard turns[owner] <= mostTurns else { return .failure(.endless(0, 0)) }
      if owner < units.count { units[owner] = true }
    }
    let isWhole = parametric.nearest[parametric.unitCount] == next || parametric.isCoupled
    place = next
    let before = state
    guard isTurning else { return .success(meet(before, isLast: isLast)) }
    return turn(before, units: isWhole ? nil : units, isLast: isLast)
  }

  // MARK: - Caps, steps and conditions

  private mutating func turn(
    _ before: State, units: [Bool]?, isLast: Bool
  ) -> Result<Event, Parametric.Obstacle> {
    let old = watchedForms(units)
    if let obstacle = move(to: place, .at, units: units) { return .failure(obstacle) }
    rebuild()
    for list in reachedLists { state.lists[list] = membership(list) }
    for grade in reachedGrades { state.grades[grade] = gradeNames(grade) }
    let at = state
    let values = watchedForms(units)
    guard !isLast else {
      let bent = kinks(before: old, at: values, units: units)
      return .success(Event(place: place, before: before, at: at, after: at, kinks: bent))
    }
    if let obstacle = move(to: place, .right, units: units) { return .failure(obstacle) }
    rebuild()
    for list in reachedLists { state.lists[list] = membership(list) }
    for grade in reachedGrades { state.grades[grade] = gradeNames(grade) }
    let known = contests
    let isSame = known.count == state.standings.count && before.standings.count == known.count
    contests = state.standings.indices.map { index in
      contest(
        index, old: isSame ? (before.standings[index], known[index]) : nil, changed: units)
    }
    let bent = kinks(before: old, at: values, units: units)
    return .success(Event(place: place, before: before, at: at, after: state, kinks: bent))
  }

  private mutating func move(to place: Rational, _ side: Parametric.Side, units: [Bool]?) -> Parametric
    .Obstacle?
  {
    if let obstacle = parametric.move(to: [place], side, units: units) { return obstacle }
    for requirement in plan.requirements where parametric.reached[requirement.holds] {
      let truths = parametric.evaluation.columns[requirement.holds]?.truths ?? []
      if truths.contains(0) { return .unscored }
    }
    return nil
  }

  /// Sorts every reached rank anew, beginning with the order that was.
  private mutating func rebuild() {
    for rank in reachedRanks {
      let definition = plan.ranks[rank]
      let keys = parametric.keyOrder(rank)
      let old = state.standings.filter { $0.rank == rank }
      let membership = parametric.membership(rank, keys)
      var order: [Int32] = []
      var seen = [Bool](repeating: false, count: membership.count)
      for standing in old {
        for index in standing.order where membership[Int(index)] >= 0 {
          order.append(index)
          seen[Int(index)] = true
        }
      }
      for index in membership.indices where membership[index] >= 0 && !seen[index] {
        order.append(Int32(truncatingIfNeeded: index))
      }
      let point = parametric.point
      let side = parametric.side
      order.sort { left, right in
        let first = membership[Int(left)]
        let second = membership[Int(right)]
        if first != second { return first < second }
        let sign = keys.order(Int(left), Int(right), point, side)
        return sign != 0 ? sign > 0 : left < right
      }
      var result: [GroupStanding] = []
      for (position, index) in order.enumerated() {
        let partition = membership[Int(index)]
        if let last = result.indices.last, result[last].partition == partition {
          let level = keys.order(Int(order[position &- 1]), Int(index), point, side) == 0
          result[last].order.append(index)
          result[last].isLevel.append(level)
        } else {
          result.append(GroupStanding(rank: rank, partition: partition, order: [index], isLevel: [false]))
        }
      }
      state.standings.removeAll { $0.rank == rank }
      state.standings += result
      state.standings.sort { ($0.rank, $0.partition) < ($1.rank, $1.partition) }
      parametric.evaluation.rankings[rank] = Ranking(result, count: membership.count, ties: definition.ties)
    }
  }

  // MARK: - What bends

  private mutating func watchedForms(_ units: [Bool]?) -> [NodeID: [Form?]] {
    var result: [NodeID: [Form?]] = [:]
    for node in watched where parametric.isForm(node) {
      let cells = parametric.operand(node, at: .unit)
      result[node] = (0..<parametric.unitCount).map { units?[$0] == false ? nil : cells[$0] }
    }
    return result
  }

  /// Units whose watched scores are not one function before, at and behind the place.
  private mutating func kinks(before: [NodeID: [Form?]], at: [NodeID: [Form?]], units: [Bool]?) -> [Int] {
    let after = watchedForms(units)
    let point = parametric.point
    return (0..<parametric.unitCount).filter { unit in
      guard units?[unit] != false else { return false }
      return before.contains { node, cells in
        let left = cells[unit]
        let right = after[node]?[unit]
        if left != right { return true }
        return at[node]?[unit]?.value(at: point) != right?.value(at: point)
      }
    }
  }
}

extension Plan {
  /// What ranks, lists and grades read, and what cells must hold.
  var swept: [NodeID] {
    var roots = requirements.map(\.holds)
    for rank in ranks.indices { visitRank(rank) { roots.append($0) } }
    for grade in grades.indices { visitGrade(grade) { roots.append($0) } }
    for list in lists.indices { roots += operands(ofList: list) }
    return roots
  }

  /// The scores of clauses and parts, the keys of ranks and the definitions that units have.
  var watched: [NodeID] {
    let candidates =
      clauses.compactMap(\.total) + parts.compactMap(\.total) + definitions.map(\.node)
      + ranks.flatMap { $0.keys.map(\.node) }
    var seen: Set<NodeID> = []
    return candidates.filter { node in
      guard nodes.indices.contains(node), nodes[node].grain == .unit, case .number = nodes[node].kind,
        !isStanding(node)
      else { return false }
      return seen.insert(node).inserted
    }
  }

  /// Whether a node rests on a rank or a grade: its changes are told as those.
  private func isStanding(_ node: NodeID) -> Bool {
    switch nodes[node].op {
    case .rank, .grade: true
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .days, .workdays, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum,
      .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .fetch, .round,
      .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .previous, .cumulative,
      .shareOf, .position, .dayOfMonth, .shifted:
      false
    }
  }

  func operands(ofList list: Int) -> [NodeID] {
    let list = lists[list]
    var operands = list.exclusions.map(\.condition) + [list.within, list.outside].compactMap { $0 }
    switch list.pick {
    case .first(let node), .last(let node), .holding(let node): operands.append(node)
    }
    return operands
  }
}
