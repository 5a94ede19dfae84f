import Diagnostics
import Exact
import Syntax

extension Checker {
  // MARK: 低一级, 高一级

  /// 级别 低一级: what the records earned is computed again as if the column said one level lower, and the
  /// difference is posted. Below the lowest level there is nothing.
  func shift(_ subject: Expression, _ places: Int, _ step: Step, _ mask: Value?) throws(Failure) {
    let key = try expression(subject)
    guard case .code(.options(let options)) = key.kind else {
      throw failure(.notAChoice, key.span, Phrase(foldedText(key.span)), kindName(key.kind))
    }
    guard isOrdered(options) else {
      throw failure(.choiceNotOrdered, key.span, Phrase(foldedText(key.span)))
    }
    let grain = key.grain
    let holds: NodeID
    if let mask {
      guard try join(mask, key) == grain else {
        throw failure(
          .grainsDiffer, step.span, Phrase(foldedText(mask.span)), grainName(mask.grain),
          Phrase(foldedText(key.span)), grainName(grain))
      }
      holds = definitely(spread(mask.node, to: grain))
    } else {
      holds = spread(node(.truth(true), .one, .truth), to: grain)
    }
    let moved = node(.shifted(key.node, by: places), grain, key.kind)
    let isBeyond = node(.isAbsent(moved), grain, .truth)
    let there = node(.and(holds, node(.not(isBeyond), grain, .truth)), grain, .truth)
    let level = node(.choose(there, then: moved, otherwise: key.node), grain, key.kind)
    let isGiven = node(.not(node(.isAbsent(key.node), grain, .truth)), grain, .truth)
    let none = node(.and(node(.and(holds, isBeyond), grain, .truth), isGiven), grain, .truth)
    var found = false
    let reach = reach(of: step)
    for index in postings(in: reach) {
      let posting = plan.postings[index]
      guard posting.stratum == .give, contains(reach, posting), steps[postingOrder[index]].order != step.order
      else { continue }
      let own = plan.nodes[posting.amount].grain
      guard reaches(own, grain) else { continue }
      let fresh = replacing(key.node, by: level, in: posting.amount)
      guard fresh != posting.amount else { continue }
      found = true
      let kind = plan.nodes[posting.amount].kind
      let zero = number(.zero, measure(of: posting.amount), at: own)
      // Through an aggregate a level may tell on other records; those keep what they earned.
      let kept = node(.choose(spread(there, to: own), then: fresh, otherwise: posting.amount), own, kind)
      let settled = node(.choose(spread(none, to: own), then: zero, otherwise: kept), own, kind)
      append(
        of: posting.of, line: limitedLine(of: posting), step,
        node(.subtract(settled, posting.amount), own, kind),
        formula: [
          .operand(foldedText(key.span), key.node), .words("→"), .operand("", moved), .words("："),
          .operand("", settled), .words("−"), .operand("", posting.amount),
        ])
    }
    guard found else { throw failure(.nothingToModify, step.span, Phrase(foldedText(step.span))) }
  }

  /// Whether the options are those of a 次第 column.
  func isOrdered(_ options: [String]) -> Bool {
    plan.tables.contains { table in
      table.columns.contains { column in
        if case .options(options, ordered: true) = column.type { return true }
        return false
      }
    }
  }

  /// The node computed with another one in the place of `old`. Cost: linear in the nodes before it.
  private func replacing(_ old: NodeID, by new: NodeID, in root: NodeID) -> NodeID {
    // Operands stand before what they are operands of.
    guard root >= old else { return root }
    var replaced: [NodeID: NodeID] = [old: new]
    var needed = Set([root])
    for id in stride(from: root, to: old, by: -1) where needed.contains(id) {
      for operand in plan.nodes[id].op.operands where operand >= old { needed.insert(operand) }
    }
    for id in needed.sorted() where id > old {
      let own = plan.nodes[id]
      let op = own.op.replacing { replaced[$0] ?? $0 }
      if op != own.op { replaced[id] = node(op, own.grain, own.kind) }
    }
    return replaced[root] ?? root
  }

  // MARK: 记给

  /// 记给 列: the record's points leave its own unit and go, in full, to each unit that the column names. A
  /// record whose column is blank stays where it is.
  func credit(_ subject: Expression, _ step: Step, _ mask: Value?) throws(Failure) {
    guard case .name(let reference) = subject,
      let columns = columnsNamed[(reference.member ?? reference.name).text],
      let column = columns.first(where: { plan.tables[$0.table].namesColumn == $0.column })
    else { throw failure(.creditNeedsUnits, subject.span, Phrase(foldedText(subject.span))) }
    let table = column.table
    guard plan.tables[table].unitColumn != nil else {
      throw failure(.creditNeedsUnits, subject.span, Phrase(foldedText(subject.span)))
    }
    let rows = Grain.rows(table)
    let shares = Grain.shares(table)
    let all = bases(reach(of: step), step, upTo: .share, finerThan: rows).filter { $0.grain == rows }
    guard !all.isEmpty else { throw failure(.nothingToModify, step.span, Phrase(foldedText(step.span))) }
    let names = columnValue(column, field: nil, span: subject.span)
    let given = node(.not(node(.isAbsent(names.node), rows, .truth)), rows, .truth)
    var test = Value(node: given, grain: rows, kind: .truth, span: step.span)
    if let mask { test = try combined(.and, mask, test) }
    for base in all {
      let kind = ValueKind.number(base.measure)
      let moved = guarded(test, base.sum, rows, base.measure)
      append(
        of: base.owner, line: base.line, step, node(.negate(moved), rows, kind),
        formula: [.words("−"), .operand(ownerText(base.owner), base.sum)])
      append(
        of: base.owner, line: base.line, step, spread(moved, to: shares),
        formula: [.operand(ownerText(base.owner), base.sum)])
    }
  }

  /// Names of the columns that 记给 lines speak of, in all clauses of the file.
  static func creditedColumns(_ statements: [Sourced<Statement>]) -> Set<String> {
    var result = Set<String>()
    func look(_ clause: Clause) {
      for case .line(let line) in clause.items {
        for act in line.branches.flatMap(\.acts) {
          if case .share(.name(let reference), .credited) = act.kind {
            result.insert((reference.member ?? reference.name).text)
          }
        }
      }
    }
    for item in statements {
      if case .clause(let clause) = item.statement { look(clause) }
      if case .part(let part) = item.statement { part.clauses.forEach(look) }
      for replacement in item.replacements.values { look(replacement.statement) }
    }
    return result
  }
}
