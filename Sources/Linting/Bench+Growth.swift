import Diagnostics
import Engine
import Exact
import Semantics

/// Which way a value goes as an input grows.
private enum Course {
  case still
  case up
  case down
  case either

  func joined(_ other: Course) -> Course {
    if self == .still { return other }
    if other == .still || other == self { return self }
    return .either
  }

  var reversed: Course {
    switch self {
    case .up: .down
    case .down: .up
    case .still, .either: self
    }
  }
}

extension Bench {
  /// Inputs of which one more lowers a score that they otherwise raise: a tier that falls, a factor, an average.
  mutating func examineGrowth() {
    // What is written as a deduction is meant to take; a limit of a sum that grows leaves it growing.
    let limited = Set(plan.limits.map(\.posting))
    let meant = Set(
      plan.postings.indices.filter { plan.postings[$0].deducts || limited.contains($0) }.map {
        plan.postings[$0].amount
      }
    ).union(plan.tierScales.filter(isByPlace).map(\.chain))
    for target in targets where isClosed(target.node) && !isRelative(target.node) {
      let all = inputs(target.node)
      for input in all {
        guard let column = column(input), case .number = plan.nodes[input].kind,
          ranges.isWhole(input) || plan.tables[column.table].grain == .unit
        else { continue }
        var known: [NodeID: Course] = [:]
        for node in meant { known[node] = .still }
        guard course(target.node, input, &known) == .either else { continue }
        sweep(column, target)
      }
      for table in plan.tables.indices { examineRecords(of: table, target) }
    }
  }

  /// 名次：第 1 名 3 分、第 2 名 2 分: what a place is worth says the method itself, whichever way it goes.
  private func isByPlace(_ scale: TierScale) -> Bool {
    scale.tiers.allSatisfy { tier in
      guard case .compare(.equal, _, _) = plan.nodes[tier.test].op else { return false }
      return true
    }
  }

