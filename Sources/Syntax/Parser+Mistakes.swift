import Diagnostics

// Failures that say what was probably meant.
extension Parser {
  /// Lines indented below one that takes none.
  func unexpectedBlock(_ child: Line, below line: Line) -> Failure {
    let first = tokens[child.tokens.lowerBound]
    var help: Phrase?
    switch first.kind {
    case .mark:
      let written = tokenized.source.text(first.span)
      help = Phrase(
        "要接着上一行写，把“\(written)”移到上一行末尾", "to go on from the line above, move “\(written)” to its end")
    case .word, .keyword, .number, .string, .quotedName, .each: break
    }
    return failure(
      .unexpectedBlock, first.span, Phrase(tokenized.source.text(tokens[line.tokens.lowerBound].span)),
      help: help)
  }

  /// 36 条以上, 10 件以内: each word leaves two readings.
  func trailingBound(_ word: Token, after literal: String) -> Failure {
    let isUpper = word.text == "以下" || word.text == "以内"
    let help =
      isUpper
      ? Phrase(
        "含这个数写“不超过 \(literal)”，不含写“不足 \(literal)”",
        "write “at_most \(literal)” where the number itself counts, “below \(literal)” where not")
      : Phrase(
        "含这个数写“满 \(literal)”，不含写“超过 \(literal)”",
        "write “at_least \(literal)” where the number itself counts, “above \(literal)” where not")
    return failure(.trailingBound, word.span, Phrase(word.text), Phrase(literal), help: help)
  }

  /// 每缺 5%: percentages differ by points, and a count has no per cent of its own.
  func percentStep(_ step: Literal, _ isShort: Bool) -> Failure? {
    guard step.isPercent, let digits = step.digits else { return nil }
    let bound =
      isShort ? Phrase("不足 100% 的，每缺", "below 100%, shortfall") : Phrase("超过 100% 的，每超", "above 100%, excess")
    return failure(
      .expected, step.span, Phrase("“\(digits) 个百分点”", "“\(digits) pp”"),
      Phrase(tokenized.source.text(step.span)),
      help: Phrase(
        "两个百分数相差的是百分点，写“\(digits) 个百分点”；数量与任务相差百分之几，先定义 完成率 = 完成数 ÷ 任务数，再写“完成率 \(bound.chinese) \(digits) 个百分点 …”",
        "percentages differ by points: write “\(digits) pp”; for a count, define rate = done / quota and write “if rate \(bound.english) \(digits) pp …”"
      ))
  }

  /// 省单条每条 5 分, 批示的另加 3 倍: a name and an act in one word right before a number. The name must stand
  /// by itself elsewhere.
  func runTogether() -> Failure? {
    guard position > 0, let number = peek, case .number = number.kind else { return nil }
    let word = tokens[position - 1]
    guard word.kind == .word, word.text.utf8.count <= 200 else { return nil }
    let characters = Array(word.text)
    for cut in characters.indices.dropFirst() {
      guard let act = Self.actWords(String(characters[cut...])) else { continue }
      var name = String(characters[..<cut])
      let isCondition = name.count > 1 && name.last == "的"
      if isCondition { name.removeLast() }
      guard names.contains(name) else { continue }
      return failure(
        .splitWord, word.span, Phrase(word.text), Phrase(name + (isCondition ? " 的，" : " ") + act))
    }
    return nil
  }

  /// The words of a text such as 每次扣, 另加 or 满, parted by spaces; nil where it is none.
  private static func actWords(_ text: String) -> String? {
    if let keyword = Keyword.spelled(text) { return isAct(keyword) ? text : nil }
    guard text.hasPrefix("每") else { return nil }
    let rest = text.dropFirst()
    for measure in MeasureWord.longestFirst where rest.hasPrefix(measure) {
      let sign = String(rest.dropFirst(measure.count))
      if sign.isEmpty { return text }
      if let keyword = Keyword.spelled(sign), isAct(keyword) { return "每" + measure + " " + sign }
    }
    return nil
  }

  private static func isAct(_ keyword: Keyword) -> Bool {
    switch Keyword.entries[keyword.rawValue].role {
    case .act, .condition, .quota: true
    case .statement, .layout, .scope, .name, .order, .rounding: false
    }
  }
}
