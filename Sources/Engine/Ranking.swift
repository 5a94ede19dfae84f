import Exact
import Semantics

/// The order of a rank: who is ranked, in what order, and who is equal to whom.
struct Ranking: Sendable {
  /// The ranked indexes: partition by partition, the best first, table order among equals.
  var order: [Int32] = []
  /// The partition of each index (its group and period); -1 where it is not ranked.
  var partition: [Int32]
  /// Equal numbers mean equal keys in one partition; they grow from the best down. -1 where not ranked.
  var tier: [Int32]
  /// The rank as it is printed; 0 where not ranked.
  var shown: [Int32]

  init(count: Int) {
    partition = [Int32](repeating: -1, count: count)
    tier = partition
    shown = [Int32](repeating: 0, count: count)
  }
}

extension Evaluation {
  /// The order of a rank of the plan. Cost: sorting the ranked indexes, once.
  mutating func ranking(_ rank: Int) -> Ranking {
    if let known = rankings[rank] { return known }
    guard plan.ranks.indices.contains(rank) else { return Ranking(count: 0) }
    let definition = plan.ranks[rank]
    let grain = definition.grain
    let keys = definition.keys.map { (column: operand($0.node, at: grain), descending: $0.descending) }
    var (result, order) = partitioned(definition) { keys.first?.column.isAbsent(at: $0) ?? false }
    let partitions = result.partition
    let (sorted, isTied) = RowOrder.ranked(order, partitions, keys)
    order = sorted
    number(order, isTied, ties: definition.ties, into: &result)
    result.order = order.map { Int32(truncatingIfNeeded: $0) }
    rankings[rank] = result
    return result
  }

  /// Who is ranked and in what order, by a comparison of two indexes: 1 where the first is better.
  mutating func ranked(
    _ definition: RankPlan, isFirstAbsent: (Int) -> Bool, _ better: (Int, Int) -> Int
  ) -> Ranking {
    var (result, order) = partitioned(definition, isFirstAbsent: isFirstAbsent)
    order.sort { left, right in
      let first = result.partition[left]
      let second = result.partition[right]
      if first != second { return first < second }
      let sign = better(left, right)
      return sign != 0 ? sign > 0 : left < right
    }
    let isTied = order.indices.map { place in
      guard place > 0 else { return false }
      let (one, other) = (order[place - 1], order[place])
      return result.partition[one] == result.partition[other] && better(one, other) == 0
    }
    number(order, isTied, ties: definition.ties, into: &result)
    result.order = order.map { Int32(truncatingIfNeeded: $0) }
    return result
  }

  /// The indexes that are ranked, each with its partition.
  private mutating func partitioned(_ definition: RankPlan, isFirstAbsent: (Int) -> Bool) -> (Ranking, [Int]) {
    let grain = definition.grain
    let count = size(grain)
    var result = Ranking(count: count)
    let within = definition.within.map { operand($0, at: grain).codes }
    let unranked = definition.unranked.map { operand($0, at: grain).truths }
    let periods = periodsPerUnit(grain)
    var order: [Int] = []
    for index in 0..<count {
      if let within, within[index] == Column.none { continue }
      if let unranked, unranked[index] == 1 { continue }
      if isFirstAbsent(index) { continue }
      let group = Int64(within?[index] ?? 0)
      result.partition[index] = Int32(
        truncatingIfNeeded: group &* Int64(periods) &+ Int64(index % periods))
      order.append(index)
    }
    return (result, order)
  }

  /// - Parameter isTied: whether each equals the one before it.
  private func number(_ order: [Int], _ isTied: [Bool], ties: TieStyle, into result: inout Ranking) {
    var place: Int32 = 0
    var tier: Int32 = -1
    var shown: Int32 = 0
    var last: Int32 = -1
    for (position, index) in order.enumerated() {
      if position == 0 || result.partition[index] != last {
        last = result.partition[index]
        place = 0
        shown = 0
      }
      place &+= 1
      if !isTied[position] { tier &+= 1 }
      switch ties {
      case .shared: if !isTied[position] { shown = place }
      case .dense: if !isTied[position] { shown &+= 1 }
      case .tableOrder: shown = place
      }
      result.tier[index] = tier
      result.shown[index] = shown
    }
  }

  mutating func rankColumn(_ rank: Int, _ grain: Grain) -> Column {
    let count = size(grain)
    let found = ranking(rank)
    let own = plan.ranks.indices.contains(rank) ? plan.ranks[rank].grain : grain
    let ranks = Column(
      .numbers(
        Numbers(.fixed(found.shown.map { Int64($0) }, scale: 0), absent: found.shown.map { $0 == 0 })),
      count: found.shown.count)
    return own == grain ? ranks : ranks.gathered(mapping(grain, own), count: count)
  }

  // MARK: - Grades

  /// The grade of each index as a code of the node's own options.
  mutating func gradeColumn(_ grade: Int, _ node: NodeID) -> Column {
    let known = book(of: node)
    let codes = gradeNames(grade, plan.nodes[node].grain).map { name -> Int32 in
      name.flatMap { known.code(of: $0) } ?? Column.none
    }
    return Column(.codes(codes), count: codes.count)
  }

