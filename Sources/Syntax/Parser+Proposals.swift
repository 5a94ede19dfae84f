import Diagnostics

/// What was probably meant by a line that cannot be read, so that a diagnostic can propose it.
extension Parser {
  // MARK: Names that need quotes

  /// Tokens written without a gap around a place that begin with a digit and end with a name: 5-6月得分.
  func unquotedName(around place: Int) -> (text: String, span: Span)? {
    guard tokens.indices.contains(place), place < limit else { return nil }
    func touches(_ index: Int) -> Bool { tokens[index - 1].span.end == tokens[index].span.start }
    func belongs(_ index: Int) -> Bool {
      switch tokens[index].kind {
      case .number, .word, .mark(.minusSign), .mark(.dot), .mark(.dash): true
      case .keyword, .string, .quotedName, .each, .mark: false
      }
    }
    guard belongs(place) else { return nil }
    var first = place
    while first > 0, belongs(first - 1), touches(first) { first -= 1 }
    var last = place
    while last + 1 < limit, belongs(last + 1), touches(last + 1) { last += 1 }
    guard last - first > 1, case .number = tokens[first].kind, tokens[last].kind == .word,
      !MeasureWord.isKnown(tokens[last].text)
    else { return nil }
    let span = tokens[first].span.joined(tokens[last].span)
    return (tokenized.source.text(span), span)
  }

  /// 评分1: a name that the lexer ended at a digit, from its first token on.
  func nameGoingOn(from start: Int) -> String? {
    guard start >= 0, start + 1 < limit, case .number(isPercent: false) = tokens[start + 1].kind,
      tokens[start].span.end == tokens[start + 1].span.start
    else { return nil }
    switch tokens[start].kind {
    case .word, .keyword: break
    case .number, .string, .quotedName, .each, .mark: return nil
    }
    var end = start + 2
    while end < limit, tokens[end - 1].span.end == tokens[end].span.start {
      switch tokens[end].kind {
      case .word, .number(isPercent: false): end += 1
      case .keyword, .number, .string, .quotedName, .each, .mark: return tokenized.written(start..<end)
      }
    }
    return tokenized.written(start..<end)
  }

  func keywordHelp(_ token: Token, _ longer: String? = nil) -> Phrase {
    if let longer { return quoteProposal(longer) }
    return Phrase(
      "“\(token.text)”是关键词；要当名称用，写成「\(token.text)」",
      "“\(token.text)” is a keyword; as a name write it as `\(token.text)`")
  }

  /// Whether someone may have called something by a keyword: a noun, or what the file does name so in 「」.
  func mayBeName(_ keyword: Keyword, _ token: Token) -> Bool {
    if names.contains(token.text) { return true }
    switch Keyword.entries[keyword.rawValue].role {
    case .statement, .name, .scope: return true
    case .layout, .act, .condition, .quota, .order, .rounding: return false
    }
  }

  func quoteProposal(_ text: String) -> Phrase {
    Phrase("名称里有数字或符号时，整个放在「」里：「\(text)」", "a name with digits or signs goes inside backticks: `\(text)`")
  }

  // MARK: Written twice

  /// Reports a keyword that may stand only once, where it stands again; `start` is its token.
  mutating func once(_ keyword: Keyword, at start: Int, _ seen: inout [Keyword]) {
    guard seen.contains(keyword) else { return seen.append(keyword) }
    report(failure(.twiceInHeader, tokens[start].span, Phrase(tokenized.source.text(tokens[start].span))))
  }

  // MARK: Acts

  /// A subject without an act: say what was probably meant.
  func unfinished(_ subject: Expression, mayGuard: Bool) -> Failure {
    let text = tokenized.source.text(subject.span)
    if let failure = trailingBound() { return failure }
    if isCondition(subject) {
      if mayGuard { return failure(.missingDe, subject.span, Phrase(text)) }
    } else if case .name(let reference) = subject, reference.member == nil {
      if isAt(.comma), mayGuard { return failure(.missingDe, subject.span, Phrase(text)) }
      if let failure = severalSubjects(text) { return failure }
      if mayGuard, let failure = bareCondition(subject, text) { return failure }
      if ["如果", "假如", "当", "凡是"].contains(text) {
        return failure(
          .expected, subject.span, quoted(.ifWord), Phrase(text),
          help: Phrase("写成“若 …，得 5 分”或“… 的，得 5 分”", "write “if …, give 5 points”"))
      }
    }
    if unquotedName(around: position) == nil, let token = peek, case .number = token.kind {
      return expected(
        Phrase("每条、得、加、扣、另加等", "each, give, plus, minus, add and so on"),
        help: Phrase(
          "写明怎样计分，例如“每条 \(token.text) 分”“得 \(token.text) 分”",
          "say how it counts: “each item \(token.text) points”, “give \(token.text) points”"))
    }
    return expected(Phrase("每条、得、加、扣、另加或冒号等", "each, give, plus, minus, add, a colon and so on"))
  }

