import Diagnostics
import Exact
import Semantics

/// A figure that the method leaves open stops a run only where some unit's result needs it: its value is
/// unknown, and what is computed from it is unknown, unless the other operands settle the result (no times
/// anything is nothing, a condition that does not hold gives nothing).
extension Evaluation {
  /// The nodes that an open figure may reach; empty where no figure is open.
  static func touched(_ plan: Plan, _ figures: [Rational?]) -> [Bool] {
    let isOpen = plan.figures.indices.map { !figures.indices.contains($0) || figures[$0] == nil }
    guard isOpen.contains(true) else { return [] }
    var touched = [Bool](repeating: false, count: plan.nodes.count)
    for node in plan.nodes.indices {
      var reaches = false
      if case .figure(let figure) = plan.nodes[node].op {
        reaches = !isOpen.indices.contains(figure) || isOpen[figure]
      }
      plan.visitOperands(of: node) { reaches = reaches || (touched.indices.contains($0) && touched[$0]) }
      touched[node] = reaches
    }
    return touched
  }

  /// What a node's values wait for, at a grain that reads them; nil for nothing.
  mutating func waiting(_ node: NodeID, at grain: Grain) -> Waiting? {
    _ = column(node)
    guard let own = waiting[node] else { return nil }
    let from = plan.nodes[node].grain
    if from == grain || own.count == 1 { return own }
    switch mapping(grain, from) {
    case .identity: return own
    case .toOne: return [own.waits(at: 0)]
    case .nowhere: return nil
    case .indexes(let table): return table.map { $0 < 0 ? 0 : own.waits(at: Int($0)) }
    }
  }

  /// Notes what the values of a freshly computed node wait for, and returns the column without those.
  mutating func settled(_ node: NodeID, _ column: Column) -> Column {
    let grain = plan.nodes[node].grain
    let (found, zeros) = waits(of: node, grain, count: column.count)
    var result = column
    if let zeros, zeros.contains(true) {
      result = result.replacing(zeros, with: Column.constant(Rational.zero, count: column.count))
    }
    guard let found, found.contains(where: { $0 != 0 }) else { return result }
    waiting[node] = found
    return result.withheld((0..<column.count).map { found.waits(at: $0) != 0 })
  }

  /// What each value of a node waits for, and where it is nothing although an operand is not known.
  private mutating func waits(
    of node: NodeID, _ grain: Grain, count: Int
  ) -> (Waiting?, zeros: [Bool]?) {
    switch plan.nodes[node].op {
    case .figure(let figure):
      let isOpen = !figures.indices.contains(figure) || figures[figure] == nil
      return (isOpen ? [figureSets.number(of: figure)] : nil, nil)
    case .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .position:
      return (nil, nil)
    case .multiply(let left, let right): return productWaits(left, right, grain, count)
    case .steps(let value, let step, _): return productWaits(value, step, grain, count, onlyLeft: true)
    case .escalating(let occurrences, let amounts, let onwards, let prior):
      return ladderWaits(occurrences, amounts, onwards, prior, grain, count)
    case .guarded(let mask, let amount):
      return (guardedWaits(mask, [(1, amount)], grain, count), nil)
    case .choose(let condition, let then, let otherwise):
      return (guardedWaits(condition, [(1, then), (0, otherwise)], grain, count), nil)
    case .and(let left, let right): return (logicWaits(left, right, decided: 0, grain, count), nil)
    case .or(let left, let right): return (logicWaits(left, right, decided: 1, grain, count), nil)
    case .lookup(let keys, let entries): return (lookupWaits(keys, entries, grain, count), nil)
    case .aggregate(_, let value, let condition):
      return (foldedWaits([value], condition, plan.nodes[value].grain, grain, count), nil)
    case .sumOfHighest(let value, let n, let condition):
      let folded = foldedWaits([value], condition, plan.nodes[value].grain, grain, count)
      return (joined([folded, waiting(n, at: grain)], count), nil)
    case .keep(_, let total, let keys, let by, let n):
      return (keepWaits(total, keys, by, n, grain, count), nil)
    case .rank(let rank): return (rankWaits(rank, grain, count), nil)
    case .grade(let grade): return (gradeWaits(grade, grain, count), nil)
    case .previous(let value): return (alongPeriods(value, grain, count, isRunning: false), nil)
    case .cumulative(let value): return (alongPeriods(value, grain, count, isRunning: true), nil)
    case .shareOf(let table, let weights):
      return (anywhere((weights ?? []).compactMap { waiting($0, at: .rows(table)) }), nil)
    case .days, .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .divide, .negate, .absolute,
      .minimum, .maximum,
      .compare, .sameCode, .isOneOf, .not, .isAbsent, .fetch, .round, .roundToMultiple:
      var operands: [Waiting?] = []
      var needed: [NodeID] = []
      plan.visitOperands(of: node) { needed.append($0) }
      for operand in needed where touched[operand] { operands.append(waiting(operand, at: grain)) }
      return (joined(operands, count), nil)
    }
  }

  // MARK: - Joining

