import Diagnostics

// More set phrases of circulars, looked for where a line could not be read: see Parser+Wording.
extension Parser {
  func circular(at index: Int, _ segment: Range<Int>) -> Failure? {
    if let failure = everyStep(at: index, segment) ?? each(at: index, segment) { return failure }
    if let failure = oneEach(at: index, segment) ?? cappedAct(at: index, segment) { return failure }
    if let failure = optionBehindComma(at: index, segment) ?? sameItem(at: index, segment) { return failure }
    if let failure = limitOfPeriod(at: index, segment) ?? ofTarget(at: index, segment) { return failure }
    if let failure = periodBehindSubject(at: index, segment) ?? bareChoice(at: index, segment) {
      return failure
    }
    if let failure = stepOfTarget(at: index, segment) ?? runOn(at: index, segment) { return failure }
    return done(at: index, segment) ?? listed(at: index, segment)
  }

  // MARK: Steps

  private static let shortSteps: Set<String> = [
    "差", "欠", "欠报", "少报", "少完成", "少于", "缺少", "缺报", "不足", "减少", "下降", "降低", "落后", "低于",
  ]
  private static let excessSteps: Set<String> = [
    "多报", "超报", "增加", "增长", "提高", "提升", "上升", "超出", "超过", "超额", "超额完成", "高于", "多于", "超任务",
  ]
  private static let eachSteps: Set<String> = [
    "完成", "报送", "上报", "报", "采用", "录用", "被采用", "被录用", "获", "获得", "满", "达到", "发表", "刊发", "发生", "出现", "有",
  ]

  /// 每差 1 条, 每多报 1 条, 每完成 1 篇
  private func everyStep(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard segment.contains(index), tokens[index].kind == .each,
      let (step, end) = figure(at: index + 1, in: segment)
    else { return nil }
    let word = tokens[index].text
    if Self.eachSteps.contains(word) {
      let parts = step.split(separator: " ")
      let text = parts.count == 2 && parts[0] == "1" ? String(parts[1]) : " " + step
      return instead(index..<end, "每\(text)", "each \(step)")
    }
    let isShort = Self.shortSteps.contains(word)
    guard isShort || Self.excessSteps.contains(word) else { return nil }
    let other = isShort ? Phrase("每超 \(step)", "excess \(step)") : Phrase("每缺 \(step)", "shortfall \(step)")
    return instead(
      index..<end, "\(isShort ? "每缺" : "每超") \(step)", "\(isShort ? "shortfall" : "excess") \(step)",
      help: Phrase(
        "从前面的比较算起，如“报送数 不足 任务 的，每缺 1 条 …”；比目标\(isShort ? "多" : "少")的写“\(other.chinese)”",
        "it counts from the comparison before it, as in “if sent below quota, shortfall 1 item …”; for what is \(isShort ? "beyond" : "missing") write “\(other.english)”"
      ))
  }

  /// 每超 任务 × 10% 加 1 分
  private func stepOfTarget(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isKeyword(index, .short, .excess, in: segment), wordText(index + 1, in: segment) != nil else {
      return nil
    }
    let isShort = tokens[index].kind == .keyword(.short)
    let word = tokenized.source.text(tokens[index].span)
    return failure(
      .expected, tokens[index + 1].span, Phrase("写明的数和量词，如“1 条”", "a written number, such as “1 item”"),
      Phrase(tokens[index + 1].text),
      help: Phrase(
        "按任务的百分之几，先定义 完成率 = 完成数 ÷ 任务数，再写“完成率 \(isShort ? "不足" : "超过") 100% 的，\(word) 10 个百分点 …”",
        "for per cents of a target define rate = done / quota and write “if rate \(isShort ? "below" : "above") 100%, \(word) 10 pp …”"
      ))
  }

  // MARK: Each

  private static let numerals: Set<Character> = ["一", "壹"]

