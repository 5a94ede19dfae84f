import Diagnostics
import Exact
import Syntax

extension Checker {
  // MARK: 月, 季度, 半年, 年

  /// The period itself where no column has the name: one value for each month (quarter …) of the method.
  func ownPeriod(_ name: Name) -> Value? {
    guard let unit = calendarUnit(named: name.text) else { return nil }
    return Value(
      node: node(.periodOf(unit), .period(unit), .period(unit)), grain: .period(unit), kind: .period(unit),
      span: name.span)
  }

  /// 采用记录.半年: the period that rows of a table fall into.
  func ownPeriod(of table: Int, _ member: Name, _ span: Span) -> Value? {
    let grain = plan.tables[table].grain
    guard let unit = calendarUnit(named: member.text), reaches(grain, .period(unit)) else { return nil }
    return Value(
      node: node(.periodOf(unit), grain, .period(unit)), grain: grain, kind: .period(unit), span: span)
  }

  // MARK: Periods as they are written

  /// The period that the right side of a comparison names; nil where it names none.
  func period(_ expression: Expression) -> PeriodLiteral? {
    switch expression {
    case .period(let literal): return literal
    case .date(let year, let month, nil, let span):
      guard (1...12).contains(month) else { return nil }
      return PeriodLiteral(year: year, months: 1, ordinal: month, span: span)
    case .name(let reference):
      guard reference.member == nil, let named = PeriodLiteral.named(reference.text),
        !allNames.contains(reference.text)
      else { return nil }
      return PeriodLiteral(year: nil, months: named.months, ordinal: named.ordinal, span: reference.span)
    case .literal, .date, .labelled, .builtin, .call, .negated, .not, .binary, .comparison, .membership,
      .blankness, .between, .conditional:
      return nil
    }
  }

  /// 在 2024年7月 至 12月 之间: the year goes on, where the end so lies behind the beginning.
  func ranged(_ low: Expression, _ high: Expression) -> (Expression, Expression) {
    guard let first = period(low), let year = first.year, var last = period(high), last.year == nil,
      (last.ordinal - 1) * last.months >= (first.ordinal - 1) * first.months
    else { return (low, high) }
    last.year = year
    return (low, .period(last))
  }

  /// A period or a date compared with a period. One of the same length compares by number; a longer one is
  /// all that lies in it. nil where the left side is neither and the right may be an option.
  func comparison(
    _ sign: ComparisonSign, _ left: Value, _ literal: PeriodLiteral, mayBeOption: Bool, _ span: Span
  ) throws(Failure) -> Value? {
    let months: (first: Int, last: Int)
    let edges: (low: Int, high: Int)
    switch left.kind {
    case .period(let unit):
      guard literal.months >= unit.months else {
        throw failure(
          .periodTooShort, literal.span, Phrase(foldedText(literal.span)), Phrase(foldedText(left.span)),
          periodName(unit), periodExample(unit))
      }
      months = try self.months(of: literal)
      edges = (months.first / unit.months, months.last / unit.months)
    case .date:
      months = try self.months(of: literal)
      edges = (
        CivilCalendar.firstDay(ofMonth: months.first), CivilCalendar.firstDay(ofMonth: months.last + 1) - 1
      )
    case .number, .truth: throw misplaced(literal, beside: left)
    case .code, .text:
      if mayBeOption { return nil }
      throw misplaced(literal, beside: left)
    }
    func test(_ comparison: Comparison, _ edge: Int) -> NodeID {
      let constant = spread(node(.calendar(edge), .one, left.kind), to: left.grain)
      return node(.compare(comparison, left.node, constant), left.grain, .truth)
    }
    let id: NodeID
    switch sign {
    case .less: id = test(.less, edges.low)
    case .lessOrEqual: id = test(.lessOrEqual, edges.high)
    case .greaterOrEqual: id = test(.greaterOrEqual, edges.low)
    case .greater: id = test(.greater, edges.high)
    case .equal, .notEqual:
      let inside =
        edges.low == edges.high
        ? test(.equal, edges.low)
        : node(
          .and(test(.greaterOrEqual, edges.low), test(.lessOrEqual, edges.high)), left.grain, .truth)
      id = sign == .equal ? inside : node(.not(inside), left.grain, .truth)
    }
    return Value(node: id, grain: left.grain, kind: .truth, span: span)
  }

