import Diagnostics

extension Parser {
  mutating func expression() throws(Failure) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw failure(.nestedTooDeep, hereSpan, Phrase(String(Self.maximumDepth)))
    }
    let start = position
    if isAt(.ifWord) {
      advance()
      let condition = try disjunction()
      try expect(.thenWord)
      let then = try disjunction()
      try expect(.elseWord)
      let otherwise = try expression()
      return .conditional(condition: condition, then: then, otherwise: otherwise, span(from: start))
    }
    return try disjunction()
  }

  private mutating func countTerm() throws(Failure) {
    terms += 1
    // What is counted are the signs between them.
    guard terms < Self.maximumTerms else {
      throw failure(.tooManyTerms, hereSpan, Phrase(String(Self.maximumTerms)))
    }
  }

  mutating func disjunction() throws(Failure) -> Expression {
    var left = try conjunction()
    while accept(.or) {
      try countTerm()
      left = .binary(.or, left, try conjunction())
    }
    return left
  }

  private mutating func conjunction() throws(Failure) -> Expression {
    var left = try negation()
    while accept(.and) {
      try countTerm()
      left = .binary(.and, left, try negation())
    }
    return left
  }

  private mutating func negation() throws(Failure) -> Expression {
    if let token = peek, token.kind == .keyword(.not) {
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.maximumDepth else {
        throw failure(.nestedTooDeep, hereSpan, Phrase(String(Self.maximumDepth)))
      }
      advance()
      return .not(try negation(), token.span)
    }
    return try test(try sum())
  }

  /// The comparison that may follow a sum.
  mutating func test(_ left: Expression) throws(Failure) -> Expression {
    guard let token = peek else { return left }
    if let (sign, word) = comparison(token) {
      advance()
      return .comparison(sign, left, try compared(), word: word)
    }
    guard case .keyword(let keyword) = token.kind else { return left }
    if keyword == .isWord || keyword == .isNot {
      advance()
      var options = [try comparand()]
      while accept(.listSeparator) { options.append(try comparand()) }
      return .membership(left, options, isNegated: keyword == .isNot)
    }
    if keyword == .isBlank || keyword == .isGiven {
      advance()
      return .blankness(left, isNegated: keyword == .isGiven, token.span)
    }
    guard keyword == .between else { return left }
    advance()
    let low = try compared()
    try expect(.to)
    let high = try compared()
    close(.range)
    _ = acceptHinge(.amid)
    return .between(left, low, high)
  }

  /// A value after 为: a number, or an option (which may be spelled like a keyword).
  private mutating func comparand() throws(Failure) -> Expression {
    guard let token = peek else { throw expected(Phrase("选项或数字", "an option or a number")) }
    switch token.kind {
    case .string, .keyword(.nothing), .keyword(.blank), .keyword(.isWord), .keyword(.rest):
      let option = try option()
      return .name(NameReference(name: option, member: nil))
    case .word, .quotedName, .keyword, .number, .each, .mark:
      return try compared()
    }
  }

  /// What a value is compared with: a period, or a sum.
  private mutating func compared() throws(Failure) -> Expression {
    if let period = periodOperand() { return period }
    return try sum()
  }

  /// A comparison sign or word at a token.
  func comparison(_ token: Token) -> (ComparisonSign, Keyword?)? {
    switch token.kind {
    case .mark(let mark):
      switch mark {
      case .equal: (.equal, nil)
      case .notEqual: (.notEqual, nil)
      case .greaterOrEqual: (.greaterOrEqual, nil)
      case .lessOrEqual: (.lessOrEqual, nil)
      case .greater: (.greater, nil)
      case .less: (.less, nil)
      case .colon, .comma, .semicolon, .listSeparator, .openParenthesis, .closeParenthesis, .plusSign,
        .minusSign, .timesSign, .divideSign, .dot, .dash, .corner, .openHole, .closeHole:
        nil
      }
    case .keyword(.over): (.greater, .over)
    case .keyword(.under): (.less, .under)
    case .keyword(.floor): (.greaterOrEqual, .floor)
    case .keyword(.cap): (.lessOrEqual, .cap)
    case .keyword, .word, .number, .string, .quotedName, .each: nil
    }
  }

  mutating func sum() throws(Failure) -> Expression {
    var left = try term()
    while true {
      if accept(.plusSign) {
        try countTerm()
        left = .binary(.plus, left, try term())
      } else if accept(.minusSign) {
        try countTerm()
        left = .binary(.minus, left, try term())
      } else {
        return left
      }
    }
  }

  private mutating func term() throws(Failure) -> Expression {
    var left = try unary()
    while true {
      if accept(.timesSign) {
        try countTerm()
        left = .binary(.times, left, try unary())
      } else if accept(.divideSign) {
        try countTerm()
        left = .binary(.divide, left, try unary())
      } else {
        return left
      }
    }
  }

  mutating func unary() throws(Failure) -> Expression {
    guard let token = peek, token.kind == .mark(.minusSign) else { return try atom() }
    roles[position] = .sign
    advance()
    try countTerm()
    return .negated(try unary0(), token.span)
  }

  /// After a minus: no second one, so that recursion is bounded.
  private mutating func unary0() throws(Failure) -> Expression { try atom() }

  private mutating func atom() throws(Failure) -> Expression {
    guard let token = peek else { throw expected(Phrase("数字、名称或算式", "a number, a name or a formula")) }
    switch token.kind {
    case .number:
      if let date = date() { return date }
      return .literal(try literal())
    case .mark(.openParenthesis):
      advance()
      let inner = try expression()
      try expect(.closeParenthesis)
      return inner
    case .word:
      if peek(1)?.kind == .mark(.openParenthesis) { return try call() }
      if let failure = numeralFailure(token) { throw failure }
      return .name(try reference())
    case .quotedName:
      return .name(try reference())
    case .keyword(let keyword):
      return try keywordAtom(keyword, token)
    case .string, .each, .mark:
      throw expected(Phrase("数字、名称或算式", "a number, a name or a formula"))
    }
  }

  /// 一条 where a number is wanted; names such as 一类单位 stay names.
  private func numeralFailure(_ token: Token) -> Failure? {
    guard let digits = Self.digits(ofNumeral: token.text) else { return nil }
    if digits.contains(" ") {
      return failure(.chineseNumeral, token.span, Phrase(token.text), Phrase(digits))
    }
    guard let unit = peek(1), unit.kind == .word, MeasureWord.isKnown(unit.text) else { return nil }
    return failure(
      .chineseNumeral, token.span.joined(unit.span), Phrase(token.text + " " + unit.text),
      Phrase(digits + " " + unit.text))
  }

  static let builtinNames: [Keyword] = [
    .allClauses, .allParts, .position, .rowNumber, .allBlank, .counted, .original, .veto, .grade,
  ]

  private mutating func keywordAtom(_ keyword: Keyword, _ token: Token) throws(Failure) -> Expression {
    if keyword == .open { return .literal(try literal()) }
    if Self.builtinNames.contains(keyword) {
      advance()
      return .builtin(keyword, token.span)
    }
    if keyword == .clause || keyword == .part { return .labelled(try labelReference()) }
    let isFunction = [.highest, .halfUp, .halfEven, .roundUp, .roundDown].contains(keyword)
    if isFunction, peek(1)?.kind == .mark(.openParenthesis) { return try call() }
    if keyword == .first, let result = try sumOfHighest() { return result }
    if Self.comparisons.contains(keyword) { throw subjectMissing(token) }
    throw expected(
      Phrase("数字、名称或算式", "a number, a name or a formula"),
      help: (keyword == .limit ? conditionHelp : nil) ?? spokenGroup()
        ?? (mayBeName(keyword, token) ? keywordHelp(token) : nil))
  }

  /// 限 in front of a line: it belongs into the head or inside an aggregate.
  private var conditionHelp: Phrase {
    Phrase(
      "行里的条件写“… 的，”，例如“级别 为 省 的，每条 5 分”；“限”写在条款的抬头（逗号后面）或者 合计、个数 的括号里",
      "a line's condition is written “if …,”, as in “if level is province, each item 5 points”; “where” stands in the head of a clause or inside sum and count"
    )
  }

  /// 条款 “（二）” [至 “（四）”], 部分 “采用”
  mutating func labelReference() throws(Failure) -> LabelReference {
    let start = position
    let isPart = accept(.part)
    if !isPart { try expect(.clause) }
    let first = try label()
    var last: Name?
    if isAt(.to), let next = peek(1), next.kind == .string || next.kind == .mark(.openParenthesis) {
      advance()
      last = try label()
    }
    return LabelReference(isPart: isPart, first: first, last: last, span: span(from: start))
  }

  /// 前 3 项合计(x)
  private mutating func sumOfHighest() throws(Failure) -> Expression? {
    let start = position
    guard case .number? = peek(1)?.kind else { return nil }
    var ahead = 2
    if let unit = peek(ahead), unit.kind == .word, MeasureWord.isKnown(unit.text) { ahead += 1 }
    guard let function = peek(ahead), function.kind == .word, ClosedWord.spelled(function.text) == .sum,
      peek(ahead + 1)?.kind == .mark(.openParenthesis)
    else { return nil }
    advance()
    let n = try literal()
    let nameSpan = tokens[position].span
    roles[position] = .word(.sum)
    advance()
    var arguments = try callArguments()
    arguments.insert(CallArgument(role: .value, expression: .literal(n)), at: min(1, arguments.count))
    return .call(function: Name("前几项合计", nameSpan), keyword: nil, arguments: arguments, span(from: start))
  }

  private mutating func call() throws(Failure) -> Expression {
    let start = position
    let token = tokens[position]
    var keyword: Keyword?
    if case .keyword(let found) = token.kind { keyword = found }
    if keyword == nil, let word = ClosedWord.spelled(token.text), ClosedWord.functions.contains(word) {
      roles[position] = .word(word)
    }
    advance()
    let arguments = try callArguments()
    return .call(
      function: Name(token.text, token.span), keyword: keyword, arguments: arguments, span(from: start))
  }

  private mutating func callArguments() throws(Failure) -> [CallArgument] {
    try expect(.openParenthesis)
    var arguments: [CallArgument] = []
    repeat {
      let start = position
      if accept(.limit) {
        arguments.append(CallArgument(role: .condition, expression: try expression()))
      } else if accept(.by) {
        let keys = try keysAfterBy()
        let stand = Literal(
          digits: "0", measure: nil, isPercent: false, openReason: nil, span: span(from: start))
        arguments.append(CallArgument(role: .keys(keys), expression: .literal(stand)))
      } else {
        arguments.append(CallArgument(role: .value, expression: try expression()))
      }
    } while accept(.comma)
    try expect(.closeParenthesis)
    return arguments
  }

  /// 2024年5月 or 2024年5月3日 in a formula.
  private mutating func date() -> Expression? {
    let start = position
    guard let (year, month, day) = calendarDate(), let month else {
      position = start
      return nil
    }
    return .date(year: year, month: month, day: day, span(from: start))
  }

  /// Reads 2024年[5月[3日]]; nil and no progress where it is none.
  mutating func calendarDate() -> (year: Int, month: Int?, day: Int?)? {
    let start = position
    func part(_ unit: String, _ parser: inout Parser) -> Int? {
      guard let token = parser.peek, case .number(isPercent: false) = token.kind, let value = Int(token.text),
        let next = parser.peek(1), next.kind == .word, next.text == unit
      else { return nil }
      parser.roles[parser.position + 1] = .tight
      parser.position += 2
      return value
    }
    guard let year = part("年", &self), (1900...2999).contains(year) else {
      position = start
      return nil
    }
    guard let month = part("月", &self) else { return (year, nil, nil) }
    return (year, month, part("日", &self))
  }
}
