import Diagnostics
import Syntax

/// What to write instead of what clerks write first.
extension Checker {
  /// 类别 = 若 … 则 甲类 否则 乙类: an option where a value should stand.
  func optionAdvice(_ text: String) -> Phrase? {
    let column = plan.tables.lazy.flatMap(\.columns).first { column in
      if case .options(let options, _) = column.type { return options.contains(text) }
      return false
    }
    guard let column else { return nil }
    return Phrase(
      "“\(text)”是“\(column.name)”列的选项：判断写“\(column.name) 为 \(text)”；算式的值只能是数、是否、日期或时期，分出等级、类别来用 等次",
      "“\(text)” is an option of the column “\(column.name)”: test it with “\(column.name) is \(text)”; a formula gives numbers, yes or no, dates or periods, and classes are what a grade gives"
    )
  }

  /// 公布：作者、奖金: the column of units; where there is none, that of the signers, or 单位.
  func namesUnit(_ text: String) -> Bool {
    if unitTable != nil { return text == plan.unitHeader }
    return plan.tables.contains { table in
      guard let names = table.namesColumn else { return false }
      return text == plan.unitHeader || text == table.columns[names].name
    }
  }

  /// 结余 = 上期（结余） + 采用 - 任务
  func selfAdvice(_ name: String, _ entry: DefinitionEntry) -> Phrase? {
    let text = foldedText(entry.statement.value.span)
    let words = [ClosedWord.previous.spelling(.chinese), ClosedWord.previous.spelling(.english)]
    guard underWay.last?.chinese == name, words.contains(where: text.contains) else { return nil }
    return Phrase(
      "上期、累计 里面也只能用别的数；逐期累加写“累计（…）”，如 结余 = 累计（采用） - 累计（用掉）",
      "previous and cumulative too can only use other values; what adds up from period to period is “cumulative(…)”, as in left = cumulative(got) - cumulative(used)"
    )
  }

  /// 最多 5 条: a limit is of points.
  func limiting(_ value: Value) throws(Failure) -> Value {
    guard case .number(let measure) = value.kind, case .tagged = measure, !isPointLike(measure), !value.isFree
    else { return value }
    let text = foldedText(value.span)
    throw failure(
      .notPoints, value.span, Phrase(text), measureName(measure),
      help: Phrase(
        "限额写分：每条 2 分、最多计 5 条 的，写“最多 5 条 × 2 分”",
        "a limit is of points: at 2 points each and at most 5 items write “max 5 items * 2 points”"))
  }

  /// 季分 满 95 分 in a grade, or in a list of units: there is one for each quarter.
  func periodAdvice(_ grain: Grain, at rows: Grain) -> Phrase? {
    guard case .unitPeriod(let unit) = grain, rows == .unit else { return nil }
    let word = unit.measureWord == "月" ? "月" : unit.measureWord
    let english = MeasureWord.spelling(unit.measureWord, .english, plural: false)
    return Phrase(
      "用 合计、个数、最高 等汇总；排名、名单、公布可以写“，按 \(word)”；等次每\(plan.unitHeader)只有一个，每\(word)各评的写成定义，如 星级 = 若 … 满 90 分 则 5 否则 4",
      "fold it with sum, count, highest and so on; ranks, lists and tables may say “, by \(english)”; a unit has one grade, so what is judged each \(english) is a definition, as in stars = if … reaches 90 points then 5 else 4"
    )
  }
}
