import Diagnostics

extension Parser {
  /// A name: a plain word or one in 「」.
  mutating func name(_ what: Phrase = Phrase("名称", "a name")) throws(Failure) -> Name {
    guard let token = peek else { throw expected(what) }
    switch token.kind {
    case .word, .quotedName:
      roles[position] = .name
      advance()
      return Name(token.text, token.span)
    case .keyword:
      throw expected(
        what,
        help: keywordHelp(token, nameGoingOn(from: position)))
    case .number:
      throw expected(what, help: nameGoingOn(from: position - 1).map(quoteProposal))
    case .string, .each, .mark:
      throw expected(what)
    }
  }

  /// An option, a unit, a grade: a word of any kind, keywords included, or quoted.
  mutating func option() throws(Failure) -> Name {
    guard let token = peek else { throw expected(Phrase("选项", "an option")) }
    switch token.kind {
    case .word, .quotedName, .string:
      roles[position] = .name
      advance()
      return Name(token.text, token.span)
    case .keyword(let keyword):
      guard ![.de, .beyond, .and, .or].contains(keyword) else { throw expected(Phrase("选项", "an option")) }
      roles[position] = .name
      advance()
      return Name(token.text, token.span)
    case .number, .each, .mark:
      throw expected(Phrase("选项", "an option"))
    }
  }

  /// a、b、c
  mutating func options() throws(Failure) -> [Name] {
    var result = [try option()]
    while accept(.listSeparator) { result.append(try option()) }
    return result
  }

  /// name or name.member
  mutating func reference() throws(Failure) -> NameReference {
    let first = try name()
    guard isAt(.dot), let next = peek(1), next.kind == .word || next.kind == .quotedName else {
      return NameReference(name: first, member: nil)
    }
    advance()
    return NameReference(name: first, member: try name())
  }

  mutating func string(_ what: Phrase) throws(Failure) -> Name {
    guard let token = peek, token.kind == .string else {
      let isName = peek?.kind == .word || peek?.kind == .quotedName
      throw expected(
        what,
        help: isName
          ? Phrase("放在引号里：“\(peek?.text ?? "")”", "put it in quotes: \"\(peek?.text ?? "")\"") : nil)
    }
    advance()
    return Name(token.text, token.span)
  }

  /// “（二）” or （二）: the label's text as written, without quotes.
  mutating func label() throws(Failure) -> Name {
    guard let token = peek else { throw failure(.labelMissing, hereSpan, Phrase("条款", "a clause")) }
    if token.kind == .string {
      advance()
      return Name(token.text, token.span)
    }
    guard token.kind == .mark(.openParenthesis), let middle = peek(1),
      peek(2)?.kind == .mark(.closeParenthesis)
    else {
      throw failure(.labelMissing, token.span, Phrase("条款", "a clause"))
    }
    let start = position
    roles[position + 1] = .name
    position += 3
    let whole = span(from: start)
    return Name("（" + middle.text + "）", whole)
  }

  /// 按 a b: one or more names.
  mutating func keysAfterBy() throws(Failure) -> [Name] {
    var keys: [Name] = []
    repeat {
      _ = accept(.listSeparator)
      let start = position
      if let period = accept(ClosedWord.periods) {
        keys.append(Name(period.spelling(.chinese), tokens[start].span))
      } else if accept(.position) {
        // The unnamed rank, where a list or grade says by which one.
        keys.append(Name(Keyword.position.spelling(.chinese), tokens[start].span))
      } else {
        keys.append(try name(Phrase("列名", "a column")))
      }
    } while atName || isAt(.listSeparator)
    return keys
  }

  var atName: Bool { peek?.kind == .word || peek?.kind == .quotedName }

  /// 暂按 “why”
  mutating func assumption() throws(Failure) -> Assumption {
    let start = position
    try expect(.assume)
    let text = try string(Phrase("引号里的理由", "a reason in quotes"))
    return Assumption(text: text.text, span: span(from: start))
  }

  // MARK: Numbers

  /// Whether a literal begins here (a sign not counted).
  var atLiteral: Bool {
    guard let token = peek else { return false }
    if case .number = token.kind { return true }
    return token.kind == .keyword(.open)
  }

  /// Reads a minus that belongs to the number behind it.
  mutating func acceptSign() -> Bool {
    guard isAt(.minusSign) else { return false }
    roles[position] = .sign
    advance()
    return true
  }

