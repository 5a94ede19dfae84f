import Exact
import Semantics

extension SweepWalker {
  /// Units that meet change places; nothing else turns there.
  mutating func meet(_ before: State, isLast: Bool) -> Event {
    parametric.point = [place]
    parametric.side = .at
    var slices: [(contest: Int, range: ClosedRange<Int>)] = []
    for index in contests.indices where contests[index].next == place {
      let meetings = contests[index].meetings
      let isLevel = state.standings[index].isLevel
      var start: Int?
      var isMeeting = false
      for pair in 0...meetings.count {
        let meets = pair < meetings.count && meetings[pair] == place
        // Units that are level all along go with those that meet one of them.
        if pair < meetings.count, meets || isLevel[pair + 1] {
          start = start ?? pair
          isMeeting = isMeeting || meets
        } else if let first = start {
          if isMeeting { slices.append((index, first...pair)) }
          start = nil
          isMeeting = false
        }
      }
    }
    let ranks = Set(slices.map { state.standings[$0.contest].rank })
    let keys = Dictionary(uniqueKeysWithValues: ranks.map { ($0, parametric.keyOrder($0)) })
    for (contest, range) in slices {
      if let keys = keys[state.standings[contest].rank] { sort(contest, range, keys, .at) }
    }
    let old = before
    settle(slices, from: old)
    let at = state
    guard !isLast else { return Event(place: place, before: before, at: at, after: at, kinks: []) }
    parametric.side = .right
    for (contest, range) in slices {
      if let keys = keys[state.standings[contest].rank] { sort(contest, range, keys, .right) }
    }
    settle(slices, from: old)
    for (contest, range) in slices {
      guard let keys = keys[state.standings[contest].rank] else { continue }
      for pair in max(0, range.lowerBound - 1)...range.upperBound {
        if pair < contests[contest].meetings.count { renew(contest, pair, keys) }
      }
      contests[contest].next = contests[contest].meetings.compactMap { $0 }.min()
    }
    return Event(place: place, before: before, at: at, after: state, kinks: [])
  }

  private mutating func sort(
    _ contest: Int, _ range: ClosedRange<Int>, _ keys: KeyOrder, _ side: Parametric.Side
  ) {
    let point = parametric.point
    var slice = Array(state.standings[contest].order[range])
    slice.sort { left, right in
      let sign = keys.order(Int(left), Int(right), point, side)
      return sign != 0 ? sign > 0 : left < right
    }
    state.standings[contest].order.replaceSubrange(range, with: slice)
    let order = state.standings[contest].order
    for place in range.lowerBound...min(range.upperBound + 1, order.count - 1) where place > 0 {
      state.standings[contest].isLevel[place] =
        keys.order(Int(order[place - 1]), Int(order[place]), point, side) == 0
    }
  }

  /// Lists and grades after a change of places, where it may concern them.
  private mutating func settle(_ slices: [(contest: Int, range: ClosedRange<Int>)], from old: State) {
    var isRanked: Set<Int> = []
    func isCut(_ status: (Int) -> Int, _ contest: Int, _ range: ClosedRange<Int>) -> Bool {
      // The neighbours too: with them, all of one kind means that no cut is near.
      let order = old.standings[contest].order
      let low = max(0, range.lowerBound - 1)
      let high = range.upperBound + 1
      guard high < order.count else { return true }
      let first = status(Int(order[low]))
      return order[low...high].contains { status(Int($0)) != first }
    }
    func ranked(_ rank: Int) {
      guard isRanked.insert(rank).inserted else { return }
      let definition = plan.ranks[rank]
      parametric.evaluation.rankings[rank] = Ranking(
        state.standings.filter { $0.rank == rank }, count: parametric.evaluation.size(definition.grain),
        ties: definition.ties)
    }
    for list in reachedLists {
      guard let rank = plan.lists[list].rank else { continue }
      let own = slices.filter { state.standings[$0.contest].rank == rank }
      guard !own.isEmpty else { continue }
      let isPlain = plan.lists[list].within == plan.ranks[rank].within && !plan.lists[list].fills
      if isPlain,
        !own.contains(where: { isCut({ Int(old.lists[list][$0]) == 0 ? 0 : 1 }, $0.contest, $0.range) })
      {
        continue
      }
      ranked(rank)
      state.lists[list] = membership(list)
    }
    for grade in reachedGrades {
      guard let rank = plan.grades[grade].rank,
        slices.contains(where: { state.standings[$0.contest].rank == rank })
      else { continue }
      ranked(rank)
      state.grades[grade] = gradeNames(grade)
    }
  }

