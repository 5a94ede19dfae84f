import Diagnostics

extension Parser {
  /// An act that begins with its own keyword; nil where a subject comes first.
  mutating func core() throws(Failure) -> Act.Kind? {
    guard let token = peek else { throw expected(Phrase("得分、扣分等", "points given or taken")) }
    switch token.kind {
    case .each:
      advance()
      return try each(nil, measure: MeasureWord.canonical(token.text))
    case .keyword(let keyword):
      return try core(keyword)
    case .word, .number, .string, .quotedName, .mark:
      return nil
    }
  }

  private mutating func core(_ keyword: Keyword) throws(Failure) -> Act.Kind? {
    let start = position
    if let sign = pointSign() {
      let amount = try amount(after: sign, start)
      return .give(sign, amount)
    }
    advance()
    if keyword == .each { return try eachKeyword(nil) }
    if keyword == .proRata {
      let sign = pointSign() ?? .give
      return .proRata(sign, try sum())
    }
    if keyword == .short || keyword == .excess { return try gap(nil, isShort: keyword == .short) }
    if keyword == .times { return .times(try sum()) }
    if keyword == .instead { return .instead(try sum()) }
    if keyword == .counts { return .counts(target: nil, try sum()) }
    if keyword == .drop { return .drop }
    if keyword == .credited { return .share(.name(try reference()), .credited) }
    if keyword == .cap || keyword == .most {
      let first = position
      let sign = pointSign()
      let amount = try sum()
      // 最多 扣 5 分 is a floor: not below -5.
      if sign?.isNegative == true {
        return .floor(.negated(amount, span(from: first)), isMost: keyword == .most)
      }
      return .cap(amount, isMost: keyword == .most)
    }
    if keyword == .floor {
      // 满 and 达到 compare; only 不低于 sets a floor by itself.
      if ["满", "达到", "reaches", "attains"].contains(tokens[start].text.lowercased()) {
        position = start
        throw subjectMissing(tokens[start])
      }
      return .floor(try sum(), isMost: false)
    }
    if keyword == .untilZero { return .untilZero }
    if keyword == .same { return try keep() }
    if keyword == .open {
      position = start
      return .open(try literal())
    }
    if keyword == .veto, isAt(.isWord) {
      advance()
      return .veto(try option())
    }
    position = start
    return nil
  }

  /// 得 加 扣 另加 另扣
  mutating func pointSign() -> PointSign? {
    guard case .keyword(let keyword)? = peek?.kind else { return nil }
    let sign: PointSign
    if keyword == .give {
      sign = .give
    } else if keyword == .plus {
      sign = .plus
    } else if keyword == .minus {
      sign = .minus
    } else if keyword == .also {
      sign = .also
    } else if keyword == .alsoMinus {
      sign = .alsoMinus
    } else {
      return nil
    }
    advance()
    return sign
  }

  /// The amount of a give; 加 2 倍 has two readings and is refused.
  private mutating func amount(after sign: PointSign, _ start: Int) throws(Failure) -> Expression {
    let amount = try sum()
    if !sign.isAddition, case .literal(let literal) = amount, literal.measure == "倍" {
      throw failure(
        .ambiguousFold, span(from: start), Phrase(tokenized.source.text(span(from: start))),
        Phrase(literal.digits ?? ""))
    }
    return amount
  }

  /// What follows a subject; nil where no act does.
  mutating func tail(_ subject: Expression) throws(Failure) -> Act.Kind? {
    guard let token = peek else { return nil }
    switch token.kind {
    case .each:
      advance()
      return try each(subject, measure: MeasureWord.canonical(token.text))
    case .mark(.colon):
      advance()
      return try entries(subject, sign: nil)
    case .keyword(let keyword):
      return try tail(subject, keyword)
    case .word, .number, .string, .quotedName, .mark:
      return nil
    }
  }

  private mutating func tail(_ subject: Expression, _ keyword: Keyword) throws(Failure) -> Act.Kind? {
    let start = position
    advance()
    if keyword == .each { return try eachKeyword(subject) }
    if keyword == .against {
      let other = try sum()
      let isShort = accept(.short)
      if !isShort { try expect(.excess) }
      return try gap((subject, other), isShort: isShort)
    }
    if keyword == .counts, case .name(let reference) = subject {
      return .counts(target: reference, try sum())
    }
    if keyword == .also || keyword == .alsoMinus {
      let sign: PointSign = keyword == .also ? .also : .alsoMinus
      if accept(.colon) { return try entries(subject, sign: sign) }
      return .addition(subject, sign, try sum())
    }
    if keyword == .oneLower { return .shift(subject, -1) }
    if keyword == .oneHigher { return .shift(subject, 1) }
    if keyword == .equally { return .share(subject, .equally) }
    if keyword == .inFull { return .share(subject, .inFull) }
    if keyword == .by {
      var weights = [try literal()]
      while accept(.colon) {
        roles[position - 1] = .tight
        weights.append(try literal())
      }
      try expect(.split)
      return .share(subject, .weights(weights))
    }
    position = start
    return nil
  }

