import Diagnostics
import Exact
import Syntax

extension Checker {
  /// Posts what a step gives, changes or settles.
  func post(_ step: Step) throws(Failure) {
    switch step.form {
    case .grid(let grid):
      plan.lines[step.line].mask = try mask(step.tests)?.node
      try with({ $0.subject = [.name(grid.rowSubject.text)] }) { () throws(Failure) in try post(grid, step) }
      return
    case .bound(let amount, let isCap, let keyword):
      let mask = try mask(step.tests)
      plan.lines[step.line].mask = mask?.node
      return try settle(step, bound: amount, isCap: isCap, keyword: keyword, mask: mask)
    case .act: break
    }
    guard let act = step.act else { return }
    let mask = try mask(step.tests)
    plan.lines[step.line].mask = mask?.node
    let subject = step.tests.last(where: { !$0.isNegated }).map { words(of: $0.condition) } ?? []
    let hint = mask.flatMap { table(of: $0.grain) }
    var target: Grain?
    for case .eachPeriod(let word) in act.scopes { target = try eachPeriod(word, act.span) }
    try with({
      $0.subject = subject
      $0.hint = hint ?? $0.hint
      $0.target = target ?? $0.target
    }) { () throws(Failure) in try post(act, step, mask) }
  }

  /// All tests joined; a negated one is 否则 of a branch before. nil: always.
  func mask(_ tests: [Step.Test]) throws(Failure) -> Value? {
    var result: Value?
    var hint: Int?
    for test in tests {
      let target = try test.period.map { word throws(Failure) in try eachPeriod(word, test.condition.span) }
      var value = try with({
        $0.hint = hint ?? $0.hint
        $0.target = target ?? $0.target
      }) { () throws(Failure) in try truth(test.condition) }
      hint = table(of: value.grain) ?? hint
      if let target, let word = test.period { try requireWhole(value, target, word) }
      if test.isNegated { value.node = node(.not(value.node), value.grain, .truth) }
      if let before = result {
        var joined = try combined(.and, before, value)
        joined.span = value.span
        result = joined
      } else {
        result = value
      }
    }
    return result
  }

  private func post(_ act: Act, _ step: Step, _ mask: Value?) throws(Failure) {
    for case .labels(let references) in act.scopes { try checkLabels(references) }
    for case .together(let references) in act.scopes { try checkLabels(references) }
    switch act.kind {
    case .give(let sign, let amount):
      if sign == .minus, isPercent(amount) { return try postPercent(amount, act, step, mask) }
      if sign.isAddition, isFold(amount) { return try postFold(amount, sign, step, mask) }
      let value = try figured(signWord(sign)) { () throws(Failure) in try expression(amount) }
      try give(try points(value), sign, step, act, mask, formula: pieces(amount))
    case .each(let subject, let measure, let sign, let amount):
      try postEach(subject, measure, sign, amount, act, step, mask)
    case .perStep(let subject, let stepLiteral, let sign, let amount, let rule):
      let value = try subjectValue(subject, step, mask, act)
      try postSteps(
        value, subject.map { words(of: $0) } ?? [], stepLiteral, sign, amount, rule, act, step, mask,
        role: .each)
    case .gap(let pair, let isShort, let stepLiteral, let sign, let amount, let rule):
      let isWorkdays = stepLiteral.measure == "工作日" || stepLiteral.measure == "个工作日"
      let value = try gap(pair, step, isShort: isShort, inWorkdays: isWorkdays, span: act.span)
      let subject = pair.map { words(of: $0.0) } ?? []
      try postSteps(
        value, subject, stepLiteral, sign, amount, rule, act, step, mask, role: isShort ? .short : .excess)
    case .proRata(let sign, let amount): try postProRata(sign, amount, act, step, mask)
    case .addition(let subject, let sign, let amount):
      try postAddition(subject, sign, amount, act, step, mask)
    case .map(let subject, let sign, let entries): try postMap(subject, sign, entries, act, step, mask)
    case .tiers(let subject, let tiers): try postTiers(subject, tiers, act, step, mask)
    case .escalating(let subject, let occurrences, let onwards, let prior):
      try postEscalating(subject, occurrences, onwards, prior, act, step, mask)
    case .open(let literal):
      let value = figured0(literal)
      try give(value, .give, step, act, mask, formula: [.operand("", value.node)])
    case .assumption: break
    case .times(let factor): try multiply(factor, step, mask)
    case .instead(let amount): try reprice(amount, act, step, mask)
    case .drop: try drop(act, step, mask)
    case .counts(let target, let amount):
      if target == nil { try zero(amount, act, step, mask) }
    case .keep(let keys, let rule): try keep(keys, rule, step, mask)
    case .share(let subject, .credited): try credit(subject, step, mask)
    case .share(let subject, let rule): try share(subject, rule, step, mask)
    case .shift(let subject, let places): try shift(subject, places, step, mask)
    case .cap(let amount, let isMost):
      try settle(step, bound: amount, isCap: true, keyword: isMost ? .most : .cap, mask: mask)
    case .floor(let amount, _): try settle(step, bound: amount, isCap: false, keyword: .floor, mask: mask)
    case .untilZero: try settle(step, bound: nil, isCap: false, keyword: nil, mask: mask)
    case .veto(let verdict): try veto(verdict, mask, step)
    }
  }

