import Diagnostics
import Exact
import Syntax

extension Checker {
  /// A cap or floor: posts what it cuts or fills, at its grain, to the clause or part that it belongs to.
  func settle(
    _ step: Step, bound: Expression?, isCap: Bool, keyword: Keyword?, mask: Value?
  ) throws(Failure) {
    let reach = reach(of: step)
    var grain = Grain.unit
    for scope in step.act?.scopes ?? [] {
      switch scope {
      case .eachPeriod(let word):
        guard let unit = periodUnit(word) else { throw failure(.unknownPeriod, step.span, Phrase(word)) }
        grain = .unitPeriod(unit)
      case .thisPeriod:
        guard let mask, case .unitPeriod = mask.grain else {
          throw failure(
            .needsPeriods, step.span, Phrase(foldedText(step.span)), grainName(grain),
            help: liftAdvice(mask))
        }
        grain = mask.grain
      case .eachKey(let name): grain = try settledKey(name, reach, step)
      case .thisItem:
        guard let table = recordTable(reach, step) else {
          throw failure(.nothingToModify, step.span, Phrase(foldedText(step.span)))
        }
        grain = .rows(table)
      case .wholeYear, .thisPart, .labels, .together: continue
      }
    }
    let sums = settledSums(reach, step, grain)
    guard !sums.isEmpty else { throw failure(.nothingToModify, step.span, Phrase(foldedText(step.span))) }
    try requireOwn(grain, reach, step)
    let measure = self.measure(of: sums[0])
    let total = sum(sums, at: grain, measure)
    let limit = try limit(bound, role: keyword?.phrase, measure: measure, grain, of: step)
    let difference = node(.subtract(spread(limit.node, to: grain), total), grain, .number(measure))
    let zero = number(.zero, measure, at: grain)
    let cut = node(
      isCap ? .minimum([zero, difference]) : .maximum([zero, difference]), grain, .number(measure))
    let mask = try mask.map { mask throws(Failure) in try settlingMask(mask, step, grain, sums) }
    let formula: [Piece] = [
      .words(isCap ? Phrase("封顶", "cap") : Phrase("保底", "floor")), .operand("", limit.node), .words("−"),
      .operand(Phrase("合计", "total").chinese, total),
    ]
    let kind: LimitPlan.Kind =
      isCap ? (keyword == .fullMarks ? .fullMarks : .cap) : bound == nil ? .untilZero : .floor
    plan.limits.append(
      LimitPlan(
        kind: kind, text: foldedText(step.span), place: place(step.span), line: step.line,
        owner: reach.owner, clauses: reach.clauses?.sorted(), ofLine: reach.line, total: total,
        bound: limit.node, mask: mask?.node, posting: plan.postings.count))
    append(of: reach.owner, step, guarded(mask, cut, grain, measure), formula: formula)
  }

  /// Points that 记给 moved to other units are not the record's own any more: a limit by record or key would cut
  /// them from the unit that gave them away.
  private func requireOwn(_ grain: Grain, _ reach: Reach, _ step: Step) throws(Failure) {
    let table: Int
    switch grain {
    case .rows(let own), .keyed(let own, _, withUnit: true): table = own
    case .one, .period, .classes, .unit, .unitPeriod, .keyed, .shares: return
    }
    guard plan.tables[table].unitColumn != nil,
      postings(in: reach).contains(where: { plan.nodes[plan.postings[$0].amount].grain == .shares(table) })
    else { return }
    throw failure(
      .grainsDiffer, step.span, Phrase(foldedText(step.span)), grainName(grain), Keyword.credited.phrase,
      grainName(.shares(table)),
      help: Phrase(
        "记给以后，分在别的单位名下，不能再按条、按列限额；限额写成按单位或按月，例如 每月 不超过 10 分",
        "credited points belong to other units and cannot be limited by record or key; limit the unit or the month, as in each month at_most 10 points"
      ))
  }

