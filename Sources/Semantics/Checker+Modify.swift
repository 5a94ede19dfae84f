import Diagnostics
import Exact
import Syntax

extension Checker {
  /// What has been posted so far to one owner at one grain.
  struct Base {
    var owner: Owner
    /// The line, where it has a limit of its own.
    var line: Int?
    var grain: Grain
    var sum: NodeID
    var measure: Measure
  }

  /// Earlier postings that a modifier reaches, summed by owner and grain, in order of first appearance.
  func bases(
    _ reach: Reach, _ step: Step, upTo stratum: Stratum, finerThan grain: Grain?, besides line: Int? = nil
  ) -> [Base] {
    var order: [(owner: Owner, line: Int?, grain: Grain)] = []
    var amounts: [[NodeID]] = []
    for index in postings(in: reach) {
      let posting = plan.postings[index]
      let isEarlier = precedes(steps[postingOrder[index]], step)
      guard isEarlier, posting.stratum <= stratum, posting.by != line, contains(reach, posting) else {
        continue
      }
      let own = plan.nodes[posting.amount].grain
      if let grain, !reaches(own, grain) { continue }
      let line = limitedLine(of: posting)
      if let found = order.firstIndex(where: { $0 == (posting.of, line, own) }) {
        amounts[found].append(posting.amount)
      } else {
        order.append((posting.of, line, own))
        amounts.append([posting.amount])
      }
    }
    return zip(order, amounts).map { key, ids in
      let measure = self.measure(of: ids[0])
      return Base(
        owner: key.owner, line: key.line, grain: key.grain, sum: sum(ids, at: key.grain, measure),
        measure: measure)
    }
  }

  /// The line whose points a posting changes, where that line has a limit (最多) of its own.
  func limitedLine(of posting: Posting) -> Int? {
    limitedLines.contains(posting.line) ? posting.line : nil
  }

  func contains(_ reach: Reach, _ posting: Posting) -> Bool {
    if let line = reach.line { return posting.line == line }
    guard let clauses = reach.clauses else { return true }
    switch posting.of {
    case .clause(let index): return clauses.contains(index)
    case .part: return reach.owner == posting.of
    case .definition: return false
    }
  }

  /// Indices of the postings that a reach may hold, in the order in which they were made.
  func postings(in reach: Reach) -> [Int] {
    guard let clauses = reach.clauses else { return Array(plan.postings.indices) }
    var result: [Int] = []
    for clause in clauses { result += postingsOf[.clause(clause)] ?? [] }
    if case .part = reach.owner { result += postingsOf[reach.owner] ?? [] }
    return clauses.count == 1 && reach.size < 3 ? result : result.sorted()
  }

  private func requireBase(_ bases: [Base], _ step: Step) throws(Failure) {
    guard bases.isEmpty else { return }
    throw failure(
      .nothingToModify, step.span, Phrase(foldedText(step.span)), help: factorAdvice(step))
  }

  private func name(_ owner: Owner) -> String {
    switch owner {
    case .clause(let index): plan.clauses[index].label
    case .part(let index): plan.parts[index].label
    case .definition(let name): name
    }
  }

  // MARK: 乘

  func multiply(_ factor: Expression, _ step: Step, _ mask: Value?) throws(Failure) {
    let value = try figured(Keyword.times.phrase) { () throws(Failure) in try number(expression(factor)) }
    guard measure(of: value.node) == .plain || value.isFree else {
      throw failure(
        .factorHasMeasure, factor.span, Phrase(foldedText(factor.span)), measureName(measure(of: value.node)))
    }
    let limit = try mask.map { mask throws(Failure) in try join(mask, value) } ?? value.grain
    let bases = bases(reach(of: step), step, upTo: .multiply, finerThan: limit)
    try requireBase(bases, step)
    for base in bases {
      let k = spread(value.node, to: base.grain)
      let extra = node(.subtract(k, number(.one, .plain, at: base.grain)), base.grain, .number(.plain))
      let amount = node(.multiply(base.sum, extra), base.grain, .number(base.measure))
      let id = guarded(mask, amount, base.grain, base.measure)
      append(
        of: base.owner, line: base.line, step, id,
        formula: [.operand("“\(name(base.owner))”", base.sum), .words("× (")] + pieces(factor) + [
          .words("− 1)")
        ])
    }
  }

