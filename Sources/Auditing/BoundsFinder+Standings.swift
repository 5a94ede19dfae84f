import Diagnostics
import Engine
import Exact
import Semantics

/// The keys of every unit at its best and at its worst.
struct RankedBounds: Sendable {
  typealias Keys = [Rational?]

  var rank: Int?
  var shown: Bounds.Standing
  /// By unit of the roster; signed so that larger is better.
  var best: [Keys] = []
  var worst: [Keys] = []
  /// The partition of each unit; nil for the unranked.
  var partition: [Int?] = []
  var isExact = true

  /// −1, 0 or 1: whether the first keys are worse, alike or better. Absent keys stand last.
  static func order(_ left: Keys, _ right: Keys) -> Int {
    for (first, second) in zip(left, right) {
      switch (first, second) {
      case (nil, nil): continue
      case (nil, _): return -1
      case (_, nil): return 1
      case (let first?, let second?):
        if first != second { return first > second ? 1 : -1 }
      }
    }
    return 0
  }
}

extension BoundsFinder {
  /// One for each rank of units; where there is none, one for the last definition in points.
  mutating func standings() -> [RankedBounds] {
    var result: [RankedBounds] = []
    for rank in plan.ranks.indices where plan.ranks[rank].grain == .unit {
      result.append(standing(rank))
    }
    if result.isEmpty {
      let score = plan.definitions.last {
        plan.nodes[$0.node].grain == .unit && plan.nodes[$0.node].kind == .number(.points)
      }
      if let score { result.append(unranked(score)) }
    }
    return result
  }

  private mutating func standing(_ rank: Int) -> RankedBounds {
    let definition = plan.ranks[rank]
    let keys = definition.keys.map { (node: $0.node, sign: $0.descending ? 1 : -1) }
    let (high, isExact) = ends(for: keys)
    let roots = keys.map(\.node)
    let top = evaluated(values(high), roots)
    let bottom = evaluated(values(high.map { -$0 }), roots)
    var best = tuples(keys, top)
    var worst = tuples(keys, bottom)
    if !isExact { widen(keys, &best, &worst) }
    let standings = evaluation.places(rank)
    let partition = standings.map { $0?.partition }
    var bounds = RankedBounds(
      rank: rank,
      shown: Bounds.Standing(
        name: definition.name, score: definition.keys.first?.text ?? "", units: [], isExact: isExact),
      best: best, worst: worst, partition: partition, isExact: isExact)
    let places = places(bounds, definition.ties)
    bounds.shown.units = units(keys.first, bounds, standings, places, definition)
    return bounds
  }

  private mutating func unranked(_ score: NamedNode) -> RankedBounds {
    let keys = [(node: score.node, sign: 1)]
    let (high, isExact) = ends(for: keys)
    var best = tuples(keys, evaluated(values(high), [score.node]))
    var worst = tuples(keys, evaluated(values(high.map { -$0 }), [score.node]))
    if !isExact { widen(keys, &best, &worst) }
    var bounds = RankedBounds(
      rank: nil, shown: Bounds.Standing(name: "", score: score.name, units: [], isExact: isExact),
      best: best, worst: worst, partition: [], isExact: isExact)
    bounds.shown.units = units(keys.first, bounds, [], [], nil)
    return bounds
  }

  private func tuples(_ keys: [(node: NodeID, sign: Int)], _ run: Evaluation) -> [RankedBounds.Keys] {
    var run = run
    let columns = keys.map { key in
      run.numbers(key.node, at: .unit).map { $0.map { key.sign > 0 ? $0 : .zero - $0 } }
    }
    return evaluation.dataset.units.texts.indices.map { unit in columns.map { $0[unit] } }
  }

