import Diagnostics
import Engine
import Exact
import Semantics

extension BoundsFinder {
  /// Who is on each list of units whatever is awarded, and about whom the marks alone decide.
  mutating func lists(_ standings: [RankedBounds]) -> [Bounds.List] {
    plan.lists.filter { $0.grain == .unit }.flatMap { list($0, standings) }
  }

  private struct Membership {
    var certain: [Bool]
    var possible: [Bool]
    var isExact: Bool
  }

  private mutating func list(_ list: ListPlan, _ standings: [RankedBounds]) -> [Bounds.List] {
    let count = evaluation.dataset.units.count
    var membership: Membership
    let excluded = exclusions(list, count)
    switch list.pick {
    case .holding(let condition): membership = holding(condition, count)
    case .first(let n), .last(let n):
      guard let bounds = standings.first(where: { $0.rank == list.rank && list.rank != nil }) else {
        return []
      }
      var fromTop = true
      if case .last = list.pick { fromTop = false }
      membership = ranked(list, n, bounds, excluded, fromTop: fromTop)
    }
    for unit in 0..<count {
      if excluded.always[unit] { membership.possible[unit] = false }
      if excluded.sometimes[unit] { membership.certain[unit] = false }
      membership.certain[unit] = membership.certain[unit] && membership.possible[unit]
    }
    membership.isExact = membership.isExact && excluded.isExact
    return told(list, membership)
  }

  private mutating func told(_ list: ListPlan, _ membership: Membership) -> [Bounds.List] {
    let texts = evaluation.dataset.units.texts
    let groups = list.within.map { (evaluation.book(of: $0), evaluation.codes($0, at: .unit)) }
    return outcome.lists.filter { $0.name == list.name }.map { published in
      let listed = Set(published.entries.map(\.unit))
      let members = texts.indices.filter { unit in
        guard let groups else { return true }
        return groups.1[unit].flatMap { groups.0.text($0) } == published.group
      }
      return Bounds.List(
        name: list.name, group: published.group,
        certain: members.filter { membership.certain[$0] }.map { texts[$0] },
        decided: members.filter { membership.possible[$0] && !membership.certain[$0] }.map {
          Bounds.Member(unit: texts[$0], isListed: listed.contains(texts[$0]))
        }, isExact: membership.isExact)
    }
  }

  /// Exclusions that hold whatever is awarded, and those that may.
  private mutating func exclusions(
    _ list: ListPlan, _ count: Int
  ) -> (always: [Bool], sometimes: [Bool], isExact: Bool) {
    var always = [Bool](repeating: false, count: count)
    var sometimes = always
    var isExact = true
    for exclusion in list.exclusions {
      let found = holding(exclusion.condition, count)
      for unit in 0..<count {
        always[unit] = always[unit] || found.certain[unit]
        sometimes[unit] = sometimes[unit] || found.possible[unit]
      }
      isExact = isExact && found.isExact && found.certain == found.possible
    }
    return (always, sometimes, isExact)
  }

  /// For whom a condition holds at the ends of all marks.
  private mutating func holding(_ condition: NodeID, _ count: Int) -> Membership {
    let (ends, isExact) = ends(for: [(condition, 1)])
    var top = evaluated(values(ends), [condition])
    var bottom = evaluated(values(ends.map { -$0 }), [condition])
    let given = evaluation.truths(condition, at: .unit)
    let most = top.truths(condition, at: .unit)
    let least = bottom.truths(condition, at: .unit)
    return Membership(
      certain: (0..<count).map { least[$0] == true && most[$0] == true && given[$0] == true },
      possible: (0..<count).map { least[$0] == true || most[$0] == true || given[$0] == true },
      isExact: isExact)
  }

  /// Membership by place, in the group of the list and of the rank.
  private mutating func ranked(
    _ list: ListPlan, _ n: NodeID, _ bounds: RankedBounds,
    _ excluded: (always: [Bool], sometimes: [Bool], isExact: Bool), fromTop: Bool
  ) -> Membership {
    let count = evaluation.dataset.units.count
    var result = Membership(
      certain: [Bool](repeating: false, count: count), possible: [Bool](repeating: false, count: count),
      isExact: bounds.isExact)
    let limits = evaluation.numbers(n, at: .unit)
    let groups = list.within.map { evaluation.codes($0, at: .unit) }
    // Units that 限 leaves out take no place.
    let outside = list.outside.map { evaluation.truths($0, at: .unit) }
    if let node = list.outside, maps.contains(where: { !$0.nodes[node].isNone }) { result.isExact = false }
    var keyed: [[Int]: [Int]] = [:]
    for unit in 0..<count {
      guard let partition = bounds.partition[unit], outside?[unit] != true else { continue }
      if let groups, groups[unit] == nil { continue }
      if list.fills, excluded.always[unit] { continue }
      keyed[[groups?[unit].map { Int($0) } ?? 0, partition], default: []].append(unit)
    }
    // Counted from the bottom, worst becomes best.
    var turned = bounds
    if !fromTop {
      turned.best = bounds.worst.map { $0.map { $0.map { .zero - $0 } } }
      turned.worst = bounds.best.map { $0.map { $0.map { .zero - $0 } } }
    }
    for members in keyed.values {
      let counter = PlaceCounter(members, turned)
      for unit in members {
        let limit = limits[unit]?.floor().asInt ?? 0
        let (best, worst) = places(unit, counter, turned, list.ties, fromTop)
        result.certain[unit] = worst < limit
        result.possible[unit] = best < limit
      }
    }
    return result
  }

  /// How many stand ahead of a unit at its best and at its worst, as the cut counts them.
  private func places(
    _ unit: Int, _ counter: PlaceCounter, _ bounds: RankedBounds, _ ties: ListPlan.TieAtCut, _ fromTop: Bool
  ) -> (best: Int, worst: Int) {
    switch ties {
    case .takeAll:
      return (
        counter.better(than: bounds.best[unit], by: .worst, without: unit),
        counter.better(than: bounds.worst[unit], by: .best, without: unit)
      )
    case .takeNone:
      return (
        counter.betterOrAlike(than: bounds.best[unit], by: .worst, without: unit),
        counter.betterOrAlike(than: bounds.worst[unit], by: .best, without: unit)
      )
    case .tableOrder, .unstated:
      return (
        counter.ahead(of: unit, at: bounds.best[unit], by: .worst, reversed: !fromTop),
        counter.ahead(of: unit, at: bounds.worst[unit], by: .best, reversed: !fromTop)
      )
    }
  }
}
