import Diagnostics
import Exact
import Syntax

extension Checker {
  // MARK: Points by option

  /// 形式：单条 5 分、综合 10 分
  func postMap(
    _ subject: Expression, _ sign: PointSign?, _ entries: [MapEntry], _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    let key = try expression(subject)
    guard case .code(let space) = key.kind else {
      throw failure(.notAChoice, key.span, Phrase(foldedText(key.span)), kindName(key.kind))
    }
    var lookup: [LookupEntry] = []
    var seen = Set<String>()
    for entry in entries {
      for option in entry.options {
        try requireOption(option, space, key)
        guard seen.insert(option.text).inserted else {
          throw failure(.duplicateCell, option.span, Phrase(option.text))
        }
        let sign = entry.sign ?? sign ?? .give
        let value = try with({
          $0.subject = words(of: subject) + entry.options.map { .name($0.text) }
          $0.role = nil
        }) { () throws(Failure) in try cell(entry.amount, sign) }
        lookup.append(LookupEntry([option.text], value))
      }
    }
    if sign?.isAddition != true { warnUncovered(key, seen, step) }
    try giveLookup([key], lookup, act, step, mask, formula: pieces(subject))
  }

  private func requireOption(_ option: Name, _ space: CodeSpace, _ key: Value) throws(Failure) {
    guard case .options(let known) = space, !known.contains(option.text) else { return }
    throw failure(
      .optionUnknown, option.span, Phrase(foldedText(key.span)), Phrase(option.text),
      near: Nearness.suggestions(for: option.text, among: known))
  }

  /// A cell of a points table, at grain one.
  private func cell(_ amount: Expression, _ sign: PointSign) throws(Failure) -> NodeID {
    let value = try points(expression(amount))
    guard value.grain == .one else {
      throw failure(.parameterVaries, amount.span, Phrase(foldedText(amount.span)))
    }
    guard sign.isNegative else { return value.node }
    return node(.negate(value.node), .one, .number(measure(of: value.node)))
  }

  /// The entry of the keys, 0 where there is none.
  private func giveLookup(
    _ keys: [Value], _ entries: [LookupEntry], _ act: Act?, _ step: Step, _ mask: Value?, formula: [Piece]
  ) throws(Failure) {
    var grain = keys[0].grain
    for key in keys.dropFirst() {
      guard let joined = grains.join(grain, key.grain) else {
        throw failure(
          .grainsDiffer, keys[0].span, Phrase(foldedText(keys[0].span)), grainName(keys[0].grain),
          Phrase(foldedText(key.span)), grainName(key.grain))
      }
      grain = joined
    }
    let kind = ValueKind.number(entries.first.map { measure(of: $0.value) } ?? .points)
    let found = node(.lookup(keys: keys.map { spread($0.node, to: grain) }, entries: entries), grain, kind)
    let isFound = node(.not(node(.isAbsent(found), grain, .truth)), grain, .truth)
    var test = Value(node: isFound, grain: grain, kind: .truth, span: keys[0].span)
    if let mask { test = try combined(.and, mask, test) }
    let amount = Value(node: found, grain: grain, kind: kind, span: keys[0].span)
    let plain = Act(scopes: act?.scopes ?? [], kind: .drop, span: step.span)
    try give(amount, .give, step, plain, test, formula: formula + [.words("："), .operand("", found)])
  }

  /// Options that no cell names earn nothing: a warning, unless the clause is limited to others.
  private func warnUncovered(_ key: Value, _ covered: Set<String>, _ step: Step) {
    guard case .code(.options(let options)) = key.kind else { return }
    var possible = Set(options)
    for test in step.tests where !test.isNegated {
      if case .membership(let inner, let listed, let isNegated) = test.condition,
        let value = try? expression(inner), value.node == key.node
      {
        let names = Set(
          listed.compactMap { option -> String? in
            guard case .name(let reference) = option else { return nil }
            return reference.text
          })
        possible = isNegated ? possible.subtracting(names) : possible.intersection(names)
      }
    }
    uncovered[key.node, default: [:]][step.order] = (covered, possible, step.span, step.source)
  }

  /// 刊物 ＼ 形式: a points table over two choices.
  func post(_ grid: PointsGrid, _ step: Step) throws(Failure) {
    let mask = try mask(step.tests)
    let hint = mask.flatMap { table(of: $0.grain) }
    try with({ $0.hint = hint ?? $0.hint }) { () throws(Failure) in
      let row = try resolve(grid.rowSubject)
      let column = try with({ $0.hint = table(of: row.grain) ?? $0.hint }) { () throws(Failure) in
        try resolve(grid.columnSubject)
      }
      guard case .code(let rowSpace) = row.kind else {
        throw failure(.notAChoice, row.span, Phrase(foldedText(row.span)), kindName(row.kind))
      }
      guard case .code(let columnSpace) = column.kind else {
        throw failure(.notAChoice, column.span, Phrase(foldedText(column.span)), kindName(column.kind))
      }
      for option in grid.columns.joined() { try requireOption(option, columnSpace, column) }
      var entries: [LookupEntry] = []
      var covered = Set<String>()
      for gridRow in grid.rows {
        for option in gridRow.options {
          try requireOption(option, rowSpace, row)
          covered.insert(option.text)
          for (columns, cell) in zip(grid.columns, gridRow.cells) {
            guard let cell else { continue }
            for other in columns {
              let value = try with({
                $0.subject = (gridRow.options + columns).map { .name($0.text) }
                $0.role = nil
              }) { () throws(Failure) in try self.cell(cell, .give) }
              entries.append(LookupEntry([option.text, other.text], value))
            }
          }
        }
      }
      warnUncovered(row, covered, step)
      warnUncovered(column, Set(grid.columns.joined().map(\.text)), step)
      let formula: [Piece] = [
        .operand(grid.rowSubject.text, row.node), .words("·"), .operand(grid.columnSubject.text, column.node),
      ]
      try giveLookup([row, column], entries, nil, step, mask, formula: formula)
    }
  }