  /// 年报按时 得 20 分: a column and what it gives, with nothing between them.
  private func bareCondition(_ subject: Expression, _ text: String) -> Failure? {
    guard case .keyword(let keyword)? = peek?.kind, Self.actsOfCondition.contains(keyword) else { return nil }
    let end = tokens[position..<limit].firstIndex { $0.kind == .mark(.semicolon) } ?? limit
    let act = tokenized.written(position..<end)
    return failure(
      .missingDe, subject.span, Phrase(text),
      help: Phrase(
        "条件后面要写“的，”：“\(text) 的，\(act)”；按数量计分写“\(text) 每条 …”",
        "open the condition with if: “if \(text), \(act)”; points for a count are written “\(text) each item …”"
      ))
  }

  private static let actsOfCondition: [Keyword] = [
    .give, .plus, .minus, .times, .instead, .drop, .most, .untilZero, .veto,
  ]

  private func isCondition(_ expression: Expression) -> Bool {
    switch expression {
    case .comparison, .membership, .blankness, .between, .not, .binary(.and, _, _), .binary(.or, _, _): true
    case .literal, .name, .date, .period, .labelled, .builtin, .call, .negated, .binary, .conditional: false
    }
  }

  /// 10 件 以上 where a comparison should stand.
  func trailingBound() -> Failure? {
    guard case .number? = peek?.kind else { return nil }
    let hasMeasure = peek(1).map { $0.kind == .word && !Self.boundWords.contains($0.text) } ?? false
    let ahead = hasMeasure ? 2 : 1
    guard let bound = peek(ahead), bound.kind == .word, Self.boundWords.contains(bound.text) else {
      return nil
    }
    let number = tokens[position].span.joined(tokens[position + ahead - 1].span)
    return trailingBound(bound, after: tokenized.source.text(number))
  }

  /// 单条、简讯 每条 5 分: each on its own line.
  private func severalSubjects(_ first: String) -> Failure? {
    guard isAt(.listSeparator) else { return nil }
    var subjects = [first]
    var index = position
    while index + 1 < limit, tokens[index].kind == .mark(.listSeparator) {
      guard tokens[index + 1].kind == .word || tokens[index + 1].kind == .quotedName else { return nil }
      subjects.append(tokenized.source.text(tokens[index + 1].span))
      index += 2
    }
    guard index < limit else { return nil }
    let act = tokenized.source.text(tokens[index].span.joined(tokens[limit - 1].span))
    let lines = subjects.map { "“\($0) \(act)”" }
    return failure(
      .expected, tokens[position].span,
      Phrase("每条、得、加、扣、另加或冒号等", "each, give, plus, minus, add, a colon and so on"),
      Phrase(tokenized.source.text(tokens[position].span)),
      help: Phrase(
        "各写一行：\(lines.joined(separator: "、"))", "write a line for each: \(lines.joined(separator: ", "))"))
  }

  /// 满 36 条 with nothing before it.
  func subjectMissing(_ token: Token) -> Failure {
    expected(
      Phrase("数字、名称或算式", "a number, a name or a formula"),
      help: Phrase(
        "“\(token.text)”前面写明是什么，例如“报送条数 \(token.text) …”",
        "say what is compared before “\(token.text)”, as in “sent \(token.text) …”"))
  }

  static let comparisons: [Keyword] = [
    .over, .under, .floor, .cap, .isWord, .isNot, .isBlank, .isGiven, .between,
  ]

  // MARK: Points tables

  /// The head of a points table without its corner: names only, and a row of figures on the next line.
  func cornerMissing(_ line: Line, _ next: Line?) -> Failure? {
    guard let next, isGridRow(next), line.tokens.count > 2 else { return nil }
    var names: [String] = []
    var place = line.tokens.lowerBound + 1
    for index in line.tokens {
      switch tokens[index].kind {
      case .word, .quotedName: names.append(tokenized.source.text(tokens[index].span))
      case .mark(.divideSign), .mark(.minusSign):
        guard index == line.tokens.lowerBound + 1 else { return nil }
        place = index
      case .mark(.listSeparator): guard index > line.tokens.lowerBound + 1 else { return nil }
      case .keyword, .number, .string, .each, .mark: return nil
      }
    }
    let cells = tokens[next.tokens].filter { token in
      switch token.kind {
      case .number, .mark(.dash): true
      case .word, .keyword, .string, .quotedName, .each, .mark: false
      }
    }
    guard names.count > 2, cells.count > 1 else { return nil }
    let head = "\(names[0]) ＼ \(names[1]) \(names[2]) …"
    return failure(
      .expected, tokens[place].span, Phrase("“＼”", "“\\”"), Phrase(tokenized.source.text(tokens[place].span)),
      help: Phrase("分值表的表头写成“\(head)”", "the head of a points table is written “\(head)”"))
  }
}
