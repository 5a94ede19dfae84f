import Diagnostics
import Exact
import Syntax

extension Checker {
  // MARK: 同一 … 只记 …

  func keep(_ keys: [NameReference], _ rule: Act.KeepAct, _ step: Step, _ mask: Value?) throws(Failure) {
    let reach = reach(of: step)
    var found = false
    // Each table whose rows carry all the keys is selected by itself.
    for table in plan.tables.indices {
      let schema = plan.tables[table]
      guard keys.allSatisfy({ key in schema.columns.contains { $0.name == (key.member ?? key.name).text } })
      else { continue }
      let all = bases(reach, step, upTo: .select, finerThan: .rows(table)).filter { $0.grain == .rows(table) }
      guard !all.isEmpty else { continue }
      found = true
      try keep(keys, rule, step, mask, table, all, reach)
    }
    if !found {
      for key in keys where columnsNamed[(key.member ?? key.name).text] == nil { throw unknown(key.name) }
      throw failure(.nothingToModify, step.span, Phrase(foldedText(step.span)))
    }
  }

  private func keep(
    _ keys: [NameReference], _ rule: Act.KeepAct, _ step: Step, _ mask: Value?, _ table: Int, _ bases: [Base],
    _ reach: Reach
  ) throws(Failure) {
    let grain = Grain.rows(table)
    let measure = bases[0].measure
    var total = sum(bases.map(\.sum), at: grain, measure)
    if let mask {
      guard reaches(grain, mask.grain) else {
        throw failure(
          .grainsDiffer, mask.span, Phrase(foldedText(mask.span)), grainName(mask.grain),
          Phrase(plan.tables[table].name), grainName(grain))
      }
      total = guarded(mask, total, grain, measure)
    }
    var codes: [NodeID] = []
    if plan.tables[table].unitColumn != nil {
      codes.append(spread(node(.unitName, .unit, .code(.units)), to: grain))
    }
    for key in keys {
      let value = try with({ $0.hint = table }) { () throws(Failure) in
        try resolve(NameReference(name: key.member ?? key.name, member: nil))
      }
      codes.append(spread(value.node, to: grain))
    }
    var kept: KeepRule
    var by: NodeID?
    var n: NodeID?
    switch rule {
    case .highest: kept = .highest
    case .once: kept = .once
    case .top(let expression, let count):
      kept = .top
      by = try order(expression, step, table, reach, total)
      if let count {
        let value = try figured(Keyword.keep.phrase) { () throws(Failure) in
          try number(self.expression(count))
        }
        guard value.grain == .one else {
          throw failure(.parameterVaries, count.span, Phrase(foldedText(count.span)))
        }
        n = spread(value.node, to: grain)
      } else if by != nil {
        // 只记 原分 最高: the one record that is best by it.
        n = number(.one, .plain, at: grain)
      } else {
        kept = .highest
      }
    }
    let stays = node(.keep(kept, total: total, keys: codes, by: by, n: n), grain, .truth)
    var test = Value(node: node(.not(stays), grain, .truth), grain: grain, kind: .truth, span: step.span)
    if let mask { test = try combined(.and, mask, test) }
    for base in bases {
      let loss = node(.negate(base.sum), grain, .number(base.measure))
      append(
        of: base.owner, line: base.line, step, guarded(test, loss, grain, base.measure),
        formula: [.words("−"), .operand(ownerText(base.owner), base.sum)])
    }
  }

  func ownerText(_ owner: Owner) -> String {
    switch owner {
    case .clause(let index): "“\(plan.clauses[index].label)”"
    case .part(let index): "“\(plan.parts[index].label)”"
    case .definition(let name): name
    }
  }

  /// What 只记 V 最高 orders by: the original points, a column, or the record's points.
  private func order(
    _ expression: Expression?, _ step: Step, _ table: Int, _ reach: Reach, _ total: NodeID
  ) throws(Failure) -> NodeID? {
    guard let expression else { return nil }
    let grain = Grain.rows(table)
    if case .builtin(.original, _) = expression {
      let bases = bases(reach, step, upTo: .multiply, finerThan: grain).filter { $0.grain == grain }
      // Of records that lose in all, the heaviest loss is wanted.
      let original = sum(bases.map(\.sum), at: grain, .points)
      let isLoss = node(.compare(.less, total, number(.zero, measure(of: total), at: grain)), grain, .truth)
      let negated = node(.negate(original), grain, .number(.points))
      return node(.choose(isLoss, then: negated, otherwise: original), grain, .number(.points))
    }
    let value = try with({ $0.hint = table }) { () throws(Failure) in try self.expression(expression) }
    guard reaches(grain, value.grain) else {
      throw failure(
        .grainsDiffer, value.span, Phrase(foldedText(value.span)), grainName(value.grain),
        Phrase(plan.tables[table].name), grainName(grain))
    }
    return spread(value.node, to: grain)
  }

