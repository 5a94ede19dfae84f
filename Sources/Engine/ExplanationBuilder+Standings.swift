import Diagnostics
import Exact
import Semantics

extension ExplanationBuilder {
  /// An order that units stand in: a rank, or the rows of a printed table.
  struct Order {
    var kind: Explanation.Standing.Kind
    var name: String
    var grain: Grain
    var within: NodeID?
    var keys: [SortKey]
    /// The indexes that compete with the unit's own, the best first; empty where it is not among them.
    var seats: [Int]
    var ranks: [Int]
    /// Equal numbers of neighbours mean equal keys.
    var tiers: [Int]
    /// Whether equals keep the order of the table and do not share a rank.
    var keepsTableOrder: Bool
  }

  /// The unit's standing in every rank; where the method ranks nothing, in the tables printed by keys.
  mutating func standings() -> [Explanation.Standing] {
    indexes().map { standing($0.rank, $0.publication, $0.index) }
  }

  /// The orders that a unit stands in, with its own index in each.
  func indexes() -> [(rank: Int?, publication: Int?, index: Int)] {
    var result: [(rank: Int?, publication: Int?, index: Int)] = []
    for (rank, definition) in plan.ranks.enumerated() {
      let periods = evaluation.periodsPerUnit(definition.grain)
      for period in 0..<periods { result.append((rank, nil, unit * periods + period)) }
    }
    guard plan.ranks.isEmpty else { return result }
    for (number, publication) in plan.publications.enumerated()
    where publication.grain == .unit && !publication.keys.isEmpty {
      result.append((nil, number, unit))
    }
    return result
  }

  private mutating func standing(_ rank: Int?, _ publication: Int?, _ index: Int) -> Explanation.Standing {
    let order = rank.map { ranked($0, index) } ?? printed(publication ?? 0, index)
    var result = Explanation.Standing(
      kind: order.kind, name: order.name, group: group(order.within, order.grain, index), period: nil,
      rank: nil,
      count: order.seats.count, keys: [], tied: [], above: nil, below: nil, unranked: nil)
    if case .unitPeriod(let unit) = order.grain {
      result.period = evaluation.periodText(unit, index % evaluation.periodsPerUnit(order.grain))
    }
    result.keys = order.keys.map {
      Explanation.Key(text: $0.text, descending: $0.descending, value: value($0.node, order.grain, index))
    }
    guard let place = order.seats.firstIndex(of: index) else {
      result.unranked = rank.map { unranked($0, index) } ?? .notPrinted
      return result
    }
    result.rank = order.ranks[place]
    let own = order.tiers[place]
    if !order.keepsTableOrder {
      result.tied = order.seats.indices.filter { $0 != place && order.tiers[$0] == own }
        .map { owner(order.seats[$0], order.grain) }
    }
    let isOther = { (other: Int) in order.keepsTableOrder || order.tiers[other] != own }
    if let other = order.seats[..<place].indices.last(where: isOther) {
      result.above = neighbour(order, place, other)
    }
    if let other = order.seats[(place + 1)...].indices.first(where: isOther) {
      result.below = neighbour(order, place, other)
    }
    return result
  }

  mutating func owner(_ index: Int, _ grain: Grain) -> String {
    unitName(evaluation.mapping(grain, .unit)[index])
  }

  private mutating func group(_ within: NodeID?, _ grain: Grain, _ index: Int) -> String? {
    guard let within, let place = self.index(of: within, from: grain, index) else { return nil }
    return evaluation.column(within).code(at: place).flatMap { evaluation.book(of: within).text($0) }
  }

  /// The units of one partition of a rank.
  mutating func ranked(_ rank: Int, _ index: Int) -> Order {
    let definition = plan.ranks[rank]
    let ranking = evaluation.ranking(rank)
    let partition = ranking.partition.indices.contains(index) ? ranking.partition[index] : -1
    let seats =
      partition < 0 ? [] : ranking.order.map { Int($0) }.filter { ranking.partition[$0] == partition }
    return Order(
      kind: .rank, name: definition.name, grain: definition.grain, within: definition.within,
      keys: definition.keys,
      seats: seats, ranks: seats.map { Int(ranking.shown[$0]) }, tiers: seats.map { Int(ranking.tier[$0]) },
      keepsTableOrder: definition.ties == .tableOrder)
  }