  /// Whether a unit's value depends on others' values, which a made-up data set cannot stand for.
  private func isRelative(_ node: NodeID) -> Bool {
    var seen: Set<NodeID> = []
    var pending = [node]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch plan.nodes[next].op {
      case .rank, .grade: return true
      case .aggregate(_, let value, _):
        if plan.nodes[next].grain != .unit, plan.nodes[value].grain == .unit { return true }
      case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
        .days, .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .multiply, .divide, .negate,
        .absolute, .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose,
        .guarded, .lookup, .fetch, .round, .roundToMultiple, .steps, .escalating, .sumOfHighest, .keep,
        .previous, .cumulative, .shareOf, .position:
        break
      }
      pending += plan.nodes[next].op.operands
    }
    return false
  }

  private mutating func course(_ node: NodeID, _ input: NodeID, _ known: inout [NodeID: Course]) -> Course {
    let node = ranges.core(node)
    if node == input { return .up }
    if let found = known[node] { return found }
    var result = Course.still
    switch plan.nodes[node].op {
    case .sum(let values):
      let rest = withoutPairs(values, input, &known)
      let paired = rest.count < values.count
      for value in rest { result = result.joined(course(value, input, &known)) }
      if paired { result = result.joined(.up) }
    case .minimum(let values), .maximum(let values):
      for value in values { result = result.joined(course(value, input, &known)) }
    case .subtract(let left, let right):
      result = course(left, input, &known).joined(course(right, input, &known).reversed)
    case .negate(let value): result = course(value, input, &known).reversed
    case .multiply(let left, let right):
      result = signed(course(left, input, &known), right).joined(signed(course(right, input, &known), left))
    case .divide(let left, let right), .steps(let left, let right, _),
      .roundToMultiple(let left, _, let right):
      result = signed(course(left, input, &known), right)
        .joined(signed(course(right, input, &known).reversed, left))
    case .round(let value, _, _), .cumulative(let value), .previous(let value):
      result = course(value, input, &known)
    case .compare(let comparison, let left, let right):
      let difference = course(left, input, &known).joined(course(right, input, &known).reversed)
      switch comparison {
      case .greater, .greaterOrEqual: result = difference
      case .less, .lessOrEqual: result = difference.reversed
      case .equal, .notEqual: result = difference == .still ? .still : .either
      }
    case .and(let left, let right), .or(let left, let right):
      result = course(left, input, &known).joined(course(right, input, &known))
    case .not(let value): result = course(value, input, &known).reversed
    case .guarded(let mask, let amount):
      result = course(amount, input, &known).joined(signed(course(mask, input, &known), amount))
    case .choose(let condition, let then, let otherwise):
      result = course(then, input, &known).joined(course(otherwise, input, &known))
      let turn = course(condition, input, &known)
      if turn != .still {
        let (yes, no) = (ranges.interval(then), ranges.interval(otherwise))
        if let low = yes.low, let high = no.high, low.value >= high.value {
          result = result.joined(turn)
        } else if let high = yes.high, let low = no.low, high.value <= low.value {
          result = result.joined(turn.reversed)
        } else {
          result = .either
        }
      }
    case .aggregate(let aggregate, let value, let condition):
      result = course(value, input, &known)
      if let condition, course(condition, input, &known) != .still { result = .either }
      switch aggregate {
      case .sum, .highest, .lowest, .average, .any, .all, .longestRun: break
      case .count: result = plan.nodes[value].kind == .truth ? .either : .still
      }
      if aggregate == .count, let condition { result = course(condition, input, &known) }
    case .escalating(let count, let amounts, _, _):
      let step = course(count, input, &known)
      let isGain = amounts.allSatisfy { ranges.interval($0).isNonnegative }
      let isLoss = amounts.allSatisfy { ranges.interval($0).isNonpositive }
      result = step == .still ? .still : isGain ? step : isLoss ? step.reversed : .either
    case .isAbsent: result = .still
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .position,
      .spread, .rank, .grade:
      result = .still
    case .days, .workdays, .absolute, .sameCode, .isOneOf, .lookup, .fetch, .sumOfHighest, .keep, .shareOf,
      .dayOfMonth, .shifted:
      for operand in plan.nodes[node].op.operands where course(operand, input, &known) != .still {
        result = .either
      }
    }
    known[node] = result
    return result
  }

  /// The terms of a sum but for pairs of branches of which the later one, 否则, gives no more than the first: as the
  /// first comes to hold, the two together rise.
  private mutating func withoutPairs(
    _ values: [NodeID], _ input: NodeID, _ known: inout [NodeID: Course]
  ) -> [NodeID] {
    var masks: [NodeID: (term: NodeID, amount: NodeID)] = [:]
    for value in values {
      guard case .guarded(let mask, let amount) = nodeOp(value) else { continue }
      masks[ranges.core(mask)] = (value, amount)
    }
    var paired: Set<NodeID> = []
    for (mask, other) in masks {
      guard case .not(let test) = plan.nodes[mask].op, let first = masks[ranges.core(test)],
        course(test, input, &known) != .either
      else { continue }
      let (high, low) = course(test, input, &known) == .down ? (other, first) : (first, other)
      var holding = ranges.with(test, high.term == first.term)
      var failing = ranges.with(test, high.term != first.term)
      guard let least = holding.interval(high.amount).low, let most = failing.interval(low.amount).high,
        least.value >= most.value
      else { continue }
      let courses = [course(high.amount, input, &known), course(low.amount, input, &known)]
      if courses.allSatisfy({ $0 == .up || $0 == .still }) { paired.formUnion([first.term, other.term]) }
    }
    return values.filter { !paired.contains($0) }
  }

  private func nodeOp(_ node: NodeID) -> Op { plan.nodes[ranges.core(node)].op }

  /// A course times a number: reversed where that is below 0.
  private mutating func signed(_ course: Course, _ factor: NodeID) -> Course {
    if course == .still { return .still }
    let interval = ranges.interval(factor)
    return interval.isNonnegative ? course : interval.isNonpositive ? course.reversed : .either
  }

  /// Tries one more at each critical value; reports the first fall of a score that the input raises elsewhere.
  private mutating func sweep(_ column: TableColumn, _ target: Target) {
    guard let input = laboratory.input(column.table, column.column) else { return }
    let type = plan.tables[column.table].columns[column.column].type
    let values = laboratory.critical(column)
    let deductions = plan.postings.filter { $0.deducts && inputs($0.amount).contains(input) }.map(\.amount)
    // Beside others that are full as well as beside others that are blank.
    var backgrounds = [Specimen()]
    var full = Specimen()
    for other in laboratory.columns(inputs(target.node))
    where other != column && plan.tables[other.table].grain == .unit {
      guard let value = laboratory.critical(other).last,
        case .number = plan.tables[other.table].columns[other.column].type
      else { continue }
      full.cells[other] = laboratory.cell(value, plan.tables[other.table].columns[other.column].type)
    }
    if !full.cells.isEmpty { backgrounds.append(full) }
    for background in backgrounds {
      let specimens = values.map { background.setting(column, laboratory.cell($0, type), plan) }
      guard let trial = laboratory.run(specimens, [target.node] + deductions) else { continue }
      var rises = false
      var fall: Int?
      for index in values.indices.dropFirst() {
        guard let before = trial.number(target.node, index - 1), let after = trial.number(target.node, index)
        else { continue }
        if after > before { rises = true }
        let isDeducted = deductions.contains { node in
          guard plan.nodes[node].grain == .unit, let old = trial.number(node, index - 1),
            let new = trial.number(node, index)
          else { return plan.nodes[node].grain != .unit }
          return new < old
        }
        if after < before, !isDeducted, fall == nil { fall = index }
      }
      guard rises, let fall, let before = trial.number(target.node, fall - 1),
        let after = trial.number(target.node, fall)
      else { continue }
      reportFall(
        target, laboratory.words(specimens[fall - 1]), before, laboratory.words(specimens[fall]), after, input
      )
      return
    }
  }

  private mutating func reportFall(
    _ target: Target, _ first: Phrase, _ before: Rational, _ second: Phrase, _ after: Rational,
    _ input: NodeID
  ) {
    let line = plan.postings.first { posting in
      posting.stratum <= .add && inputs(posting.amount).contains(input)
    }?.by
    let own = plan.definitions.first { $0.node == target.node }
    // Two stretches that overlap, or leave a hole, are told already.
    let told = [Code.bandGap, .bandOverlap]
    if let clause = line.flatMap({ plan.lines[$0].clause }),
      findings.contains(where: { finding in
        told.contains(finding.code)
          && plan.lines.contains { $0.clause == clause && $0.place == finding.place }
      })
    {
      return
    }
    if own.map({ definition in plan.assumptions.contains { $0.subject == definition.name } }) ?? false {
      return
    }
    let kind = plan.nodes[target.node].kind
    report(
      .moreEarnsLess, at: line.map { plan.lines[$0].place } ?? own?.place ?? .nowhere, line: line,
      [
        Phrase(target.name), first, laboratory.words(before, kind), second, laboratory.words(after, kind),
      ])
  }

  /// One more record that earns points by itself lowers a score that is told per record: an average.
  private mutating func examineRecords(of table: Int, _ target: Target) {
    let schema = plan.tables[table]
    guard case .rows = schema.grain, schema.keys.isEmpty, isPerRecord(target.node, table) else { return }
    var dials: [Dial] = []
    for column in schema.columns.indices {
      let own = TableColumn(table: table, column: column)
      guard case .options = schema.columns[column].type, let input = laboratory.input(table, column),
        reaches(input, [target.node]), let dial = laboratory.dial(own)
      else { continue }
      dials.append(dial)
    }
    let single = laboratory.settings(dials, most: 30).map {
      $0.records.isEmpty ? Specimen(records: [.init(table: table, cells: [:])]) : $0
    }
    guard let trial = laboratory.run(single, [target.node]) else { return }
    let values = single.indices.map { trial.number(target.node, $0) }
    guard let best = single.indices.max(by: { (values[$0] ?? .zero) < (values[$1] ?? .zero) }),
      let high = values[best],
      let least = single.indices.filter({ (values[$0] ?? .zero) > .zero }).min(by: {
        (values[$0] ?? .zero) < (values[$1] ?? .zero)
      })
    else { return }
    let both = Specimen(records: single[best].records + single[least].records)
    guard let after = laboratory.run([both], [target.node])?.number(target.node, 0), after < high,
      let definition = plan.definitions.first(where: { $0.node == target.node }),
      !plan.assumptions.contains(where: { $0.subject == definition.name })
    else { return }
    let kind = plan.nodes[target.node].kind
    report(
      .moreEarnsLess, at: definition.place,
      [
        Phrase(target.name), laboratory.words(single[best]), laboratory.words(high, kind),
        Phrase(
          "再加一条 \(laboratory.words(single[least]).chinese)",
          "one more, \(laboratory.words(single[least]).english)"),
        laboratory.words(after, kind),
      ])
  }

  /// Whether something is divided by a count of the table's records on the way to a node.
  private func isPerRecord(_ node: NodeID, _ table: Int) -> Bool {
    var seen: Set<NodeID> = []
    var pending = [node]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch plan.nodes[next].op {
      case .divide(_, let divisor):
        if case .aggregate(.count, let value, _) = plan.nodes[ranges.core(divisor)].op,
          plan.nodes[value].grain == .rows(table)
        {
          return true
        }
      case .aggregate(.average, let value, _): if plan.nodes[value].grain == .rows(table) { return true }
      case .aggregate(.any, _, _), .aggregate(.all, _, _), .aggregate(.longestRun, _, _),
        .aggregate(.count, _, _), .aggregate(.sum, _, _), .aggregate(.highest, _, _),
        .aggregate(.lowest, _, _), .figure, .number, .truth, .code, .calendar, .input, .unitName, .present,
        .allBlank, .periodOf, .days, .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .multiply,
        .negate, .absolute, .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent,
        .choose, .guarded, .lookup, .fetch, .round, .roundToMultiple, .steps, .escalating, .sumOfHighest,
        .keep, .rank, .grade, .previous, .cumulative, .shareOf, .position:
        break
      }
      pending += plan.nodes[next].op.operands
    }
    return false
  }
}