  // MARK: Figures of an act

  func figured<Result>(_ role: Phrase?, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    try with({ $0.role = role.map { .keyword($0) } }, body)
  }

  private func figured0(_ literal: Literal) -> Value {
    var value = figure(literal)
    if value.isFree { value.kind = .number(.points) }
    return value
  }

  func signWord(_ sign: PointSign) -> Phrase {
    switch sign {
    case .give: Keyword.give.phrase
    case .plus: Keyword.plus.phrase
    case .minus: Keyword.minus.phrase
    case .also: Keyword.also.phrase
    case .alsoMinus: Keyword.alsoMinus.phrase
    }
  }

  /// Requires 分 (or money); a bare number is told what to write.
  func points(_ value: Value) throws(Failure) -> Value {
    guard case .number(let measure) = value.kind else {
      throw failure(.numberNeeded, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    if value.isFree || isPointLike(measure) { return value }
    let text = foldedText(value.span)
    if value.isBareLiteral { throw failure(.pointsNeedMeasure, value.span, Phrase(text)) }
    throw failure(
      .notPoints, value.span, Phrase(text), measureName(measure), help: pointsAdvice(value, measure))
  }

  func isPointLike(_ measure: Measure) -> Bool {
    switch measure {
    case .points: true
    case .tagged(let word): word == "元" || word == "万元" || word == "亿元"
    case .plain: false
    }
  }

  // MARK: Giving

  /// Posts an amount at the grain that it, its guard and its scope make.
  func give(
    _ amount: Value, _ sign: PointSign, _ step: Step, _ act: Act, _ mask: Value?, formula: [Piece]
  ) throws(Failure) {
    var grain = amount.grain
    if let mask { grain = try join(amount, mask) }
    grain = try scoped(grain, act, span: amount.span)
    let measure: Measure = amount.isFree ? .points : self.measure(of: amount.node)
    var id = spread(amount.node, to: grain)
    if sign.isNegative { id = node(.negate(id), grain, .number(measure)) }
    id = guarded(mask, id, grain, measure)
    if act.scopes.contains(.wholeYear) { id = summed(id, to: .unit) }
    append(
      of: .clause(step.clause), step, id,
      formula: sign.isNegative ? [.words("−")] + parenthesised(formula) : formula, deducts: sign.isNegative)
  }

  /// Negative amounts of several pieces stand in parentheses.
  private func parenthesised(_ formula: [Piece]) -> [Piece] {
    formula.count < 4 ? formula : [.words("(")] + formula + [.words(")")]
  }

  func guarded(_ mask: Value?, _ amount: NodeID, _ grain: Grain, _ measure: Measure) -> NodeID {
    let test = mask.map { spread($0.node, to: grain) } ?? spread(node(.truth(true), .one, .truth), to: grain)
    return node(.guarded(mask: test, amount: amount), grain, .number(measure))
  }

  /// The grain that scopes (每月, 每个 指标) and the unit ask for.
  func scoped(_ grain: Grain, _ act: Act, span: Span) throws(Failure) -> Grain {
    var grain = grain
    for scope in act.scopes {
      switch scope {
      case .eachPeriod(let word):
        let own = try eachPeriod(word, act.span)
        if !act.isPerPiece { try requireWhole(grain, own, word, span) }
        guard let joined = grains.join(grain, own) else {
          throw failure(
            .grainsDiffer, span, Phrase(foldedText(span)), grainName(grain), Phrase("每" + word),
            grainName(own))
        }
        grain = joined
      case .eachKey(let name):
        let key = try keyGrain(name, near: grain)
        guard let joined = grains.join(grain, key) else {
          throw failure(
            .grainsDiffer, span, Phrase(foldedText(span)), grainName(grain), Phrase(name.text), grainName(key)
          )
        }
        grain = joined
      case .wholeYear, .thisItem, .thisPeriod, .thisPart, .labels, .together: continue
      }
    }
    switch grain {
    case .one, .classes: return .unit
    case .period(let unit): return .unitPeriod(unit)
    case .rows(let table):
      let schema = plan.tables[table]
      guard schema.unitColumn != nil || schema.namesColumn != nil else {
        throw failure(.noUnit, span, Phrase(schema.name))
      }
      return grain
    case .keyed(_, _, let withUnit):
      guard withUnit else { throw failure(.noUnit, span, Phrase(foldedText(span))) }
      return grain
    case .unit, .unitPeriod, .shares: return grain
    }
  }

  /// 每月: the grain of a unit's months.
  func eachPeriod(_ word: String, _ span: Span) throws(Failure) -> Grain {
    guard let unit = periodUnit(word) else { throw failure(.unknownPeriod, span, Phrase(word)) }
    return .unitPeriod(unit)
  }

  func periodUnit(_ word: String) -> CalendarUnit? {
    calendarUnit(named: word) ?? (word == "季" ? .quarter : word == "月" ? .month : nil)
  }

  /// 每个 指标: rows of the table keyed by it, or its distinct values with the unit.
  func keyGrain(_ name: Name, near grain: Grain) throws(Failure) -> Grain {
    guard let columns = columnsNamed[name.text] else { throw unknown(name) }
    let preferred = table(of: grain) ?? spot.hint
    guard
      let column = columns.first(where: { $0.table == preferred }) ?? (columns.count == 1 ? columns[0] : nil)
    else {
      throw ambiguous(columns, name)
    }
    let schema = plan.tables[column.table]
    if schema.grain == .unit { return .unit }
    if let unit = schema.unitColumn, Set(schema.keys) == [unit, column.column] { return .rows(column.table) }
    return .keyed(table: column.table, columns: [column.column], withUnit: schema.unitColumn != nil)
  }

  func append(
    of owner: Owner, line: Int? = nil, _ step: Step, _ amount: NodeID, formula: [Piece], deducts: Bool = false
  ) {
    postingsOf[owner, default: []].append(plan.postings.count)
    plan.postings.append(
      Posting(
        of: owner, by: step.line, line: line, stratum: step.stratum, amount: amount, formula: formula,
        deducts: deducts))
    postingOrder.append(step.order)
  }

  // MARK: 每条

  private func postEach(
    _ subject: Expression?, _ measure: String?, _ sign: PointSign, _ amount: Expression, _ act: Act,
    _ step: Step,
    _ mask: Value?
  ) throws(Failure) {
    let subjectWords = subject.map { words(of: $0) } ?? spot.subject
    let counted = try number(subjectValue(subject, step, mask, act))
    try requireByPeriod(counted, act)
    if let measure, !counted.isFree {
      let own = self.measure(of: counted.node)
      let wanted = self.measure(measure)
      guard own == wanted || own == .plain else {
        let word = measureName(own)
        throw failure(
          .eachMeasureDiffers, counted.span, Phrase(foldedText(counted.span)), word, measureName(wanted),
          Phrase("每" + word.chinese, "each " + MeasureWord.spelling(word.chinese, .english, plural: false)))
      }
      if own == .plain {
        throw failure(
          .eachMeasureDiffers, counted.span, Phrase(foldedText(counted.span)), measureName(own),
          measureName(wanted), Phrase("每", "each"))
      }
    }
    let price = try with({
      $0.subject = subjectWords
      $0.role = .keyword(Keyword.each.phrase)
    }) { () throws(Failure) in try points(expression(amount)) }
    let product = try multiplied(counted, price)
    var formula: [Piece] = []
    if let subject {
      formula = pieces(subject)
    } else {
      formula = [.operand(foldedText(counted.span), counted.node)]
    }
    if subject == nil, case .present = plan.nodes[counted.node].op { formula = [] }
    let priced = pieces(amount)
    try give(
      product, sign, step, act, mask, formula: formula.isEmpty ? priced : formula + [.words("×")] + priced)
  }

  /// count × price, in the price's measure.
  func multiplied(_ count: Value, _ price: Value) throws(Failure) -> Value {
    let grain = try join(count, price)
    let kind: ValueKind = price.isFree ? .number(.points) : price.kind
    let id = node(.multiply(spread(count.node, to: grain), spread(price.node, to: grain)), grain, kind)
    return Value(node: id, grain: grain, kind: kind, span: price.span)
  }

  // MARK: Gaps and steps

  /// How far a comparison is missed or passed, never below 0.
  func gap(
    _ pair: (Expression, Expression)?, _ step: Step, isShort: Bool, inWorkdays: Bool = false, span: Span
  ) throws(Failure) -> Value {
    guard let (left, right) = pair ?? step.compared.map({ ($0.left, $0.right) }) else {
      throw failure(.gapNeedsComparison, span)
    }
    let first = try compared(left)
    if first.kind == .date {
      return try dayGap(first, try expression(right), inWorkdays: inWorkdays, isShort: isShort)
    }
    let matched = try self.matched(try number(first), try number(compared(right)), .comparison)
    let op: Op = isShort ? .subtract(matched.right, matched.left) : .subtract(matched.left, matched.right)
    let difference = node(op, matched.grain, matched.kind)
    let zero = number(.zero, measure(of: difference), at: matched.grain)
    let id = node(.maximum([zero, difference]), matched.grain, matched.kind)
    return Value(
      node: id, grain: matched.grain, kind: matched.kind, isFree: matched.isFree,
      span: left.span.joined(right.span))
  }

  private func postSteps(
    _ value: Value, _ subject: [AddressWord], _ stepLiteral: Literal, _ sign: PointSign, _ amount: Expression,
    _ rule: Act.Step?, _ act: Act, _ step: Step, _ mask: Value?, role: Keyword
  ) throws(Failure) {
    let counted = try number(value)
    try requireByPeriod(counted, act)
    let subjectWords = subject.isEmpty ? spot.subject : subject
    let size = with2({
      $0.subject = subjectWords + [.keyword(role.phrase)]
      $0.role = .keyword(Phrase("步长", "step"))
    }) { figure(stepLiteral) }
    let matched = try self.matched(counted, size, .comparison)
    guard let how = stepRule(rule, measure: measure(of: counted.node), size: stepLiteral) else {
      throw failure(.stepRuleMissing, act.span, Phrase(foldedText(stepLiteral.span)))
    }
    let quotient = node(.steps(matched.left, step: matched.right, how), matched.grain, .number(.plain))
    let count = Value(node: quotient, grain: matched.grain, kind: .number(.plain), span: value.span)
    let price = try with({
      $0.subject = subjectWords
      $0.role = .keyword(role.phrase)
    }) { () throws(Failure) in try points(expression(amount)) }
    let product = try multiplied(count, price)
    let formula: [Piece] =
      [.operand(foldedText(value.span), counted.node), .words("÷"), .operand("", size.node)]
      + (how == .proportional
        ? [] : [.words(how == .wholeOnly ? Phrase("(满步)", "(full steps)") : Phrase("(进步)", "(steps begun)"))])
      + [.words("×")] + pieces(amount)
    try give(product, sign, step, act, mask, formula: formula)
  }

  /// A whole count by steps of 1 needs no rule; anything else does.
  private func stepRule(_ rule: Act.Step?, measure: Measure, size: Literal) -> StepRule? {
    switch rule {
    case .proportional?: return .proportional
    case .wholeOnly?: return .wholeOnly
    case .partCounts?: return .partCounts
    case nil:
      guard case .tagged(let word) = measure, Self.wholeMeasures.contains(word), size.digits == "1" else {
        return nil
      }
      return .proportional
    }
  }

  /// Measure words that count whole things.
  static let wholeMeasures: Set<String> = [
    "条", "篇", "期", "次", "个", "件", "起", "项", "场", "份", "家", "户", "人", "名", "字", "点", "处", "批", "宗", "例",
    "封", "部", "幅", "工作日", "天", "月", "周",
  ]

  private func postProRata(
    _ sign: PointSign, _ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    guard let compared = step.compared else { throw failure(.gapNeedsComparison, act.span) }
    if sign.isNegative { throw deductedInProportion(amount, act, compared) }
    let matched = try self.matched(
      try number(self.compared(compared.left)), try number(self.compared(compared.right)), .comparison)
    let ratio = node(.divide(matched.left, matched.right), matched.grain, .number(.plain))
    let share = Value(node: ratio, grain: matched.grain, kind: .number(.plain), span: compared.left.span)
    let full = try with({
      $0.subject = words(of: compared.left) + words(of: compared.right)
      $0.role = .keyword(Keyword.proRata.phrase)
    }) { () throws(Failure) in try points(expression(amount)) }
    let formula =
      pieces(amount) + [.words("×")] + pieces(compared.left) + [.words("÷")] + pieces(compared.right)
    try give(try multiplied(share, full), sign, step, act, mask, formula: formula)
  }
}