  /// A number with its measure word, or 未定 “why”.
  mutating func literal() throws(Failure) -> Literal {
    let start = position
    if accept(.open) {
      var reason: String?
      // 未定 分 “…”: the measure word says of what; it is told again by the place.
      var measure: String?
      if let token = peek, token.kind == .word, peek(1)?.kind == .string,
        MeasureWord.isKnown(token.text) || measures.contains(token.text)
      {
        roles[position] = .measure(plural: true)
        measure = MeasureWord.canonical(token.text)
        advance()
      }
      if let token = peek, token.kind == .string {
        reason = token.text
        advance()
      }
      return Literal(
        digits: nil, measure: measure, isPercent: false, openReason: reason ?? "", span: span(from: start))
    }
    guard let token = peek, case .number(let isPercent) = token.kind else { throw numberExpected() }
    advance()
    if !isPercent, let failure = largeNumeral(token) { throw failure }
    let measure = isPercent ? nil : self.measure(plural: token.text != "1")
    let result = Literal(
      digits: token.text, measure: measure, isPercent: isPercent, openReason: nil, span: span(from: start))
    if let next = peek, next.kind == .word, Self.boundWords.contains(next.text) {
      throw trailingBound(next, after: tokenized.source.text(result.span))
    }
    return result
  }

  /// The measure word after a number, canonical; nil where none stands.
  private mutating func measure(plural: Bool) -> String? {
    guard let token = peek, position > 0 else { return nil }
    let adjacent = token.span.start == tokens[position - 1].span.end
    switch token.kind {
    case .word:
      // Right behind a digit any Han word is a measure word; after a space only a known one.
      let known = MeasureWord.isKnown(token.text) || measures.contains(token.text)
      guard known || (adjacent && token.text.unicodeScalars.first.map { !$0.isASCII } == true) else {
        return nil
      }
    case .keyword(.times):
      guard token.text.lowercased() == "times" else { return nil }
    case .keyword, .number, .string, .quotedName, .each, .mark:
      return nil
    }
    roles[position] = .measure(plural: plural)
    advance()
    return MeasureWord.canonical(token.text.lowercased() == "times" ? "次" : token.text)
  }

  /// 10 万次: a numeral behind the digits and before the measure; 万元 is a measure of its own.
  private func largeNumeral(_ number: Token) -> Failure? {
    guard let token = peek, token.kind == .word, let first = token.text.first,
      let zeros = Self.zeros(first), !MeasureWord.isKnown(token.text), !measures.contains(token.text)
    else { return nil }
    var unit = String(token.text.dropFirst())
    var end = position
    if unit.isEmpty, let next = peek(1), next.kind == .word {
      unit = next.text
      end += 1
    }
    guard MeasureWord.isKnown(unit) || measures.contains(unit) else { return nil }
    let parts = number.text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let shifted =
      parts[0] + fraction.prefix(zeros) + String(repeating: "0", count: max(0, zeros - fraction.count))
    let digits = shifted.drop { $0 == "0" }
    let rest = fraction.dropFirst(zeros)
    let whole = (digits.isEmpty ? "0" : digits) + (rest.isEmpty ? "" : "." + rest) + " " + unit
    let span = number.span.joined(tokens[end].span)
    return failure(.expected, span, Phrase("“\(whole)”"), Phrase(tokenized.source.text(span)))
  }

  private static func zeros(_ numeral: Character) -> Int? {
    switch numeral {
    case "百": 2
    case "千": 3
    case "万": 4
    case "亿": 8
    default: nil
    }
  }

  /// Words after a number that leave open whether the number itself counts.
  static let boundWords: Set<String> = ["以上", "以下", "以内", "以外"]

  func numberExpected() -> Failure {
    if let token = peek, token.kind == .word, let digits = Self.digits(ofNumeral: token.text) {
      return failure(.chineseNumeral, token.span, Phrase(token.text), Phrase(digits))
    }
    return expected(Phrase("数字", "a number"))
  }

  /// 一条 → 1 条, 十分 → 10 分; nil where the word does not begin with a numeral.
  static func digits(ofNumeral word: String) -> String? {
    // Most words are no numerals, and characters are compared slowly.
    guard let first = word.unicodeScalars.first, "一二两三四五六七八九十百".unicodeScalars.contains(first) else {
      return nil
    }
    var value = 0
    var pending = 0
    var length = 0
    numerals: for character in word {
      switch character {
      case "一": pending = 1
      case "二", "两": pending = 2
      case "三": pending = 3
      case "四": pending = 4
      case "五": pending = 5
      case "六": pending = 6
      case "七": pending = 7
      case "八": pending = 8
      case "九": pending = 9
      case "十":
        value += max(1, pending) * 10
        pending = 0
      case "百":
        value += max(1, pending) * 100
        pending = 0
      default: break numerals
      }
      length += 1
    }
    guard length > 0, length <= 7 else { return nil }
    let rest = String(word.dropFirst(length))
    guard rest.isEmpty || MeasureWord.isKnown(rest) else { return nil }
    return rest.isEmpty ? String(value + pending) : "\(value + pending) \(rest)"
  }
}