  // MARK: 改按

  func reprice(_ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?) throws(Failure) {
    let value = try figured(Keyword.instead.phrase) { () throws(Failure) in try points(expression(amount)) }
    let bases = bases(reach(of: step), step, upTo: .reprice, finerThan: mask?.grain)
    try requireBase(bases, step)
    // A record takes the new price once, however many postings it replaces, and only where it had one.
    var grains: [Grain] = []
    for base in bases where !grains.contains(base.grain) { grains.append(base.grain) }
    for grain in grains {
      let own = bases.filter { $0.grain == grain }
      let zero = number(.zero, own[0].measure, at: grain)
      let total = sum(own.map(\.sum), at: grain, own[0].measure)
      let had = node(.compare(.notEqual, total, zero), grain, .truth)
      for base in own {
        let strike = node(.negate(base.sum), grain, .number(base.measure))
        append(
          of: base.owner, line: base.line, step, guarded(mask, strike, grain, base.measure),
          formula: [.words("−"), .operand("“\(name(base.owner))”", base.sum)])
      }
      var test = Value(node: had, grain: grain, kind: .truth, span: step.span)
      if let mask { test = try combined(.and, mask, test) }
      let id = guarded(test, spread(value.node, to: grain), grain, measure(of: value.node))
      let owner = own.allSatisfy { $0.owner == own[0].owner } ? own[0].owner : .clause(step.clause)
      append(of: owner, line: own.count == 1 ? own[0].line : nil, step, id, formula: pieces(amount))
    }
  }

  // MARK: 另加 k 倍, 另扣 k 倍

  func postFold(_ amount: Expression, _ sign: PointSign, _ step: Step, _ mask: Value?) throws(Failure) {
    let factor = try figured(signWord(sign)) { () throws(Failure) in try expression(amount) }
    let bases = bases(reach(of: step), step, upTo: .multiply, finerThan: mask?.grain)
    try requireBase(bases, step)
    var grains: [Grain] = []
    for base in bases where !grains.contains(base.grain) { grains.append(base.grain) }
    for grain in grains {
      let own = bases.filter { $0.grain == grain }
      let original = sum(own.map(\.sum), at: grain, own[0].measure)
      let kind = ValueKind.number(own[0].measure)
      var product = node(.multiply(original, spread(factor.node, to: grain)), grain, kind)
      if sign.isNegative { product = node(.negate(product), grain, kind) }
      let formula: [Piece] =
        [.operand(Keyword.original.spelling(.chinese), original), .words("×")] + pieces(amount)
      append(
        of: .clause(step.clause), step, guarded(mask, product, grain, own[0].measure),
        formula: sign.isNegative ? [.words("−")] + formula : formula, deducts: sign.isNegative)
    }
  }

  // MARK: 本条 扣 50%, 不计, 记

  func postPercent(_ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?) throws(Failure) {
    guard !act.scopes.isEmpty else {
      throw failure(.percentOfWhat, amount.span, Phrase(foldedText(amount.span)))
    }
    let factor = try figured(Keyword.minus.phrase) { () throws(Failure) in try expression(amount) }
    let bases = bases(itemReach(act, step), step, upTo: .add, finerThan: mask?.grain)
    try requireBase(bases, step)
    for base in bases {
      let share = node(
        .multiply(base.sum, spread(factor.node, to: base.grain)), base.grain, .number(base.measure))
      let loss = node(.negate(share), base.grain, .number(base.measure))
      append(
        of: base.owner, line: base.line, step, guarded(mask, loss, base.grain, base.measure),
        formula: [.words("−"), .operand("“\(name(base.owner))”", base.sum), .words("×")] + pieces(amount))
    }
  }

  /// 本条 ranges over all that the record earned, whichever clause gave it.
  private func itemReach(_ act: Act, _ step: Step) -> Reach {
    let reach = reach(of: step)
    guard act.scopes.contains(.thisItem) else { return reach }
    guard let part = step.part else {
      return Reach(clauses: nil, line: nil, owner: .clause(step.clause), size: 4)
    }
    return Reach(clauses: Set(partClauses[part]), line: nil, owner: .part(part), size: 3)
  }