  private mutating func joined(_ operands: [Waiting?], _ count: Int) -> Waiting? {
    let given = operands.compactMap { $0 }
    guard var result = given.first else { return nil }
    for other in given.dropFirst() {
      if result.count == 1, other.count == 1 {
        result = [figureSets.union(result[0], other[0])]
      } else {
        result = (0..<count).map { figureSets.union(result.waits(at: $0), other.waits(at: $0)) }
      }
    }
    return result
  }

  /// Everything that any value waits for, for each alike.
  private mutating func anywhere(_ operands: [Waiting]) -> Waiting? {
    var all: Int32 = 0
    for operand in operands {
      for number in Set(operand) { all = figureSets.union(all, number) }
    }
    return all == 0 ? nil : [all]
  }

  /// No times anything is nothing, known or not.
  private mutating func productWaits(
    _ left: NodeID, _ right: NodeID, _ grain: Grain, _ count: Int, onlyLeft: Bool = false
  ) -> (Waiting?, zeros: [Bool]?) {
    let first = waiting(left, at: grain)
    let second = waiting(right, at: grain)
    guard var result = joined([first, second], count) else { return (nil, nil) }
    let lefts = operand(left, at: grain)
    let rights = operand(right, at: grain)
    if result.count == 1 { result = [Int32](repeating: result[0], count: count) }
    var zeros = [Bool](repeating: false, count: count)
    for index in 0..<count where result[index] != 0 {
      let isNothing =
        lefts.number(at: index) == .zero || (!onlyLeft && rights.number(at: index) == .zero)
      guard isNothing else { continue }
      result[index] = 0
      zeros[index] = true
    }
    return (result, zeros)
  }

  /// The amounts of the occurrences that there are; none for no occurrence.
  private mutating func ladderWaits(
    _ occurrences: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?, _ grain: Grain,
    _ count: Int
  ) -> (Waiting?, zeros: [Bool]?) {
    var rest = amounts
    if case .amount(let amount) = onwards { rest.append(amount) }
    if let prior { rest.append(prior) }
    var operands: [Waiting?] = []
    for node in rest { operands.append(waiting(node, at: grain)) }
    let counted = waiting(occurrences, at: grain)
    guard var result = joined(operands + [counted], count) else { return (nil, nil) }
    if result.count == 1 { result = [Int32](repeating: result[0], count: count) }
    let counts = operand(occurrences, at: grain)
    var zeros = [Bool](repeating: false, count: count)
    for index in 0..<count where result[index] != 0 && counts.number(at: index) == .zero {
      result[index] = 0
      zeros[index] = true
    }
    return (result, zeros)
  }

  // MARK: - Conditions

  /// The condition, and the value that it picks.
  private mutating func guardedWaits(
    _ condition: NodeID, _ picked: [(truth: UInt8, node: NodeID)], _ grain: Grain, _ count: Int
  ) -> Waiting? {
    let own = waiting(condition, at: grain)
    var amounts: [(truth: UInt8, waiting: Waiting)] = []
    for (truth, node) in picked {
      if let waiting = waiting(node, at: grain) { amounts.append((truth, waiting)) }
    }
    guard own != nil || !amounts.isEmpty else { return nil }
    let truths = operand(condition, at: grain).truths
    return (0..<count).map { index in
      if let own, own.waits(at: index) != 0 { return own.waits(at: index) }
      return amounts.first { $0.truth == truths[index] }?.waiting.waits(at: index) ?? 0
    }
  }

  /// One side may settle it (false and anything is false).
  private mutating func logicWaits(
    _ left: NodeID, _ right: NodeID, decided: UInt8, _ grain: Grain, _ count: Int
  ) -> Waiting? {
    guard let both = joined([waiting(left, at: grain), waiting(right, at: grain)], count) else { return nil }
    let first = operand(left, at: grain).truths
    let second = operand(right, at: grain).truths
    return (0..<count).map { index in
      first[index] == decided || second[index] == decided ? 0 : both.waits(at: index)
    }
  }

  private mutating func lookupWaits(
    _ keys: [NodeID], _ entries: [LookupEntry], _ grain: Grain, _ count: Int
  ) -> Waiting? {
    var operands: [Waiting?] = []
    for key in keys { operands.append(waiting(key, at: grain)) }
    var values: [Int32] = []
    for entry in entries { values.append(waiting(entry.value, at: .one)?.waits(at: 0) ?? 0) }
    if values.contains(where: { $0 != 0 }) {
      operands.append(entryIndexes(keys, entries, grain).map { $0 < 0 ? 0 : values[Int($0)] })
    }
    return joined(operands, count)
  }

  // MARK: - Many values into one

  /// The finer values that may be selected, folded to their owners.
  private mutating func foldedWaits(
    _ values: [NodeID], _ condition: NodeID?, _ fine: Grain, _ grain: Grain, _ count: Int
  ) -> Waiting? {
    var operands: [Waiting?] = []
    for value in values { operands.append(waiting(value, at: fine)) }
    let selected = condition.flatMap { waiting($0, at: fine) }
    let size = size(fine)
    guard let all = joined(operands + [selected], size) else { return nil }
    let truths = condition.map { operand($0, at: fine).truths }
    let owners = mapping(fine, grain).table(count: size)
    var result = [Int32](repeating: 0, count: count)
    for index in 0..<size where owners[index] >= 0 && all.waits(at: index) != 0 {
      // A record that the condition leaves out for certain is not needed.
      if let truths, truths[index] != 1, (selected?.waits(at: index) ?? 0) == 0 { continue }
      let owner = Int(owners[index])
      result[owner] = figureSets.union(result[owner], all.waits(at: index))
    }
    return result
  }

