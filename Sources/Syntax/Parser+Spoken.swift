import Diagnostics

// Set phrases of circulars about the acts of a line, looked for where it could not be read: see Parser+Wording.
extension Parser {
  func spoken(at index: Int, _ segment: Range<Int>) -> Failure? {
    if let failure = nothing(at: index, segment) ?? again(at: index, segment) { return failure }
    if let failure = otherPeriod(at: index, segment) ?? firstPieces(at: index, segment) { return failure }
    return scopeFirst(at: index, segment) ?? conditionOfBlock(at: index, segment)
  }

  private static let nothingWords: Set<String> = [
    "不得分", "不给分", "不记分", "不加分", "不扣分", "不予计分", "不予加分", "得零分", "计零分", "记零分",
  ]

  /// 否则 不得分
  private func nothing(at index: Int, _ segment: Range<Int>) -> Failure? {
    let isBehind = index > segment.lowerBound || (index > 0 && tokens[index - 1].kind == .mark(.comma))
    let isWord = wordText(index, in: segment).map(Self.nothingWords.contains) ?? false
    guard isWord || (isBehind && isKeyword(index, .notScored, in: segment)), index + 1 == segment.upperBound
    else { return nil }
    return instead(
      index..<(index + 1), "得 0 分", "give 0 points",
      help: Phrase(
        "本行没有别的可得，“否则 …”可以不写；已经得的分不算了写“不计”（这条记录）或“记 0 分”",
        "where the line gives nothing else leave “else …” out; to undo points write “excluded” for the record, or “counts 0 points”"
      ))
  }

  /// 再 加 5 分, 再 乘 2
  private func again(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard wordText(index, in: segment) == "再", segment.contains(index + 1),
      case .keyword(let keyword) = tokens[index + 1].kind
    else { return nil }
    let act: Phrase
    if keyword == .plus || keyword == .give || keyword == .also {
      act = Keyword.also.phrase
    } else if keyword == .minus || keyword == .alsoMinus {
      act = Keyword.alsoMinus.phrase
    } else if keyword == .times {
      act = Keyword.times.phrase
    } else {
      return nil
    }
    return instead(index..<(index + 2), act.chinese, act.english)
  }

  private static let otherPeriods: Set<String> = ["日", "天", "双月", "两月", "两个月", "旬", "周", "学期", "工作日"]

  /// 每日 最多 2 分, 每双月 信息 不足 1 条 的
  private func otherPeriod(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard segment.contains(index + 1), tokens[index].kind == .each,
      Self.otherPeriods.contains(tokens[index].text)
    else { return nil }
    let isAct = isKeyword(index + 1, .most, .cap, .give, .plus, .minus, in: segment)
    guard isAct || wordText(index + 1, in: segment) != nil else { return nil }
    let word = tokenized.source.text(tokens[index].span)
    let isDay = tokens[index].text == "日" || tokens[index].text == "天"
    let column = isDay ? "日期" : tokens[index].text
    return failure(
      .expected, tokens[index].span, Phrase("每月、每季度、每半年或每年", "each month, quarter, half_year or year"),
      Phrase(word),
      help: Phrase(
        isDay
          ? "按日看的，写“每个 \(column) …”，如“每个 \(column) 最多 2 分”；“\(column)”是表里的那一列"
          : "表里加一列“\(column)”（选项或编号），写“每个 \(column) …”；“每行一个单位一个\(column)”的表也行",
        isDay
          ? "by the day write “each unit `\(column)` …”, where `\(column)` is the column of the table"
          : "give the table a column `\(column)` (a choice or an id) and write “each unit `\(column)` …”; a table with each_row unit `\(column)` does too"
      ))
  }

  private static let placeWords: Set<String> = ["名", "位", "家"]

  /// 采用数 前 5 条 每条 2 分
  private func firstPieces(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isKeyword(index, .first, in: segment), let (pieces, end) = figure(at: index + 1, in: segment),
      segment.contains(end), tokens[end].kind == .each, let measure = wordText(end - 1, in: segment),
      end == index + 3, !Self.placeWords.contains(measure)
    else { return nil }
    let subject = wordText(index - 1, in: segment) ?? "列"
    let act = tokenized.written(end..<segment.upperBound)
    return instead(
      index..<end, "不超过 \(pieces) 的部分，", "at_most \(pieces) beyond,",
      help: Phrase(
        "写两行：“\(subject) 不超过 \(pieces) 的部分，\(act)”“\(subject) 超过 \(pieces) 的部分，每\(measure) …”",
        "write two lines: “if \(subject) at_most \(pieces) beyond, \(act)” and “if \(subject) above \(pieces) beyond, each …”"
      ))
  }

  /// “五” 层级 为 省 的，乘 4
  private func scopeFirst(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard index == segment.lowerBound, tokens[index].kind == .string, segment.upperBound < limit,
      tokens[segment.upperBound].kind == .mark(.comma), wordText(index + 1, in: segment) != nil,
      segment.contains(where: { tokens[$0].kind == .keyword(.de) })
    else { return nil }
    let label = tokenized.source.text(tokens[index].span)
    let condition = tokenized.written((index + 1)..<segment.upperBound)
    return failure(
      .expected, tokens[index].span, Phrase("条件", "a condition"), Phrase(label),
      help: Phrase(
        "管哪些条款写在条件后面：“\(condition)，\(label) …”",
        "the clauses that it ranges over stand behind the condition: “\(condition), \(label) …”"))
  }

  /// 体裁 为 通讯 的：and a block below
  private func conditionOfBlock(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard segment.contains(index + 1), tokens[index].kind == .keyword(.de),
      tokens[index + 1].kind == .mark(.colon), index > segment.lowerBound
    else { return nil }
    let condition = tokenized.written(segment.lowerBound..<index)
    return failure(
      .expected, tokens[index + 1].span, Phrase("逗号和得分、扣分等", "a comma and points given or taken"),
      Phrase(tokenized.source.text(tokens[index + 1].span)),
      help: Phrase(
        "条件管下面几行的，另立一个条款，写在它的名字后面：“条款 “…”，限 \(condition)：”",
        "a condition of several lines stands in the head of a clause of their own: “clause “…”, where \(condition):”"
      ))
  }
}