  /// Tries the ends and the whole marks between of all marks of each unit, as many combinations as there are or
  /// 600: for scores that a mark can move both ways.
  private mutating func widen(
    _ keys: [(node: NodeID, sign: Int)], _ best: inout [RankedBounds.Keys], _ worst: inout [RankedBounds.Keys]
  ) {
    var options: [Int: [(column: Int, index: Int, values: [Rational])]] = [:]
    for (column, definition) in columns.enumerated() {
      for mark in definition.marks {
        options[mark.unit, default: []].append((column, mark.index, Self.trials(mark)))
      }
    }
    let most = options.values.map { $0.reduce(1) { min(600, $0 * $1.values.count) } }.max() ?? 1
    for turn in 0..<most {
      var changes: [NodeID: [Int: Rational?]] = [:]
      for marks in options.values {
        var rest = turn
        for mark in marks {
          let value = mark.values[rest % mark.values.count]
          rest /= mark.values.count
          for node in columns[mark.column].nodes { changes[node, default: [:]][mark.index] = value }
        }
      }
      let found = tuples(keys, evaluated(changes, keys.map(\.node)))
      for unit in found.indices {
        if RankedBounds.order(found[unit], best[unit]) > 0 { best[unit] = found[unit] }
        if RankedBounds.order(found[unit], worst[unit]) < 0 { worst[unit] = found[unit] }
      }
    }
  }

  private static func trials(_ mark: MarkColumn.Mark) -> [Rational] {
    var values = [mark.low, mark.high]
    var whole = mark.low.ceiling()
    while whole < mark.high, values.count < 22 {
      if whole > mark.low { values.append(whole) }
      whole = whole + .one
    }
    return values
  }

  /// The best and the worst rank of each unit. Cost: sorting.
  private func places(_ bounds: RankedBounds, _ ties: TieStyle) -> [(best: Int, worst: Int)?] {
    var result = [(best: Int, worst: Int)?](repeating: nil, count: bounds.partition.count)
    for members in Self.groups(bounds.partition) {
      let counter = PlaceCounter(members, bounds)
      for unit in members {
        switch ties {
        case .shared:
          result[unit] = (
            counter.better(than: bounds.best[unit], by: .worst, without: unit) + 1,
            counter.better(than: bounds.worst[unit], by: .best, without: unit) + 1
          )
        case .tableOrder:
          result[unit] = (
            counter.ahead(of: unit, at: bounds.best[unit], by: .worst) + 1,
            counter.ahead(of: unit, at: bounds.worst[unit], by: .best) + 1
          )
        case .dense:
          result[unit] = (
            counter.fewestKeys(above: bounds.best[unit], without: unit) + 1,
            counter.mostKeys(above: bounds.worst[unit], without: unit) + 1
          )
        }
      }
    }
    return result
  }

  static func groups(_ partition: [Int?]) -> [[Int]] {
    var members: [Int: [Int]] = [:]
    for (unit, group) in partition.enumerated() { if let group { members[group, default: []].append(unit) } }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }

  private mutating func units(
    _ key: (node: NodeID, sign: Int)?, _ bounds: RankedBounds, _ standings: [GroupStanding.Place?],
    _ places: [(best: Int, worst: Int)?], _ rank: RankPlan?
  ) -> [Bounds.Unit] {
    let groups = (rank?.within ?? plan.group).map {
      (evaluation.book(of: $0), evaluation.codes($0, at: .unit))
    }
    let given = key.map { evaluation.numbers($0.node, at: .unit) } ?? []
    let order = evaluation.dataset.units.texts.indices.sorted { left, right in
      let first = standings.indices.contains(left) ? standings[left] : nil
      let second = standings.indices.contains(right) ? standings[right] : nil
      switch (first, second) {
      case (let first?, let second?):
        return (first.partition, first.position) < (second.partition, second.position)
      case (nil, nil): return left < right
      case (_?, nil): return true
      case (nil, _?): return false
      }
    }
    return order.map { unit in
      let ends = [bounds.worst[unit].first ?? nil, bounds.best[unit].first ?? nil].map { value in
        value.map { (key?.sign ?? 1) > 0 ? $0 : .zero - $0 }
      }
      let numbers = ends.compactMap { $0 }
      let standing = standings.indices.contains(unit) ? standings[unit] : nil
      let place = places.indices.contains(unit) ? places[unit] : nil
      return Bounds.Unit(
        unit: evaluation.dataset.units.text(Int32(clamping: unit)) ?? "",
        group: groups.flatMap { book, codes in codes[unit].flatMap { book.text($0) } },
        score: given.indices.contains(unit) ? given[unit] : nil,
        low: numbers.count == 2 ? numbers.min() : nil, high: numbers.count == 2 ? numbers.max() : nil,
        rank: standing.map { standing in
          switch rank?.ties ?? .shared {
          case .shared: standing.shared
          case .dense: standing.dense
          case .tableOrder: standing.position
          }
        }, best: place?.best, worst: place?.worst)
    }
  }
}