  /// The guard of a limit at its grain. A line or clause for some records limits what it gave for them: there
  /// the guard holds where it holds for any.
  private func settlingMask(_ mask: Value, _ step: Step, _ grain: Grain, _ sums: [NodeID]) throws(Failure)
    -> Value
  {
    if reaches(grain, mask.grain) { return mask }
    let own = try self.mask(Array(step.tests.dropFirst(step.headTests)))
    let isForRecords = step.followsGive || own.map { reaches(grain, $0.grain) } ?? true
    // What repeats cost (第 n 次), or 全年, is at the unit although the guard speaks of records.
    let fine = (sums.map { plan.nodes[$0].grain } + [mask.grain]).first {
      reaches($0, mask.grain) && reaches($0, grain)
    }
    guard isForRecords, let fine else {
      throw failure(
        .grainsDiffer, mask.span, Phrase(foldedText(mask.span)), grainName(mask.grain),
        Phrase(foldedText(step.span)), grainName(grain), help: partLimitAdvice(mask, step))
    }
    var result = mask
    result.node = node(.aggregate(.any, spread(mask.node, to: fine), condition: nil), grain, .truth)
    result.grain = grain
    return result
  }

  private func limit(
    _ bound: Expression?, role: Phrase?, measure: Measure, _ grain: Grain, of step: Step
  ) throws(Failure) -> Value {
    guard let bound else {
      return Value(node: number(.zero, measure), grain: .one, kind: .number(measure), span: .empty)
    }
    let value = try figured(role) { () throws(Failure) in try points(limiting(expression(bound))) }
    if reaches(grain, value.grain) { return value }
    guard reaches(value.grain, grain), isFixed(value.node, by: grain) else {
      throw failure(
        .grainsDiffer, bound.span, Phrase(foldedText(bound.span)), grainName(value.grain),
        Phrase(foldedText(step.span)), grainName(grain),
        help: Phrase(
          "上限、下限要每个单位（每个 列 的，每个列值）一个数：用 最高、合计 等汇总，或用“参数 …，按 列”",
          "a limit is one figure per unit (or per key): fold it with highest, sum and so on, or use a parameter by that column"
        ))
    }
    // All rows of a key carry the same figure, so that the highest of them is that figure.
    var result = value
    result.node = node(.aggregate(.highest, value.node, condition: nil), grain, value.kind)
    result.grain = grain
    return result
  }

