import Diagnostics

extension Parser {
  mutating func example(_ line: Line) throws(Failure) -> ExampleStatement {
    let start = position
    advance()
    let name = try string(Phrase("引号里的说明", "a title in quotes"))
    var variant: Name?
    if accept(.comma) {
      try expect(.variant)
      variant = try string(Phrase("引号里的方案名", "the variant's name in quotes"))
    }
    try expect(.colon)
    var result = ExampleStatement(
      name: name, variant: variant, given: [], expected: [], span: span(from: start))
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
    let count = try rowCount()
    let each = try eachPeriod()
    try expect(.colon)
    var cells: [(column: Name, text: String)] = []
    repeat {
      let column = try name(Phrase("列名", "a column"))
      let first = position
      while let token = peek, token.kind != .mark(.comma) { advance() }
      guard position > first else { throw expected(Phrase("这一列的值", "the value of this column")) }
      cells.append((column, cell(first..<position)))
    } while accept(.comma)
    return ExampleStatement.Given(
      table: table, cells: cells, count: count, each: each, span: span(from: start))
  }

  /// 26 行
  private mutating func rowCount() throws(Failure) -> Literal? {
    guard let token = peek, case .number(isPercent: false) = token.kind else { return nil }
    let start = position
    advance()
    guard accept([.rows]) != nil else { throw expected(Phrase("“行”", "rows")) }
    roles[position - 1] = .word(.rows)
    return Literal(
      digits: token.text, measure: nil, isPercent: false, openReason: nil, span: span(from: start))
  }

  /// ，每月
  private mutating func eachPeriod() throws(Failure) -> ClosedWord? {
    guard isAt(.comma) || peek?.kind == .keyword(.each) || isEach else { return nil }
    _ = accept(.comma)
    let wanted = Phrase("每月、每季度、每半年或每年", "each month, each quarter, each half_year or each year")
    guard let token = peek else { throw expected(wanted) }
    if case .each = token.kind, let word = ClosedWord.spelled(token.text), ClosedWord.periods.contains(word) {
      roles[position] = .word(word)
      advance()
      return word
    }
    guard accept(.each), let word = accept(ClosedWord.periods) else { throw expected(wanted) }
    return word
  }

  private var isEach: Bool {
    guard case .each? = peek?.kind else { return false }
    return true
  }

  /// The text that a file would hold: measure words dropped, dates and lists kept together.
  private mutating func cell(_ range: Range<Int>) -> String {
    var sign = ""
    var rest = range
    if range.count > 1, tokens[range.lowerBound].kind == .mark(.minusSign) {
      sign = "-"
      rest = (range.lowerBound + 1)..<range.upperBound
    }
    let first = tokens[rest.lowerBound]
    if case .number(let isPercent) = first.kind, rest.count == 1 || isMeasured(rest) {
      if !sign.isEmpty { roles[range.lowerBound] = .sign }
      if rest.count == 2 { roles[rest.lowerBound + 1] = .measure(plural: first.text != "1") }
      return sign + first.text + (isPercent ? "%" : "")
    }
    let isDate = isDate(range)
    let isList = range.allSatisfy { index in
      switch tokens[index].kind {
      case .word, .quotedName, .string, .keyword, .mark(.listSeparator): true
      case .number, .each, .mark: false
      }
    }
    var text = ""
    for index in range {
      let token = tokens[index]
      switch token.kind {
      case .mark(.listSeparator): text += "、"
      case .number(isPercent: true): text += token.text + "%"
      case .each: text += "每" + token.text
      case .word, .quotedName, .string, .keyword, .number, .mark: text += token.text
      }
      if isDate {
        if token.kind == .word { roles[index] = .tight }
      } else if !isList {
        roles[index] = .verbatim
      } else if token.kind != .mark(.listSeparator), token.kind != .string {
        roles[index] = .name
      }
    }
    return text
  }

