import Diagnostics
import Exact
import Syntax

extension Checker {
  /// Declares a clause and cuts its lines into steps; nothing is compiled yet.
  func declare(_ clause: Clause, part: Int?) {
    let head = clause.head
    let index = plan.clauses.count
    guard clauseLabelled[Self.foldedLabel(head.label.text)] == nil,
      partLabelled[Self.foldedLabel(head.label.text)] == nil
    else { return repeatedLabel(head.label) }
    clauseLabelled[Self.foldedLabel(head.label.text)] = index
    plan.clauses.append(
      ClauseInfo(
        label: head.label.text, title: head.title, part: part, total: nil, notScored: nil,
        assumptions: head.assumptions.map(\.text), place: place(head.label.span)))
    if let part { partClauses[part].append(index) }
    for assumption in head.assumptions { assume(assumption, head.label.text) }
    for item in clause.items {
      switch item {
      case .line(let line): declare(line, of: head, index, part)
      case .grid(let grid):
        let line = addLine(index, part, grid.span)
        addStep(index, part, line, nil, .grid(grid), head: head, stratum: .give, span: grid.span)
      case .definition(let definition): declare(definition, clause: index, part: part)
      case .rank(let rank): declare(rank, clause: index)
      case .grade(let grade): declare(grade, clause: index)
      case .list(let list): lists.append(Sourced(list, spot.source, clause: index))
      }
    }
    addBounds(head, clause: index, part: part)
  }

  /// Bounds and 扣完为止 of a head, as steps of their own.
  func addBounds(_ head: ClauseHead, clause: Int, part: Int?) {
    let clauses = clause >= 0 ? [clause] : Set(part.map { partClauses[$0] } ?? [])
    for bound in head.bounds {
      if bound.isCap, onlyTakes(clauses) {
        report(
          .mostOfDeduction, bound.span, Phrase("条款里只有扣分", "the clauses only take points"),
          Phrase(foldedText(bound.span)),
          help: Phrase(
            "从满分往下扣的，先写一行“得 \(foldedText(bound.amount.span))”，再写“扣完为止”",
            "where points are taken off the full marks write a line “give \(foldedText(bound.amount.span))” first, and “until_zero” behind"
          ))
      }
      let line = addLine(clause, part, bound.span)
      addStep(
        clause, part, line, nil, .bound(amount: bound.amount, isCap: bound.isCap, keyword: bound.keyword),
        head: head,
        stratum: .settle, span: bound.span)
    }
    if let span = head.untilZero {
      let line = addLine(clause, part, span)
      addStep(
        clause, part, line, nil, .bound(amount: nil, isCap: false, keyword: nil), head: head,
        stratum: .settle, span: span)
    }
  }