  /// 迟报 一次 扣 2 分, 每一次 扣 2 分
  private func each(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard segment.contains(index), isKeyword(index + 1, .minus, .plus, .give, .also, .alsoMinus, in: segment)
    else { return nil }
    let isEach = tokens[index].kind == .each
    guard isEach || tokens[index].kind == .word, let first = tokens[index].text.first,
      Self.numerals.contains(first)
    else { return nil }
    let word = String(tokens[index].text.dropFirst())
    guard MeasureWord.isKnown(word) || measures.contains(word) else { return nil }
    return instead(
      index..<(index + 1), "每\(word)", "each \(MeasureWord.spelling(word, .english, plural: false))")
  }

  /// 采用 1 条 得 5 分
  private func oneEach(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard let subject = wordText(index, in: segment), let (step, end) = figure(at: index + 1, in: segment),
      isKeyword(end, .give, .plus, .minus, .also, .alsoMinus, in: segment)
    else { return nil }
    let parts = step.split(separator: " ")
    guard parts.count == 2, parts[0] == "1" else { return nil }
    let word = String(parts[1])
    return instead(
      index..<end, "\(subject) 每\(word)",
      "\(subject) each \(MeasureWord.spelling(word, .english, plural: false))")
  }

  /// 最多加 10 分, 最高扣 5 分
  private func cappedAct(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard let word = wordText(index, in: segment), word.count == 3,
      word.hasPrefix("最多") || word.hasPrefix("最高"), let act = word.last,
      let (points, end) = figure(at: index + 1, in: segment)
    else { return nil }
    guard act == "扣" || act == "减" || act == "加" || act == "得" || act == "计" else { return nil }
    let takes = act == "扣" || act == "减"
    return instead(
      index..<end, "最多 \(takes ? "扣 " : "")\(points)", "max \(takes ? "minus " : "")\(points)",
      help: Phrase(
        "“最多”管的是本行的合计；每条最多几分写“本条 最多 \(takes ? "扣 " : "")\(points)”",
        "max limits the sum of this line; for each record write “this_item max \(takes ? "minus " : "")\(points)”"
      ))
  }

  // MARK: Options

  /// 级别：省 10 分，市 5 分
  private func optionBehindComma(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard index == segment.lowerBound, index > 1, tokens[index - 1].kind == .mark(.comma),
      let option = wordText(index, in: segment), let (points, end) = figure(at: index + 1, in: segment),
      end == segment.upperBound || tokens[end].kind == .mark(.listSeparator)
    else { return nil }
    var place = index - 2
    while place > 0, tokens[place].kind != .mark(.colon) {
      guard !beginsLine(place) else { return nil }
      place -= 1
    }
    guard place > 0, case .word = tokens[place - 1].kind, wordText(place + 1, in: place..<index) != nil,
      figure(at: place + 2, in: place..<index) != nil
    else { return nil }
    return failure(
      .expected, tokens[index - 1].span, Phrase("“、”", "“|”"),
      Phrase(tokenized.source.text(tokens[index - 1].span)),
      help: Phrase(
        "各项之间用顿号：“…、\(option) \(points)”", "options are separated by “|”: “… | \(option) \(points)”"))
  }

  // MARK: Of several, one

  private static let highestWords: [String] = ["就高", "最高", "高分", "从高", "不累计"]
  private static let onceWords: [String] = ["一次", "不重复"]

  /// 同一信息多次采用，就高计分; 同一 信息 就高; 同一 信息 只记 最高分
  private func sameItem(at index: Int, _ segment: Range<Int>) -> Failure? {
    if isKeyword(index, .same, in: segment), let key = wordText(index + 1, in: segment) {
      let place = isKeyword(index + 2, .keep, in: segment) ? index + 3 : index + 2
      guard let rule = wordText(place, in: segment) ?? keyword(place, .highest, in: segment) else {
        return nil
      }
      return kept(rule, key, index..<segment.upperBound)
    }
    guard let word = wordText(index, in: segment), word.hasPrefix("同一"), word.count > 2 else { return nil }
    var end = segment.upperBound
    while end < limit, !beginsLine(end) { end += 1 }
    let text = tokenized.written(index..<end)
    return kept(text, "信息编号", index..<segment.upperBound)
  }