  /// A number and its measure word, as against 2024年.
  private func isMeasured(_ range: Range<Int>) -> Bool {
    guard range.count == 2, case .number(isPercent: false) = tokens[range.lowerBound].kind else {
      return false
    }
    let unit = tokens[range.lowerBound + 1]
    return unit.kind == .word && !["年", "月", "日"].contains(unit.text)
  }

  /// 2024年5月3日: numbers, each with its unit.
  private func isDate(_ range: Range<Int>) -> Bool {
    range.count > 1 && range.count.isMultiple(of: 2)
      && range.allSatisfy { index in
        guard !(index - range.lowerBound).isMultiple(of: 2) else {
          return tokens[index].kind == .number(isPercent: false)
        }
        return tokens[index].kind == .word && ["年", "月", "日"].contains(tokens[index].text)
      }
  }

  /// 应 [unit] [5月] value = result
  private mutating func expectedResult() throws(Failure) -> ExampleStatement.Expected {
    let start = position
    advance()
    var unit: Name?
    if atListed {
      throw expected(
        Phrase("单位的名称", "a unit's name"),
        help: Phrase("写明谁：应 甲 在 名单“表扬”", "say who: expect Ash on list \"praised\""))
    }
    if let next = peek(1), next.kind != .mark(.openParenthesis), next.kind != .mark(.equal),
      next.kind != .mark(.dot),
      !isOperator(next)
    {
      unit = try option()
    }
    var period: Name?
    if let token = peek, token.kind == .word, PeriodLiteral.isName(token.text) {
      roles[position] = .tight
      roles[position] = .name
      advance()
      period = Name(token.text, token.span)
    } else if isAt(.ordinal), let number = peek(1), case .number = number.kind, peek(2)?.text == "季度" {
      period = Name(number.text + "季度", number.span)
      for index in position..<position + 3 { roles[index] = .tight }
      advance(3)
    } else if let token = peek, case .number = token.kind {
      let first = position
      while let token = peek, isPeriodToken(token) {
        if token.kind == .word { roles[position] = .tight }
        advance()
      }
      period = Name(tokens[first..<position].map(\.text).joined(), span(from: first))
    }
    if atListed { return try listed(unit, period, start) }
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
    } else if holdsFormula {
      result = .formula(try sum())
    } else if atLiteral {
      result = .literal(try literal())
    } else if acceptSign() {
      var literal = try literal()
      literal.digits = literal.digits.map { "-" + $0 }
      result = .literal(literal)
    } else {
      result = .text(try option())
    }
    if !atEnd { throw expected(Phrase("行末", "the end of the line")) }
    return ExampleStatement.Expected(
      unit: unit, period: period, value: value, result: result, span: span(from: start))
  }

  /// 在 名单“表扬”, 不在 名单“表扬”
  private var atListed: Bool {
    guard peek(1)?.kind == .keyword(.list), let token = peek else { return false }
    return ClosedWord.written(token.text) == .onList || ClosedWord.written(token.text) == .offList
  }

  private mutating func listed(
    _ unit: Name?, _ period: Name?, _ start: Int
  ) throws(Failure) -> ExampleStatement.Expected {
    let isNegated = ClosedWord.written(tokens[position].text) == .offList
    roles[position] = .word(isNegated ? .offList : .onList)
    advance(2)
    let name = try string(Phrase("引号里的名单名", "the list's name in quotes"))
    if !atEnd { throw expected(Phrase("行末", "the end of the line")) }
    return ExampleStatement.Expected(
      unit: unit, period: period, value: .name(NameReference(name: name, member: nil)),
      result: .listed(name, isNegated: isNegated), span: span(from: start))
  }

  /// Whether the rest is a formula (20 分 + 3 × 2 分) rather than one number or one option.
  private var holdsFormula: Bool {
    tokens[position..<limit].dropFirst().contains { token in
      switch token.kind {
      case .mark(.plusSign), .mark(.minusSign), .mark(.timesSign), .mark(.divideSign),
        .mark(.openParenthesis):
        true
      case .mark, .keyword, .word, .number, .string, .quotedName, .each: false
      }
    }
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