  // MARK: Joint authors

  func share(_ subject: Expression, _ rule: Act.ShareRule, _ step: Step, _ mask: Value?) throws(Failure) {
    guard case .name(let reference) = subject,
      let columns = columnsNamed[(reference.member ?? reference.name).text],
      let column = columns.first(where: { plan.tables[$0.table].namesColumn == $0.column })
    else { throw failure(.shareNeedsNames, subject.span, Phrase(foldedText(subject.span))) }
    let table = column.table
    let rows = Grain.rows(table)
    let shares = Grain.shares(table)
    let all = bases(reach(of: step), step, upTo: .select, finerThan: rows).filter { $0.grain == rows }
    guard !all.isEmpty else { throw failure(.nothingToModify, step.span, Phrase(foldedText(step.span))) }
    let weight = try weight(rule, table, shares)
    for base in all {
      let amount = guarded(mask, base.sum, rows, base.measure)
      let part = node(.multiply(spread(amount, to: shares), weight), shares, .number(base.measure))
      append(
        of: base.owner, line: base.line, step, part,
        formula: [.operand(ownerText(base.owner), base.sum), .words("×"), .operand("", weight)])
    }
    for index in plan.postings.indices where plan.nodes[plan.postings[index].amount].grain == rows {
      if contains(reach(of: step), plan.postings[index]) { plan.postings[index].counts = false }
    }
  }

  private func weight(_ rule: Act.ShareRule, _ table: Int, _ shares: Grain) throws(Failure) -> NodeID {
    switch rule {
    case .equally: return node(.shareOf(table: table, weights: nil), shares, .number(.plain))
    case .inFull, .credited: return number(.one, .plain, at: shares)
    case .weights(let literals):
      var weights: [NodeID] = []
      for (index, literal) in literals.enumerated() {
        guard literal.digits != nil else {
          throw failure(.parameterVaries, literal.span, Phrase(foldedText(literal.span)))
        }
        let value = try with({ $0.role = .keyword(Phrase("分摊 \(index + 1)", "split \(index + 1)")) }) {
          () throws(Failure) in
          figure(literal)
        }
        weights.append(value.node)
      }
      return node(.shareOf(table: table, weights: weights), shares, .number(.plain))
    }
  }

  /// Rows that no share line speaks of would give nobody anything: the guards of a table's share lines must
  /// leave none out.
  func checkShares() {
    var lines: [Int: [Step]] = [:]
    for step in steps {
      guard let act = step.act, case .share(.name(let reference), let rule) = act.kind,
        rule != .credited,
        let column = columnsNamed[(reference.member ?? reference.name).text]?
          .first(where: { plan.tables[$0.table].namesColumn == $0.column })
      else { continue }
      lines[column.table, default: []].append(step)
    }
    for (table, own) in lines.sorted(by: { $0.key < $1.key }) where !leavesNone(own, table) {
      at1(own[0].source) { report(.sharesUnsaid, own[0].span, Phrase(plan.tables[table].name)) }
    }
  }

  /// What a share line leaves out of what its clause gives: a clause's own 限 holds for its other lines as well.
  private func ownTests(_ step: Step) -> [Step.Test] {
    reach(of: step).clauses == [step.clause] ? Array(step.tests.dropFirst(step.headTests)) : step.tests
  }

  private func leavesNone(_ lines: [Step], _ table: Int) -> Bool {
    if lines.contains(where: { ownTests($0).allSatisfy(\.isNegated) }) { return true }
    var listed: [NodeID: Set<String>] = [:]
    for line in lines {
      let tests = ownTests(line)
      guard tests.count == 1, case .membership(let inner, let options, isNegated: false) = tests[0].condition
      else { continue }
      var spot = Spot(source: line.source)
      spot.hint = table
      guard let value = try? at(spot, { () throws(Failure) in try expression(inner) }) else { continue }
      for case .name(let reference) in options { listed[value.node, default: []].insert(reference.text) }
    }
    return listed.contains { node, names in
      guard case .code(.options(let options)) = plan.nodes[node].kind else { return false }
      return Set(options).isSubset(of: names)
    }
  }
}