  /// After 每条: [sign] amount.
  private mutating func each(_ subject: Expression?, measure: String?) throws(Failure) -> Act.Kind {
    let sign = pointSign() ?? .give
    return .each(subject, measure: measure, sign, try sum())
  }

  /// After the keyword 每 / each: a step (每 10 条 加 1 分), a measure word (each item), or an amount.
  private mutating func eachKeyword(_ subject: Expression?) throws(Failure) -> Act.Kind {
    if let token = peek, token.kind == .word || token.kind == .keyword(.times) {
      if MeasureWord.isKnown(token.text) || measures.contains(token.text) {
        roles[position] = .measure(plural: false)
        advance()
        return try each(subject, measure: MeasureWord.canonical(token.text))
      }
    }
    let start = position
    if atLiteral {
      let step = try stepLiteral()
      let isAmount = atEnd || isAt(.comma) || isAt(.semicolon)
      if !isAmount {
        let sign = pointSign() ?? .give
        let amount = try sum()
        return .perStep(subject, step: step, sign, amount, stepRule())
      }
      position = start
    }
    return try each(subject, measure: nil)
  }

  /// The length of a step, which is never 0.
  private mutating func stepLiteral() throws(Failure) -> Literal {
    let step = try literal()
    guard let digits = step.digits, digits.allSatisfy({ $0 == "0" || $0 == "." }) else { return step }
    throw failure(
      .badNumber, step.span, Phrase(tokenized.source.text(step.span)),
      Phrase("每几个算一次，不能是 0", "a step is never 0"),
      help: Phrase("写成 每 1 条、每 10 条 这样", "write it as “each 1 item” or “each 10 items”"))
  }

  /// 以后 每次 扣 1 分: the measure says nothing that 第 n 次 did not.
  private mutating func skipEach() {
    if case .each? = peek?.kind { return advance() }
    guard isAt(.each), let unit = peek(1), MeasureWord.isKnown(unit.text) else { return }
    roles[position + 1] = .measure(plural: false)
    advance(2)
  }

  private mutating func gap(_ pair: (Expression, Expression)?, isShort: Bool) throws(Failure) -> Act.Kind {
    let step = try stepLiteral()
    if let failure = percentStep(step, isShort) { throw failure }
    let sign = pointSign() ?? (isShort ? .minus : .plus)
    let amount = try sum()
    return .gap(pair: pair, isShort: isShort, step: step, sign, amount, stepRule())
  }

  private mutating func stepRule() -> Act.Step? {
    if accept(.proRata) { return .proportional }
    if accept(.fullOnly) { return .wholeOnly }
    if accept(.orPart) { return .partCounts }
    return nil
  }

  /// 同一 a、b 只记最高 / 只记一次 / 只记 V 最高 n 次
  private mutating func keep() throws(Failure) -> Act.Kind {
    var keys = [try reference()]
    while accept(.listSeparator) { keys.append(try reference()) }
    if accept(.keepHighest) { return .keep(keys: keys, .highest) }
    if accept(.keepOnce) { return .keep(keys: keys, .once) }
    try expect(.keep)
    var by: Expression?
    if !isAt(.highest) { by = try sum() }
    try expect(.highest)
    var n: Expression?
    if atLiteral || atName { n = try sum() }
    return .keep(keys: keys, .top(by: by, n: n))
  }

  // MARK: Entries after a colon

  /// Entries on this line, or on the lines below where the colon ends it.
  private mutating func entries(_ subject: Expression, sign: PointSign?) throws(Failure) -> Act.Kind {
    if atEnd {
      let block = pendingBlock
      pendingBlock = []
      guard !block.isEmpty else {
        throw failure(.emptyBlock, subject.span, Phrase(tokenized.source.text(subject.span)))
      }
      // Entries below read as if they stood on one line with 、 between them.
      var kinds: [Act.Kind] = []
      let saved = (position, limit)
      for line in block {
        enter(line.tokens)
        kinds.append(try entries(subject, sign: sign))
        if !atEnd { throw expected(Phrase("行末", "the end of the line")) }
      }
      (position, limit) = saved
      return joined(kinds)
    }
    if let token = peek, comparison(token) != nil { return .tiers(subject, try tiers()) }
    if isAt(.ordinal) || isAt(.onwards) { return try escalating(subject) }
    return .map(subject, sign, try mapEntries())
  }