  /// Options that giving clauses are limited to by a condition on the same column: they are spoken for.
  private func limitedOptions(_ key: NodeID) -> Set<String> {
    var result = Set<String>()
    for step in steps where step.stratum == .give {
      for test in step.tests where !test.isNegated {
        guard case .membership(let inner, let listed, isNegated: false) = test.condition,
          let value = try? at(Spot(source: step.source), { () throws(Failure) in try expression(inner) }),
          value.node == key
        else { continue }
        for case .name(let reference) in listed { result.insert(reference.text) }
      }
    }
    return result
  }

  /// Warnings about options that no points table of the method covers.
  func reportUncovered() {
    for (key, tables) in uncovered.sorted(by: { $0.key < $1.key }) {
      guard case .code(.options(let options)) = plan.nodes[key].kind else { continue }
      let covered = tables.values.reduce(into: limitedOptions(key)) { $0.formUnion($1.0) }
      let possible = tables.values.reduce(into: Set<String>()) { $0.formUnion($1.1) }
      let missing = options.filter {
        possible.contains($0) && !covered.contains($0) && !$0.hasPrefix("无") && $0 != "none"
      }
      guard !missing.isEmpty, let first = tables.sorted(by: { $0.key < $1.key }).first?.value else {
        continue
      }
      var diagnostic = Diagnostic(.missingOption, at: .text(first.3, first.2))
      diagnostic.arguments = [Phrase(missing.joined(separator: "、"), missing.joined(separator: ", "))]
      diagnostics.append(diagnostic)
    }
  }

  // MARK: Tiers and repeats