  private func keyword(_ index: Int, _ keyword: Keyword, in segment: Range<Int>) -> String? {
    isKeyword(index, keyword, in: segment) ? tokenized.source.text(tokens[index].span) : nil
  }

  private func kept(_ text: String, _ key: String, _ range: Range<Int>) -> Failure? {
    let isOnce = Self.onceWords.contains(where: text.contains)
    guard isOnce || Self.highestWords.contains(where: text.contains) else { return nil }
    let isFirst = isOnce && !Self.highestWords.contains(where: text.contains)
    return instead(
      range, "同一 \(key) \(isFirst ? "只记一次" : "只记最高")",
      "same \(key) \(isFirst ? "keep_once" : "keep_highest")",
      help: Phrase(
        "“只记最高”留分数最高的，“只记一次”留最早的；“同一”后面是表里认得出同一条的那一列",
        "keep_highest keeps the one with the most points, keep_once the earliest; behind same stands the column that tells one item from another"
      ))
  }

  // MARK: Periods

  private func isPeriod(_ index: Int, in segment: Range<Int>) -> Bool {
    guard segment.contains(index), tokens[index].kind == .each else { return false }
    return ["月", "季", "季度", "半年", "年", "周"].contains(tokens[index].text)
  }

  /// 信息数 每月 最多 20 分
  private func limitOfPeriod(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isPeriod(index, in: segment), let subject = wordText(index - 1, in: segment),
      isKeyword(index + 1, .most, .cap, in: segment),
      let (points, end) = figure(at: index + 2, in: segment), points.hasSuffix("分")
    else { return nil }
    let period = tokenized.source.text(tokens[index].span)
    return failure(
      .expected, tokens[index].span.joined(tokens[end - 1].span), Phrase("每条几分", "points for each"),
      Phrase(tokenized.written(index..<end)),
      help: Phrase(
        "先写每条几分，限额在后：“\(subject) 每条 1 分，\(period) 最多 \(points)”；别的条款的限额写“条款 “…” \(period) 不超过 \(points)”",
        "points first, the limit behind: “\(subject) each item 1 point, each month max \(points)”; of other clauses write “clause “…” each month at_most \(points)”"
      ))
  }

  /// 信息数 每月 不少于 3 条 的
  private func periodBehindSubject(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isPeriod(index, in: segment), tokens[index].text != "周",
      let subject = wordText(index - 1, in: segment),
      isKeyword(index + 1, .over, .under, .floor, .cap, in: segment)
    else { return nil }
    let period = tokenized.source.text(tokens[index].span)
    let sign = tokenized.source.text(tokens[index + 1].span)
    return instead(
      (index - 1)..<(index + 2), "\(period) \(subject) \(sign)", "each month if \(subject) \(sign)",
      help: Phrase(
        "“\(period)”写在条件的前面；按月的列本来就逐月看，可以不写",
        "the period stands before the condition; a column by month is looked at month by month anyway"))
  }

  // MARK: Words run together

  private static let runOnSigns: [String] = [
    "不少于", "不低于", "不超过", "不高于", "不足", "达到", "超过", "低于", "高于", "少于", "多于", "大于", "小于", "满",
  ]
  private static let runOnActs: [String] = ["的扣", "的得", "的加", "的计"]
  private static let runOnPeriods: [String] = ["每月", "每季度", "每半年", "每年"]