  /// The first and the last month of a period, counted from year 0. Without a year it is the one that lies in
  /// the method's own period.
  private func months(of literal: PeriodLiteral) throws(Failure) -> (first: Int, last: Int) {
    func months(_ year: Int) -> (first: Int, last: Int) {
      let first = year * 12 + (literal.ordinal - 1) * literal.months
      return (first, first + literal.months - 1)
    }
    if let year = literal.year { return months(year) }
    guard let range = plan.period else {
      throw yearMissing(literal, Phrase("办法没有写期间", "the method has no period"))
    }
    let found = (range.firstMonth / 12...range.lastMonth / 12).map(months).filter {
      $0.last >= range.firstMonth && $0.first <= range.lastMonth
    }
    guard let only = found.first else {
      throw yearMissing(literal, Phrase("期间里没有", "the method's period holds none"))
    }
    guard found.count == 1 else {
      throw yearMissing(literal, Phrase("期间里不止一个", "the method's period holds several"))
    }
    return only
  }

  // MARK: What to write instead

  private func yearMissing(_ literal: PeriodLiteral, _ reason: Phrase) -> Failure {
    let text = foldedText(literal.span)
    let year = plan.period.map { $0.firstMonth / 12 } ?? 2024
    let isHan = text.unicodeScalars.first?.isASCII == false || text.unicodeScalars.last?.isASCII == false
    return failure(
      .periodYearMissing, literal.span, Phrase(text), reason, Phrase("\(year)年\(isHan ? "" : " ")\(text)"))
  }

  /// A period where a date or a number is wanted.
  func misplaced(_ literal: PeriodLiteral) -> Failure {
    failure(.notADate, literal.span, Phrase(foldedText(literal.span)), Phrase("时期", "a period"))
  }

  private func misplaced(_ literal: PeriodLiteral, beside left: Value) -> Failure {
    failure(
      .periodMisplaced, left.span.joined(literal.span), Phrase(foldedText(literal.span)),
      Phrase(foldedText(left.span)), kindName(left.kind))
  }

  /// 月 为 3 个月: a length of time where a period is wanted.
  func lengthOfTime(_ right: Expression, beside left: Value) -> Failure? {
    guard case .literal(let literal) = right, let digits = literal.digits, let measure = literal.measure,
      measure == "月" || measure == "季度"
    else { return nil }
    switch left.kind {
    case .date, .period: break
    case .number, .truth, .code, .text: return nil
    }
    guard let ordinal = Int(digits), (1...(measure == "月" ? 12 : 4)).contains(ordinal) else {
      return failure(.noSuchDate, literal.span, Phrase(foldedText(literal.span)))
    }
    let written = measure == "月" ? "\(digits)月" : "第\(digits)季度"
    return failure(
      .kindsDiffer, left.span.joined(right.span), Phrase(foldedText(left.span)), kindName(left.kind),
      Phrase(foldedText(right.span)), Phrase("时间的长短", "a length of time"),
      help: Phrase("写成连在一起的“\(written)”", "write the period in one word: \(written)"))
  }

  private func periodName(_ unit: CalendarUnit) -> Phrase {
    switch unit {
    case .month: Phrase("按月的", "by month")
    case .quarter: Phrase("按季度的", "by quarter")
    case .halfYear: Phrase("按半年的", "by half-year")
    case .year: Phrase("按年的", "by year")
    }
  }

  func periodExample(_ unit: CalendarUnit) -> Phrase {
    switch unit {
    case .month: Phrase("3月", "3月")
    case .quarter: Phrase("第一季度", "first_quarter")
    case .halfYear: Phrase("上半年", "first_half")
    case .year: Phrase("2024年", "2024年")
    }
  }
}