  /// The rows of a printed table that stand together with the unit's.
  mutating func printed(_ number: Int, _ index: Int) -> Order {
    let publication = plan.publications[number]
    var publisher = Publisher(evaluation: evaluation, language: .chinese)
    var seats = publisher.order(publication)
    if let within = publication.within, publication.grouping != .none {
      let codes = evaluation.operand(within, at: .unit).codes
      seats = seats.filter { codes[$0] == codes[index] }
    }
    var tiers: [Int] = []
    for (place, seat) in seats.enumerated() {
      let isTied = place > 0 && firstDifference(publication.keys, .unit, seats[place - 1], seat) == nil
      tiers.append(place == 0 ? 0 : tiers[place - 1] + (isTied ? 0 : 1))
    }
    return Order(
      kind: .printed, name: publication.name, grain: .unit,
      within: publication.grouping == .none ? nil : publication.within, keys: publication.keys, seats: seats,
      ranks: Array(1..<(seats.count + 1)), tiers: tiers, keepsTableOrder: true)
  }

  /// The first key in which two indexes differ; nil for none.
  mutating func firstDifference(_ keys: [SortKey], _ grain: Grain, _ first: Int, _ second: Int) -> Int? {
    for (number, key) in keys.enumerated()
    where evaluation.operand(key.node, at: grain).order(first, second) != 0 {
      return number
    }
    return nil
  }

  private mutating func neighbour(_ order: Order, _ place: Int, _ other: Int) -> Explanation.Neighbour {
    let index = order.seats[other]
    return Explanation.Neighbour(
      unit: owner(index, order.grain), rank: order.ranks[other],
      values: order.keys.map { value($0.node, order.grain, index) },
      decision: decision(order, order.seats[place], index))
  }

  mutating func decision(_ order: Order, _ first: Int, _ second: Int) -> Explanation.Decision {
    guard let key = firstDifference(order.keys, order.grain, first, second) else { return .tableOrder }
    let left = value(order.keys[key].node, order.grain, first)
    let right = value(order.keys[key].node, order.grain, second)
    guard case .number(let one, let measure, let isPercent) = left, let other = right.number else {
      return .key(key, difference: .absent)
    }
    return .key(key, difference: .number((one - other).magnitude, measure, isPercent: isPercent))
  }

  private mutating func unranked(_ rank: Int, _ index: Int) -> Explanation.Unranked {
    let definition = plan.ranks[rank]
    if let within = definition.within, value(within, definition.grain, index) == .absent {
      return .withoutGroup(name(within)?.chinese ?? "")
    }
    if let unranked = definition.unranked, truth(unranked, definition.grain, index) == true {
      return .condition(condition(unranked, definition.grain, index))
    }
    let key = definition.keys.first
    let reason = key.map { absence($0.node, definition.grain, index) }
    return .absentKey(key?.text ?? "", because: reason ?? "")
  }

  /// Why a value is absent: absent operands are followed down to a cell, an entry or a divisor.
  private mutating func absence(_ node: NodeID, _ grain: Grain, _ index: Int) -> Phrase {
    var node = node
    for _ in plan.nodes.indices {
      let next = plan.nodes[node].op.operands.first { value($0, grain, index) == .absent }
      guard let next else { break }
      node = next
    }
    if case .input(let table, _, _) = plan.nodes[node].op, let name = name(node) {
      let title = plan.tables[table].name
      let row = evaluation.spaces.rows(of: grain, in: table)[index]
      if row < 0 { return Phrase("“\(title)”里没有它的行", "it has no row in “\(title)”") }
      return Phrase("“\(title)”里的“\(name.chinese)”为空", "“\(name.english)” of “\(title)” is blank")
    }
    if case .divide = plan.nodes[node].op { return Phrase("除数为 0", "the divisor is 0") }
    guard let name = name(node) else { return Phrase("值空缺", "the value is absent") }
    return Phrase("没有“\(name.chinese)”", "there is no “\(name.english)”")
  }
}
