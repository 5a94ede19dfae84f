import Diagnostics
import Exact
import Syntax

extension Checker {
  /// 满 50 件 2 分、满 100 件 3 分: the highest threshold that is reached (or the lowest that is not passed).
  func postTiers(
    _ subject: Expression, _ written: [Tier], _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    let value = try number(expression(subject))
    // Circulars name the highest tier first as often as the lowest; the order says nothing.
    let tiers = isFalling(written) ? written.reversed() : written
    let isLower = tiers.allSatisfy { isFromBelow($0.sign) }
    let isUpper = tiers.allSatisfy { $0.sign == .lessOrEqual || $0.sign == .less }
    guard isLower || isUpper else {
      let first = tiers.first.map { isFromBelow($0.sign) }
      throw failure(.tiersMixed, tiers.first { isFromBelow($0.sign) != first }?.span ?? act.span)
    }
    var last: Rational?
    var chain: Value?
    var listed: [TierScale.Tier] = []
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
      let test = node(.compare(tier.sign, matched.left, matched.right), matched.grain, .truth)
      let written = thresholdWord(tier.threshold)
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
      let condition = foldedText(Span(Int(tier.span.start), Int(tier.threshold.span.end)))
      listed.append(.init(test: test, amount: amount, text: condition, place: place(tier.span)))
    }
    guard let chain else { return }
    plan.tierScales.append(
      TierScale(
        line: step.line, subject: value.node, subjectText: foldedText(subject.span), mask: mask?.node,
        chain: chain.node, tiers: listed.reversed()))
    // A blank subject reaches no tier.
    let given = node(.not(node(.isAbsent(chain.node), chain.grain, .truth)), chain.grain, .truth)
    var test = Value(node: given, grain: chain.grain, kind: .truth, span: act.span)
    if let mask { test = try combined(.and, mask, test) }
    try give(
      chain, .give, step, act, test, formula: pieces(subject) + [.words("："), .operand("", chain.node)])
  }

  /// Whether the thresholds that are written as figures fall from the first to the last.
  private func isFalling(_ tiers: [Tier]) -> Bool {
    let numbers = tiers.compactMap { tier -> Rational? in
      guard case .literal(let literal) = tier.threshold else { return nil }
      return literal.digits.flatMap { Rational(decimal: $0) }
    }
    return numbers.count > 1 && zip(numbers, numbers.dropFirst()).allSatisfy { $0 > $1 }
  }

  /// 满 and 超过, as against 不足 and 不超过.
  private func isFromBelow(_ sign: ComparisonSign) -> Bool { sign == .greaterOrEqual || sign == .greater }

  /// The number of a threshold, which is the same in both languages.
  private func thresholdWord(_ threshold: Expression) -> String {
    guard case .literal(let literal) = threshold, let digits = literal.digits else {
      return foldedText(threshold.span)
    }
    return literal.isPercent ? digits + "%" : digits
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
    if occurrences.first?.number.measure == "名" {
      return try postByPlace(value, subject, occurrences, onwards, act, step, mask)
    }
    let restart = try scoped(.unit, act, span: subject.span)
    let counted = try occurring(value, mask, restart)
    var amounts: [NodeID] = []
    for (index, occurrence) in occurrences.enumerated() {
      guard occurrence.number.digits == String(index + 1) else {
        throw failure(.occurrencesUnordered, occurrence.span, Phrase(String(index + 1)))
      }
      let amount = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(Phrase("第 \(index + 1) 次", "nth \(index + 1)"))
      }) { () throws(Failure) in try cell(occurrence.amount, occurrence.pointSign) }
      amounts.append(amount)
    }
    var rest = Onwards.nothing
    switch onwards {
    case .doubling?: rest = .doubling
    case .amount(let sign, let amount)?:
      let id = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(Keyword.onwards.phrase)
      }) { () throws(Failure) in try cell(amount, sign) }
      rest = .amount(id)
    case nil: break
    }
    guard let first = amounts.first else { throw failure(.occurrencesUnordered, act.span, "1") }
    let kind = ValueKind.number(measure(of: first))
    var counts: [RepeatScale.Count] = []
    for count in counted {
      let before = try earlier(count, subject, prior)
      let grain = count.value.grain
      let id = node(
        .escalating(
          count: count.value.node, amounts: amounts.map { spread($0, to: grain) },
          onwards: spread(rest, to: grain), prior: before), grain, kind)
      let total = Value(node: id, grain: grain, kind: kind, span: act.span)
      try give(
        total, .give, step, act, count.mask,
        formula: [.operand(foldedText(subject.span), count.value.node), .words("："), .operand("", id)])
      counts.append(.init(count: count.value.node, prior: before, mask: count.mask?.node))
    }
    plan.repeatScales.append(
      RepeatScale(
        line: step.line, counts: counts, texts: occurrences.map { foldedText($0.number.span) },
        hasOnwards: onwards != nil))
  }

  private func spread(_ rest: Onwards, to grain: Grain) -> Onwards {
    switch rest {
    case .nothing, .doubling: rest
    case .amount(let id): .amount(spread(id, to: grain))
    }
  }

  /// Occurrences to be counted at one grain.
  private struct Occurring {
    var value: Value
    /// The guard, where it is not in the count already.
    var mask: Value?
    /// How many of the unit came before each; nil where counting starts with these.
    var before: NodeID?
  }

  /// Occurrences as they are counted: guarded, and folded to the unit and its months, or to what 每 X says. A
  /// month's score so holds what its repeats cost; records without a date come after all that have one.
  private func occurring(_ value: Value, _ mask: Value?, _ restart: Grain) throws(Failure) -> [Occurring] {
    var value = value
    var grain = value.grain
    if let mask { grain = try join(value, mask) }
    let records = table(of: grain)
    if let records, plan.tables[records].unitColumn == nil, plan.tables[records].namesColumn != nil {
      throw nobodysNth(value, grain)
    }
    // A count cannot be repeated for each month or record in which the guard holds.
    if let mask, grain != value.grain, !reaches(.unit, mask.grain) {
      throw failure(
        .grainsDiffer, mask.span, Phrase(foldedText(mask.span)), grainName(mask.grain),
        Phrase(foldedText(value.span)), grainName(value.grain))
    }
    guard records != nil || isPeriodic(value.grain) || restart != .unit else {
      return [Occurring(value: value, mask: mask)]
    }
    value.node = guarded(mask, spread(value.node, to: grain), grain, measure(of: value.node))
    value.grain = grain
    guard restart == .unit else { return [Occurring(value: folded(value, to: restart))] }
    if records == nil { return [Occurring(value: value, before: running(value))] }
    let whole = folded(value, to: .unit)
    guard let months = records.flatMap({ datedMonths(of: $0) }) else { return [Occurring(value: whole)] }
    let dated = folded(value, to: .unitPeriod(months))
    let inMonths = summed(dated.node, to: .unit)
    var undated = whole
    undated.node = node(.subtract(whole.node, inMonths), .unit, whole.kind)
    return [Occurring(value: dated, before: running(dated)), Occurring(value: undated, before: inMonths)]
  }

  /// The 1st, 2nd … of a record with several signers is nobody's: counted in each record, all would be the first.
  private func nobodysNth(_ value: Value, _ grain: Grain) -> Failure {
    let name = foldedText(value.span)
    let word = measureName(measure(of: value.node))
    let one = Phrase(
      "1 \(word.chinese)", "1 " + MeasureWord.spelling(word.chinese, .english, plural: false))
    return failure(
      .grainsDiffer, value.span, Phrase(name), grainName(grain), Phrase("第几次", "nth"), grainName(.unit),
      help: Phrase(
        "一条记录有几个署名，第几次数不到谁的名下；写“\(name) 满 \(one.chinese) 的，得 … 分”和“\(name) 超过 \(one.chinese) 的，每超 \(one.chinese) 加 … 分”：表数每个署名的，列数每条记录自己的",
        "a record has several signers, so there is nobody whose nth it is; write “if \(name) reaches \(one.english), give …” and “if \(name) above \(one.english), excess \(one.english) plus …”: a table counts for each signer, a column inside its record"
      ))
  }

  private func folded(_ value: Value, to grain: Grain) -> Value {
    guard reaches(value.grain, grain) else { return value }
    var value = value
    value.node = summed(value.node, to: grain)
    value.grain = grain
    return value
  }

  /// How many came in the periods before each one.
  private func running(_ value: Value) -> NodeID {
    let sum = node(.cumulative(value.node), value.grain, value.kind)
    return node(.subtract(sum, value.node), value.grain, value.kind)
  }

  private func isPeriodic(_ grain: Grain) -> Bool {
    if case .unitPeriod = grain { return true }
    return false
  }

  /// The period that records of a table fall into; nil where they carry none or the method has none.
  private func datedMonths(of table: Int) -> CalendarUnit? {
    let schema = plan.tables[table]
    guard plan.period != nil, schema.unitColumn != nil, let dated = schema.datedColumn else { return nil }
    switch schema.columns[dated].type {
    case .date: return .month
    case .period(let unit): return unit
    case .name, .names, .id, .text, .options, .yesNo, .number, .percent, .notation: return nil
    }
  }

  /// What occurred before: in the periods before, and what 接 brings in.
  private func earlier(_ counted: Occurring, _ subject: Expression, _ prior: Expression?) throws(Failure)
    -> NodeID?
  {
    guard let prior else { return counted.before }
    let value = counted.value
    let count = try number(expression(prior))
    guard try join(value, count) == value.grain else {
      throw failure(
        .grainsDiffer, prior.span, Phrase(foldedText(prior.span)), grainName(count.grain),
        Phrase(foldedText(subject.span)), grainName(value.grain))
    }
    let brought = spread(count.node, to: value.grain)
    return counted.before.map { node(.sum([$0, brought]), value.grain, value.kind) } ?? brought
  }

  /// 名次：第 1 名 60 分、第 2 名 57 分、以后 50 分: the points of the place itself, not of all before it.
  private func postByPlace(
    _ value: Value, _ subject: Expression, _ occurrences: [Occurrence], _ onwards: Act.Onwards?, _ act: Act,
    _ step: Step, _ mask: Value?
  ) throws(Failure) {
    var entries: [(place: Rational, amount: NodeID)] = []
    for occurrence in occurrences {
      guard let place = occurrence.number.digits.flatMap({ Rational(decimal: $0) }),
        occurrence.number.measure == "名",
        entries.last.map({ $0.place < place }) ?? true
      else { throw failure(.occurrencesUnordered, occurrence.span, Phrase(String(entries.count + 1))) }
      let amount = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(Phrase("第 \(place.plain) 名", "nth \(place.plain)"))
      }) { () throws(Failure) in try cell(occurrence.amount, occurrence.pointSign) }
      entries.append((place, amount))
    }
    var rest = number(.zero, measure(of: entries[0].amount))
    switch onwards {
    case .doubling(let span)?: throw failure(.tiersMixed, span)
    case .amount(let sign, let amount)?:
      rest = try with({
        $0.subject = words(of: subject)
        $0.role = .keyword(Keyword.onwards.phrase)
      }) { () throws(Failure) in try cell(amount, sign) }
    case nil: break
    }
    let kind = ValueKind.number(measure(of: entries[0].amount))
    var id = spread(rest, to: value.grain)
    var listed: [TierScale.Tier] = []
    for (entry, occurrence) in zip(entries, occurrences).reversed() {
      let place = number(entry.place, measure(of: value.node), at: value.grain)
      let test = node(.compare(.equal, value.node, place), value.grain, .truth)
      id = node(.choose(test, then: spread(entry.amount, to: value.grain), otherwise: id), value.grain, kind)
      listed.append(
        .init(
          test: test, amount: entry.amount, text: foldedText(occurrence.number.span),
          place: self.place(occurrence.span)))
    }
    plan.tierScales.append(
      TierScale(
        line: step.line, subject: value.node, subjectText: foldedText(subject.span), mask: mask?.node,
        chain: id, tiers: listed.reversed()))
    // The unranked have no place and get nothing.
    let given = node(.not(node(.isAbsent(id), value.grain, .truth)), value.grain, .truth)
    var test = Value(node: given, grain: value.grain, kind: .truth, span: act.span)
    if let mask { test = try combined(.and, mask, test) }
    let total = Value(node: id, grain: value.grain, kind: kind, span: act.span)
    try give(total, .give, step, act, test, formula: pieces(subject) + [.words("："), .operand("", id)])
  }

  /// 批示原分 另加 3 倍: adds three times the subject; 批示 另加 5 分 adds where it holds.
  func postAddition(
    _ subject: Expression, _ sign: PointSign, _ amount: Expression, _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    let value = try expression(subject)
    if value.kind == .truth {
      let test = try mask.map { other throws(Failure) in try combined(.and, other, value) } ?? value
      if isFold(amount) { return try postFold(amount, sign, step, test) }
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
}