  /// 采用率达到 80%, 每月报送数不少于 3 条, 未完成任务的扣 5 分: right before a number.
  private func runOn(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard segment.contains(index + 1), case .number = tokens[index + 1].kind,
      tokens[index].kind == .word, tokens[index].text.utf8.count <= 200
    else { return nil }
    let word = tokens[index].text
    if let act = Self.runOnActs.first(where: word.hasSuffix), word.count > act.count {
      return failure(
        .splitWord, tokens[index].span, Phrase(word),
        Phrase("\(word.dropLast(act.count)) 的，\(act.dropFirst())"))
    }
    guard let sign = Self.runOnSigns.first(where: word.hasSuffix), word.count > sign.count else { return nil }
    var subject = String(word.dropLast(sign.count))
    if let period = Self.runOnPeriods.first(where: subject.hasPrefix), subject.count > period.count {
      subject = "\(period) \(subject.dropFirst(period.count))"
    }
    return failure(.splitWord, tokens[index].span, Phrase(word), Phrase("\(subject) \(sign)"))
  }

  // MARK: Lists

  /// 名单 “优秀”：前 3 名，且 总分 满 60 分
  private func listed(at index: Int, _ segment: Range<Int>) -> Failure? {
    let comma = segment.upperBound
    guard index == segment.lowerBound, comma + 2 < limit, tokens[comma].kind == .mark(.comma),
      tokens[comma + 1].kind == .keyword(.and)
    else { return nil }
    var start = index
    while start > 0, !beginsLine(start) { start -= 1 }
    guard tokens[start].kind == .keyword(.list) else { return nil }
    var end = comma + 2
    while end < limit, tokens[end].kind != .mark(.semicolon) { end += 1 }
    let condition = tokenized.written((comma + 2)..<end)
    return failure(
      .expected, tokens[comma].span.joined(tokens[comma + 1].span),
      Phrase("分号或行末", "a semicolon or the end of the line"), Phrase(tokenized.written(comma..<(comma + 2))),
      help: Phrase(
        "只在符合条件的里面排的，条件写在冒号前：“…，限 \(condition)：前 …”；排在前面而不合条件的不列入，写“前 …；不含 非 （\(condition)） 的，因 “…””",
        "to count only those that fit put the condition before the colon: “…, where \(condition): first …”; to leave out those among the first that do not fit write “first …; except not (\(condition)), because “…””"
      ))
  }

  // MARK: Conditions

  /// 报送数 完成 任务 的, 报送数 未完成 任务 的
  private func done(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard let word = wordText(index, in: segment), let subject = wordText(index - 1, in: segment),
      let target = wordText(index + 1, in: segment)
    else { return nil }
    let isDone = ["完成", "已完成", "达", "达到了", "完成了"].contains(word)
    guard isDone || ["未完成", "没完成", "没有完成", "未达到", "达不到"].contains(word) else { return nil }
    return instead(
      (index - 1)..<(index + 2), "\(subject) \(isDone ? "满" : "不足") \(target)",
      "\(subject) \(isDone ? "reaches" : "below") \(target)")
  }

  /// 报送数 占 任务 80%
  private func ofTarget(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard wordText(index, in: segment) == "占", let subject = wordText(index - 1, in: segment),
      let target = wordText(index + 1, in: segment), segment.contains(index + 2),
      case .number(isPercent: true) = tokens[index + 2].kind
    else { return nil }
    let share = tokenized.source.text(tokens[index + 2].span)
    return instead(
      (index - 1)..<(index + 3), "\(subject) ÷ \(target) 满 \(share)",
      "\(subject) / \(target) reaches \(share)",
      help: Phrase(
        "含 \(share) 写“满”，不含写“超过”；不到的写“不足”",
        "“reaches” takes in \(share), “above” does not; below it is “below”"))
  }

  /// 字数 不足 若 … 则 … 否则 …
  private func bareChoice(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isKeyword(index, .ifWord, in: segment), index > segment.lowerBound,
      case .keyword = tokens[index - 1].kind
    else { return nil }
    return failure(
      .expected, tokens[index].span, Phrase("数字、名称或算式", "a number, name or formula"),
      Phrase(tokens[index].text),
      help: Phrase("“若 … 则 … 否则 …”放进括号", "put “if … then … else …” in parentheses"))
  }
}
