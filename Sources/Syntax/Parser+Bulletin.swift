import Diagnostics

extension Parser {
  /// 通报 “TITLE”： blocks
  mutating func bulletin(_ line: Line) throws(Failure) -> BulletinStatement {
    let start = position
    try expect(.bulletin)
    let title = try bulletinText()
    try expect(.colon)
    let head = span(from: start)
    if let token = peek {
      throw failure(
        .expected, token.span, Phrase("换行，下面缩进写各段", "a new line, with the paragraphs indented below"),
        Phrase(tokenized.source.text(token.span)))
    }
    guard !line.children.isEmpty else { throw failure(.emptyBlock, head, quoted(.bulletin)) }
    return BulletinStatement(title: title, blocks: blocks(line.children), span: head)
  }

  private mutating func blocks(_ lines: [Line]) -> [BulletinBlock] {
    var result: [BulletinBlock] = []
    for line in lines {
      let before = result.count
      attempt(line.tokens) { parser throws(Failure) in result.append(try parser.block(line)) }
      if result.count == before {
        for child in line.children { lose(child) }
      }
    }
    return result
  }

  private mutating func block(_ line: Line) throws(Failure) -> BulletinBlock {
    if isAt(.table) {
      advance()
      let name = try string(Phrase("引号里的公布表名称", "the published table's name in quotes"))
      try finish(line)
      return .table(name)
    }
    guard peek?.kind != .string else {
      let text = try paragraph()
      try finish(line)
      return .paragraph(text)
    }
    let words: [ClosedWord] = [.addressed, .heading, .numbered, .signed, .annex]
    guard let word = accept(words) else {
      throw expected(
        Phrase(
          "引号里的一段文字，或“主送”“标题”“分项”“表”“附件”“落款”",
          "a text in quotes, or addressed_to, heading, numbered, table, annex, signed"))
    }
    return try block(word, line)
  }

  private mutating func block(_ word: ClosedWord, _ line: Line) throws(Failure) -> BulletinBlock {
    if word == .heading {
      let text = try paragraph()
      let hasBlock = accept(.colon)
      try finish(line, takesBlock: hasBlock)
      return .heading(text, blocks(line.children))
    }
    if word == .numbered {
      let block = try numbered()
      try finish(line)
      return block
    }
    if word == .annex {
      let name = try string(Phrase("引号里的公布表名称", "the published table's name in quotes"))
      try finish(line)
      return .annex(name)
    }
    var texts = [try bulletinText()]
    while word == .signed, accept(.comma) { texts.append(try bulletinText()) }
    while word == .addressed, accept(.comma) { texts[0] = joined(texts[0], try bulletinText()) }
    try finish(line)
    return word == .signed ? .signed(texts) : .addressed(texts[0])
  }

  /// 分项 [“LEAD”] [，按 组] ： text, or 分项 text
  private mutating func numbered() throws(Failure) -> BulletinBlock {
    var lead: BulletinText?
    if peek?.kind == .string { lead = try paragraph(stopsAtBy: true) }
    var key: Name?
    if !isAt(.colon), !atEnd {
      _ = accept(.comma)
      try expect(.by)
      key = try name(Phrase("列名", "a column"))
    }
    guard accept(.colon) else {
      if let lead, key == nil { return .numbered(lead: nil, by: nil, lead) }
      throw expected(Phrase("冒号", "a colon"))
    }
    return .numbered(lead: lead, by: key, try paragraph())
  }

  /// Texts one behind the other: one paragraph.
  private mutating func paragraph(stopsAtBy: Bool = false) throws(Failure) -> BulletinText {
    var result = try bulletinText()
    while isAt(.comma), !(stopsAtBy && peek(1)?.kind == .keyword(.by)) {
      advance()
      result = joined(result, try bulletinText())
    }
    return result
  }

  private func joined(_ first: BulletinText, _ second: BulletinText) -> BulletinText {
    BulletinText(pieces: first.pieces + second.pieces, span: first.span.joined(second.span))
  }

  // MARK: - Text

  /// “words {value} words”
  private mutating func bulletinText() throws(Failure) -> BulletinText {
    let start = position
    var pieces: [BulletinText.Piece] = []
    let first = try string(Phrase("引号里的文字", "a text in quotes"))
    pieces.append(.words(Self.plain(first.text)))
    while isAt(.openHole) {
      let open = position
      advance()
      let hole = try hole()
      guard accept(.closeHole) else { throw expected(Phrase("“}”", "“}”")) }
      pieces.append(.hole(hole, span(from: open)))
      let next = try string(Phrase("引号里的文字", "a text in quotes"))
      pieces.append(.words(Self.plain(next.text)))
    }
    return BulletinText(pieces: pieces, span: span(from: start))
  }

  private static func plain(_ text: String) -> String {
    var result = ""
    var last: Character?
    for character in text {
      if character == "{" || character == "}", last == character {
        last = nil
        continue
      }
      result.append(character)
      last = character
    }
    return result
  }

  private mutating func hole() throws(Failure) -> BulletinHole {
    if accept(.period) { return .period }
    if accept(.list) {
      return .list(try string(Phrase("引号里的名单名称", "the list's name in quotes")), try units())
    }
    if isAt(.grade), let next = peek(1), !next.isArithmetic {
      advance()
      let first = try option()
      guard let token = peek, !isAt(.comma), token.kind != .mark(.closeHole) else {
        return .grade(nil, first, try units())
      }
      return .grade(first, try option(), try units())
    }
    return .value(try printedValue())
  }

  private mutating func units() throws(Failure) -> BulletinUnits {
    var result = BulletinUnits(order: [], shown: [])
    while accept(.comma) {
      if accept(.by) {
        result.order.append(try orderKey())
      } else if accept([.showing]) != nil {
        repeat { result.shown.append(try printedValue()) } while accept(.listSeparator)
      } else if !result.order.isEmpty, result.shown.isEmpty {
        result.order.append(try orderKey())
      } else {
        throw expected(Phrase("“按”或“附”", "by or showing"))
      }
    }
    return result
  }
}

extension Token {
  /// Whether a formula goes on with it.
  fileprivate var isArithmetic: Bool {
    guard case .mark = kind else { return false }
    return true
  }
}