  /// Labels compare with their parentheses folded: （二） is (二).
  static func foldedLabel(_ label: String) -> String {
    var folded = ""
    for scalar in label.unicodeScalars where scalar != " " && scalar != "\u{3000}" {
      let isFullWidth = scalar.value >= 0xFF01 && scalar.value <= 0xFF5E
      folded.unicodeScalars.append(isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return folded
  }

  private func addLine(_ clause: Int, _ part: Int?, _ span: Span) -> Int {
    plan.lines.append(
      LineInfo(clause: clause >= 0 ? clause : nil, part: part, text: foldedText(span), place: place(span)))
    return plan.lines.count - 1
  }

  private func addStep(
    _ clause: Int, _ part: Int?, _ line: Int, _ act: Act?, _ form: Step.Form, head: ClauseHead?,
    stratum: Stratum,
    tests: [Step.Test] = [], compared: (left: Expression, right: Expression, sign: ComparisonSign)? = nil,
    isBeyond: Bool = false, stretch: Stretch? = nil, followsGive: Bool = false, span: Span
  ) {
    let own = (head?.conditions ?? []).map { Step.Test(condition: $0, isNegated: false) }
    steps.append(
      Step(
        clause: clause, part: part, line: line, source: spot.source, act: act, form: form, tests: own + tests,
        headTests: own.count, compared: compared, isBeyond: isBeyond, stretch: stretch,
        followsGive: followsGive,
        stratum: stratum, order: steps.count, span: span))
    stepState.append(.waiting)
    stepsOfClause[clause, default: []].append(steps.count - 1)
  }

  /// The acts of a line, each with the guards of its branch.
  private func declare(_ line: ClauseLine, of head: ClauseHead, _ clause: Int, _ part: Int?) {
    var before: [Step.Test] = []
    var first: Int?
    var compared: (left: Expression, right: Expression, sign: ComparisonSign)?
    // Whether the comparison holds where it is not of the branch itself: not, if nothing stood beside it.
    var holdsLater: Bool?
    for branch in line.branches {
      var tests: [Step.Test] = []
      var isBeyond = false
      var stretch: Stretch?
      var holds = holdsLater
      switch branch.test {
      case .condition(let condition)?:
        tests = before + [Step.Test(condition: condition, isNegated: false, period: branch.period)]
        before.append(Step.Test(condition: condition, isNegated: true, period: branch.period))
        if let own = comparison(in: condition) {
          (compared, holds, holdsLater) = (own, true, isComparison(condition) ? false : nil)
        }
      case .beyond(let condition)?:
        let part = self.stretch(condition, branch.acts)
        stretch = part.stretch
        tests = before + part.guards.map { Step.Test(condition: $0, isNegated: false, period: branch.period) }
        before.append(Step.Test(condition: condition, isNegated: true, period: branch.period))
        if let own = comparison(in: condition) {
          (compared, holds, holdsLater) = (own, true, isComparison(condition) ? false : nil)
        }
        isBeyond = true
      case .otherwise?:
        tests = before
      case nil: break
      }
      let index = addLine(clause, part, branch.span)
      first = first ?? index
      plan.lines[index].head = first
      switch branch.test {
      case .condition?, .beyond?: plan.lines[index].branch = .condition
      case .otherwise?: plan.lines[index].branch = .otherwise
      case nil: break
      }
      plan.lines[index].isAssumed = branch.acts.contains { !$0.assumptions.isEmpty }
      var given: [Act] = []
      var onlyTakes = true
      for act in branch.acts {
        plan.clauses[clause].assumptions += act.assumptions.map(\.text)
        for assumption in act.assumptions { assume(assumption, head.label.text) }
        if case .assumption = act.kind { continue }
        let stratum = stratum(of: act)
        // A line that only takes has nothing to be used up: its clause has.
        let usesUpClause = !given.isEmpty && onlyTakes && isUntilZero(act)
        addStep(
          clause, part, index, act, .act, head: head, stratum: stratum, tests: usesUpClause ? [] : tests,
          compared: compared, isBeyond: isBeyond, stretch: stretch,
          followsGive: !given.isEmpty && !usesUpClause, span: act.span)
        lookAtDirection(of: act, compared, holds: holds, standsAlone: holdsLater != nil)
        if let last = given.last { lookAtPeriod(of: act, behind: last) }
        if given.count > 1 {
          lookAtMost(act, behind: given)
        } else if case .cap(_, isMost: true) = act.kind, !given.isEmpty, onlyTakes, act.scopes.isEmpty {
          report(
            .mostOfDeduction, act.span, Phrase("前面是扣分", "what stands before it takes points"),
            Phrase(foldedText(act.span)))
        }
        if stratum < .drop {
          given.append(act)
          onlyTakes = onlyTakes && takes(act)
        }
      }
    }
  }

  /// The comparison that a gap measures: the last one joined by 且.
  private func comparison(in condition: Expression) -> (
    left: Expression, right: Expression, sign: ComparisonSign
  )? {
    switch condition {
    case .comparison(let sign, let left, let right, _): return (left, right, sign)
    case .binary(.and, let first, let second): return comparison(in: second) ?? comparison(in: first)
    case .literal, .name, .date, .period, .labelled, .builtin, .call, .negated, .not, .binary, .membership,
      .blankness,
      .between,
      .conditional:
      return nil
    }
  }

  private func isComparison(_ condition: Expression) -> Bool {
    guard case .comparison = condition else { return false }
    return true
  }

  private func stratum(of act: Act) -> Stratum {
    switch act.kind {
    case .give(let sign, let amount):
      if sign == .minus, isPercent(amount) { return .drop }
      return sign.isAddition ? .add : .give
    case .each(_, _, let sign, _), .perStep(_, _, let sign, _, _), .gap(_, _, _, let sign, _, _),
      .proRata(let sign, _):
      return sign.isAddition ? .add : .give
    case .addition: return .add
    case .map(_, let sign, _): return sign?.isAddition == true ? .add : .give
    case .tiers, .escalating, .open, .assumption: return .give
    case .instead, .shift: return .reprice
    case .times: return .multiply
    case .drop: return .drop
    case .counts(let target, _):
      if target != nil { return .veto }
      let whole = act.scopes.contains { $0 == .thisPeriod || $0 == .thisPart }
      return whole ? .settle : .drop
    case .keep: return .select
    case .share: return .share
    case .cap, .floor, .untilZero: return .settle
    case .veto: return .veto
    }
  }

  func isPercent(_ expression: Expression) -> Bool {
    guard case .literal(let literal) = expression else { return false }
    return literal.isPercent
  }

  // MARK: Compiling on demand

  /// The clause of a step, as a circle of clauses names it.
  private func stepName(_ index: Int) -> Phrase {
    let clause = steps[index].clause
    guard plan.clauses.indices.contains(clause) else { return Phrase(foldedText(steps[index].span)) }
    let label = plan.clauses[clause].label
    return Phrase("条款“\(label)”", "clause “\(label)”")
  }

  /// The score that a step changes is read before it can be known.
  func cyclic(_ index: Int, _ span: Span) -> Failure {
    let clause = steps[index].clause
    let label = plan.clauses.indices.contains(clause) ? plan.clauses[clause].label : ""
    return failure(
      .cyclicClause, span, Phrase(label), circle(stepName(index)), help: scopeAdvice(steps[index]))
  }

  /// Compiles a step and all that it rests on; what is under way already is a cycle.
  func compile(_ index: Int) throws(Failure) {
    switch stepState[index] {
    case .done: return
    case .failed: return
    case .underWay: throw cyclic(index, steps[index].span)
    case .waiting: break
    }
    stepState[index] = .underWay
    underWay.append(stepName(index))
    defer { underWay.removeLast() }
    let step = steps[index]
    var spot = Spot(source: step.source)
    if step.clause >= 0 {
      spot.label = plan.clauses[step.clause].label
    } else if let part = step.part {
      spot.label = plan.parts[part].label
    }
    spot.clause = step.clause >= 0 ? step.clause : nil
    spot.part = step.part
    do throws(Failure) {
      try at(spot) { () throws(Failure) in
        let grain = step.stratum == .give ? nil : try mask(step.tests)?.grain
        for other in prerequisites(of: index, reachedAt: grain) { try compile(other) }
        try post(step)
      }
      stepState[index] = .done
    } catch {
      stepState[index] = .failed
      throw error
    }
  }

  /// Steps that must have posted before this one: lower strata, and earlier steps of its own, in its reach.
  /// What belongs to the whole year is out of a record's or a month's reach.
  private func prerequisites(of index: Int, reachedAt grain: Grain?) -> [Int] {
    let step = steps[index]
    let isRecord = grain.map { $0 != .unit && $0 != .one && reaches($0, .unit) } ?? false
    let isFine = step.stratum == .settle ? settlesFine(step) : isRecord
    let isOfRecords = step.stratum != .settle && grain.map { table(of: $0) != nil } ?? false
    guard step.stratum != .give, needsBase(step) else { return [] }
    let reach = widestReach(of: step)
    return candidates(for: reach).filter { other in
      guard other != index, precedes(steps[other], step) else { return false }
      if isFine, steps[other].act?.scopes.contains(.wholeYear) == true { return false }
      if isOfRecords, isCoarse(steps[other]) { return false }
      return posts(steps[other], into: reach)
    }
  }

  /// Whether a limit works inside a month, a key or a record.
  func settlesFine(_ step: Step) -> Bool {
    (step.act?.scopes ?? []).contains { scope in
      switch scope {
      case .eachPeriod, .eachKey, .thisPeriod, .thisItem: true
      case .wholeYear, .thisPart, .labels, .together: false
      }
    }
  }

  /// Additions of fixed points rest on nothing.
  func needsBase(_ step: Step) -> Bool {
    guard step.stratum == .add, let act = step.act else { return true }
    switch act.kind {
    case .give(_, let amount): return isFold(amount)
    case .addition, .each, .perStep, .gap, .proRata, .map, .tiers, .escalating, .open, .assumption, .times,
      .instead,
      .counts, .drop, .cap, .floor, .untilZero, .veto, .keep, .share, .shift:
      return false
    }
  }

  func isFold(_ expression: Expression) -> Bool {
    guard case .literal(let literal) = expression else { return false }
    return literal.measure == "倍"
  }

  /// Whether one step works before another, whatever their order in the file.
  func precedes(_ other: Step, _ step: Step) -> Bool {
    if other.stratum != step.stratum { return other.stratum < step.stratum }
    // A percentage is deducted before 不计 and 记 0 strike what is left.
    if step.stratum == .drop, isStrike(other) != isStrike(step) { return isStrike(step) }
    guard step.stratum == .settle else { return other.order < step.order && step.stratum != .add }
    return settlingOrder(other) < settlingOrder(step)
  }

  private func isStrike(_ step: Step) -> Bool {
    guard let act = step.act, case .give = act.kind else { return true }
    return false
  }

  /// Finest grain first, then the smallest reach, caps before floors, printed order.
  private func settlingOrder(_ step: Step) -> (Int, Int, Int, Int) {
    var grain = 20
    var isFloor = 0
    if let act = step.act {
      for scope in act.scopes {
        switch scope {
        case .thisItem: grain = 0
        case .eachKey: grain = 1
        case .eachPeriod(let word): grain = 1 + (periodUnit(word)?.months ?? 1)
        case .thisPeriod: grain = 2
        case .wholeYear, .thisPart, .labels, .together: break
        }
      }
      switch act.kind {
      case .floor, .untilZero: isFloor = 1
      case .counts: isFloor = 2
      case .cap, .give, .each, .perStep, .gap, .proRata, .addition, .map, .tiers, .escalating, .times,
        .instead, .drop,
        .veto, .keep, .share, .shift, .open, .assumption:
        break
      }
    } else if case .bound(_, false, _) = step.form {
      isFloor = 1
    }
    return (grain, reach(of: step).size, isFloor, step.order)
  }

  /// Whether a step may change the scores of the clauses in reach.
  func posts(_ step: Step, into reach: Reach) -> Bool {
    if let line = reach.line, step.line == line { return true }
    guard let clauses = reach.clauses else { return true }
    if reach.line == nil, clauses.contains(step.clause) { return true }
    guard step.stratum != .give, needsBase(step) else { return false }
    guard let own = widestReach(of: step).clauses else { return true }
    return !own.isDisjoint(with: clauses)
  }
}

/// A statement with the file it stands in and the clause that holds it.
struct Sourced<Content> {
  var statement: Content
  var source: SourceText
  var clause: Int?
  /// Clauses of a part that another file replaces, by folded label.
  var replacements: [String: Sourced<Clause>] = [:]

  init(_ statement: Content, _ source: SourceText, clause: Int? = nil) {
    self.statement = statement
    self.source = source
    self.clause = clause
  }
}
