import Diagnostics
import Exact
import Semantics
import Syntax

extension Bench {
  /// Caps and floors that the sum they bound never touches, for any unit or for the units of a group.
  mutating func examineLimits() {
    for limit in plan.limits where isClosed(limit.total) && isClosed(limit.bound) {
      guard !isSilenced(limit) else { continue }
      if let period = periodUsedUp(limit) {
        report(.floorOverMonths, at: limit.place, [Phrase(limit.text), name(limit.owner), period])
      }
      if let table = tableOfSteps(limit) {
        report(.limitOverRecords, at: limit.place, [Phrase(limit.text), Phrase(plan.tables[table].name)])
      }
      if reportOutOfReach(limit, ranges, nil) || reportAlwaysHeld(limit) { continue }
      guard limit.kind == .fullMarks, let group = plan.group, let column = column(ranges.core(group)),
        case .code(.options(let options)) = plan.nodes[group].kind
      else { continue }
      for option in options {
        var own = ranges
        own.take(group, as: option)
        if reportOutOfReach(limit, own, (column, option)) { break }
      }
    }
  }

  /// A floor under what never rises above it: everything taken is given back.
  private mutating func reportAlwaysHeld(_ limit: LimitPlan) -> Bool {
    switch limit.kind {
    case .cap, .fullMarks: return false
    case .floor, .untilZero: break
    }
    var own = ranges
    if let mask = limit.mask { own.assume(mask, true) }
    guard !own.isContradicted, let high = own.interval(limit.total).high,
      let low = own.interval(limit.bound).low,
      high.value <= low.value
    else { return false }
    let owner = limit.ofLine == nil ? name(limit.owner) : Phrase("这一行", "this line")
    report(.floorAlwaysHolds, at: limit.place, [Phrase(limit.text), owner, laboratory.points(low.value)])
    return true
  }

  /// The period by which a clause gives and takes all its points, where 扣完为止 adds the periods up.
  private func periodUsedUp(_ limit: LimitPlan) -> Phrase? {
    guard limit.kind == .untilZero, case .clause = limit.owner, plan.nodes[limit.total].grain == .unit else {
      return nil
    }
    let own = plan.postings.enumerated().filter { index, posting in
      index != limit.posting && posting.of == limit.owner && posting.counts
    }.map(\.element)
    guard let first = own.first, case .unitPeriod(let unit) = plan.nodes[first.amount].grain,
      own.allSatisfy({ plan.nodes[$0.amount].grain == .unitPeriod(unit) }), own.contains(where: \.deducts),
      own.contains(where: { !$0.deducts })
    else { return nil }
    return Phrase(unit.measureWord, MeasureWord.spelling(unit.measureWord, .english, plural: false))
  }

  /// The table whose records each have their own measure (每超 1 天), where 最多 behind it holds for their sum.
  private func tableOfSteps(_ limit: LimitPlan) -> Int? {
    guard limit.kind == .cap || limit.kind == .floor, plan.nodes[limit.total].grain == .unit else {
      return nil
    }
    for posting in plan.postings where posting.line == limit.line && posting.stratum == .give {
      guard case .rows(let table) = plan.nodes[posting.amount].grain,
        measuresRecords(posting.amount, table)
      else { continue }
      return table
    }
    return nil
  }

