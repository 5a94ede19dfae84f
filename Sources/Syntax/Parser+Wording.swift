import Diagnostics

// Circulars have set phrases that the language writes in another way. They are looked for only in a line that
// could not be read, around the place where reading stopped, so that no valid line pays for them.
extension Parser {
  /// What to write instead of a circular's phrase near `place`; nil where none of those known stands there.
  func rewording(near place: Int, in range: Range<Int>) -> Failure? {
    if place >= range.upperBound, place < limit, let colon = range.last,
      tokens[colon].kind == .mark(.colon), colon > range.lowerBound
    {
      // An entry on a line below: 类别： / 问题 乘 1.5
      let subject = tokenized.written(range.lowerBound..<colon)
      var start = place
      while start > range.upperBound, !beginsLine(start) { start -= 1 }
      return multipliedEntries(subject, segment(around: place, in: start..<limit))
    }
    let segment = segment(around: min(place, range.upperBound), in: range)
    for index in segment where !isVerbatim(index) {
      if let failure = reworded(at: index, segment) { return failure }
    }
    // Once for a segment, so that the cost stays linear.
    guard wordText(range.lowerBound, in: range) != nil,
      let colon = segment.first(where: { tokens[$0].kind == .mark(.colon) })
    else { return nil }
    return multipliedEntries(
      tokenized.written(segment.lowerBound..<colon), (colon + 1)..<segment.upperBound)
  }

  /// A failure that says no more than what was expected, as one that says what to write instead.
  func reworded(_ failure: Failure, _ range: Range<Int>) -> Failure? {
    let code = failure.diagnostic.code.id
    guard [Code.expected, .expectedAtEnd, .missingDe].contains(where: { $0.id == code }) else { return nil }
    return rewording(near: position, in: range)
  }

  private func reworded(at index: Int, _ segment: Range<Int>) -> Failure? {
    if let failure = spoken(at: index, segment) { return failure }
    return setPhrase(at: index, segment)
  }

  private func setPhrase(at index: Int, _ segment: Range<Int>) -> Failure? {
    capped(at: index, segment) ?? multiplied(at: index, segment) ?? orAbove(at: index, segment)
      ?? shareOfTarget(at: index, segment) ?? streak(at: index, segment) ?? keptByEach(at: index, segment)
      ?? highestOfClauses(at: index, segment) ?? othersLess(at: index, segment)
      ?? firstPlaces(at: index, segment) ?? circular(at: index, segment)
  }

  /// The tokens around a place, from one comma or semicolon to the next.
  private func segment(around place: Int, in range: Range<Int>) -> Range<Int> {
    func divides(_ index: Int) -> Bool {
      tokens[index].kind == .mark(.comma) || tokens[index].kind == .mark(.semicolon)
    }
    var start = max(place, range.lowerBound)
    while start > range.lowerBound, !divides(start - 1) { start -= 1 }
    var end = max(place, range.lowerBound)
    while end < range.upperBound, !divides(end) { end += 1 }
    return start..<end
  }

  private func isVerbatim(_ index: Int) -> Bool {
    switch roles[index] {
    case .verbatim: true
    case .keyword, .word, .name, .measure, .sign, .hinge, .tight, .plain: false
    }
  }

  func instead(_ range: Range<Int>, _ chinese: String, _ english: String, help: Phrase? = nil)
    -> Failure
  {
    failure(
      .expected, tokens[range.lowerBound].span.joined(tokens[range.upperBound - 1].span),
      Phrase("“\(chinese)”", "“\(english)”"), Phrase(tokenized.written(range)), help: help)
  }

  // MARK: Tokens of a segment

  func isKeyword(_ index: Int, _ keywords: Keyword..., in segment: Range<Int>) -> Bool {
    guard segment.contains(index), case .keyword(let keyword) = tokens[index].kind else { return false }
    return keywords.contains(keyword)
  }

  func wordText(_ index: Int, in segment: Range<Int>) -> String? {
    guard segment.contains(index), tokens[index].kind == .word || tokens[index].kind == .quotedName else {
      return nil
    }
    return tokenized.source.text(tokens[index].span)
  }

  /// A number and its measure word, with one space between them, and the place behind.
  func figure(at index: Int, in segment: Range<Int>) -> (text: String, end: Int)? {
    guard segment.contains(index), case .number(let isPercent) = tokens[index].kind else { return nil }
    let number = tokenized.source.text(tokens[index].span)
    guard !isPercent, let unit = wordText(index + 1, in: segment),
      MeasureWord.isKnown(unit) || measures.contains(unit)
    else { return (number, index + 1) }
    return (number + " " + unit, index + 2)
  }

