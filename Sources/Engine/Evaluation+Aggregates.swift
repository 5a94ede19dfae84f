import Exact
import Semantics

extension Evaluation {
  /// Values at a finer grain folded to the node's own. Absent values are skipped.
  mutating func aggregate(
    _ node: NodeID, _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?
  ) -> Column {
    let grain = plan.nodes[node].grain
    let fine = plan.nodes[value].grain
    let values = column(value)
    let count = size(grain)
    if aggregate == .longestRun { return longestRun(values, condition, fine, grain) }
    let owners = owners(of: fine, in: grain, where: condition)
    switch aggregate {
    case .sum: return Column(.numbers(values.numbers.totals(owners, count: count)), count: count)
    case .count: return Column(.numbers(Numbers(whole: tally(values, owners, count))), count: count)
    case .average:
      let totals = values.numbers.totals(owners, count: count)
      return Column(
        .numbers(Numbers.quotient(totals, Numbers(whole: tally(values, owners, count)))), count: count)
    case .highest: return extremes(values, owners, count, greater: true)
    case .lowest: return extremes(values, owners, count, greater: false)
    case .any: return quantified(values, owners, count, every: false)
    case .all: return quantified(values, owners, count, every: true)
    case .longestRun: return Column.constant(nil, count: count)
    }
  }

  /// For each fine index the coarse one it counts for; -1 where it falls nowhere or is not selected.
  mutating func owners(of fine: Grain, in grain: Grain, where condition: NodeID?) -> [Int32] {
    let count = size(fine)
    var owners = mapping(fine, grain).table(count: count)
    if let condition {
      let selected = operand(condition, at: fine).truths
      for index in owners.indices where selected[index] != 1 { owners[index] = -1 }
    }
    return owners
  }

  private func tally(_ values: Column, _ owners: [Int32], _ count: Int) -> [Int64] {
    var result = [Int64](repeating: 0, count: count)
    switch values.values {
    case .numbers(let numbers) where numbers.absent.isEmpty:
      for owner in owners where owner >= 0 { result[Int(owner)] &+= 1 }
    case .numbers, .truths, .codes, .texts:
      for (index, owner) in owners.enumerated() where owner >= 0 && !values.isAbsent(at: index) {
        result[Int(owner)] &+= 1
      }
    }
    return result
  }

  private func extremes(_ values: Column, _ owners: [Int32], _ count: Int, greater: Bool) -> Column {
    if case .codes(let codes) = values.values {
      var best = [Int32](repeating: Column.none, count: count)
      for (index, owner) in owners.enumerated() where owner >= 0 {
        let code = codes[codes.count == 1 ? 0 : index]
        guard code != Column.none else { continue }
        let held = best[Int(owner)]
        if held == Column.none || (greater ? code > held : code < held) { best[Int(owner)] = code }
      }
      return Column(.codes(best), count: count)
    }
    let numbers = values.numbers
    var chosen = [Int32](repeating: -1, count: count)
    if case .fixed(let digits, _) = numbers.store {
      let single = digits.count == 1
      for (index, owner) in owners.enumerated() where owner >= 0 && !numbers.isAbsent(at: index) {
        let held = chosen[Int(owner)]
        let digit = digits[single ? 0 : index]
        if held < 0
          || (greater ? digit > digits[single ? 0 : Int(held)] : digit < digits[single ? 0 : Int(held)])
        {
          chosen[Int(owner)] = Int32(truncatingIfNeeded: index)
        }
      }
    } else {
      for (index, owner) in owners.enumerated() where owner >= 0 && !numbers.isAbsent(at: index) {
        let held = chosen[Int(owner)]
        let value = numbers.raw(at: index)
        if held < 0 || (greater ? value > numbers.raw(at: Int(held)) : value < numbers.raw(at: Int(held))) {
          chosen[Int(owner)] = Int32(truncatingIfNeeded: index)
        }
      }
    }
    return values.gathered(chosen)
  }

  private func quantified(_ values: Column, _ owners: [Int32], _ count: Int, every: Bool) -> Column {
    var result = [UInt8](repeating: every ? 1 : 0, count: count)
    let truths = values.truths
    for (index, owner) in owners.enumerated() where owner >= 0 {
      if every, truths[index] == 0 { result[Int(owner)] = 0 }
      if !every, truths[index] == 1 { result[Int(owner)] = 1 }
    }
    return Column(.truths(result), count: count)
  }

