import Diagnostics

extension Parser {
  /// What an act ranges over, as written before it.
  mutating func scopes() throws(Failure) -> [Scope] {
    var result: [Scope] = []
    while let token = peek {
      switch token.kind {
      case .keyword(.wholeYear): result.append(.wholeYear)
      case .keyword(.thisItem): result.append(.thisItem)
      case .keyword(.thisMonth): result.append(.thisPeriod)
      case .keyword(.thisPart): result.append(.thisPart)
      case .keyword(.with):
        advance()
        result.append(.together(try labels()))
        continue
      case .string:
        result.append(.labels(try labels()))
        continue
      case .keyword(.clause), .keyword(.part):
        guard let labels = try labelsBeforeAct() else { return result }
        result.append(.labels(labels))
        continue
      case .each:
        if let failure = unitOfKey(token) { throw failure }
        guard let scope = eachScope(token) else { return result }
        result.append(scope)
        continue
      case .keyword(.each):
        guard let scope = englishEachScope() else { return result }
        result.append(scope)
        continue
      case .keyword, .word, .number, .quotedName, .mark:
        return result
      }
      advance()
    }
    return result
  }

  static let periodWords: Set<String> = ["月", "季", "季度", "半年", "年", "周"]

  private mutating func eachScope(_ token: Token) -> Scope? {
    let word = MeasureWord.canonical(token.text)
    if Self.periodWords.contains(word), !isAmount(peek(1)) {
      if let period = ClosedWord.spelled(word) { roles[position] = .word(period) }
      advance()
      return .eachPeriod(word == "季" ? "季度" : word)
    }
    // 每个 指标 得 …, but not 每个 10 分.
    if token.text == "个", let next = peek(1), next.kind == .word || next.kind == .quotedName {
      advance(2)
      return .eachKey(Name(next.text, next.span))
    }
    return nil
  }

  /// 每个 单位 刊物: a key is one for each unit already.
  private func unitOfKey(_ token: Token) -> Failure? {
    guard token.text == "个", let unit = peek(1), unit.text == "单位", let key = peek(2),
      key.kind == .word || key.kind == .quotedName
    else { return nil }
    let name = tokenized.source.text(key.span)
    return failure(
      .expected, unit.span, Phrase("列名", "a column"), Phrase(unit.text),
      help: Phrase(
        "“每个 \(name)”就是每个单位的每个\(name)，删去“单位”", "“each unit \(name)” is by unit already: leave “单位” out"))
  }

  /// each month …, each indicator give …, each unit indicator give …
  private mutating func englishEachScope() -> Scope? {
    guard let next = peek(1), next.kind == .word || next.kind == .quotedName else { return nil }
    if let period = ClosedWord.spelled(next.text), ClosedWord.periods.contains(period), !isAmount(peek(2)) {
      roles[position + 1] = .word(period)
      advance(2)
      return .eachPeriod(period == .month ? "月" : period.spelling(.chinese))
    }
    if MeasureWord.canonical(next.text) == "周", !isAmount(peek(2)) {
      roles[position + 1] = .measure(plural: false)
      advance(2)
      return .eachPeriod("周")
    }
    if MeasureWord.isKnown(next.text), next.text != "unit" { return nil }
    // each unit `x` … is 每个 x; each item 5 points is an amount.
    if next.text == "unit" {
      guard let key = peek(2), key.kind == .word || key.kind == .quotedName else { return nil }
      roles[position + 1] = .measure(plural: false)
      advance(3)
      return .eachKey(Name(key.text, key.span))
    }
    // each indicator give …: a column, where neither a measure nor an amount stands.
    guard !measures.contains(next.text), case .keyword? = peek(2)?.kind else { return nil }
    advance(2)
    return .eachKey(Name(next.text, next.span))
  }

  private func isAmount(_ token: Token?) -> Bool {
    guard let token else { return false }
    switch token.kind {
    case .number, .mark(.openParenthesis), .mark(.minusSign): return true
    case .word, .quotedName, .keyword, .string, .each, .mark: return false
    }
  }

  mutating func advance(_ count: Int) { position += count }

  /// “11”、“12” or 条款 “11” [至 “13”]
  private mutating func labels() throws(Failure) -> [LabelReference] {
    var result: [LabelReference] = []
    repeat {
      if isAt(.clause) || isAt(.part) {
        result.append(try labelReference())
      } else {
        let start = position
        let first = try label()
        var last: Name?
        if accept(.to) { last = try label() }
        result.append(LabelReference(isPart: false, first: first, last: last, span: span(from: start)))
      }
    } while accept(.listSeparator)
    return result
  }

  /// 条款 “x” as a scope: only where an act on it follows; otherwise it is the subject of a formula.
  private mutating func labelsBeforeAct() throws(Failure) -> [LabelReference]? {
    let start = position
    let labels = try labels()
    if case .keyword(let keyword)? = peek?.kind, Self.actsOnScope.contains(keyword) { return labels }
    if case .each? = peek?.kind { return labels }
    position = start
    return nil
  }

  static let actsOnScope: [Keyword] = [
    .times, .instead, .drop, .cap, .floor, .most, .untilZero, .counts, .same, .also, .alsoMinus, .minus,
    .equally, .inFull, .credited,
  ]
}
