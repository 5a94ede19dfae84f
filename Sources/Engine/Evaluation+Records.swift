import Diagnostics
import Exact
import Semantics

extension Evaluation {
  /// Sum of the amounts of the occurrences after the prior ones.
  mutating func escalating(
    _ node: NodeID, _ occurrences: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?
  ) -> Column {
    let grain = plan.nodes[node].grain
    let counts = operand(occurrences, at: grain)
    let before = prior.map { operand($0, at: grain) }
    let steps = amounts.map { operand($0, at: grain) }
    var rest: Column?
    if case .amount(let amount) = onwards { rest = operand(amount, at: grain) }
    var tooLarge = false
    let values = (0..<counts.count).map { index -> Rational? in
      guard let number = counts.number(at: index) else { return nil }
      var past = 0
      if let before {
        guard let number = before.number(at: index) else { return nil }
        past = max(0, number.floor().asInt ?? 0)
      }
      let wanted = max(0, number.floor().asInt ?? 0)
      var ladder: [Rational] = []
      for step in steps {
        guard let amount = step.number(at: index) else { return nil }
        ladder.append(amount)
      }
      switch onwards {
      case .nothing: return Ladder(ladder, .nothing).total(after: past, count: wanted)
      case .doubling:
        guard past < 4096, wanted < 4096 else {
          tooLarge = true
          return nil
        }
        return Ladder(ladder, .doubling).total(after: past, count: wanted)
      case .amount:
        guard let amount = rest?.number(at: index) else { return nil }
        return Ladder(ladder, .amount(amount)).total(after: past, count: wanted)
      }
    }
    if tooLarge {
      problems.append(
        Diagnostic(.numberTooLarge, at: linePlace(using: node), Phrase(lineText(using: node))))
    }
    return Column(.numbers(Numbers(values: values)), count: counts.count)
  }

  /// Which records of each key stay.
  mutating func keep(
    _ rule: KeepRule, _ total: NodeID, _ keys: [NodeID], _ by: NodeID?, _ n: NodeID?, _ grain: Grain
  ) -> Column {
    let totals = operand(total, at: grain)
    let count = totals.count
    let codes = keys.map { operand($0, at: grain).codes }
    let groups = KeyedSpace.numbering(codes, count: count)
    let signs = (0..<count).map { totals.number(at: $0)?.sign ?? 0 }
    var stays = [UInt8](repeating: 1, count: count)
    let order = earliestFirst(grain, count)
    switch rule {
    case .once:
      var taken: Set<Int32> = []
      for index in order where signs[index] != 0 && groups[index] >= 0 {
        if !taken.insert(groups[index]).inserted { stays[index] = 0 }
      }
    case .highest:
      let numbers = totals.numbers
      var best: [Int64: Int] = [:]
      for index in order where signs[index] != 0 && groups[index] >= 0 {
        let key = Int64(groups[index]) &* 2 &+ (signs[index] > 0 ? 1 : 0)
        guard let held = best[key] else {
          best[key] = index
          continue
        }
        let isBetter =
          signs[index] > 0 ? numbers.raw(at: index) > numbers.raw(at: held) : numbers.raw(at: index) < numbers.raw(at: held)
        stays[isBetter ? held : index] = 0
        if isBetter { best[key] = index }
      }
    case .top:
      let limits = n.map { operand($0, at: grain) }
      let keysOf = operand(by ?? total, at: grain)
      var members: [Int32: [Int]] = [:]
      for index in order where signs[index] != 0 && groups[index] >= 0 { members[groups[index], default: []].append(index) }
      for (_, rows) in members {
        guard let head = rows.first else { continue }
        let limit = limits.map { max(0, $0.number(at: head)?.floor().asInt ?? 0) } ?? 1
        // A stable order: among equals the earlier record stands first.
        let ranked = rows.enumerated().sorted { left, right in
          switch keysOf.order(left.element, right.element) {
          case 1: true
          case -1: false
          default: left.offset < right.offset
          }
        }
        for row in ranked.dropFirst(limit) { stays[row.element] = 0 }
      }
    }
    return Column(.truths(stays), count: count)
  }