/// Counts, among units that compete, those ahead of a key.
struct PlaceCounter: Sendable {
  enum End: Sendable {
    case best
    case worst
  }

  private let members: [Int]
  private let bounds: RankedBounds
  private let sortedBest: [RankedBounds.Keys]
  private let sortedWorst: [RankedBounds.Keys]

  init(_ members: [Int], _ bounds: RankedBounds) {
    self.members = members
    self.bounds = bounds
    sortedBest = members.map { bounds.best[$0] }.sorted { RankedBounds.order($0, $1) > 0 }
    sortedWorst = members.map { bounds.worst[$0] }.sorted { RankedBounds.order($0, $1) > 0 }
  }

  private func keys(_ unit: Int, _ end: End) -> RankedBounds.Keys {
    end == .best ? bounds.best[unit] : bounds.worst[unit]
  }

  /// How many others are strictly better.
  func better(than key: RankedBounds.Keys, by end: End, without unit: Int) -> Int {
    let own = RankedBounds.order(keys(unit, end), key) > 0 ? 1 : 0
    return first(key, end) { $0 > 0 } - own
  }

  /// How many others are better or alike.
  func betterOrAlike(than key: RankedBounds.Keys, by end: End, without unit: Int) -> Int {
    let own = RankedBounds.order(keys(unit, end), key) >= 0 ? 1 : 0
    return first(key, end) { $0 >= 0 } - own
  }

  /// How many others stand ahead where table order breaks ties.
  func ahead(of unit: Int, at key: RankedBounds.Keys, by end: End, reversed: Bool = false) -> Int {
    members.count { other in
      guard other != unit else { return false }
      let order = RankedBounds.order(keys(other, end), key)
      return order > 0 || (order == 0 && (reversed ? other > unit : other < unit))
    }
  }

  /// How many of the sorted keys hold from the start on.
  private func first(_ key: RankedBounds.Keys, _ end: End, _ holds: (Int) -> Bool) -> Int {
    let sorted = end == .best ? sortedBest : sortedWorst
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if holds(RankedBounds.order(sorted[middle], key)) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The fewest different keys that those who must be above can have: as many points as meet all their ranges.
  func fewestKeys(above key: RankedBounds.Keys, without unit: Int) -> Int {
    let above = members.filter { $0 != unit && RankedBounds.order(bounds.worst[$0], key) > 0 }
      .sorted { RankedBounds.order(bounds.best[$0], bounds.best[$1]) < 0 }
    var count = 0
    var last: RankedBounds.Keys?
    for other in above {
      if let last, RankedBounds.order(bounds.worst[other], last) <= 0 { continue }
      count += 1
      last = bounds.best[other]
    }
    return count
  }

  /// The most different keys that those who may be above can have.
  func mostKeys(above key: RankedBounds.Keys, without unit: Int) -> Int {
    let above = members.filter { $0 != unit && RankedBounds.order(bounds.best[$0], key) > 0 }
    let fixed = above.filter { RankedBounds.order(bounds.best[$0], bounds.worst[$0]) == 0 }
    return above.count - fixed.count + Set(fixed.map { bounds.best[$0] }).count
  }
}