  /// Strikes what each record earned; the records count no more.
  func drop(_ act: Act, _ step: Step, _ mask: Value?) throws(Failure) {
    for base in bases(reach(of: step), step, upTo: .drop, finerThan: mask?.grain) {
      strike(base, step, mask)
    }
  }

  private func strike(_ base: Base, _ step: Step, _ mask: Value?) {
    let loss = node(.negate(base.sum), base.grain, .number(base.measure))
    append(
      of: base.owner, line: base.line, step, guarded(mask, loss, base.grain, base.measure),
      formula: [.words("−"), .operand("“\(name(base.owner))”", base.sum)])
  }

  /// 本条 / 当月 / 本部分 记 n: strikes what was earned and posts n in its place.
  func zero(_ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?) throws(Failure) {
    let value = try figured(Keyword.counts.phrase) { () throws(Failure) in try expression(amount) }
    let isZero = figureValue(value) == .zero
    if !isZero { _ = try points(value) }
    if act.scopes.contains(.thisPeriod) || act.scopes.contains(.thisPart) {
      return try zeroSum(value, isZero: isZero, amount, act, step, mask)
    }
    // 本条 记 0 分，另扣 3 分: what the same line adds or takes stays.
    let bases = bases(
      itemOrClause(act, step, mask), step, upTo: .drop, finerThan: mask?.grain, besides: step.line)
    try requireBase(bases, step)
    for base in bases { strike(base, step, mask) }
    guard !isZero, let wanted = mask?.grain ?? bases.first?.grain else { return }
    // A guard that is one for all holds for each unit.
    let grain = try scoped(wanted, act, span: step.span)
    append(
      of: .clause(step.clause), step, guarded(mask, spread(value.node, to: grain), grain, .points),
      formula: pieces(amount))
  }

  private func figureValue(_ value: Value) -> Rational? {
    guard case .figure(let id) = plan.nodes[value.node].op else { return nil }
    return plan.figures[id].value
  }

  private func itemOrClause(_ act: Act, _ step: Step, _ mask: Value?) -> Reach {
    let isRecord = mask.map { table(of: $0.grain) != nil } ?? false
    guard act.scopes.isEmpty, isRecord else { return itemReach(act, step) }
    var item = act
    item.scopes = [.thisItem]
    return itemReach(item, step)
  }

  /// Strikes the sum of a period, or of the part.
  private func zeroSum(
    _ value: Value, isZero: Bool, _ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    var grain = Grain.unit
    if act.scopes.contains(.thisPeriod) {
      guard let mask, case .unitPeriod = mask.grain else {
        throw failure(
          .needsPeriods, step.span, Phrase(foldedText(step.span)), grainName(mask?.grain ?? .unit),
          help: liftAdvice(mask))
      }
      grain = mask.grain
    }
    let reach = reach(of: step)
    var owners: [(owner: Owner, line: Int?)] = []
    var sums: [[NodeID]] = []
    for index in postings(in: reach) {
      let posting = plan.postings[index]
      guard posting.counts, contains(reach, posting), precedes(steps[postingOrder[index]], step),
        reaches(plan.nodes[posting.amount].grain, grain)
      else { continue }
      let line = limitedLine(of: posting)
      if let found = owners.firstIndex(where: { $0 == (posting.of, line) }) {
        sums[found].append(posting.amount)
      } else {
        owners.append((posting.of, line))
        sums.append([posting.amount])
      }
    }
    let test = try mask.map { mask throws(Failure) in
      guard reaches(grain, mask.grain) else {
        throw failure(
          .grainsDiffer, mask.span, Phrase(foldedText(mask.span)), grainName(mask.grain),
          Phrase(foldedText(step.span)), grainName(grain))
      }
      return mask
    }
    for (struck, ids) in zip(owners, sums) {
      let measure = self.measure(of: ids[0])
      let total = sum(ids, at: grain, measure)
      strike(
        Base(owner: struck.owner, line: struck.line, grain: grain, sum: total, measure: measure), step, test)
    }
    guard !isZero else { return }
    append(
      of: reach.owner, step, guarded(test, spread(value.node, to: grain), grain, .points),
      formula: pieces(amount))
  }
}
