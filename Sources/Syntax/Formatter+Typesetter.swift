import Diagnostics

/// Spells the tokens of a file in one language.
struct Typesetter {
  let file: MethodFile
  let language: Language
  /// Measure words that columns introduced, as the parser meets them.
  var introduced = Set<String>()
  var pieces: [Piece] = []
  /// The line that is being set, and whether 按 was met in it.
  var line = 0..<0
  var isBelowBy = false

  var tokens: [Token] { file.tokenized.tokens }

  /// The names of the columns of each table, by the place where its statement begins.
  private var columnNames: [UInt32: Set<String>] = [:]

  init(_ file: MethodFile, _ language: Language) {
    self.file = file
    self.language = language
    for case .table(let table) in file.statements {
      columnNames[table.span.start] = Set(table.columns.flatMap(\.names).map(\.text))
    }
  }

  /// The pieces of a logical line.
  mutating func pieces(of line: Range<Int>) -> [Piece] {
    self.line = line
    isBelowBy = false
    pieces = []
    var index = line.lowerBound
    while index < line.upperBound {
      if index > line.lowerBound { close(before: index) }
      if file.layout.openings.contains(index), language == .english { put(Keyword.ifWord.spelling(.english)) }
      let start = pieces.count
      let next = set(index)
      if file.layout.cells.contains(index), pieces.indices.contains(start) { pieces[start].beginsCell = true }
      index = max(next, index + 1)
    }
    close(before: line.upperBound)
    holdTogether()
    return pieces
  }

  /// A text of a bulletin stands on one line, with all that is computed in it.
  private mutating func holdTogether() {
    var depth = 0
    for index in pieces.indices {
      if pieces[index].kind == .hole(opens: true) { depth += 1 }
      if pieces[index].kind == .hole(opens: false) { depth -= 1 }
      guard depth > 0 else { continue }
      pieces[index].goesOn = false
      pieces[index].isInHole = true
    }
  }

  private mutating func put(
    _ text: String, _ kind: Piece.Kind = .word, token: Int? = nil, isTight: Bool = false, goesOn: Bool = false
  ) {
    pieces.append(Piece(text: text, kind: kind, token: token, isTight: isTight, goesOn: goesOn))
  }

  /// Prints what closes conditions and ranges that end before a token.
  private mutating func close(before index: Int) {
    for closing in file.layout.closings[index] ?? [] {
      switch closing {
      case .range:
        if language == .chinese { put(Keyword.amid.spelling(.chinese)) }
      case .condition:
        if language == .chinese { put(Keyword.de.spelling(.chinese)) }
      case .beyond:
        put(Keyword.beyond.spelling(language))
        putComma(before: index)
      case .branch:
        if language == .chinese { put(Keyword.de.spelling(.chinese)) }
        putComma(before: index)
      }
    }
  }

  /// The comma behind a condition, where the author left it out.
  private mutating func putComma(before index: Int) {
    let next = (index..<line.upperBound).first { file.roles[$0] != .hinge }
    if let next, tokens[next].kind == .mark(.comma) { return }
    put(Mark.comma.spelling(language), .comma, goesOn: true)
  }

  /// Prints a token, with those behind it that belong together; the result is the index of the next one.
  private mutating func set(_ index: Int) -> Int {
    let token = tokens[index]
    switch file.roles[index] {
    case .hinge:
      return index + 1
    case .verbatim:
      let end = (index..<line.upperBound).first { file.roles[$0] != .verbatim } ?? line.upperBound
      put(file.tokenized.written(index..<end), token: index)
      return end
    case .keyword(let keyword):
      return set(keyword, token, index)
    case .measure(let plural):
      setMeasure(token, index, plural: plural)
    case .word(let word):
      if case .each = token.kind { setEach(token, index) } else { put(spelling(of: word), token: index) }
    case .tight where token.kind == .mark(.colon):
      setPlain(token, index)
    case .tight:
      put(token.text, token: index, isTight: isNumber(index - 1) || isTightWord(index - 1))
    case .sign:
      put(Mark.minusSign.spelling(language), .sign, token: index, goesOn: true)
    case .name, .plain:
      setPlain(token, index)
    }
    return index + 1
  }

