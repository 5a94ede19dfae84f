import Exact
import Semantics

extension Evaluation {
  /// Which records of each key stay. Records whose key has a blank part, and those that scored nothing, stay.
  /// Cost: linear for `.highest` and `.once`; sorting inside each key for `.top`.
  mutating func keep(
    _ rule: KeepRule, _ total: NodeID, _ keys: [NodeID], _ by: NodeID?, _ n: NodeID?, _ grain: Grain
  ) -> Column {
    let totals = operand(total, at: grain)
    let count = totals.count
    let codes = keys.map { operand($0, at: grain).identities }
    let groups = KeyedSpace.numbering(codes, count: count)
    let signs = totals.numbers.signs(count: count)
    let days = days(of: grain, count)
    var stays = [UInt8](repeating: 1, count: count)
    // Gains and losses of a key compete apart: a deduction never takes a gain's place.
    func place(_ index: Int) -> Int { Int(groups[index]) &* 2 &+ (signs[index] > 0 ? 1 : 0) }
    let places = (Int(groups.max() ?? -1) &+ 1) &* 2
    func isEarlier(_ left: Int, _ right: Int) -> Bool {
      guard let days, days[left] != days[right] else { return left < right }
      return days[left] < days[right]
    }
    switch rule {
    case .once, .highest:
      let isOnce = rule == .once
      var best = [Int32](repeating: -1, count: places)
      for index in 0..<count where signs[index] != 0 && groups[index] >= 0 {
        let place = place(index)
        let held = Int(best[place])
        guard held >= 0 else {
          best[place] = Int32(truncatingIfNeeded: index)
          continue
        }
        let order = isOnce ? 0 : totals.order(index, held) &* Int(signs[index])
        let wins = order != 0 ? order > 0 : isEarlier(index, held)
        stays[wins ? held : index] = 0
        if wins { best[place] = Int32(truncatingIfNeeded: index) }
      }
    case .top:
      let limits = n.map { operand($0, at: grain) }
      let values = operand(by ?? total, at: grain)
      var members: [[Int32]] = [[Int32]](repeating: [], count: places)
      for index in 0..<count where signs[index] != 0 && groups[index] >= 0 {
        members[place(index)].append(Int32(truncatingIfNeeded: index))
      }
      for rows in members {
        guard let head = rows.first else { continue }
        let limit = limits.map { max(0, $0.number(at: Int(head))?.floor().asInt ?? 0) } ?? 1
        // By the points themselves, the heaviest loss stands first.
        let direction = by == nil ? Int(signs[Int(head)]) : 1
        let ranked = rows.sorted { left, right in
          let order = values.order(Int(left), Int(right)) &* direction
          return order != 0 ? order > 0 : isEarlier(Int(left), Int(right))
        }
        for row in ranked.dropFirst(limit) { stays[Int(row)] = 0 }
      }
    }
    return Column(.truths(stays), count: count)
  }

  /// The day of each index's record; undated records come last. nil where the table is not dated.
  mutating func days(of grain: Grain, _ count: Int) -> [Int32]? {
    let table: Int
    switch grain {
    case .rows(let own), .shares(let own), .keyed(let own, _, _): table = own
    case .one, .period, .classes, .unit, .unitPeriod: return nil
    }
    guard let dated = plan.tables[table].datedColumn, let dates = dataset.tables[table].columns[dated].first
    else {
      return nil
    }
    let days = dates.gathered(spaces.rows(of: grain, in: table), count: count).codes
    return days.map { $0 == Column.none ? Int32.max : $0 }
  }
}

extension Numbers {
  /// -1, 0 or 1 for each index; 0 for an absent number.
  func signs(count: Int) -> [Int8] {
    if case .fixed(let values, _) = store, absent.isEmpty, values.count == count {
      return values.map { Int8(truncatingIfNeeded: $0.signum()) }
    }
    return (0..<count).map { Int8(truncatingIfNeeded: value(at: $0)?.sign ?? 0) }
  }
}