  // MARK: Limits

  private static let capWords: Set<String> = [
    "最高不超过", "最高不得超过", "最多不超过", "最多不得超过", "不得超过", "至多不超过", "累计不超过", "累计不得超过",
    "累计最高", "累计最多", "合计不超过", "总计不超过", "总分不超过", "最高为", "最高可", "封顶", "封顶为", "上限", "上限为",
    "以内封顶",
  ]
  private static let totalWords: Set<String> = ["累计", "总计", "合计", "共计", "总共", "最高", "全部", "至多", "上限"]

  /// 最高不超过 20 分, 累计 不超过 20 分, 最高 20 分, 20 分 封顶
  private func capped(at index: Int, _ segment: Range<Int>) -> Failure? {
    if let (text, end) = figure(at: index, in: segment), wordText(end, in: segment) == "封顶" {
      return cap(text, "", index..<(end + 1))
    }
    var next = index
    var isTotal = false
    if isKeyword(index, .highest, in: segment) {
      next += 1
    } else if let word = wordText(index, in: segment), Self.capWords.contains(word) {
      next += 1
    } else if let word = wordText(index, in: segment), Self.totalWords.contains(word),
      isKeyword(index + 1, .cap, .most, .highest, in: segment)
    {
      next += 1
      isTotal = true
    } else {
      return nil
    }
    if isKeyword(next, .cap, .most, .highest, in: segment) {
      isTotal = isTotal && tokens[next].kind == .keyword(.cap)
      next += 1
    }
    let takes = isKeyword(next, .minus, .alsoMinus, in: segment)
    if takes || isKeyword(next, .give, .plus, .also, in: segment) { next += 1 }
    guard let (text, end) = figure(at: next, in: segment) else { return nil }
    if isTotal, !takes { return instead(index..<end, "不超过 \(text)", "at_most \(text)") }
    return cap(text, takes ? "扣 " : "", index..<end)
  }

  private func cap(_ figure: String, _ sign: String, _ range: Range<Int>) -> Failure {
    // A head knows 不超过, not 最多.
    let isHead = range.lowerBound > 0 && lineBegins(with: [.clause, .part], before: range.lowerBound)
    if isHead { return instead(range, "不超过 \(figure)", "at_most \(figure)") }
    return instead(
      range, "最多 \(sign)\(figure)", "max \(sign.isEmpty ? "" : "minus ")\(figure)",
      help: sign.isEmpty
        ? Phrase(
          "“最多”封的是本行的分；整个条款的上限写“不超过 \(figure)”",
          "max limits this line; a limit of the whole clause is written “at_most \(figure)”")
        : Phrase(
          "“最多”封的是本行的分；整个条款的下限写“不低于 -\(figure)”",
          "max limits this line; a limit of the whole clause is written “at_least -\(figure)”"))
  }

  /// Whether the logical line that a place is in begins with one of these keywords and has no colon before it.
  private func lineBegins(with keywords: [Keyword], before place: Int) -> Bool {
    var index = place - 1
    while index >= 0, tokens[index].kind != .mark(.colon) {
      if beginsLine(index) {
        guard case .keyword(let keyword) = tokens[index].kind else { return false }
        return keywords.contains(keyword)
      }
      index -= 1
    }
    return false
  }

  // MARK: Factors

  private static let factors: [String: String] = [
    "加倍": "2", "翻倍": "2", "翻番": "2", "双倍": "2", "两倍": "2", "减半": "0.5", "折半": "0.5", "对折": "0.5",
  ]
  private static let scoredWords: [String] = ["计分", "记分", "计算", "计", "记"]

  private func isScored(_ index: Int, in segment: Range<Int>) -> Bool {
    guard segment.contains(index) else { return false }
    return Self.scoredWords.contains(tokens[index].text)
  }

