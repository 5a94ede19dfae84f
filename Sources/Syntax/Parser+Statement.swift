import Diagnostics

extension Parser {
  /// One statement at the margin.
  mutating func statement(_ line: Line) {
    let before = statements.count
    defer { if statements.count == before { lose(line) } }
    attempt(line.tokens) { parser throws(Failure) in
      let token = parser.tokens[line.tokens.lowerBound]
      switch token.kind {
      case .keyword(let keyword):
        if let statement = try parser.statement(keyword, line) { parser.statements.append(statement) }
      case .word, .quotedName:
        guard parser.peek(1)?.kind == .mark(.equal) else {
          parser.advance()
          let name = parser.lineHas(.equal) ? parser.nameGoingOn(from: parser.position - 1) : nil
          throw parser.failure(
            .unknownStatement, token.span, Phrase(name ?? token.text), help: name.map(parser.quoteProposal),
            near: name != nil ? [] : Nearness.suggestions(for: token.text, among: Keyword.statementSpellings))
        }
        parser.statements.append(.definition(try parser.definition(line)))
      case .each where parser.peek(1)?.kind == .mark(.equal):
        let name = parser.tokenized.source.text(token.span)
        throw parser.failure(
          .unknownStatement, token.span, Phrase(name),
          help: Phrase(
            "名称以“每”开头时，放在「」里：「\(name)」", "a name that begins with “each” goes inside backticks: `\(name)`"))
      case .number, .string, .each, .mark:
        throw parser.failure(.unknownStatement, token.span, Phrase(parser.tokenized.source.text(token.span)))
      }
    }
  }

  private mutating func statement(_ keyword: Keyword, _ line: Line) throws(Failure) -> Statement? {
    if let simple = try simpleStatement(keyword, line) { return simple }
    if keyword == .period { return .period(try period(line)) }
    if keyword == .table { return .table(try table(line)) }
    if keyword == .parameter { return .parameter(try parameter(line)) }
    if keyword == .part { return .part(try part(line)) }
    if keyword == .clause { return clause(line).map(Statement.clause) }
    if keyword == .rank { return .rank(try rank(line)) }
    if keyword == .grade { return .grade(try grade(line)) }
    if keyword == .list { return .list(try list(line)) }
    if keyword == .publish { return .publish(try publish(line)) }
    if keyword == .bulletin { return .bulletin(try bulletin(line)) }
    if keyword == .check { return .check(try check(line)) }
    if keyword == .variant { return .variant(try variant(line)) }
    if keyword == .example { return .example(try example(line)) }
    let token = tokens[position]
    if peek(1)?.kind == .mark(.equal) {
      throw expected(
        Phrase("名称", "a name"),
        help: keywordHelp(token))
    }
    throw failure(.unknownStatement, token.span, Phrase(token.text))
  }

  /// Statements of one line: 办法, 依据, 沿用, 废止, 不计分.
  private mutating func simpleStatement(_ keyword: Keyword, _ line: Line) throws(Failure) -> Statement? {
    let start = position
    if keyword == .method || keyword == .based {
      advance()
      let text = try string(Phrase("引号里的名称", "a name in quotes"))
      try finish(line)
      return keyword == .method ? .method(text, span(from: start)) : .based(text, span(from: start))
    }
    if keyword == .source {
      advance()
      var sources: [Name] = []
      repeat { sources.append(try string(Phrase("引号里的文件名", "the circular in quotes"))) } while accept(.comma)
      try finish(line)
      return .source(sources, span(from: start))
    }
    if keyword == .repeal {
      advance()
      guard case .keyword(let kind)? = peek?.kind else {
        throw expected(Phrase("条款、名单等", "clause, list and so on"))
      }
      advance()
      let isQuoted = peek?.kind == .string || isAt(.openParenthesis)
      let name = isQuoted ? try label() : try name()
      try finish(line)
      return .repeal(kind, name, span(from: start))
    }
    if keyword == .notScored {
      advance()
      let label = try label()
      while let token = peek, token.kind != .mark(.colon) {
        roles[position] = .verbatim
        advance()
      }
      try expect(.colon)
      let reason = try string(Phrase("引号里的说明", "the reason in quotes"))
      try finish(line)
      return .notScored(label: label, reason: reason, span(from: start))
    }
    return nil
  }