  private func joined(_ kinds: [Act.Kind]) -> Act.Kind {
    var result = kinds[0]
    for kind in kinds.dropFirst() {
      if case .map(let subject, let sign, let left) = result, case .map(_, _, let right) = kind {
        result = .map(subject, sign, left + right)
      } else if case .tiers(let subject, let left) = result, case .tiers(_, let right) = kind {
        result = .tiers(subject, left + right)
      } else if case .escalating(let subject, let left, let first, let prior) = result,
        case .escalating(_, let right, let second, let later) = kind
      {
        result = .escalating(subject, left + right, onwards: first ?? second, prior: prior ?? later)
      }
    }
    return result
  }

  /// 、 between entries, or ； where another entry and no branch stands behind it: 大众日报、建设报 10 分；日报 7 分.
  private mutating func acceptEntrySeparator() -> Bool {
    if accept(.listSeparator) { return true }
    guard isAt(.semicolon), beginsEntry(1) else { return false }
    return accept(.semicolon)
  }

  /// Whether 第 2 次 …, 满 20 条 5 分 or 日报 7 分 stands so many tokens ahead.
  private func beginsEntry(_ ahead: Int) -> Bool {
    guard let token = peek(ahead) else { return false }
    if token.kind == .keyword(.ordinal) || token.kind == .keyword(.onwards) { return true }
    if comparison(token) != nil {
      // The threshold, its measure, and the points behind it.
      let rest = (1...4).prefix { peek(ahead + $0).map { $0.kind.isOfAmount } ?? false }
      return rest.count { peek(ahead + $0).map { $0.kind.isNumber } ?? false } > 1
    }
    var next = ahead
    while let option = peek(next), option.kind.isOption {
      next += 1
      if peek(next)?.kind == .mark(.listSeparator) { next += 1 }
    }
    guard next > ahead else { return false }
    if case .keyword(let keyword)? = peek(next)?.kind, [.give, .plus, .minus].contains(keyword) { next += 1 }
    return peek(next).map { $0.kind.isNumber } ?? false
  }

  private mutating func mapEntries() throws(Failure) -> [MapEntry] {
    var result: [MapEntry] = []
    repeat {
      if atEnd { break }
      let options = try options()
      let sign = pointSign()
      result.append(MapEntry(options: options, sign: sign, amount: try unary()))
    } while acceptEntrySeparator()
    return result
  }

  private mutating func tiers() throws(Failure) -> [Tier] {
    var result: [Tier] = []
    repeat {
      let start = position
      guard let token = peek, let (sign, word) = comparison(token) else {
        throw expected(Phrase("满、超过、不足或不超过", "at_least, above, below or at_most"))
      }
      advance()
      let threshold = try unary()
      let pointSign = pointSign()
      let amount = try unary()
      result.append(
        Tier(
          sign: sign, word: word, threshold: threshold, pointSign: pointSign, amount: amount,
          span: span(from: start)))
    } while acceptEntrySeparator()
    return result
  }

  /// 第 1 次 扣 1 分、第 2 次 扣 2 分、以后 逐次加倍 [接 n]
  private mutating func escalating(_ subject: Expression) throws(Failure) -> Act.Kind {
    var occurrences: [Occurrence] = []
    var onwards: Act.Onwards?
    var prior: Expression?
    repeat {
      let start = position
      if accept(.onwards) {
        if isAt(.doubling) {
          onwards = .doubling(tokens[position].span)
          advance()
        } else {
          skipEach()
          let sign = pointSign() ?? occurrences.last?.pointSign ?? .give
          onwards = .amount(sign, try unary())
        }
      } else {
        try expect(.ordinal)
        let number = try literal()
        let sign = pointSign() ?? .give
        let amount = try unary()
        occurrences.append(
          Occurrence(number: number, pointSign: sign, amount: amount, span: span(from: start)))
      }
    } while acceptEntrySeparator()
    if accept(.carrying) { prior = try sum() }
    return .escalating(subject, occurrences, onwards: onwards, prior: prior)
  }
}

extension Token.Kind {
  fileprivate var isNumber: Bool {
    if case .number = self { return true }
    return false
  }

  fileprivate var isOption: Bool { self == .word || self == .string || self == .quotedName }

  /// Number, sign or measure of an amount.
  fileprivate var isOfAmount: Bool {
    isNumber || self == .word || self == .mark(.minusSign)
      || [.keyword(.give), .keyword(.plus), .keyword(.minus)].contains(self)
  }
}
