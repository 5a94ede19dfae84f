import Exact
import Semantics

extension Parametric {
  mutating func aggregate(_ node: NodeID, _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?) {
    let members = members(of: node, value, condition)
    let values = operand(value, at: plan.nodes[value].grain)
    fill(node) { this, index in
      let present = members[index]?.compactMap { values[$0] } ?? []
      switch aggregate {
      case .sum: return present.reduce(.zero) { $0 + $1 }
      case .count: return .constant(Rational(present.count))
      case .average:
        return Rational(1, over: present.count).map { present.reduce(Form.zero) { $0 + $1 }.scaled(by: $0) }
      case .highest: return this.extreme(present, greater: true, this.cell(node, index))
      case .lowest: return this.extreme(present, greater: false, this.cell(node, index))
      case .any, .all, .longestRun: return nil
      }
    }
  }

  /// For each active index of a node the finer indexes that fold into it.
  private mutating func members(of node: NodeID, _ value: NodeID, _ condition: NodeID?) -> [Int: [Int]] {
    let fine = plan.nodes[value].grain
    let grain = plan.nodes[node].grain
    let owners = evaluation.owners(of: fine, in: grain, where: condition)
    var members: [Int: [Int]] = [:]
    let wanted = plan.hasUnit(grain) ? indexes(of: fine) : Array(0..<owners.count)
    for index in wanted where owners[index] >= 0 { members[Int(owners[index]), default: []].append(index) }
    return members
  }

  /// The sum of the n highest values of each key. The lowest that is taken must stay above all that are not.
  mutating func sumOfHighest(_ node: NodeID, _ value: NodeID, _ n: NodeID, _ condition: NodeID?) {
    let members = members(of: node, value, condition)
    let values = operand(value, at: plan.nodes[value].grain)
    let limits = operand(n, at: plan.nodes[node].grain)
    fill(node) { this, index in
      let cell = this.cell(node, index)
      guard let limit = limits[index] else { return nil }
      let present = members[index]?.compactMap { values[$0] } ?? []
      let wanted = max(0, this.floor(limit, cell) ?? (this.sign(limit) > 0 ? Int.max : 0))
      guard wanted < present.count else { return present.reduce(.zero) { $0 + $1 } }
      let point = this.point
      let side = this.side
      let sorted = present.sorted { ($0 - $1).sign(at: point, side) > 0 }
      let taken = sorted.prefix(wanted)
      guard let pivot = taken.last else { return .zero }
      for form in taken { this.require(form - pivot, .nonNegative, cell) }
      for form in sorted.dropFirst(wanted) { this.require(pivot - form, .nonNegative, cell) }
      return taken.reduce(.zero) { $0 + $1 }
    }
  }

  /// The sum of the amounts of the occurrences after the prior ones.
  mutating func escalating(
    _ node: NodeID, _ occurrences: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?
  ) {
    let grain = plan.nodes[node].grain
    let counts = operand(occurrences, at: grain)
    let before = prior.map { operand($0, at: grain) }
    let steps = amounts.map { operand($0, at: grain) }
    var rest: Operand?
    if case .amount(let amount) = onwards { rest = operand(amount, at: grain) }
    fill(node) { this, index in
      let cell = this.cell(node, index)
      guard let number = counts[index] else { return nil }
      var past = 0
      if let before {
        guard let number = before[index] else { return nil }
        past = max(0, this.floor(number, cell) ?? 0)
      }
      let wanted = max(0, this.floor(number, cell) ?? 0)
      var ladder: [Form] = []
      for step in steps {
        guard let amount = step[index] else { return nil }
        ladder.append(amount)
      }
      let (end, overflow) = past.addingReportingOverflow(wanted)
      guard wanted > 0, !overflow else { return overflow ? this.failed(.unscored) : .zero }
      var sum = ladder.dropFirst(past).prefix(wanted).reduce(Form.zero) { $0 + $1 }
      let firstBeyond = max(past, ladder.count)
      switch onwards {
      case .nothing: return sum
      case .amount:
        guard let amount = rest?[index] else { return nil }
        return end > firstBeyond ? sum + amount.scaled(by: Rational(end - firstBeyond)) : sum
      case .doubling:
        guard past < 4096, wanted < 4096 else { return this.failed(.unscored) }
        guard var amount = ladder.last, end > firstBeyond else { return sum }
        for position in ladder.count..<end {
          amount = amount + amount
          if position >= firstBeyond { sum = sum + amount }
        }
        return sum
      }
    }
  }

