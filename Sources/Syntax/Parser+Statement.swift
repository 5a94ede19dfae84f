import Diagnostics

extension Parser {
  /// One statement at the margin.
  mutating func statement(_ line: Line) {
    attempt(line.tokens) { parser throws(Failure) in
      let token = parser.tokens[line.tokens.lowerBound]
      switch token.kind {
      case .keyword(let keyword):
        if let statement = try parser.statement(keyword, line) { parser.statements.append(statement) }
      case .word, .quotedName:
        guard parser.peek(1)?.kind == .mark(.equal) else {
          throw parser.failure(
            .unknownStatement, token.span, Phrase(token.text),
            near: Nearness.suggestions(for: token.text, among: Keyword.statementSpellings))
        }
        parser.statements.append(.definition(try parser.definition(line)))
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
    if keyword == .check { return .check(try check(line)) }
    if keyword == .variant { return .variant(try variant(line)) }
    if keyword == .example { return .example(try example(line)) }
    let token = tokens[position]
    if peek(1)?.kind == .mark(.equal) {
      throw expected(
        Phrase("名称", "a name"),
        help: Phrase("“\(token.text)”是关键词；要当名称用，写成「\(token.text)」", "“\(token.text)” is a keyword; as a name write it as `\(token.text)`"))
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
      guard case .keyword(let kind)? = peek?.kind else { throw expected(Phrase("条款、名单等", "clause, list and so on")) }
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
        roles[position] = .plain
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
    guard let first = calendarDate() else { throw expected(Phrase("年月，如 2024年5月", "a month such as 2024年5月")) }
    var last = first
    if accept(.to) {
      if let date = calendarDate() {
        last = date
      } else if let token = peek, case .number = token.kind, let month = Int(token.text), let unit = peek(1), unit.text == "月" {
        // 2024年5月 至 6月
        roles[position + 1] = .plain
        advance(2)
        last = (first.year, month, nil)
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
    for month in [first.month, last.month] {
      if let month, !(1...12).contains(month) {
        throw failure(.badNumber, span(from: start), Phrase(String(month)), Phrase("没有这个月份", "there is no such month"))
      }
    }
    return PeriodStatement(
      first: (first.year, first.month), last: (last.year, last.month), unit: unit, span: span(from: start))
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
        if let clause = clause(child) { result.clauses.append(clause) }
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
    _ = accept(.comma)
    try expect(.by)
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
    _ = accept(.de)
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
          words += Self.addressTokens(token)
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

  /// An address as words, for variants and --set. Marks between words say nothing.
  public static func addressTokens(_ token: Token) -> [AddressToken] {
    switch token.kind {
    case .keyword(let keyword): [.keyword(keyword)]
    case .each: [.keyword(.each), .text(token.text)]
    case .word, .quotedName, .string, .number: [.text(token.text)]
    case .mark: []
    }
  }

  private mutating func example(_ line: Line) throws(Failure) -> ExampleStatement {
    let start = position
    advance()
    let name = try string(Phrase("引号里的说明", "a title in quotes"))
    try expect(.colon)
    var result = ExampleStatement(name: name, given: [], expected: [], span: span(from: start))
    for item in try items(of: line) {
      attempt(item.tokens) { parser throws(Failure) in
        if parser.isAt(.given) {
          result.given.append(try parser.given())
        } else if parser.isAt(.expect) {
          result.expected.append(try parser.expectedResult())
        } else {
          throw parser.expected(Phrase("“给”或“应”", "given or expect"))
        }
      }
    }
    return result
  }

  /// 给 表：列 值，列 值
  private mutating func given() throws(Failure) -> ExampleStatement.Given {
    let start = position
    advance()
    let table = try name()
    try expect(.colon)
    var cells: [(column: Name, text: String)] = []
    repeat {
      let column = try name(Phrase("列名", "a column"))
      let first = position
      while let token = peek, token.kind != .mark(.comma) {
        if token.kind == .word, position > first, case .number = tokens[position - 1].kind, MeasureWord.isKnown(token.text) {
          roles[position] = .measure(plural: tokens[position - 1].text != "1")
        }
        advance()
      }
      cells.append((column, cellText(first..<position)))
    } while accept(.comma)
    return ExampleStatement.Given(table: table, cells: cells, span: span(from: start))
  }

  /// The text that a file would hold: measure words dropped, dates and lists kept together.
  private func cellText(_ range: Range<Int>) -> String {
    guard let first = range.first else { return "" }
    if range.count == 1 {
      let token = tokens[first]
      if case .number(let isPercent) = token.kind { return token.text + (isPercent ? "%" : "") }
      return token.text
    }
    if range.count == 2, case .number = tokens[first].kind, tokens[first + 1].kind == .word,
      !["年", "月", "日"].contains(tokens[first + 1].text)
    {
      return tokens[first].text
    }
    var text = ""
    for index in range {
      let token = tokens[index]
      if token.kind == .mark(.listSeparator) { text += "、" } else { text += token.text }
      if case .number(isPercent: true) = token.kind { text += "%" }
    }
    return text
  }

  /// 应 [unit] [5月] value = result
  private mutating func expectedResult() throws(Failure) -> ExampleStatement.Expected {
    let start = position
    advance()
    var unit: Name?
    if let next = peek(1), next.kind != .mark(.openParenthesis), next.kind != .mark(.equal), next.kind != .mark(.dot),
      !isOperator(next)
    {
      unit = try option()
    }
    var period: Name?
    if let token = peek, case .number = token.kind {
      let first = position
      while let token = peek, isPeriodToken(token) { advance() }
      period = Name(cellText(first..<position), span(from: first))
    }
    let value = try sum()
    if !accept(.equal) { try expect(.isWord) }
    let result: ExampleStatement.Expected.Value
    if accept(.blank) || accept(.nothing) {
      result = .absent
    } else if let word = accept([.yes, .no]) {
      result = .truth(word == .yes)
    } else if let token = peek, token.kind == .keyword(.isWord) {
      advance()
      result = .truth(true)
    } else if atLiteral {
      result = .literal(try literal())
    } else if accept(.minusSign) {
      var literal = try literal()
      literal.digits = literal.digits.map { "-" + $0 }
      result = .literal(literal)
    } else {
      result = .text(try option())
    }
    if !atEnd { throw expected(Phrase("行末", "the end of the line")) }
    return ExampleStatement.Expected(unit: unit, period: period, value: value, result: result, span: span(from: start))
  }

  private func isOperator(_ token: Token) -> Bool {
    guard case .mark = token.kind else { return false }
    return true
  }

  private func isPeriodToken(_ token: Token) -> Bool {
    switch token.kind {
    case .number: true
    case .word: ["年", "月", "季度", "半年", "上半年", "下半年"].contains(token.text)
    case .keyword, .string, .quotedName, .each, .mark: false
    }
  }
}

extension Keyword {
  static let statementSpellings: [String] = entries.filter { $0.role == .statement }.flatMap { $0.chinese + $0.english }
}