  // MARK: - Meetings

  /// Where neighbours of a standing meet; known pairs of unchanged units are taken over.
  mutating func contest(
    _ index: Int, old: (standing: GroupStanding, contest: Contest)?, changed: [Bool]?
  ) -> Contest {
    let standing = state.standings[index]
    guard reachedRanks.contains(standing.rank) else { return Contest() }
    let keys = parametric.keyOrder(standing.rank)
    let periods = parametric.evaluation.periodsPerUnit(plan.ranks[standing.rank].grain)
    var known: [Int32: (next: Int32, meeting: Rational?)] = [:]
    if let old, changed != nil, old.contest.unsolved.isEmpty {
      let order = old.standing.order
      for (pair, meeting) in old.contest.meetings.enumerated() {
        known[order[pair]] = (order[pair + 1], meeting)
      }
    }
    var result = Contest()
    for pair in 0..<max(0, standing.order.count - 1) {
      let left = standing.order[pair]
      let right = standing.order[pair + 1]
      if let same = known[left], same.next == right, let changed, !changed[Int(left) / periods],
        !changed[Int(right) / periods], same.meeting != place
      {
        result.meetings.append(same.meeting)
        continue
      }
      switch keys.meeting(Int(left), Int(right), after: place) {
      case .never: result.meetings.append(nil)
      case .at(let meeting): result.meetings.append(meeting)
      case .unsolved(let polynomial):
        result.meetings.append(nil)
        result.unsolved.append(polynomial)
      }
    }
    result.next = result.meetings.compactMap { $0 }.min()
    return result
  }

  private mutating func renew(_ contest: Int, _ pair: Int, _ keys: KeyOrder) {
    let order = state.standings[contest].order
    switch keys.meeting(Int(order[pair]), Int(order[pair + 1]), after: place) {
    case .never: contests[contest].meetings[pair] = nil
    case .at(let meeting): contests[contest].meetings[pair] = meeting
    case .unsolved(let polynomial):
      contests[contest].meetings[pair] = nil
      contests[contest].unsolved.append(polynomial)
    }
  }

  // MARK: - Lists and grades

  /// Who is in a list here.
  mutating func membership(_ list: Int) -> [UInt8] {
    let definition = plan.lists[list]
    switch definition.pick {
    case .first(let n), .last(let n):
      if parametric.isForm(n) { settleLimit(n, definition.grain) }
    case .holding: break
    }
    var publisher = Publisher(evaluation: parametric.evaluation, language: .chinese)
    let (choice, _) = publisher.choice(definition)
    parametric.evaluation = publisher.evaluation
    return choice.codes
  }

  /// The number of places as it is here, for the ordinary engine.
  private mutating func settleLimit(_ n: NodeID, _ grain: Grain) {
    let own = plan.nodes[n].grain
    let values = parametric.operand(n, at: own)
    let count = parametric.evaluation.size(own)
    let places = (0..<count).map { index -> Rational? in
      guard let form = values[index] else { return nil }
      let cell = Parametric.Cell(node: n, index: index, owner: parametric.unitCount)
      return parametric.floor(form, cell).map { Rational($0) }
    }
    parametric.evaluation.columns[n] = Column(.numbers(Numbers(values: places)), count: count)
  }

  mutating func gradeNames(_ grade: Int) -> [String?] {
    guard let node = plan.nodes.firstIndex(where: { $0.op == .grade(grade) }) else {
      let limits = parametric.gradeLimits(grade, .unit, for: 0)
      return parametric.evaluation.gradeNames(grade, .unit, limits: limits)
    }
    let limits = parametric.gradeLimits(grade, .unit, for: node)
    return parametric.evaluation.gradeNames(grade, .unit, limits: limits)
  }
}

extension Parametric {
  /// The partition of each index of a rank here; -1 where it is not ranked.
  mutating func membership(_ rank: Int, _ keys: KeyOrder) -> [Int32] {
    let definition = plan.ranks[rank]
    let within = definition.within.map { evaluation.operand($0, at: definition.grain).codes }
    let unranked = definition.unranked.map { evaluation.operand($0, at: definition.grain).truths }
    let periods = evaluation.periodsPerUnit(definition.grain)
    return (0..<evaluation.size(definition.grain)).map { index in
      if let within, within[index] == Column.none { return -1 }
      if let unranked, unranked[index] == 1 { return -1 }
      if keys.isFirstAbsent(index) { return -1 }
      return Int32(truncatingIfNeeded: Int64(within?[index] ?? 0) &* Int64(periods) &+ Int64(index % periods))
    }
  }
}