  /// Indexes of a grain in the order of their records' dates, then as they stand; undated records come last.
  private mutating func earliestFirst(_ grain: Grain, _ count: Int) -> [Int] {
    var order = Array(0..<count)
    let table: Int
    switch grain {
    case .rows(let own), .shares(let own), .keyed(let own, _, _): table = own
    case .one, .period, .classes, .unit, .unitPeriod: return order
    }
    guard let dated = plan.tables[table].datedColumn, let dates = dataset.tables[table].columns[dated].first else {
      return order
    }
    let rows = spaces.rows(of: grain, in: table)
    let days = order.map { dates.code(at: rows[$0]) ?? Int32.max }
    if zip(days, days.dropFirst()).contains(where: { $0 > $1 }) {
      order.sort { (days[$0], $0) < (days[$1], $1) }
    }
    return order
  }

  /// The part of each name in its record.
  mutating func shares(_ table: Int, _ weights: [NodeID]?, _ grain: Grain) -> Column {
    let count = size(grain)
    guard dataset.tables.indices.contains(table) else { return Column.constant(nil, count: count) }
    let bound = dataset.tables[table]
    var parts: [Rational?] = []
    parts.reserveCapacity(count)
    let given = weights?.map { operand($0, at: .rows(table)) }
    for row in 0..<bound.rowCount {
      let names = Int(bound.shareStarts[row &+ 1] &- bound.shareStarts[row])
      guard names > 0 else { continue }
      guard let given else {
        let part = Rational(1, over: names)
        for _ in 0..<names { parts.append(part) }
        continue
      }
      let present = (0..<names).map { place in
        given.indices.contains(place) ? given[place].number(at: row) ?? Rational.zero : Rational.zero
      }
      let whole = Rational.sum(present)
      for weight in present { parts.append(weight.divided(by: whole)) }
    }
    return Column(.numbers(Numbers(values: parts)), count: count)
  }

  mutating func positions(_ table: Int, _ grain: Grain) -> Column {
    let count = size(grain)
    guard dataset.tables.indices.contains(table) else { return Column.constant(nil, count: count) }
    let bound = dataset.tables[table]
    let values = bound.shareRows.enumerated().map { index, row in
      Int64(index) &- Int64(bound.shareStarts[Int(row)]) &+ 1
    }
    return Column(.numbers(Numbers(whole: values)), count: count)
  }
}

/// Amounts of the first, second … occurrence and what follows them.
private struct Ladder {
  enum Rest {
    case nothing
    case doubling
    case amount(Rational)
  }

  let amounts: [Rational]
  let rest: Rest

  init(_ amounts: [Rational], _ rest: Rest) {
    self.amounts = amounts
    self.rest = rest
  }

  /// The sum of `count` occurrences after the first `past` ones. Cost: linear in the amounts, but for doubling,
  /// where it is linear in the occurrences.
  func total(after past: Int, count: Int) -> Rational {
    guard count > 0 else { return .zero }
    let (end, overflow) = past.addingReportingOverflow(count)
    let last = overflow ? Int.max : end
    var sum = Rational.zero
    if past < amounts.count { sum = Rational.sum(amounts[past..<min(last, amounts.count)]) }
    let firstBeyond = max(past, amounts.count)
    guard last > firstBeyond else { return sum }
    switch rest {
    case .nothing: return sum
    case .amount(let amount): return sum + amount * Rational(last &- firstBeyond)
    case .doubling:
      guard var amount = amounts.last else { return sum }
      for position in amounts.count..<last {
        amount = amount + amount
        if position >= firstBeyond { sum = sum + amount }
      }
      return sum
    }
  }
}

extension Column {
  /// 1, 0 or -1 as the first value is above, equal to or below the second; absent values stand lowest.
  func order(_ first: Int, _ second: Int) -> Int {
    switch values {
    case .numbers(let numbers):
      if case .fixed(let digits, _) = numbers.store, numbers.absent.isEmpty {
        let single = digits.count == 1
        let left = digits[single ? 0 : first]
        let right = digits[single ? 0 : second]
        return left == right ? 0 : left > right ? 1 : -1
      }
      return Column.order(numbers.value(at: first), numbers.value(at: second))
    case .truths: return Column.order(truth(at: first).map { $0 ? 1 : 0 }, truth(at: second).map { $0 ? 1 : 0 })
    case .codes: return Column.order(code(at: first), code(at: second))
    case .texts: return Column.order(text(at: first), text(at: second))
    }
  }

  private static func order<Value: Comparable>(_ first: Value?, _ second: Value?) -> Int {
    switch (first, second) {
    case (nil, nil): return 0
    case (nil, _): return -1
    case (_, nil): return 1
    case (let first?, let second?): return first == second ? 0 : first > second ? 1 : -1
    }
  }
}