  /// 加倍 计分, 减半计分, 按 150% 计分
  private func multiplied(at index: Int, _ segment: Range<Int>) -> Failure? {
    let place = isKeyword(index, .by, in: segment) ? index + 1 : index
    if let word = wordText(place, in: segment) {
      let bare = Self.scoredWords.first { word.hasSuffix($0) }.map { String(word.dropLast($0.count)) } ?? word
      guard let factor = Self.factors[word] ?? Self.factors[bare] else { return nil }
      let end = isScored(place + 1, in: segment) ? place + 2 : place + 1
      return instead(index..<end, "乘 \(factor)", "times \(factor)")
    }
    guard place > index, let (text, end) = figure(at: place, in: segment) else { return nil }
    guard isScored(end, in: segment) else { return nil }
    let factor = text.hasSuffix("倍") ? String(text.dropLast(1)).trimmed : text
    return instead(index..<(end + 1), "乘 \(factor)", "times \(factor)")
  }

  /// 类别：问题 乘 1.5、调研 乘 2
  private func multipliedEntries(_ subject: String, _ range: Range<Int>) -> Failure? {
    var lines: [(options: String, act: String)] = []
    var start = range.lowerBound
    var factor: Int?
    for index in range {
      if tokens[index].kind == .keyword(.times) { factor = index }
      let ends = index + 1 == range.upperBound || tokens[index + 1].kind == .mark(.listSeparator)
      guard ends, let times = factor, times > start, times < index else { continue }
      lines.append((tokenized.written(start..<times), tokenized.written((times + 1)..<(index + 1))))
      start = min(index + 2, range.upperBound)
      factor = nil
    }
    guard !lines.isEmpty, start < range.upperBound || factor == nil else { return nil }
    let chinese = lines.map { "“\(subject) 为 \($0.options) 的，乘 \($0.act)”" }.joined(separator: "、")
    let english = lines.map { "“if \(subject) is \($0.options), times \($0.act)”" }.joined(separator: ", ")
    return failure(
      .expected, tokens[range.lowerBound].span.joined(tokens[range.upperBound - 1].span),
      Phrase("选项和分值", "options and points"), Phrase(tokenized.written(range)),
      help: Phrase("乘几的，各写一行：\(chinese)", "write a line for each factor: \(english)"))
  }

  // MARK: Conditions

  /// 级别 市 以上, 级别 市以上
  private func orAbove(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard let subject = wordText(index, in: segment) else { return nil }
    let place = isKeyword(index + 1, .isWord, in: segment) ? index + 2 : index + 1
    guard var option = wordText(place, in: segment) else { return nil }
    var bound = wordText(place + 1, in: segment).map { $0.hasPrefix("及") ? String($0.dropFirst()) : $0 }
    var end = place + 2
    if bound != "以上", bound != "以下" {
      guard option.count > 2, option.hasSuffix("以上") || option.hasSuffix("以下") else { return nil }
      bound = String(option.suffix(2))
      option = String(option.dropLast(2))
      end = place + 1
    }
    if option.count > 1, option.hasSuffix("及") { option.removeLast() }
    let isAbove = bound == "以上"
    let strict = isAbove ? Phrase("高于", "higher_than") : Phrase("低于", "lower_than")
    return instead(
      index..<end, "\(subject) \(isAbove ? "不低于" : "不高于") \(option)",
      "\(subject) \(isAbove ? "at_least" : "no_higher_than") \(option)",
      help: Phrase(
        "这样写含“\(option)”；不含写“\(subject) \(strict.chinese) \(option)”",
        "this takes in “\(option)”; without it write “\(subject) \(strict.english) \(option)”"))
  }

  /// 满 任务 120%
  private func shareOfTarget(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isKeyword(index, .over, .under, .floor, .cap, in: segment),
      let target = wordText(index + 1, in: segment), segment.contains(index + 2),
      case .number(isPercent: true) = tokens[index + 2].kind
    else { return nil }
    let word = tokenized.source.text(tokens[index].span)
    let share = tokenized.source.text(tokens[index + 2].span)
    return instead(index..<(index + 3), "\(word) \(target) × \(share)", "\(word) \(target) * \(share)")
  }

  /// 信息数 连续 2 个月 不足 4 条 的
  private func streak(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard let word = wordText(index, in: segment), word == "连续",
      let (length, end) = figure(at: index + 1, in: segment)
    else { return nil }
    var last = end
    while last < segment.upperBound, !isKeyword(last, .de, .beyond, in: segment) { last += 1 }
    let parts = [segment.lowerBound..<index, end..<last].filter { !$0.isEmpty }.map(tokenized.written)
    let condition = parts.isEmpty ? "…" : parts.joined(separator: " ")
    return instead(
      segment.lowerBound..<max(last, end), "最长连续（\(condition)） 满 \(length)",
      "longest_run(\(condition)) reaches \(length)")
  }