  /// Whether an amount is so many steps of what stands in a record.
  private func measuresRecords(_ amount: NodeID, _ table: Int) -> Bool {
    var pending = [amount]
    var seen: Set<NodeID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, plan.nodes[next].grain == .rows(table) else { continue }
      if case .steps = plan.nodes[next].op { return true }
      pending += plan.nodes[next].op.operands
    }
    return false
  }

  func isSilenced(_ limit: LimitPlan) -> Bool {
    plan.lines[limit.line].isAssumed || isHeadBound(limit) && isAssumed(limit.owner)
  }

  /// A bound in the head of a clause or part stands under the head's 暂按.
  private func isHeadBound(_ limit: LimitPlan) -> Bool { plan.lines[limit.line].head == nil }

  private mutating func reportOutOfReach(
    _ limit: LimitPlan, _ ranges: Ranges, _ group: (column: TableColumn, option: String)?
  ) -> Bool {
    var own = ranges
    if let mask = limit.mask { own.assume(mask, true) }
    guard !own.isContradicted else { return false }
    let isCap = limit.kind == .cap || limit.kind == .fullMarks
    // Taking branches one by one narrows what is bounded; it does not bound what is not.
    let loose = own.interval(limit.total)
    guard isCap ? loose.high != nil : loose.low != nil else { return false }
    let total = tight(limit.total, own)
    let bound = own.interval(limit.bound)
    let edge: Rational
    if isCap {
      guard let high = total.high, let low = bound.low, high.value < low.value else { return false }
      edge = high.value
    } else {
      guard let low = total.low, let high = bound.high else { return false }
      guard low.value > high.value || (high.value.isZero && takesNothing(limit)) else { return false }
      edge = low.value
    }
    var start = Specimen()
    if let group { start.cells[group.column] = group.option }
    // A limit for each record, month or key is looked at in the first of them.
    for table in plan.tables.indices where isOf(table, plan.nodes[limit.total].grain) {
      start.records.append(.init(table: table, cells: [:]))
    }
    let inputs = inputs(limit.total)
    guard let found = laboratory.extreme(limit.total, inputs: inputs, highest: isCap, from: start),
      isCap ? found.value <= edge : found.value >= edge
    else { return false }
    let words = laboratory.words(found.specimen)
    let shown = laboratory.points(found.value)
    let example =
      words.chinese.isEmpty
      ? Phrase("；什么都不填时是 \(shown.chinese)", "; with nothing filled in it is \(shown.english)")
      : Phrase("；\(words.chinese) 时是 \(shown.chinese)", "; with \(words.english) it is \(shown.english)")
    report(.limitOutOfReach, at: limit.place, [Phrase(limit.text), reached(limit, isCap, edge), example])
    return true
  }

  private func reached(_ limit: LimitPlan, _ isCap: Bool, _ edge: Rational) -> Phrase {
    let owner = limit.ofLine == nil ? name(limit.owner) : Phrase("这一行", "this line")
    let value = laboratory.points(edge)
    if !isCap, edge >= .zero, limit.kind == .untilZero || limit.kind == .floor, edge.isZero {
      return Phrase("\(owner.chinese)没有一处扣分", "nothing of \(owner.english) is deducted")
    }
    return isCap
      ? Phrase("\(owner.chinese)至多 \(value.chinese)", "\(owner.english) comes to \(value.english) at most")
      : Phrase("\(owner.chinese)至少 \(value.chinese)", "\(owner.english) comes to \(value.english) at least")
  }

  /// Whether a grain is made of a table's rows.
  private func isOf(_ table: Int, _ grain: Grain) -> Bool {
    switch grain {
    case .rows(let own), .shares(let own), .keyed(let own, _, _): own == table
    case .one, .period, .classes, .unit, .unitPeriod: false
    }
  }

  /// Whether nothing within a limit's reach can take points.
  private mutating func takesNothing(_ limit: LimitPlan) -> Bool {
    for (index, posting) in plan.postings.enumerated() where index != limit.posting && posting.counts {
      if let line = limit.ofLine, posting.line != line { continue }
      if let clauses = limit.clauses {
        guard case .clause(let clause) = posting.of, clauses.contains(clause) else { continue }
      }
      if !ranges.interval(posting.amount).isNonnegative { return false }
    }
    return true
  }

  /// A range with the branches of the lines taken one by one: what excludes each other is not added up.
  func tight(_ node: NodeID, _ ranges: Ranges) -> Interval {
    var conditions: [NodeID] = []
    var seen: Set<NodeID> = []
    var negated: Set<NodeID> = []
    var pending = [node]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if case .not(let inner) = plan.nodes[next].op, plan.nodes[inner].grain == .unit {
        negated.insert(ranges.core(inner))
      }
      pending += plan.nodes[next].op.operands
    }
    for condition in negated.sorted() where seen.contains(condition) {
      if case .isAbsent = plan.nodes[condition].op { continue }
      conditions.append(condition)
    }
    return split(node, ranges, conditions.prefix(6))
  }

  private func split(_ node: NodeID, _ ranges: Ranges, _ conditions: ArraySlice<NodeID>) -> Interval {
    var own = ranges
    guard let first = conditions.first else { return own.interval(node) }
    let yes = own.with(first, true)
    let no = own.with(first, false)
    let rest = conditions.dropFirst()
    if yes.isContradicted { return no.isContradicted ? own.interval(node) : split(node, no, rest) }
    if no.isContradicted { return split(node, yes, rest) }
    return split(node, yes, rest).joined(split(node, no, rest))
  }
}