  private mutating func failed(_ obstacle: Obstacle) -> Form? {
    self.obstacle = obstacle
    return nil
  }

  /// The part of each name in its record: its weight over the weights of the names present.
  mutating func shares(_ node: NodeID, _ table: Int, _ weights: [NodeID]) {
    guard evaluation.dataset.tables.indices.contains(table) else { return }
    let bound = evaluation.dataset.tables[table]
    let given = weights.map { operand($0, at: .rows(table)) }
    fill(node) { this, index in
      guard bound.shareRows.indices.contains(index) else { return nil }
      let row = Int(bound.shareRows[index])
      let start = Int(bound.shareStarts[row])
      let names = Int(bound.shareStarts[row &+ 1]) - start
      let present = (0..<names).map { place in
        given.indices.contains(place) ? given[place][row] ?? .zero : Form.zero
      }
      let own = present.indices.contains(index - start) ? present[index - start] : .zero
      return this.quotient(own, present.reduce(.zero) { $0 + $1 }, this.cell(node, index))
    }
  }

  /// Which records of each key stay.
  mutating func keep(
    _ node: NodeID, _ rule: KeepRule, _ total: NodeID, _ keys: [NodeID], _ by: NodeID?, _ n: NodeID?
  ) {
    let grain = plan.nodes[node].grain
    let count = evaluation.size(grain)
    let totals = operand(total, at: grain)
    let codes = keys.map { evaluation.operand($0, at: grain).identities }
    let groups = KeyedSpace.numbering(codes, count: count)
    let days = evaluation.days(of: grain, count)
    let ordering = by.map { isForm($0) ? nil : evaluation.operand($0, at: grain) } ?? nil
    let values = operand(by ?? total, at: grain)
    let limits = n.map { operand($0, at: grain) }
    var stays: [Int: UInt8] = [:]
    // Gains and losses of a key compete apart.
    struct Place: Hashable {
      var group: Int32
      var sign: Int
    }
    var members: [Place: [(index: Int, form: Form, sign: Int)]] = [:]
    for index in indexes(of: grain) {
      stays[index] = 1
      guard groups[index] >= 0, let form = totals[index] else { continue }
      let sign = decidedSign(form, cell(node, index))
      if sign != 0 {
        members[Place(group: groups[index], sign: sign), default: []].append((index, form, sign))
      }
    }
    func isEarlier(_ left: Int, _ right: Int) -> Bool {
      guard let days, days[left] != days[right] else { return left < right }
      return days[left] < days[right]
    }
    for rows in members.values {
      switch rule {
      case .once:
        guard let first = rows.map(\.index).min(by: isEarlier) else { continue }
        for row in rows where row.index != first { stays[row.index] = 0 }
      case .highest:
        guard var best = rows.first else { continue }
        for row in rows.dropFirst() {
          let order = sign(row.form - best.form) * row.sign
          if order != 0 ? order > 0 : isEarlier(row.index, best.index) { best = row }
        }
        for row in rows where row.index != best.index {
          stays[row.index] = 0
          _ = decidedSign(row.form - best.form, cell(node, row.index))
        }
      case .top:
        guard let head = rows.first else { continue }
        var limit = 1
        if let limits {
          limit = limits[head.index].map { max(0, floor($0, cell(node, head.index)) ?? 0) } ?? 0
        }
        let place = point
        let side = side
        // By the points themselves, the heaviest loss stands first.
        let direction = by == nil ? head.sign : 1
        let sorted = rows.map(\.index).sorted { left, right in
          let order =
            (ordering?.order(left, right) ?? Self.order(values[left], values[right], place, side))
            * direction
          return order != 0 ? order > 0 : isEarlier(left, right)
        }
        for row in sorted.dropFirst(limit) { stays[row] = 0 }
        guard ordering == nil else { continue }
        for (left, right) in zip(sorted, sorted.dropFirst()) {
          if let first = values[left], let second = values[right] {
            _ = decidedSign(first - second, cell(node, left))
          }
        }
      }
    }
    fillTruths(node) { _, index in stays[index] ?? 1 }
  }

  /// As `Column.order`: absent values stand lowest.
  static func order(_ left: Form?, _ right: Form?, _ point: [Rational], _ side: Side) -> Int {
    switch (left, right) {
    case (nil, nil): 0
    case (nil, _): -1
    case (_, nil): 1
    case (let first?, let second?): (first - second).sign(at: point, side)
    }
  }
}
