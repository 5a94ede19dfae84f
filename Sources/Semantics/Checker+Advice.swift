import Diagnostics
import Syntax

/// What to write instead, where the general advice of a code says too little about the case at hand.
extension Checker {
  /// A bare number beside one with a measure: times or by one of the measure. The product of two counts, and a
  /// number of days, come to that.
  func measureAdvice(
    _ left: Value, _ leftMeasure: Measure, _ right: Value, _ rightMeasure: Measure
  ) -> Phrase? {
    let (bare, other, measure) =
      leftMeasure == .plain ? (left, right, rightMeasure) : (right, left, leftMeasure)
    if let count = counted(left, leftMeasure, besides: rightMeasure)
      ?? counted(right, rightMeasure, besides: leftMeasure)
    {
      let text = grouped(count.span)
      return Phrase(
        "数量乘上分值才是分：写“\(text) × 1 分”", "a count times points is points: write “\(text) * 1 point”")
    }
    guard leftMeasure != rightMeasure, leftMeasure == .plain || rightMeasure == .plain else { return nil }
    let one = oneOf(measure)
    let (plain, counted) = (grouped(bare.span), grouped(other.span))
    return Phrase(
      "要当作\(measureName(measure).chinese)，写“\(plain) × \(one.chinese)”；要当作没有量词的数，写“\(counted) ÷ \(one.chinese)”",
      "to have \(measureName(measure).english) write “\(plain) * \(one.english)”; to have a bare number write “\(counted) / \(one.english)”"
    )
  }

  /// The one of two that is a count, where the other is in points.
  private func counted(_ value: Value, _ measure: Measure, besides other: Measure) -> Value? {
    guard other == .points, case .tagged = measure, !isPointLike(measure) else { return nil }
    return value
  }

  /// A number without a measure, where points are wanted.
  func pointsAdvice(_ value: Value, _ measure: Measure) -> Phrase? {
    guard measure == .plain else { return nil }
    let text = grouped(value.span)
    return Phrase("写成“\(text) × 1 分”，或在算式里写明几分", "write “\(text) * 1 point”, or give points in the formula")
  }

  func oneOf(_ measure: Measure) -> Phrase {
    let word = measureName(measure).chinese
    return Phrase("1 \(word)", "1 " + MeasureWord.spelling(word, .english, plural: false))
  }

  /// The text of a formula as it may stand beside × and ÷.
  private func grouped(_ span: Span) -> String {
    let text = foldedText(span)
    let isOne = !text.contains(where: { "×÷+-−*/".contains($0) })
    return isOne ? text : "（" + text + "）"
  }

  /// 迟报 的，当月 记 0 分 of records: whether one of the month holds.
  func liftAdvice(_ mask: Value?) -> Phrase? {
    guard let mask, table(of: mask.grain) != nil else { return nil }
    let text = foldedText(mask.span)
    let unit = plan.unitHeader
    return Phrase(
      "有一条就算的，写“任一(\(text)，按 \(unit) 月) 的，…”",
      "if one such record is enough write “if any(\(text), by \(unit) month), …”")
  }

  /// A limit on some records of a line: it is of the sum, so that these need a line of their own.
  func partLimitAdvice(_ mask: Value, _ step: Step) -> Phrase? {
    guard table(of: mask.grain) != nil else { return nil }
    let text = foldedText(mask.span)
    return Phrase(
      "上限、下限管的是一行或一个条款的合计：把这些记录的给分单独写一行，限额写在后面，例如“\(text) 的，每条 1 分，最多 10 分”",
      "a limit is of the sum of a line or clause: give these records a line of their own with the limit behind it, as in “if \(text), each item 1 point, max 10 points”"
    )
  }

  /// 乘 where only add-ons are: they come after it.
  func factorAdvice(_ step: Step) -> Phrase? {
    let reach = widestReach(of: step)
    let added = steps.contains { other in
      other.stratum == .add && (reach.clauses?.contains(other.clause) ?? true)
    }
    guard step.stratum < .add, added else { return nil }
    return Phrase(
      "“另加”“另扣”在它之后才算，改动不了；要一起改动的，去掉“另”字，写成本条款给的分",
      "add and take come after it and are not changed by it; what is to be changed is given by the clause itself: leave out add"
    )
  }

  /// Shares are said, but inside a clause that gives points: there they are of that clause alone.
  var shareAdvice: Phrase? {
    let isSaid = steps.contains { step in
      guard case .share? = step.act?.kind else { return false }
      return true
    }
    guard isSaid else { return nil }
    return Phrase(
      "写在给分的条款里的“署名 …”只管那个条款；另立一个条款只写这一行，就管所有条款",
      "a line on shares inside a clause that gives points is of that clause alone; in a clause of its own it is of all"
    )
  }