  private mutating func setPlain(_ token: Token, _ index: Int) {
    switch token.kind {
    case .word, .keyword:
      put(token.text, token: index)
    case .number(let isPercent):
      // 2024年5月: the month is right behind the year.
      let isDate = index + 1 < line.upperBound && file.roles[index + 1] == .tight
      let isTight = isDate && index > line.lowerBound && file.roles[index - 1] == .tight
      put(token.text + (isPercent ? "%" : ""), token: index, isTight: isTight)
    case .string where isPiece(index):
      let quotes = quotes(ofTextAt: index)
      let isFirst = !isMark(.closeHole, index - 1)
      let isLast = !isMark(.openHole, index + 1)
      put(
        (isFirst ? quotes.open : "") + token.text + (isLast ? String(quotes.close) : ""), token: index,
        isTight: !isFirst)
    case .string:
      put(quoted(token.text), token: index, isTight: language == .chinese && isReference(index))
    case .quotedName:
      put(isPlain(token.text) ? token.text : quotedName(token.text), token: index)
    case .each:
      setEach(token, index)
    case .mark(let mark):
      setMark(mark, index)
    }
  }

  private mutating func set(_ keyword: Keyword, _ token: Token, _ index: Int) -> Int {
    if keyword == .eachRow { return setRow(index) }
    if keyword == .by { isBelowBy = true }
    if keyword == .each, language == .chinese, index + 1 < line.upperBound {
      switch file.roles[index + 1] {
      case .measure, .word:
        let word = tokens[index + 1]
        if case .word(let period) = file.roles[index + 1] {
          put("每" + shortSpelling(of: period), token: index)
        } else {
          put(eachSpelling(MeasureWord.canonical(word.text)), token: index)
        }
        return index + 2
      case .plain, .keyword, .name, .sign, .tight, .verbatim, .hinge: break
      }
    }
    put(spelling(of: keyword, token), token: index)
    return index + 1
  }

  private func spelling(of keyword: Keyword, _ token: Token) -> String {
    // A table has 空格作, a column 空作.
    if keyword == .blankAs, language == .chinese, tokens[line.lowerBound].kind == .keyword(.table) {
      return "空格作"
    }
    return keyword.spelling(language, like: token.text)
  }

  private mutating func setEach(_ token: Token, _ index: Int) {
    let word = MeasureWord.canonical(token.text)
    if case .word(let period) = file.roles[index] {
      guard language == .english else { return put("每" + shortSpelling(of: period), token: index) }
      put(Keyword.each.spelling(.english), token: index)
      return put(period.spelling(.english))
    }
    guard language == .english, MeasureWord.isKnown(word) else {
      return put(eachSpelling(word), token: index)
    }
    put(Keyword.each.spelling(.english), token: index)
    put(MeasureWord.spelling(word, .english, plural: false))
  }

  // MARK: Marks

  private mutating func setMark(_ mark: Mark, _ index: Int) {
    let text = mark.spelling(language)
    switch mark {
    case .colon:
      // 按 3:2 分摊
      if file.roles[index] == .tight {
        put(":", .joint, token: index)
      } else {
        put(text, .colon, token: index)
      }
    case .comma: put(text, .comma, token: index, goesOn: true)
    case .semicolon: put(text, .semicolon, token: index)
    case .listSeparator: put(text, .listSeparator, token: index, goesOn: true)
    case .openParenthesis: put(text, .opening, token: index, isTight: opensArguments(index))
    case .closeParenthesis: put(text, .closing, token: index)
    case .plusSign, .minusSign, .timesSign, .divideSign, .equal, .notEqual, .greaterOrEqual, .lessOrEqual,
      .greater, .less:
      put(text, .operation, token: index, goesOn: true)
    case .corner: put(text, .operation, token: index)
    case .dot: put(text, .joint, token: index)
    case .dash: put(text, token: index)
    case .openHole: put(text, .hole(opens: true), token: index, isTight: true)
    case .closeHole: put(text, .hole(opens: false), token: index, isTight: true)
    }
  }

  private func isMark(_ mark: Mark, _ index: Int) -> Bool {
    line.contains(index) && tokens[index].kind == .mark(mark)
  }

  /// Whether a string is a piece of a text with holes.
  private func isPiece(_ index: Int) -> Bool {
    isMark(.closeHole, index - 1) || (isMark(.openHole, index + 1) && !isInHole(index))
  }

  private func isInHole(_ index: Int) -> Bool {
    for place in (line.lowerBound..<index).reversed() {
      if tokens[place].kind == .mark(.openHole) { return true }
      if tokens[place].kind == .mark(.closeHole) { return false }
    }
    return false
  }

  /// Quotes that no piece of the text holds.
  private func quotes(ofTextAt index: Int) -> (open: String, close: Character) {
    var first = index
    while isMark(.closeHole, first - 1) {
      first -= 1
      while line.contains(first), !isMark(.openHole, first) { first -= 1 }
      first -= 1
    }
    var text = ""
    var place = first
    while line.contains(place) {
      text += tokens[place].text
      guard isMark(.openHole, place + 1) else { break }
      place += 2
      while line.contains(place), !isMark(.closeHole, place) { place += 1 }
      place += 1
    }
    return quotes(for: text)
  }