  /// The longest run of true along the periods of each unit; an absent truth ends a run.
  private mutating func longestRun(
    _ values: Column, _ condition: NodeID?, _ fine: Grain, _ grain: Grain
  ) -> Column {
    let count = size(grain)
    var truths = values.truths
    if let condition {
      let selected = operand(condition, at: fine).truths
      for index in truths.indices where selected[index] != 1 { truths[index] = 0 }
    }
    let periods = periodsPerUnit(fine)
    let owners = mapping(fine, grain).table(count: truths.count)
    var best = [Int64](repeating: 0, count: count)
    var run: Int64 = 0
    for index in truths.indices {
      if index % periods == 0 { run = 0 }
      run = truths[index] == 1 ? run &+ 1 : 0
      if owners[index] >= 0 { best[Int(owners[index])] = max(best[Int(owners[index])], run) }
    }
    return Column(.numbers(Numbers(whole: best)), count: count)
  }

  /// How many neighbours in a row belong to one unit, at a grain told by periods; at least 1.
  func periodsPerUnit(_ grain: Grain) -> Int {
    switch grain {
    case .period(let unit), .unitPeriod(let unit): max(1, spaces.periodCount(unit))
    case .one, .classes, .unit, .rows, .keyed, .shares: 1
    }
  }

  mutating func sumOfHighest(_ value: NodeID, _ n: NodeID, _ condition: NodeID?, _ grain: Grain) -> Column {
    let fine = plan.nodes[value].grain
    let numbers = column(value).numbers
    let count = size(grain)
    let owners = owners(of: fine, in: grain, where: condition)
    let limits = operand(n, at: grain)
    var groups = [[Int32]](repeating: [], count: count)
    for (index, owner) in owners.enumerated() where owner >= 0 && !numbers.isAbsent(at: index) {
      groups[Int(owner)].append(Int32(truncatingIfNeeded: index))
    }
    var work = LargeWork()
    let totals = (0..<count).map { key -> Rational? in
      if work.isSpent { return .unaffordable }
      guard let limit = limits.number(at: key) else { return nil }
      let taken = max(0, limit.floor().asInt ?? (limit.sign > 0 ? Int.max : 0))
      return work.admitted(
        Rational.sum(groups[key].map { numbers.raw(at: Int($0)) }.sorted(by: >).prefix(taken)))
    }
    return Column(.numbers(Numbers(values: totals)), count: count)
  }

  // MARK: - Periods in a row

  mutating func previous(_ value: NodeID, _ grain: Grain) -> Column {
    let values = operand(value, at: grain)
    let periods = periodsPerUnit(grain)
    let before = (0..<values.count).map { $0 % periods == 0 ? Int32(-1) : Int32(truncatingIfNeeded: $0 &- 1) }
    return values.gathered(before)
  }

  /// Sums along the periods; absent values count as nothing.
  mutating func cumulative(_ value: NodeID, _ grain: Grain) -> Column {
    let values = operand(value, at: grain)
    let numbers = values.numbers
    let periods = periodsPerUnit(grain)
    var running = RunningSum()
    var work = LargeWork()
    var result: [Rational] = []
    result.reserveCapacity(values.count)
    for index in 0..<values.count {
      if index % periods == 0 { running = RunningSum() }
      if let number = numbers.value(at: index) { running.add(number) }
      result.append(work.isSpent ? .unaffordable : work.admitted(running.total))
    }
    return Column(.numbers(Numbers(values: result)), count: values.count)
  }
}

extension Numbers {
  /// Sums by owner; owners of -1 and absent values are left out.
  func totals(_ owners: [Int32], count: Int) -> Numbers {
    if case .fixed(let values, let scale) = store, let sums = fixedTotals(values, owners, count) {
      return Numbers(.fixed(sums, scale: scale))
    }
    var sums = [RunningSum](repeating: RunningSum(), count: count)
    var work = LargeWork()
    for (index, owner) in owners.enumerated() where owner >= 0 && !isAbsent(at: index) {
      work.spend(sums[Int(owner)].add(raw(at: index)))
      if work.isSpent { return Numbers(constant: .unaffordable) }
    }
    return Numbers(values: sums.map { work.isSpent ? .unaffordable : work.admitted($0.total) })
  }

  private func fixedTotals(_ values: [Int64], _ owners: [Int32], _ count: Int) -> [Int64]? {
    var sums = [Int64](repeating: 0, count: count)
    var overflow = false
    let single = values.count == 1
    for (index, owner) in owners.enumerated() where owner >= 0 && !isAbsent(at: index) {
      let (sum, failed) = sums[Int(owner)].addingReportingOverflow(values[single ? 0 : index])
      sums[Int(owner)] = sum
      overflow = overflow || failed
    }
    return overflow ? nil : sums
  }
}
