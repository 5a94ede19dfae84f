import Diagnostics
import Exact
import Semantics

extension Sweep {
  /// The values around one inside which something stays as it is there.
  public struct Extent: Hashable, Sendable {
    public var low: Rational
    public var high: Rational
    /// Whether it still is so at the end itself.
    public var holdsAtLow: Bool
    public var holdsAtHigh: Bool
    /// Whether the end is that of the sweep, beyond which nothing is known.
    public var endsAtLow: Bool
    public var endsAtHigh: Bool
  }

  /// How far the value may move before something about the placement changes; nil outside the sweep.
  public func extent<Value: Equatable>(
    around value: Rational, of property: (Placement) -> Value
  ) -> Extent? {
    let own = stretches.firstIndex { stretch in
      stretch.isPoint ? stretch.from == value : stretch.from < value && value < stretch.to
    }
    guard let own else { return nil }
    let wanted = property(stretches[own].placement)
    var first = own
    while first > 0, property(stretches[first - 1].placement) == wanted { first -= 1 }
    var last = own
    while last + 1 < stretches.count, property(stretches[last + 1].placement) == wanted { last += 1 }
    return Extent(
      low: stretches[first].from, high: stretches[last].to, holdsAtLow: stretches[first].isPoint,
      holdsAtHigh: stretches[last].isPoint, endsAtLow: first == 0, endsAtHigh: last + 1 == stretches.count)
  }

  /// One unit's change at a break-point, as a reader is told it.
  public struct Change: Hashable, Sendable {
    public var place: Rational
    public var kind: Kind
    /// The name of the rank, list or grade statement; "" for a bend.
    public var subject: String
    public var group: String?
    public var unit: Int
    /// A rank, a grade, or 1 and 0 for in and out of a list; nil for none.
    public var before: String?
    public var at: String?
    public var after: String?
  }

  /// Every unit's every change, by place and kind. Cost: the changes.
  public func changes(_ evaluation: Evaluation) -> [Change] {
    var result: [Change] = []
    var position: [Rational: Int] = [:]
    for (index, stretch) in stretches.enumerated() where stretch.isPoint { position[stretch.from] = index }
    for breakpoint in breakpoints {
      guard let index = position[breakpoint.place] else { continue }
      let here = stretches[index].placement
      let before = index > 0 ? stretches[index - 1].placement : here
      let after = index + 1 < stretches.count ? stretches[index + 1].placement : here
      result += evaluation.changes(breakpoint.place, breakpoint.kind, breakpoint.units, before, here, after)
    }
    return result
  }
}

extension Evaluation {
  /// The group and period of a standing in words; nil where the rank tells none apart.
  public func title(of standing: GroupStanding, _ language: Language) -> String? {
    guard plan.ranks.indices.contains(standing.rank) else { return nil }
    let definition = plan.ranks[standing.rank]
    let periods = periodsPerUnit(definition.grain)
    var parts: [String] = []
    if let within = definition.within {
      parts.append(book(of: within).text(standing.partition / Int32(clamping: periods)) ?? "—")
    }
    if case .unitPeriod(let unit) = definition.grain {
      parts.append(periodText(unit, Int(standing.partition) % periods)[language])
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The roster's index of an index of a rank.
  public func unit(of index: Int32, rank: Int) -> Int {
    guard plan.ranks.indices.contains(rank) else { return Int(index) }
    return Int(index) / periodsPerUnit(plan.ranks[rank].grain)
  }

  /// What units are told of at a place.
  public func changes(
    _ place: Rational, _ kind: Sweep.Kind, _ units: [Int], _ before: Placement, _ at: Placement,
    _ after: Placement
  ) -> [Sweep.Change] {
    switch kind {
    case .kink:
      return units.map {
        Sweep.Change(place: place, kind: kind, subject: "", group: nil, unit: $0)
      }
    case .rank: return rankChanges(place, before, at, after)
    case .list:
      return plan.lists.indices.flatMap { list -> [Sweep.Change] in
        let periods = periodsPerUnit(plan.lists[list].grain)
        return before.lists[list].indices.compactMap { index in
          let states = [before, at, after].map { $0.lists[list][index] }
          guard Set(states).count > 1 else { return nil }
          return Sweep.Change(
            place: place, kind: kind, subject: plan.lists[list].name, group: nil, unit: index / periods,
            before: "\(states[0])", at: "\(states[1])", after: "\(states[2])")
        }
      }
    case .grade:
      return plan.grades.indices.flatMap { grade -> [Sweep.Change] in
        before.grades[grade].indices.compactMap { unit in
          let states = [before, at, after].map { $0.grades[grade][unit] }
          guard Set(states).count > 1 else { return nil }
          return Sweep.Change(
            place: place, kind: kind, subject: plan.grades[grade].name, group: nil, unit: unit,
            before: states[0], at: states[1], after: states[2])
        }
      }
    }
  }

  private func rankChanges(
    _ place: Rational, _ before: Placement, _ at: Placement, _ after: Placement
  ) -> [Sweep.Change] {
    struct Key: Hashable {
      var rank: Int
      var partition: Int32
    }
    var order: [Key] = []
    var states: [Key: [GroupStanding?]] = [:]
    for (position, placement) in [before, at, after].enumerated() {
      for standing in placement.standings {
        let key = Key(rank: standing.rank, partition: standing.partition)
        if states[key] == nil {
          order.append(key)
          states[key] = [nil, nil, nil]
        }
        states[key]?[position] = standing
      }
    }
    return order.flatMap { key -> [Sweep.Change] in
      guard let found = states[key], Set(found).count > 1, let any = found.compactMap({ $0 }).first else {
        return []
      }
      let ties = plan.ranks[key.rank].ties
      let shown = found.map { standing -> [Int32: Int] in
        guard let standing else { return [:] }
        return Dictionary(zip(standing.order, standing.shown(ties == .tableOrder ? .shared : ties))) { $1 }
      }
      return any.order.sorted { (shown[2][$0] ?? 0, $0) < (shown[2][$1] ?? 0, $1) }.compactMap { index in
        let ranks = shown.map { $0[index] }
        guard Set(ranks).count > 1 else { return nil }
        return Sweep.Change(
          place: place, kind: .rank, subject: plan.ranks[key.rank].name, group: title(of: any, .chinese),
          unit: unit(of: index, rank: key.rank), before: ranks[0].map { "\($0)" },
          at: ranks[1].map { "\($0)" }, after: ranks[2].map { "\($0)" })
      }
    }
  }
}
