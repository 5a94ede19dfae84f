import Exact
import Semantics

/// Something of a method that takes effect in a run, or does not.
public enum Effect: Hashable, Sendable {
  /// A line of a clause; a branch and its 否则 are two.
  case line(Int)
  /// A tier: index in `Plan.tierScales`, and the tier's.
  case tier(scale: Int, Int)
  /// An entry of a points table: index in `Plan.pointsTables`, and the entry's.
  case entry(table: Int, Int)
  /// An occurrence: index in `Plan.repeatScales`, and its place from 0; one past the last is 以后.
  case occurrence(scale: Int, Int)
  /// Index in `Plan.limits`.
  case limit(Int)
}

extension Plan {
  /// All that can take effect, in the order of kinds. A line of nothing but limits is told by them.
  public var effects: [Effect] {
    var strata: [Int: Stratum] = [:]
    for posting in postings { strata[posting.by] = min(strata[posting.by] ?? .veto, posting.stratum) }
    let limited = Set(limits.map(\.posting))
    let giving = Set(postings.indices.filter { !limited.contains($0) }.map { postings[$0].by })
    var result: [Effect] = []
    for line in lines.indices {
      // A veto posts nothing but has a guard.
      let isTold = giving.contains(line) || (strata[line] == nil && lines[line].mask != nil)
      if isTold { result.append(.line(line)) }
    }
    for (index, scale) in tierScales.enumerated() {
      result += scale.printedOrder.map { .tier(scale: index, $0) }
    }
    for (index, table) in pointsTables.enumerated() {
      result += table.entries.indices.map { .entry(table: index, $0) }
    }
    for (index, scale) in repeatScales.enumerated() {
      let count = scale.texts.count + (scale.hasOnwards ? 1 : 0)
      result += (0..<count).map { .occurrence(scale: index, $0) }
    }
    return result + limits.indices.map { .limit($0) }
  }

  /// The line that an effect belongs to.
  public func line(of effect: Effect) -> Int {
    switch effect {
    case .line(let line): line
    case .tier(let scale, _): tierScales[scale].line
    case .entry(let table, _): pointsTables[table].line
    case .occurrence(let scale, _): repeatScales[scale].line
    case .limit(let limit): limits[limit].line
    }
  }

  /// What has to be computed to tell which effects came about.
  var examined: [NodeID] {
    var result = postings.map(\.amount) + lines.compactMap(\.mask)
    for scale in tierScales { result += scale.tiers.map(\.test) + [scale.chain] }
    for table in pointsTables {
      result.append(table.lookup)
      if case .lookup(let keys, _) = nodes[table.lookup].op { result += keys }
    }
    for count in repeatScales.flatMap(\.counts) { result += [count.count] + (count.prior.map { [$0] } ?? []) }
    return result
  }
}

extension Evaluation {
  /// What took effect. Computes what it needs and no open figure keeps from being computed.
  /// Cost: linear in the masks, tests and amounts of the plan.
  public mutating func effects() -> Set<Effect> {
    evaluateWhereClosed(plan.examined)
    var result: Set<Effect> = []
    noteLines(&result)
    noteTiers(&result)
    noteEntries(&result)
    noteOccurrences(&result)
    for (index, limit) in plan.limits.enumerated() where posts(plan.postings[limit.posting].amount) {
      result.insert(.limit(index))
    }
    return result
  }

  /// Whether any amount of a node is not zero.
  private func posts(_ node: NodeID) -> Bool {
    guard isKnown(node), let amounts = columns[node] else { return false }
    var found = false
    amounts.numbers.eachNonzero(count: amounts.count) { _ in found = true }
    return found
  }

  /// A line takes effect where it posts, or where its branch is taken and what it gives is 0. One that changes
  /// points takes none where there are none to change.
  private mutating func noteLines(_ result: inout Set<Effect>) {
    let limited = Set(plan.limits.map(\.posting))
    var gives: [Int: Bool] = [:]
    for (index, posting) in plan.postings.enumerated() where !limited.contains(index) {
      gives[posting.by] = gives[posting.by] ?? false || posting.stratum == .give
      if !result.contains(.line(posting.by)), posts(posting.amount) { result.insert(.line(posting.by)) }
    }
    for (line, info) in plan.lines.enumerated() where !result.contains(.line(line)) {
      guard gives[line] ?? true, info.branch != .plain, let mask = info.mask, isKnown(mask) else { continue }
      if column(mask).truths.contains(1) { result.insert(.line(line)) }
    }
  }