  /// 前 3 名 得 5 分
  private func firstPlaces(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard isKeyword(index, .first, .last, in: segment), let (_, end) = figure(at: index + 1, in: segment),
      segment.contains(end)
    else { return nil }
    let isFirst = tokens[index].kind == .keyword(.first)
    let number = tokens[index + 1].text
    let act = tokenized.written(end..<segment.upperBound)
    guard isFirst else { return nil }
    return failure(
      .expected, tokens[index].span.joined(tokens[end - 1].span),
      Phrase("排名的名字和名次", "the name of a rank and a place"), Phrase(tokenized.written(index..<end)),
      help: Phrase(
        "先排名次：“排名 采用名次：… 从高到低；并列 同名次”，再写“采用名次 不超过 \(number) 名 的，\(act)”；"
          + "各名得分不同的写“采用名次：第 1 名 6 分、第 2 名 4 分”",
        "rank first: “rank sent_rank: … descending; ties same_rank”, then “if sent_rank at_most \(number) places, \(act)”; "
          + "where places differ write “sent_rank: nth 1 place 6 points | nth 2 places 4 points”"))
  }

  // MARK: Of several, the highest

  /// 每个 编 只记 最高
  private func keptByEach(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard segment.contains(index), tokens[index].kind == .each, tokens[index].text == "个",
      let key = wordText(index + 1, in: segment),
      isKeyword(index + 2, .keep, .keepHighest, .keepOnce, in: segment)
    else { return nil }
    let isOnce = tokens[index + 2].kind == .keyword(.keepOnce)
    let isApart = isKeyword(index + 2, .keep, in: segment) && isKeyword(index + 3, .highest, in: segment)
    return instead(
      index..<(isApart ? index + 4 : index + 3), "同一 \(key) \(isOnce ? "只记一次" : "只记最高")",
      "same \(key) \(isOnce ? "keep_once" : "keep_highest")")
  }

  /// “1”、“2” 只记最高
  private func highestOfClauses(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard index == segment.lowerBound else { return nil }
    var labels: [String] = []
    var place = index
    while segment.contains(place) {
      if isKeyword(place, .clause, in: segment) { place += 1 }
      guard segment.contains(place), tokens[place].kind == .string else { return nil }
      labels.append(tokens[place].text)
      place += 1
      guard segment.contains(place), tokens[place].kind == .mark(.listSeparator) else { break }
      place += 1
    }
    guard labels.count > 1, isKeyword(place, .keep, .keepHighest, in: segment) else { return nil }
    return instead(
      index..<segment.upperBound, "得 最高（\(labels.map { "条款“\($0)”" }.joined(separator: "，"))）",
      "give highest(\(labels.map { "clause “\($0)”" }.joined(separator: ", ")))",
      help: Phrase(
        "那几个条款不再各自计入总分：“总分”里只加这一条",
        "the total then adds this clause alone, not those it is taken from"))
  }

  /// 同一 编 只记最高，其余 记 50%
  private func othersLess(at index: Int, _ segment: Range<Int>) -> Failure? {
    guard index == segment.lowerBound, isKeyword(index, .rest, in: segment), index > 1,
      tokens[index - 1].kind == .mark(.comma)
    else { return nil }
    var start = index - 1
    while start > 0, tokens[start].kind != .keyword(.same), !beginsLine(start) { start -= 1 }
    guard tokens[start].kind == .keyword(.same) else { return nil }
    let keys = ((start + 1)..<(index - 1)).compactMap { wordText($0, in: 0..<index) }
    guard !keys.isEmpty else { return nil }
    let share = segment.lazy.compactMap { figure(at: $0, in: segment)?.text }.first ?? "0.5"
    let list = keys.joined(separator: " ")
    return failure(
      .expected, tokens[index].span, Phrase("计分的词", "a word of scoring"), Phrase(tokens[index].text),
      help: Phrase(
        "不写“同一 … 只记最高”；先定义每条的分（分值 = 若 … 则 … 否则 …），"
          + "再写“分值 不足 最高（分值，按 单位 \(list)） 的，乘 \(share)”",
        "leave out “same … keep_highest”; define the points of a record (value = if … then … else …), "
          + "then write “if value below highest(value, by unit \(list)), times \(share)”"))
  }
}

extension String {
  /// Without spaces at its end.
  fileprivate var trimmed: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