  /// A modifier that names no clauses ranges over all of them, and so over one that is given by the sum at hand.
  func scopeAdvice(_ step: Step) -> Phrase? {
    guard let act = step.act, act.scopes.isEmpty, step.stratum != .give, reach(of: step).size >= 3,
      plan.clauses.indices.contains(step.clause)
    else { return nil }
    let label = plan.clauses[step.clause].label
    let text = foldedText(step.span)
    return Phrase(
      "条款“\(label)”没有写管哪些条款，就管所有的；在前面写明，例如“条款 “…”、“…” \(text)”",
      "clause “\(label)” names no clauses and so ranges over all; name them before it, as in “clause “…” | “…” \(text)”"
    )
  }

  /// 公布：承办单位 where the units are those of another table, under another name.
  func unitAdvice(_ expression: Expression) -> Phrase? {
    guard case .name(let reference) = expression, reference.member == nil,
      columnsNamed[reference.text]?.contains(where: isUnitColumn) == true
    else { return nil }
    return Phrase(
      "单位写“\(plan.unitHeader) 题为 “\(reference.text)””",
      "for the unit write “\(plan.unitHeader) titled “\(reference.text)””")
  }

  /// 不足 任务 的，按比例 扣 10 分: of what was done, as 按比例 得, or of what is missing?
  func deductedInProportion(
    _ amount: Expression, _ act: Act, _ compared: (left: Expression, right: Expression, sign: ComparisonSign)
  ) -> Failure {
    let full = grouped(amount.span)
    let ratio = (foldedText(compared.left.span), foldedText(compared.right.span))
    let isBelow: Bool
    switch compared.sign {
    case .less, .lessOrEqual, .equal, .notEqual: isBelow = true
    case .greater, .greaterOrEqual: isBelow = false
    }
    let missed = Phrase(
      "扣 \(full) × （\(isBelow ? "1 - \(ratio.0) ÷ \(ratio.1)" : "\(ratio.0) ÷ \(ratio.1) - 1")）",
      "minus \(full) * (\(isBelow ? "1 - \(ratio.0) / \(ratio.1)" : "\(ratio.0) / \(ratio.1) - 1"))")
    let done = Phrase("扣 \(full) × （\(ratio.0) ÷ \(ratio.1)）", "minus \(full) * (\(ratio.0) / \(ratio.1))")
    return failure(.proRataOfWhat, act.span, Phrase(foldedText(act.span)), missed, done)
  }

  /// 得 10 分，每超 1 条 加 1 分，最多 2 分: of the last of them, as circulars mean it, or of all that stands before?
  func lookAtMost(_ act: Act, behind given: [Act]) {
    let (bound, isCap): (Expression, Bool)
    if case .cap(let amount, isMost: true) = act.kind {
      (bound, isCap) = (amount, true)
    } else if case .floor(let amount, isMost: true) = act.kind {
      (bound, isCap) = (amount, false)
    } else {
      return
    }
    for scope in act.scopes {
      switch scope {
      case .eachPeriod, .eachKey, .thisItem: continue
      case .wholeYear, .thisPeriod, .thisPart, .labels, .together: return
      }
    }
    guard let first = given.first, let last = given.last else { return }
    var amount = foldedText(bound.span)
    if case .negated(let inner, _) = bound, !isCap { amount = "-" + grouped(inner.span) }
    report(
      .mostOfSeveral, act.span, Phrase(foldedText(act.span)), Phrase(foldedText(first.span)),
      Phrase(foldedText(last.span)),
      Phrase(isCap ? "不超过 \(amount)" : "不低于 \(amount)", isCap ? "at_most \(amount)" : "at_least \(amount)"))
  }

  /// 不足 36 条 的，每超 1 条: nothing is beyond where the comparison says that something is missing. Behind 否则
  /// the comparison does not hold, which says something only of one that stood alone.
  func lookAtDirection(
    of act: Act, _ compared: (left: Expression, right: Expression, sign: ComparisonSign)?, holds: Bool?,
    standsAlone: Bool
  ) {
    guard case .gap(nil, let isShort, _, _, _, _) = act.kind, let compared, let holds else { return }
    let isBelow: Bool
    switch compared.sign {
    case .less, .lessOrEqual: isBelow = holds
    case .greater, .greaterOrEqual: isBelow = !holds
    case .equal, .notEqual: return
    }
    guard isBelow != isShort else { return }
    let test = foldedText(compared.left.span.joined(compared.right.span))
    let last = Phrase(
      "条件里有几个比较的，每缺、每超 算的是最后一个：把要算的写在最后",
      "of several comparisons the last one is measured: put the one that is meant last")
    report(
      .gapWrongWay, act.span, Phrase(foldedText(act.span)),
      holds
        ? Phrase("条件是“\(test)”", "the condition is “\(test)”")
        : Phrase("这里“\(test)”不成立", "“\(test)” does not hold here"),
      isShort ? Phrase("每超", "excess") : Phrase("每缺", "shortfall"), help: holds && !standsAlone ? last : nil)
  }
}
