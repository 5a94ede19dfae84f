import Diagnostics
import Exact
import Syntax

extension Checker {
  /// 工作日(from，to[，休假日表]), 天数(from，to)
  func dayCount(
    _ word: ClosedWord, _ function: Name, _ arguments: [CallArgument], _ span: Span
  ) throws(Failure) -> Value {
    let values = values(arguments)
    guard values.count == 2 || (word == .workdays && values.count == 3), arguments.count == values.count
    else {
      throw failure(.wrongArguments, function.span, Phrase(function.text), "2", Phrase(String(values.count)))
    }
    let from = try expression(values[0])
    let to = try expression(values[1])
    for value in [from, to] where value.kind != .date {
      throw failure(.notADate, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    let grain = try join(from, to)
    let (first, second) = (spread(from.node, to: grain), spread(to.node, to: grain))
    let kind = ValueKind.number(.tagged(word == .workdays ? "工作日" : "天"))
    if word == .days {
      return Value(node: node(.days(first, second), grain, kind), grain: grain, kind: kind, span: span)
    }
    var holidays: TableColumn?
    if values.count == 3 {
      let text = Phrase(foldedText(values[2].span))
      let help = Phrase(
        "第三项写休假日的表，表里要有一列“日期”",
        "the third is the table of holidays, which has a date column")
      guard case .name(let reference) = values[2], let table = tableIndex[reference.text] else {
        throw failure(.unknownTable, values[2].span, text, help: help)
      }
      guard let column = plan.tables[table].columns.firstIndex(where: { $0.type == .date }) else {
        throw failure(
          .notADate, values[2].span, text, Phrase("没有日期列的表", "a table without a date column"), help: help)
      }
      holidays = TableColumn(table: table, column: column)
    }
    return Value(
      node: node(.workdays(from: first, to: second, holidays: holidays), grain, kind), grain: grain,
      kind: kind,
      span: span)
  }

  /// 次月(月，5 日), 本月(月，25 日): a day of the month after, or of the month itself. What is given for the
  /// month is a month column, a longer period (its last month), or a date.
  func dayOfMonth(
    _ word: ClosedWord, _ function: Name, _ arguments: [CallArgument], _ span: Span
  ) throws(Failure) -> Value {
    let values = values(arguments)
    guard values.count == 2, arguments.count == 2 else {
      throw failure(
        .wrongArguments, function.span, Phrase(function.text), "2", Phrase(String(arguments.count)))
    }
    let month = try expression(values[0])
    switch month.kind {
    case .date, .period: break
    case .number, .truth, .code, .text:
      throw failure(.notADate, month.span, Phrase(foldedText(month.span)), kindName(month.kind))
    }
    let day = try number(expression(values[1]))
    let measure = self.measure(of: day.node)
    let wanted = Measure.tagged("日")
    if !day.isFree, measure != wanted {
      let text = foldedText(day.span)
      guard measure == .plain else {
        throw failure(
          .measuresDiffer, day.span, Phrase(text), measureName(measure), Phrase(function.text),
          measureName(wanted))
      }
      let proposal = measureName(wanted)
      throw failure(
        .literalNeedsMeasure, day.span, Phrase(text), Phrase(function.text), proposal,
        Phrase(text + " " + proposal.chinese, text + " " + proposal.english))
    }
    let grain = try join(month, day)
    let op = Op.dayOfMonth(
      spread(month.node, to: grain), ahead: word == .nextMonth ? 1 : 0, day: spread(day.node, to: grain))
    return Value(node: node(op, grain, .date), grain: grain, kind: .date, span: span)
  }

  /// How many days, or working days, the left date lies after (or before) the right one, never below 0.
  func dayGap(
    _ left: Value, _ right: Value, inWorkdays: Bool, isShort: Bool
  ) throws(Failure) -> Value {
    let matched = try matched(left, right, .comparison)
    let (from, to) = isShort ? (matched.left, matched.right) : (matched.right, matched.left)
    let kind = ValueKind.number(.tagged(inWorkdays ? "工作日" : "天"))
    let op: Op = inWorkdays ? .workdays(from: from, to: to, holidays: nil) : .days(from, to)
    let zero = number(.zero, measure(inWorkdays ? "工作日" : "天"), at: matched.grain)
    let id = node(.maximum([zero, node(op, matched.grain, kind)]), matched.grain, kind)
    return Value(node: id, grain: matched.grain, kind: kind, span: left.span.joined(right.span))
  }

  /// 办结日 晚于 交办日 + 时限: days are counted, not added to a date.
  func noDateSum(_ sign: ComparisonSign, _ left: Expression, _ right: Expression) throws(Failure) {
    guard case .binary(.plus, let date, let days) = right else { return }
    let base = try expression(date)
    guard base.kind == .date else { return }
    let (from, to, limit) = (foldedText(date.span), foldedText(left.span), foldedText(days.span))
    let word = roleWord(sign, nil)
    throw failure(
      .numberNeeded, date.span, Phrase(from), kindName(.date),
      help: Phrase(
        "日期不加天数，数两个日期相隔的天数：天数（\(from)，\(to)） \(word.chinese) \(limit)；工作日数写 工作日（\(from)，\(to)）",
        "days are not added to a date; count them: days(\(from), \(to)) \(word.english) \(limit); working days are workdays(\(from), \(to))"
      ))
  }
}