  private mutating func period(_ line: Line) throws(Failure) -> PeriodStatement {
    let start = position
    advance()
    let first: (year: Int, month: Int?)
    var last: (year: Int, month: Int?)
    if let range = quarterOrHalf(of: nil) {
      first = (range.year, range.first)
      last = (range.year, range.last)
    } else if let date = calendarDate() {
      first = (date.year, date.month)
      last = first
    } else {
      throw expected(Phrase("年月，如 2024年5月", "a month such as 2024年5月"))
    }
    if accept(.to) {
      if let range = quarterOrHalf(of: first.year) {
        last = (range.year, range.last)
      } else if let date = calendarDate() {
        last = (date.year, date.month)
      } else if let token = peek, case .number = token.kind, let month = Int(token.text), let unit = peek(1),
        unit.text == "月"
      {
        // 2024年5月 至 6月
        roles[position + 1] = .tight
        advance(2)
        last = (first.year, month)
      } else {
        throw expected(Phrase("年月，如 2024年6月", "a month such as 2024年6月"))
      }
    }
    var unit: Name?
    if accept(.comma) {
      try expect(.by)
      unit = try keysAfterBy().first
    }
    try finish(line)
    for index in start..<position where index > start && tokens[index].text == "月" {
      if let month = Int(tokens[index - 1].text), !(1...12).contains(month) {
        throw failure(
          .badNumber, tokens[index - 1].span.joined(tokens[index].span), Phrase("\(month)月"),
          Phrase("没有这个月份", "there is no such month"), help: Phrase("月份写 1 到 12", "months run from 1 to 12"))
      }
    }
    return PeriodStatement(first: first, last: last, unit: unit, span: span(from: start))
  }

  private mutating func part(_ line: Line) throws(Failure) -> Part {
    let head = try clauseHead(.part)
    try expect(.colon)
    guard !line.children.isEmpty, atEnd else {
      throw failure(.emptyBlock, head.span, Phrase(tokenized.source.text(head.span)))
    }
    var result = Part(head: head, clauses: [], span: head.span)
    for child in line.children {
      let token = tokens[child.tokens.lowerBound]
      if token.kind == .keyword(.clause) {
        if let clause = clause(child) { result.clauses.append(clause) } else { lose(child) }
      } else if token.kind == .keyword(.notScored) {
        statement(child)
      } else {
        diagnostics.append(
          Diagnostic(
            .expected, at: .text(tokenized.source, token.span), quoted(.clause),
            Phrase(tokenized.source.text(token.span))))
      }
    }
    return result
  }

  // MARK: Parameters

  private mutating func parameter(_ line: Line) throws(Failure) -> ParameterStatement {
    let start = position
    advance()
    var result = ParameterStatement(
      name: try name(), value: nil, keys: [], rows: [], grid: nil, assumptions: [], span: span(from: start))
    if accept(.equal) {
      result.value = try sum()
      while accept(.comma) { result.assumptions.append(try assumption()) }
      try finish(line)
      result.span = span(from: start)
      return result
    }
    let isKeyed = accept(.comma) || isAt(.by)
    guard accept(.by) else { throw expected(isKeyed ? quoted(.by) : Phrase("“=”或“按”", "“=” or “by”")) }
    result.keys = [try reference()]
    while atName || isAt(.listSeparator) {
      _ = accept(.listSeparator)
      result.keys.append(try reference())
    }
    while accept(.comma) { result.assumptions.append(try assumption()) }
    result.span = span(from: start)
    try expect(.colon)
    let lines = try items(of: line)
    guard let first = lines.first else {
      throw failure(.emptyBlock, result.span, Phrase(tokenized.source.text(result.span)))
    }
    if isGridHeader(first) {
      attempt(first.tokens) { parser throws(Failure) in
        result.grid = try parser.grid(Array(lines.dropFirst()) + first.children)
      }
      return result
    }
    for item in lines {
      attempt(item.tokens) { parser throws(Failure) in
        result.rows.append(try parser.parameterRow())
      }
    }
    return result
  }