  /// Which record of a key stays depends on all that compete with it.
  private mutating func keepWaits(
    _ total: NodeID, _ keys: [NodeID], _ by: NodeID?, _ n: NodeID?, _ grain: Grain, _ count: Int
  ) -> Waiting? {
    var operands: [Waiting?] = [waiting(total, at: grain)]
    for node in keys { operands.append(waiting(node, at: grain)) }
    if let by { operands.append(waiting(by, at: grain)) }
    if let n { operands.append(waiting(n, at: grain)) }
    guard let own = joined(operands, count) else { return nil }
    var codes: [[Int32]] = []
    for key in keys { codes.append(operand(key, at: grain).identities) }
    return shared(own, among: KeyedSpace.numbering(codes, count: count), count)
  }

  /// What one of a group waits for, all of it wait for; a group of -1 is nobody's.
  private mutating func shared(_ own: Waiting, among groups: [Int32], _ count: Int) -> Waiting {
    var all: [Int32: Int32] = [:]
    for index in 0..<count where groups[index] >= 0 && own.waits(at: index) != 0 {
      all[groups[index]] = figureSets.union(all[groups[index]] ?? 0, own.waits(at: index))
    }
    return (0..<count).map { groups[$0] < 0 ? 0 : all[groups[$0]] ?? 0 }
  }

  /// A place depends on all that are ranked together; who is certainly not ranked does not matter.
  private mutating func rankWaits(_ rank: Int, _ grain: Grain, _ count: Int) -> Waiting? {
    guard plan.ranks.indices.contains(rank) else { return nil }
    let definition = plan.ranks[rank]
    var operands: [Waiting?] = []
    for key in definition.keys { operands.append(waiting(key.node, at: grain)) }
    let excluded = definition.unranked.flatMap { waiting($0, at: grain) }
    operands.append(excluded)
    if let within = definition.within { operands.append(waiting(within, at: grain)) }
    guard let own = joined(operands, count) else { return nil }
    let groups = definition.within.map { operand($0, at: grain).codes }
    let unranked = definition.unranked.map { operand($0, at: grain).truths }
    let periods = periodsPerUnit(grain)
    let benches = (0..<count).map { index -> Int32 in
      if let unranked, unranked[index] == 1 { return -1 }
      let group = groups?[index] ?? 0
      return group < 0 ? -1 : group &* Int32(clamping: periods) &+ Int32(clamping: index % periods)
    }
    return shared(own, among: benches, count)
  }

  /// From the top, until a row certainly holds.
  private mutating func gradeWaits(_ grade: Int, _ grain: Grain, _ count: Int) -> Waiting? {
    guard plan.grades.indices.contains(grade) else { return nil }
    let definition = plan.grades[grade]
    var result = [Int32](repeating: 0, count: count)
    var open = [Bool](repeating: true, count: count)
    if let outside = definition.outside {
      let own = waiting(outside, at: grain)
      let truths = operand(outside, at: grain).truths
      for index in 0..<count {
        result[index] = own?.waits(at: index) ?? 0
        if truths[index] == 1 { open[index] = false }
      }
    }
    if let vetoed = plan.vetoed {
      let own = waiting(vetoed, at: grain)
      let truths = operand(vetoed, at: grain).truths
      for index in 0..<count where open[index] {
        if let own { result[index] = figureSets.union(result[index], own.waits(at: index)) }
        if truths[index] == 1 { open[index] = false }
      }
    }
    let places = definition.rank.flatMap { rankWaits($0, grain, count) }
    for row in definition.rows {
      let own: Waiting?
      var truths: [UInt8]?
      switch row.test {
      case .condition(let condition):
        own = waiting(condition, at: grain)
        truths = operand(condition, at: grain).truths
      case .first(let n, _, _): own = joined([waiting(n, at: grain), places], count)
      case .vetoed, .rest: own = nil
      }
      for index in 0..<count where open[index] {
        if let own { result[index] = figureSets.union(result[index], own.waits(at: index)) }
        if truths?[index] == 1 { open[index] = false }
      }
    }
    return result
  }

  private mutating func alongPeriods(
    _ value: NodeID, _ grain: Grain, _ count: Int, isRunning: Bool
  ) -> Waiting? {
    guard let own = waiting(value, at: grain) else { return nil }
    let periods = periodsPerUnit(grain)
    var result = [Int32](repeating: 0, count: count)
    for index in 0..<count {
      let isFirst = index % periods == 0
      if isRunning {
        result[index] = figureSets.union(isFirst ? 0 : result[index - 1], own.waits(at: index))
      } else {
        result[index] = isFirst ? 0 : own.waits(at: index - 1)
      }
    }
    return result
  }
}
