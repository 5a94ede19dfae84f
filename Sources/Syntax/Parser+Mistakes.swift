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

  // MARK: Kinds of columns

  /// What other programs and plain speech call a kind of column. A short word would pass for a measure word, and
  /// the column for one of numbers.
  static func mistakenKind(_ word: String) -> MeantKind? {
    mistakenIndex.value(of: word).map { mistakenKinds[$0].kind }
  }

  private static let mistakenKinds: [(kind: MeantKind, words: String)] = [
    (.closed(.text), "文字 字符 字符串 字符型 文本型 备注 说明 string str varchar char"),
    (.closed(.number), "数字 数值 数值型 数量 整数 小数 integer int float double decimal numeric"),
    (.closed(.name), "姓名 单位 单位名称 unit"),
    (.closed(.id), "编码 代码 序号 号码 文号 key"),
    (.closed(.choice), "选择 枚举 类别 分类 enum category"),
    (.closed(.yesNo), "布尔 布尔型 逻辑型 bool boolean"),
    (.closed(.date), "时间 年月日 日期型 datetime timestamp"),
    (.percent, "百分数 百分率 比例 比率 percentage ratio rate"),
    (.measure("分"), "分数 分值 得分 score"), (.measure("条"), "条数"), (.measure("篇"), "篇数"), (.measure("次"), "次数"),
    (.measure("件"), "件数"), (.measure("期"), "期数"),
  ]

  private static let mistakenIndex: WordIndex = {
    var index = WordIndex(capacity: 8 * mistakenKinds.count)
    for (place, entry) in mistakenKinds.enumerated() {
      for word in WordIndex.words(entry.words) { index.insert(word, place) }
    }
    return index
  }()

  enum MeantKind {
    case closed(ClosedWord)
    case percent
    case measure(String)

    var phrase: Phrase {
      switch self {
      case .closed(let word): word.phrase
      case .percent: Keyword.percentFormat.phrase
      case .measure(let word):
        Phrase(word, MeasureWord.spelling(word, .english, plural: true))
      }
    }
  }

  func notAKind(_ token: Token, _ meant: MeantKind) -> Failure {
    let kind = meant.phrase
    return failure(
      .expected, token.span, Phrase("列的种类", "the kind of column"), Phrase(token.text),
      help: Phrase(
        "这样的列写“\(kind.chinese)”；是数量的写量词，如 条、分",
        "write “\(kind.english)”; for counts a measure word, such as items or points"))
  }

  // MARK: Folds

  /// 平均 总分, 平均（组内 总分）, 条款 “1” 至 “4” 之和: a fold as it is spoken.
  func spokenFold() -> Failure? {
    guard position > 0, let token = peek else { return nil }
    let before = tokens[position - 1]
    if token.text == "之和" {
      return failure(
        .expected, token.span, Phrase("行末", "the end of the line"), Phrase(token.text),
        help: Phrase(
          "删去“之和”：条款 “1” 至 “4” 已经是合计；几项相加用 +", "a range of clauses is a sum already; add others with +"))
    }
    if case .keyword(let keyword) = token.kind, [.halfUp, .halfEven, .roundUp, .roundDown].contains(keyword) {
      let word = keyword.phrase
      return failure(
        .expected, token.span, Phrase("行末", "the end of the line"), Phrase(token.text),
        help: Phrase(
          "把算式放进括号：“\(word.chinese)（…，2 位）”", "put the formula into it: “\(word.english)(…, 2 digits)”"))
    }
    guard token.kind == .word || token.kind == .quotedName, before.kind == .word,
      let function = ClosedWord.spelled(before.text), ClosedWord.functions.contains(function)
    else { return nil }
    let value = tokenized.source.text(token.span)
    return failure(
      .expected, token.span, Phrase("括号", "a parenthesis"), Phrase(value),
      help: Phrase(
        "写成“\(before.text)（\(value)）”；各组分别算，写“\(before.text)（\(value)，按 组）”",
        "write “\(before.text)(\(value))”, or “\(before.text)(\(value), by group)” for each group"))
  }

  /// 组内 where a value should stand.
  func spokenGroup() -> Phrase? {
    guard isAt(.inGroup) else { return nil }
    return Phrase(
      "在各组里合计、平均，写成“平均（总分，按 组）”", "for the sum or average of each group write “average(score, by group)”")
  }

  // MARK: Words run together

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