  private mutating func parameterRow() throws(Failure) -> ParameterStatement.Row {
    let start = position
    let keys = try options()
    if accept(.nothing) { return ParameterStatement.Row(keys: keys, value: nil, span: span(from: start)) }
    let value = try sum()
    if !atEnd { throw expected(Phrase("分号或行末", "a semicolon or the end of the line")) }
    return ParameterStatement.Row(keys: keys, value: value, span: span(from: start))
  }

  // MARK: Checks, variants, examples

  private mutating func check(_ line: Line) throws(Failure) -> CheckStatement {
    let start = position
    advance()
    var name: Name?
    if peek?.kind == .string { name = try string(Phrase("名称", "a name")) }
    try expect(.colon)
    var lines = try items(of: line)
    guard !lines.isEmpty else { throw failure(.emptyBlock, span(from: start), quoted(.check)) }
    let first = lines.removeFirst()
    enter(first.tokens)
    let condition = try expression()
    if !atEnd { throw expected(Phrase("分号或行末", "a semicolon or the end of the line")) }
    var exceptions: [Exclusion] = []
    for item in lines {
      enter(item.tokens)
      exceptions.append(try exclusion())
      if !atEnd { throw expected(Phrase("行末", "the end of the line")) }
    }
    return CheckStatement(name: name, condition: condition, exceptions: exceptions, span: condition.span)
  }

  /// 不含 condition 的，因 “reason”
  mutating func exclusion() throws(Failure) -> Exclusion {
    try expect(.except)
    let condition = try expression()
    close(.condition)
    _ = acceptHinge(.de)
    try expect(.comma)
    try expect(.because)
    return Exclusion(condition: condition, reason: try string(Phrase("引号里的理由", "the reason in quotes")))
  }

  private mutating func variant(_ line: Line) throws(Failure) -> VariantStatement {
    let start = position
    advance()
    let name = try string(Phrase("引号里的方案名", "the variant's name in quotes"))
    try expect(.colon)
    var result = VariantStatement(name: name, overrides: [], span: span(from: start))
    for item in try items(of: line) {
      attempt(item.tokens) { parser throws(Failure) in
        let start = parser.position
        var words: [AddressToken] = []
        while let token = parser.peek, token.kind != .mark(.equal) {
          words += parser.addressMeasure() ?? Self.addressTokens(token)
          parser.advance()
        }
        try parser.expect(.equal)
        let value = try parser.sum()
        if !parser.atEnd { throw parser.expected(Phrase("行末", "the end of the line")) }
        result.overrides.append(.init(address: words, value: value, span: parser.span(from: start)))
      }
    }
    return result
  }

  /// A measure word of an address, which is the same in both languages: 每条, each item, 36 items.
  private mutating func addressMeasure() -> [AddressToken]? {
    guard let token = peek, MeasureWord.isKnown(token.text), position > 0 else { return nil }
    switch token.kind {
    case .word, .keyword(.times): break
    case .keyword, .number, .string, .quotedName, .each, .mark: return nil
    }
    let before = tokens[position - 1]
    switch before.kind {
    case .keyword(.each): roles[position] = .measure(plural: false)
    case .number(isPercent: false): roles[position] = .measure(plural: before.text != "1")
    case .keyword, .number, .word, .string, .quotedName, .each, .mark: return nil
    }
    return [.text(MeasureWord.canonical(token.text))]
  }

  /// An address as words, for variants and --set. Marks between words say nothing.
  public static func addressTokens(_ token: Token) -> [AddressToken] {
    switch token.kind {
    case .keyword(let keyword): [.keyword(keyword)]
    case .each: [.keyword(.each), .text(MeasureWord.canonical(token.text))]
    case .word, .quotedName, .string, .number: [.text(token.text)]
    case .mark: []
    }
  }
}

extension Keyword {
  static let statementSpellings: [String] = entries.filter { $0.role == .statement }.flatMap {
    $0.chinese + $0.english
  }
}