  /// The grade of each index by name; nil where no row of the grade holds.
  /// `limits` tells the places of a row by its index, where something else than the row's own figure does.
  mutating func gradeNames(_ grade: Int, _ grain: Grain, limits: [Int: [Rational?]] = [:]) -> [String?] {
    let count = size(grain)
    guard plan.grades.indices.contains(grade) else { return [String?](repeating: nil, count: count) }
    let definition = plan.grades[grade]
    let vetoed = plan.vetoed.map { operand($0, at: grain).truths }
    var result = [String?](repeating: nil, count: count)
    var settled =
      definition.outside.map { operand($0, at: grain).truths.map { $0 == 1 } }
      ?? [Bool](repeating: false, count: count)
    if let verdict = plan.verdict {
      let codes = operand(verdict, at: grain).codes
      let known = book(of: verdict)
      for index in 0..<count
      where !settled[index] && codes[index] != Column.none && vetoed?[index] != 0 {
        result[index] = known.text(codes[index])
        settled[index] = true
      }
    }
    for (position, row) in definition.rows.enumerated() {
      let holds: [Bool]
      switch row.test {
      case .condition(let condition):
        let truths = operand(condition, at: grain).truths
        holds = truths.map { $0 == 1 }
        // What cannot be decided gets neither this grade nor a lower one.
        for index in 0..<count where truths[index] == Column.unknown { settled[index] = true }
      case .first(let n, let isShare, let mode):
        holds = within(n, isShare, mode, definition, grain, places: limits[position])
      case .vetoed: holds = vetoed.map { $0.map { $0 == 1 } } ?? [Bool](repeating: false, count: count)
      case .rest: holds = [Bool](repeating: true, count: count)
      }
      for index in 0..<count where holds[index] && !settled[index] {
        result[index] = row.grade
        settled[index] = true
      }
    }
    return result
  }

  /// Who stands among the first n, or the first share, of the ranked units of a group.
  private mutating func within(
    _ n: NodeID, _ isShare: Bool, _ mode: RoundingMode, _ grade: GradePlan, _ grain: Grain,
    places: [Rational?]?
  ) -> [Bool] {
    let count = size(grain)
    var holds = [Bool](repeating: false, count: count)
    guard let rank = grade.rank else { return holds }
    if let places {
      for bench in benches(rank, within: grade.within, grain) {
        for seat in bench.seats {
          let index = Int(seat.index)
          if let place = places[index], Rational(Int(seat.standing)) <= place { holds[index] = true }
        }
      }
      return holds
    }
    let limits = operand(n, at: grain)
    for bench in benches(rank, within: grade.within, grain) {
      for seat in bench.seats {
        guard var limit = limits.number(at: Int(seat.index)) else { continue }
        if isShare { limit = (limit * Rational(bench.seats.count)).rounded(mode, digits: 0) }
        if Rational(Int(seat.standing)) <= limit { holds[Int(seat.index)] = true }
      }
    }
    return holds
  }

  /// The ranked units that compete for places: those of one group, one rank partition and one period.
  struct Bench {
    struct Seat {
      var index: Int32
      /// 1 + how many are strictly better.
      var standing: Int32
      /// How many share the standing, itself included.
      var tied: Int32
    }

    /// The group code by which they were told apart; `Column.none` for none.
    var group: Int32
    /// The period index; 0 where the grain has none.
    var period: Int32
    /// The best first; table order among equals.
    var seats: [Seat]
  }

  /// Who competes with whom, the best first. `within` tells apart further than the rank's own groups do.
  mutating func benches(_ rank: Int, within: NodeID?, _ grain: Grain) -> [Bench] {
    let ranking = ranking(rank)
    let groups = within.map { operand($0, at: grain).codes }
    let periods = periodsPerUnit(grain)
    var found: [Bench] = []
    var known: [Int64: Int] = [:]
    var tiers: [[Int32]] = []
    for index in ranking.order where ranking.partition.count == size(grain) {
      // A unit outside all groups does not compete inside one.
      if let groups, groups[Int(index)] == Column.none { continue }
      let group = groups.map { $0[Int(index)] } ?? Column.none
      let key = Int64(group) << 32 | Int64(UInt32(bitPattern: ranking.partition[Int(index)]))
      let bench = known[key] ?? found.count
      if known[key] == nil {
        known[key] = bench
        found.append(Bench(group: group, period: Int32(truncatingIfNeeded: Int(index) % periods), seats: []))
        tiers.append([])
      }
      found[bench].seats.append(Bench.Seat(index: index, standing: 0, tied: 0))
      tiers[bench].append(ranking.tier[Int(index)])
    }
    for bench in found.indices { Self.seat(&found[bench].seats, tiers[bench]) }
    return found
  }

  /// Fills in standings of seats in order, by their tiers.
  static func seat(_ seats: inout [Bench.Seat], _ tiers: [Int32]) {
    var start = 0
    while start < seats.count {
      var end = start &+ 1
      while end < seats.count, tiers[end] == tiers[start] { end &+= 1 }
      for place in start..<end {
        seats[place].standing = Int32(truncatingIfNeeded: start &+ 1)
        seats[place].tied = Int32(truncatingIfNeeded: end &- start)
      }
      start = end
    }
  }
}
