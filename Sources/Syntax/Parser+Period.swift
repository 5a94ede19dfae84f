import Diagnostics

extension Parser {
  /// A period where a value to compare with stands: 3月, 第 1 季度, 上半年, 2024年第一季度, 2024年. Months and days
  /// of a year are dates. A word alone stays a name, since it may be an option. No progress where it is none.
  mutating func periodOperand() -> Expression? {
    let start = position
    if let token = peek, token.kind == .word, PeriodLiteral.named(token.text) != nil, endsOperand(1) {
      roles[position] = .name
      advance()
      return .name(NameReference(name: Name(token.text, token.span), member: nil))
    }
    let year = periodYear()
    guard let (months, ordinal) = periodOfYear() ?? year.map({ _ in (12, 1) }), endsOperand(0) else {
      position = start
      return nil
    }
    for index in start..<position { roles[index] = periodRole(index, after: start) }
    return .period(PeriodLiteral(year: year, months: months, ordinal: ordinal, span: span(from: start)))
  }

  /// 2024年上半年, 2024年第 1 季度; with the year before it known 第 2 季度. No progress where it is none.
  mutating func quarterOrHalf(of known: Int?) -> (year: Int, first: Int, last: Int)? {
    let start = position
    guard let year = periodYear() ?? known, let (months, ordinal) = periodOfYear(), months > 1 else {
      position = start
      return nil
    }
    for index in start..<position { roles[index] = periodRole(index, after: start) }
    return (year, (ordinal - 1) * months + 1, ordinal * months)
  }

  /// Words in Han letters stand right behind the number before them; English ones apart.
  private func periodRole(_ index: Int, after start: Int) -> TokenRole {
    guard case .word = tokens[index].kind else { return index > start ? .tight : .plain }
    return tokens[index].text.unicodeScalars.first?.isASCII == true ? .name : .tight
  }

  /// 2024年, where no month of it follows.
  private mutating func periodYear() -> Int? {
    guard let token = peek, case .number(isPercent: false) = token.kind, let year = Int(token.text),
      (1900...2999).contains(year), peek(1)?.kind == .word, peek(1)?.text == "年"
    else { return nil }
    if let next = peek(2), case .number = next.kind, peek(3)?.text == "月" { return nil }
    advance(2)
    return year
  }

  /// 上半年, 第一季度, 第 1 季度, 3月.
  private mutating func periodOfYear() -> (months: Int, ordinal: Int)? {
    if let token = peek, token.kind == .word, let named = PeriodLiteral.named(token.text) {
      advance()
      return named
    }
    let ahead = isAt(.ordinal) ? 1 : 0
    guard let token = peek(ahead), case .number(isPercent: false) = token.kind, let ordinal = Int(token.text),
      let word = peek(ahead + 1), word.kind == .word
    else { return nil }
    // A space apart it is a length of time: 2 月 is 2 个月.
    guard ahead == 1 || token.span.end == word.span.start else { return nil }
    if word.text == "季度", (1...4).contains(ordinal) {
      advance(ahead + 2)
      return (3, ordinal)
    }
    guard ahead == 0, word.text == "月", (1...12).contains(ordinal) else { return nil }
    advance(2)
    return (1, ordinal)
  }

  /// Whether what stands so many tokens ahead does not go on a formula.
  private func endsOperand(_ ahead: Int) -> Bool {
    guard let token = peek(ahead) else { return true }
    switch token.kind {
    case .mark(let mark):
      switch mark {
      case .plusSign, .minusSign, .timesSign, .divideSign, .dot, .openParenthesis: return false
      case .colon, .comma, .semicolon, .listSeparator, .closeParenthesis, .equal, .notEqual,
        .greaterOrEqual, .lessOrEqual, .greater, .less, .dash, .corner, .openHole, .closeHole:
        return true
      }
    case .keyword: return true
    case .word, .number, .string, .quotedName, .each: return false
    }
  }
}