  /// Whether a token belongs together with the one behind it: 第1季度, 2024年上半年.
  private func isTightWord(_ index: Int) -> Bool { line.contains(index) && file.roles[index] == .tight }

  private func isNumber(_ index: Int) -> Bool {
    guard line.contains(index), case .number = tokens[index].kind else { return false }
    return true
  }

  /// Whether a parenthesis opens the arguments of a function.
  private func opensArguments(_ index: Int) -> Bool {
    guard line.contains(index - 1) else { return false }
    switch tokens[index - 1].kind {
    case .word: return true
    case .keyword(let keyword):
      return [.highest, .halfUp, .halfEven, .roundUp, .roundDown].contains(keyword)
    case .number, .string, .quotedName, .each, .mark: return false
    }
  }

  /// 条款“（五）” in a formula, as against the head of a statement.
  private func isReference(_ index: Int) -> Bool {
    guard line.contains(index - 1), file.roles[index] == .plain else { return false }
    return file.roles[index - 1] == .keyword(.clause) || file.roles[index - 1] == .keyword(.part)
  }

  // MARK: Measure words

  private mutating func setMeasure(_ token: Token, _ index: Int, plural: Bool) {
    let word = MeasureWord.canonical(token.text)
    let isCount = isNumber(index - 1)
    let isEach = line.contains(index - 1) && tokens[index - 1].kind == .keyword(.each)
    if !isCount, !isEach { introduced.insert(word) }
    switch language {
    case .chinese:
      let text = isEach ? word : MeasureWord.counted(word)
      put(text, token: index, isTight: isCount && !isMeasure(word))
    case .english:
      let text = MeasureWord.spelling(word, .english, plural: plural)
      put(text, token: index, isTight: isCount && !isMeasure(word))
    }
  }

  /// Whether a word after a number and a space is read as a measure word.
  func isMeasure(_ word: String) -> Bool { MeasureWord.isKnown(word) || introduced.contains(word) }

  /// 每条, 每月; apart where joined they would be another word.
  private func eachSpelling(_ word: String) -> String {
    let joined = "每" + (word == "月" ? word : MeasureWord.counted(word))
    return Keyword.spelled(joined) == nil ? joined : "每 " + word
  }

  // MARK: What a row is

  /// 每行一个单位一个月, each_row unit month.
  private mutating func setRow(_ index: Int) -> Int {
    let end =
      (index + 1..<line.upperBound).first { position in
        switch tokens[position].kind {
        case .mark, .keyword: file.roles[position] != .measure(plural: false)
        case .word, .number, .string, .quotedName, .each: false
        }
      } ?? line.upperBound
    var words: [String] = []
    for token in tokens[index + 1..<end] {
      if token.kind == .quotedName {
        words.append(isPlain(token.text) ? token.text : quotedName(token.text))
      } else {
        words += Parser.rowPieces(token.text).map(rowSpelling)
      }
    }
    let joined = words.map { (Self.takesUnit($0) ? "一个" : "一") + $0 }.joined()
    let isHan = words.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.isASCII && Lexer.isLetter($0) } }
    if language == .chinese, isHan, Parser.rowPieces(joined) == words {
      put(Keyword.eachRow.spelling(.chinese) + joined, token: index)
    } else {
      put(Keyword.eachRow.spelling(language), token: index)
      for word in words { put(Self.isRowWord(word) ? word : quotedName(word)) }
    }
    return end
  }

  /// A word of a row in the wanted language; the name of a column stays.
  private func rowSpelling(_ word: String) -> String {
    let columns = columnNames[tokens[line.lowerBound].span.start] ?? []
    if (word == "unit" || word == "单位"), !columns.contains("unit") {
      return language == .chinese ? "单位" : "unit"
    }
    let canonical = MeasureWord.canonical(word)
    let english = MeasureWord.spelling(canonical, .english, plural: false)
    if !columns.isDisjoint(with: [word, canonical, english]) || canonical == "个" { return word }
    return language == .chinese ? canonical : english
  }

  /// Whether a word may stand by itself behind 每行.
  private static func isRowWord(_ word: String) -> Bool {
    let keyword = Keyword.spelled(word)
    return keyword == nil || keyword == .times
  }

  /// 一个单位, 一个月, but 一条.
  private static func takesUnit(_ word: String) -> Bool {
    !MeasureWord.isKnown(word) || word == "月" || word == "季度"
  }
}