  /// Whether a value of rows is the same for all rows of a key: made of what the key gives, such as a
  /// parameter by the key's column.
  private func isFixed(_ id: NodeID, by grain: Grain) -> Bool {
    guard case .keyed(let table, let columns, _) = grain else { return false }
    var pending = [id]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, !reaches(grain, plan.nodes[next].grain) else { continue }
      if case .input(table, let column, _) = plan.nodes[next].op, columns.contains(column) { continue }
      let operands = plan.nodes[next].op.operands
      switch plan.nodes[next].op {
      case .aggregate, .sumOfHighest, .keep, .shareOf, .cumulative, .previous, .rank, .grade, .position:
        return false
      case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
        .days,
        .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute,
        .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded,
        .lookup, .fetch, .round, .roundToMultiple, .steps, .escalating:
        if operands.isEmpty { return false }
      }
      pending += operands
    }
    return true
  }

  /// Postings in reach that reach the grain, made before this limit.
  private func settledSums(_ reach: Reach, _ step: Step, _ grain: Grain) -> [NodeID] {
    postings(in: reach).compactMap { index in
      let posting = plan.postings[index]
      guard posting.counts, precedes(steps[postingOrder[index]], step), contains(reach, posting) else {
        return nil
      }
      return reaches(plan.nodes[posting.amount].grain, grain) ? posting.amount : nil
    }
  }

  private func recordTable(_ reach: Reach, _ step: Step) -> Int? {
    for index in postings(in: reach) where contains(reach, plan.postings[index]) {
      if let table = table(of: plan.nodes[plan.postings[index].amount].grain) { return table }
    }
    return nil
  }

  /// 每个 指标 in a limit: the key of the table that the clause's postings come from.
  private func settledKey(_ name: Name, _ reach: Reach, _ step: Step) throws(Failure) -> Grain {
    let table = recordTable(reach, step)
    return try keyGrain(name, near: table.map { .rows($0) } ?? .unit)
  }

  // MARK: Vetoes

  /// 否决 为 X: fixes the grade of the units where the guard holds.
  func veto(_ verdict: Name, _ mask: Value?, _ step: Step) throws(Failure) {
    guard let mask else { throw failure(.vetoNeedsGuard, step.span, Phrase(foldedText(step.span))) }
    guard reaches(mask.grain, .unit) || reaches(.unit, mask.grain) else {
      throw failure(
        .grainsDiffer, mask.span, Phrase(foldedText(mask.span)), grainName(mask.grain),
        Phrase(foldedText(step.span)), grainName(.unit))
    }
    vetoes.append((unitTruth(mask.node), verdict.text))
  }

  /// A mask at unit grain: true where any of the unit's records is.
  private func unitTruth(_ id: NodeID) -> NodeID {
    let grain = plan.nodes[id].grain
    if grain == .unit { return definitely(id) }
    // Spread before deciding: a unit without a group has no value of its group, and is not set.
    return reaches(grain, .unit)
      ? node(.aggregate(.any, definitely(id), condition: nil), .unit, .truth)
      : definitely(spread(id, to: .unit))
  }

  /// True only where it is surely true: absent becomes false.
  func definitely(_ id: NodeID) -> NodeID {
    let grain = plan.nodes[id].grain
    let given = node(.not(node(.isAbsent(id), grain, .truth)), grain, .truth)
    return node(.and(given, id), grain, .truth)
  }

  /// Whether a unit is vetoed; compiles every veto line first.
  func vetoed(_ span: Span) throws(Failure) -> Value {
    for index in steps.indices {
      guard let act = steps[index].act, case .veto = act.kind else { continue }
      try compile(index)
    }
    var id: NodeID?
    for veto in vetoes { id = id.map { node(.or($0, veto.mask), .unit, .truth) } ?? veto.mask }
    let result = id ?? spread(node(.truth(false), .one, .truth), to: .unit)
    return Value(node: result, grain: .unit, kind: .truth, span: span)
  }

  // MARK: 总分 记 59 分

  /// A definition's value after the lines that set it; posts the differences.
  func overridden(_ name: String, _ value: Value) throws(Failure) -> Value {
    let setting = steps.indices.filter { index in
      guard let act = steps[index].act, case .counts(let target?, _) = act.kind else { return false }
      return target.text == name
    }
    guard !setting.isEmpty, overriding.insert(name).inserted else { return value }
    defer { overriding.remove(name) }
    var result = value
    for index in setting {
      let step = steps[index]
      guard let act = step.act, case .counts(_, let amount) = act.kind else { continue }
      var spot = Spot(source: step.source)
      spot.label = plan.clauses[step.clause].label
      spot.clause = step.clause
      spot.part = step.part
      result = try at(spot) { () throws(Failure) in try set(result, amount, step) }
      stepState[index] = .done
    }
    definitions[name]?.final = result
    return result
  }

  private func set(_ value: Value, _ amount: Expression, _ step: Step) throws(Failure) -> Value {
    guard let mask = try mask(step.tests), let act = step.act, case .counts(let target?, _) = act.kind else {
      throw failure(.vetoNeedsGuard, step.span, Phrase(foldedText(step.span)))
    }
    plan.lines[step.line].mask = mask.node
    guard value.grain == .unit else {
      throw failure(
        .grainsDiffer, target.span, Phrase(target.text), grainName(value.grain),
        Phrase(foldedText(step.span)), grainName(.unit))
    }
    let new = try with({
      $0.subject = [.name(target.text)]
      $0.role = .keyword(Keyword.counts.phrase)
    }) { () throws(Failure) in try expression(amount) }
    let matched = try self.matched(value, new, .choice)
    let test = unitTruth(mask.node)
    let id = node(
      .choose(test, then: spread(matched.right, to: .unit), otherwise: value.node), .unit, value.kind)
    let difference = node(.subtract(spread(matched.right, to: .unit), value.node), .unit, value.kind)
    let guardValue = Value(node: test, grain: .unit, kind: .truth, span: mask.span)
    append(
      of: .definition(target.text), step, guarded(guardValue, difference, .unit, measure(of: value.node)),
      formula: pieces(amount) + [.words("−"), .operand(target.text, value.node)])
    var result = value
    result.node = id
    return result
  }
}