  private mutating func noteTiers(_ result: inout Set<Effect>) {
    for (number, scale) in plan.tierScales.enumerated() where isKnown(scale.chain) {
      let grain = meeting(scale.mask, scale.chain, line: scale.line)
      var open = held(scale.mask, at: grain)
      let chain = operand(scale.chain, at: grain)
      for index in open.indices where chain.isAbsent(at: index) { open[index] = false }
      for (place, tier) in scale.tiers.enumerated() {
        let truths = operand(tier.test, at: grain).truths
        for index in open.indices where open[index] && truths[index] == 1 {
          result.insert(.tier(scale: number, place))
          open[index] = false
        }
      }
    }
  }

  private mutating func noteEntries(_ result: inout Set<Effect>) {
    for (number, table) in plan.pointsTables.enumerated() where isKnown(table.lookup) {
      guard case .lookup(let keys, let entries) = plan.nodes[table.lookup].op else { continue }
      var places: [[Int32]: Int] = [:]
      for (place, entry) in entries.enumerated() {
        let codes = zip(keys, entry.texts).map { key, text in book(of: key).code(of: text) ?? Int32.max }
        places[codes] = places[codes] ?? place
      }
      let grain = meeting(table.mask, table.lookup, line: table.line)
      let open = held(table.mask, at: grain)
      let codes = keys.map { operand($0, at: grain).codes }
      for index in open.indices where open[index] {
        if let place = places[codes.map { $0[index] }] { result.insert(.entry(table: number, place)) }
      }
    }
  }

  private mutating func noteOccurrences(_ result: inout Set<Effect>) {
    for (number, scale) in plan.repeatScales.enumerated() {
      for counted in scale.counts where isKnown(counted.count) {
        note(counted, of: scale, number, &result)
      }
    }
  }

  private mutating func note(
    _ counted: RepeatScale.Count, of scale: RepeatScale, _ number: Int, _ result: inout Set<Effect>
  ) {
    let grain = meeting(counted.mask, counted.count, line: scale.line)
    let open = held(counted.mask, at: grain)
    let counts = operand(counted.count, at: grain)
    let prior = counted.prior.map { operand($0, at: grain) }
    for index in open.indices where open[index] {
      let before = max(0, prior?.number(at: index)?.floor().asInt ?? 0)
      let count = max(0, counts.number(at: index)?.floor().asInt ?? 0)
      guard count > 0 else { continue }
      let (sum, overflow) = before.addingReportingOverflow(count)
      let last = overflow ? Int.max : sum
      for place in before..<max(before, min(last, scale.texts.count)) {
        result.insert(.occurrence(scale: number, place))
      }
      if scale.hasOnwards, last > scale.texts.count {
        result.insert(.occurrence(scale: number, scale.texts.count))
      }
    }
  }

  /// Where a mask holds; everywhere without one.
  private mutating func held(_ mask: NodeID?, at grain: Grain) -> [Bool] {
    guard let mask else { return [Bool](repeating: true, count: size(grain)) }
    return operand(mask, at: grain).truths.map { $0 == 1 }
  }

  /// A grain that both a mask and a value can be told at: the line's own where neither's will do.
  private mutating func meeting(_ mask: NodeID?, _ value: NodeID, line: Int) -> Grain {
    let own = plan.nodes[value].grain
    guard let mask else { return own }
    let other = plan.nodes[mask].grain
    let posted = plan.postings.filter { $0.by == line }.map { plan.nodes[$0.amount].grain }
    for grain in [own, other] + posted where isTold(own, at: grain) && isTold(other, at: grain) {
      return grain
    }
    return own
  }

  private mutating func isTold(_ coarse: Grain, at fine: Grain) -> Bool {
    if case .nowhere = mapping(fine, coarse) { return false }
    return true
  }
}
