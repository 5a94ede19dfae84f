import Diagnostics
import Exact
import Syntax

extension Checker {
  /// 条款 “x”, 条款 “x” 至 “y”, 部分 “x”: the points posted there.
  func labelled(_ reference: LabelReference) throws(Failure) -> Value {
    try checkLabels([reference])
    let (clauses, part) = labels(reference)
    let owner: Owner = part.map { .part($0) } ?? .clause(clauses.first ?? 0)
    return try total(Reach(clauses: clauses, line: nil, owner: owner, size: 3), reference.span)
  }

  func builtin(_ keyword: Keyword, _ span: Span) throws(Failure) -> Value {
    if keyword == .allClauses { return try total(everything, span) }
    if keyword == .allParts {
      guard !plan.parts.isEmpty else { throw failure(.noParts, span) }
      var values: [NodeID] = []
      var grain = Grain.unit
      for part in plan.parts.indices {
        let reach = Reach(clauses: Set(partClauses[part]), line: nil, owner: .part(part), size: 3)
        let value = try total(reach, span)
        values.append(value.node)
        grain = value.grain
      }
      let kind = plan.nodes[values[0]].kind
      return Value(node: node(.sum(values), grain, kind), grain: grain, kind: kind, span: span)
    }
    if keyword == .position {
      guard let name = rankOrder.first else { throw failure(.noRank, span) }
      guard let final = rankOrder.count == 1 ? name : rankOrder.first(where: { $0 == Self.defaultRank })
      else {
        throw failure(
          .rankAmbiguous, span, Phrase(rankOrder.joined(separator: "、"), rankOrder.joined(separator: ", ")),
          Phrase(name), help: Phrase("写明排名的名字，例如 \(name)", "write the name of the rank, such as \(name)"))
      }
      return try rankValue(final, span)
    }
    if keyword == .grade {
      guard let name = gradeOrder.first else { throw failure(.noGrade, span) }
      return try gradeValue(name, span)
    }
    if keyword == .allBlank {
      return Value(node: node(.allBlank, .unit, .truth), grain: .unit, kind: .truth, span: span)
    }
    if keyword == .veto { return try vetoed(span) }
    if keyword == .counted { return try counted(span) }
    let fold = Phrase(
      "原分 只用在“只记 原分 最高”里；再加原分的两成写“另加 0.2 倍”",
      "original is for “keep original highest”; to add a fifth of the original points write “add 0.2 fold”")
    throw failure(
      .builtinMisplaced, span, Phrase(foldedText(span)), help: keyword == .original ? fold : nil)
  }

  static let defaultRank = "名次"

  var everything: Reach { Reach(clauses: nil, line: nil, owner: .part(-1), size: 4) }

  /// The sum of all postings in reach at the wanted grain; everything that may post there is compiled first.
  func total(_ reach: Reach, _ span: Span) throws(Failure) -> Value {
    let grain = spot.target ?? .unit
    for index in candidates(for: reach) where posts(steps[index], into: reach) && keeps(steps[index], grain) {
      guard steps[index].stratum != .veto else { continue }
      if case .underWay = stepState[index] { throw cyclic(index, span) }
      try compile(index)
    }
    var amounts: [NodeID] = []
    var measure: Measure?
    for index in postings(in: reach) {
      let posting = plan.postings[index]
      guard posting.counts, contains(reach, posting) else { continue }
      if case .definition = posting.of { continue }
      let own = plan.nodes[posting.amount].grain
      if case .rows(let table) = own, plan.tables[table].unitColumn == nil,
        plan.tables[table].namesColumn != nil
      {
        let place = plan.lines.indices.contains(posting.by) ? plan.lines[posting.by].place : place(span)
        throw Failure(
          diagnostic: Diagnostic(.sharesUnsaid, at: place, Phrase(plan.tables[table].name), help: shareAdvice)
        )
      }
      guard reaches(own, grain) else { continue }
      let found = self.measure(of: posting.amount)
      if let measure, measure != found {
        throw failure(
          .sumMixesMeasures, span, Phrase(foldedText(span)), measureName(measure), measureName(found))
      }
      measure = found
      amounts.append(posting.amount)
    }
    let kind = ValueKind.number(measure ?? .points)
    return Value(node: sum(amounts, at: grain, measure ?? .points), grain: grain, kind: kind, span: span)
  }

  /// Whether what a step posts can belong to a key of the grain: 全年 belongs to no month.
  private func keeps(_ step: Step, _ grain: Grain) -> Bool {
    if grain == .unit || grain == .one { return true }
    guard let act = step.act else { return false }
    if act.scopes.contains(.wholeYear) { return false }
    return step.stratum == .settle ? settlesFine(step) : true
  }

  /// 计分: true for records that no 不计 struck, of the table at hand.
  private func counted(_ span: Span) throws(Failure) -> Value {
    guard let table = spot.hint else { throw failure(.builtinMisplaced, span, Phrase(foldedText(span))) }
    var id = spread(node(.truth(true), .one, .truth), to: .rows(table))
    // The masks of 不计 are enough: what they strike would make every guard that reads 计分 a cycle.
    for step in steps {
      guard let act = step.act, case .drop = act.kind else { continue }
      var spot = Spot(source: step.source)
      spot.label = plan.clauses.indices.contains(step.clause) ? plan.clauses[step.clause].label : nil
      guard let mask = try at(spot, { () throws(Failure) in try mask(step.tests) }),
        mask.grain == .rows(table)
      else {
        continue
      }
      let kept = node(.not(definitely(mask.node)), .rows(table), .truth)
      id = node(.and(id, kept), .rows(table), .truth)
    }
    return Value(node: id, grain: .rows(table), kind: .truth, span: span)
  }
}