  /// 满 50 件 2 分、满 100 件 3 分: the highest threshold that is reached (or the lowest that is not passed).
  func postTiers(
    _ subject: Expression, _ tiers: [Tier], _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    let value = try number(expression(subject))
    let isLower = tiers.allSatisfy { $0.sign == .greaterOrEqual || $0.sign == .greater }
    let isUpper = tiers.allSatisfy { $0.sign == .lessOrEqual || $0.sign == .less }
    guard isLower || isUpper else { throw failure(.tiersMixed, act.span) }
    var last: Rational?
    var chain: Value?
    let ordered = isLower ? tiers : tiers.reversed()
    for tier in tiers {
      guard case .literal(let literal) = tier.threshold,
        let number = literal.digits.flatMap({ Rational(decimal: $0) })
      else { continue }
      if let last, number <= last {
        throw failure(.tiersUnordered, tier.span, Phrase(foldedText(tier.threshold.span)))
      }
      last = number
    }
    for tier in ordered {
      let role = roleWord(tier.sign, tier.word)
      let threshold = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(role)
      }) { () throws(Failure) in try expression(tier.threshold) }
      let matched = try self.matched(value, threshold, .comparison)
      let test = node(.compare(comparison(tier.sign), matched.left, matched.right), matched.grain, .truth)
      let written = foldedText(tier.threshold.span)
      let amount = try with({
        $0.subject = words(of: subject) + [.keyword(role), .name(written)]
        $0.role = nil
      }) { () throws(Failure) in try cell(tier.amount, tier.pointSign ?? .give) }
      let kind = ValueKind.number(measure(of: amount))
      let other = chain?.node ?? number(.zero, measure(of: amount), at: matched.grain)
      let id = node(
        .choose(test, then: spread(amount, to: matched.grain), otherwise: spread(other, to: matched.grain)),
        matched.grain,
        kind)
      chain = Value(node: id, grain: matched.grain, kind: kind, span: act.span)
    }
    guard let chain else { return }
    // A blank subject reaches no tier.
    let given = node(.not(node(.isAbsent(chain.node), chain.grain, .truth)), chain.grain, .truth)
    var test = Value(node: given, grain: chain.grain, kind: .truth, span: act.span)
    if let mask { test = try combined(.and, mask, test) }
    try give(
      chain, .give, step, act, test, formula: pieces(subject) + [.words("："), .operand("", chain.node)])
  }

  /// 第 1 次 扣 1 分、第 2 次 扣 2 分、以后 逐次加倍
  func postEscalating(
    _ subject: Expression, _ occurrences: [Occurrence], _ onwards: Act.Onwards?, _ prior: Expression?,
    _ act: Act,
    _ step: Step, _ mask: Value?
  ) throws(Failure) {
    var value = try expression(subject)
    if value.kind == .truth {
      let one = number(.one, .tagged("次"), at: value.grain)
      value.node = node(.guarded(mask: value.node, amount: one), value.grain, .number(.tagged("次")))
      value.kind = .number(.tagged("次"))
    }
    value = try number(value)
    var mask = mask
    if table(of: value.grain) != nil {
      // Records are counted per unit: the n-th of them is what escalates.
      if let test = mask {
        let grain = try join(value, test)
        value.node = guarded(test, spread(value.node, to: grain), grain, measure(of: value.node))
        value.grain = grain
        mask = nil
      }
      value.node = summed(value.node, to: .unit)
      value.grain = .unit
    }
    var amounts: [NodeID] = []
    for (index, occurrence) in occurrences.enumerated() {
      guard occurrence.number.digits == String(index + 1) else {
        throw failure(.occurrencesUnordered, occurrence.span, Phrase(String(index + 1)))
      }
      let amount = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(Phrase("第 \(index + 1) 次", "nth \(index + 1)"))
      }) { () throws(Failure) in try cell(occurrence.amount, occurrence.pointSign) }
      amounts.append(spread(amount, to: value.grain))
    }
    var rest = Onwards.nothing
    switch onwards {
    case .doubling?: rest = .doubling
    case .amount(let sign, let amount)?:
      let id = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(Keyword.onwards.phrase)
      }) { () throws(Failure) in try cell(amount, sign) }
      rest = .amount(spread(id, to: value.grain))
    case nil: break
    }
    guard let first = amounts.first else { throw failure(.occurrencesUnordered, act.span, "1") }
    var before: NodeID?
    if let prior {
      let count = try number(expression(prior))
      guard try join(value, count) == value.grain else {
        throw failure(
          .grainsDiffer, prior.span, Phrase(foldedText(prior.span)), grainName(count.grain),
          Phrase(foldedText(subject.span)), grainName(value.grain))
      }
      before = spread(count.node, to: value.grain)
    }
    let kind = ValueKind.number(measure(of: first))
    let id = node(
      .escalating(count: value.node, amounts: amounts, onwards: rest, prior: before), value.grain, kind)
    let total = Value(node: id, grain: value.grain, kind: kind, span: act.span)
    try give(
      total, .give, step, act, mask,
      formula: [.operand(foldedText(subject.span), value.node), .words("："), .operand("", id)])
  }

  /// 批示原分 另加 3 倍: adds three times the subject; 批示 另加 5 分 adds where it holds.
  func postAddition(
    _ subject: Expression, _ sign: PointSign, _ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    let value = try expression(subject)
    if value.kind == .truth {
      let test = try mask.map { other throws(Failure) in try combined(.and, other, value) } ?? value
      if isFold(amount) { return try postFold(amount, step, test) }
      let points = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(signWord(sign))
      }) { () throws(Failure) in try self.points(expression(amount)) }
      return try give(points, sign, step, act, test, formula: pieces(amount))
    }
    let base = try points(value)
    guard isFold(amount) else {
      throw failure(.additionNeedsFold, amount.span, Phrase(foldedText(subject.span)))
    }
    let factor = try with({
      $0.subject = words(of: subject)
      $0.role = .keyword(signWord(sign))
    }) { () throws(Failure) in try expression(amount) }
    let product = try multiplied(factor, base)
    try give(product, sign, step, act, mask, formula: pieces(subject) + [.words("×")] + pieces(amount))
  }

  // MARK: Formulas for explanation

  /// The pieces of an expression's arithmetic: its names and figures with their nodes, the signs between.
  func pieces(_ expression: Expression) -> [Piece] {
    switch expression {
    case .literal(let literal): return [.operand("", figure(literal).node)]
    case .name, .labelled, .builtin, .call, .date:
      guard let value = try? self.expression(expression) else { return [] }
      return [.operand(foldedText(expression.span), value.node)]
    case .negated(let inner, _): return [.words("−")] + pieces(inner)
    case .binary(let operation, let left, let right):
      let sign: Phrase
      switch operation {
      case .plus: sign = "+"
      case .minus: sign = "−"
      case .times: sign = "×"
      case .divide: sign = "÷"
      case .and: sign = Keyword.and.phrase
      case .or: sign = Keyword.or.phrase
      }
      let binds = operation == .times || operation == .divide
      return grouped(left, binds) + [.words(sign)] + grouped(right, binds || operation == .minus)
    case .conditional, .not, .comparison, .membership, .blankness, .between:
      guard let value = try? self.expression(expression) else { return [] }
      return [.operand(foldedText(expression.span), value.node)]
    }
  }

  private func grouped(_ expression: Expression, _ binds: Bool) -> [Piece] {
    if binds, case .binary(let operation, _, _) = expression, operation == .plus || operation == .minus {
      return [.words("(")] + pieces(expression) + [.words(")")]
    }
    return pieces(expression)
  }
}
