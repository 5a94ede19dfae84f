import Diagnostics

extension Parser {
  /// 表 NAME，每行 一个单位，空作 0：
  mutating func table(_ line: Line) throws(Failure) -> TableStatement {
    let start = position
    advance()
    let name = try name(Phrase("表名", "a table name"))
    _ = accept(.comma)
    guard accept(.eachRow) else {
      throw expected(
        quoted(.eachRow),
        help: Phrase(
          "写明每行是什么，例如“表 \(name.text)，每行一个单位：”",
          "say what a row is, as in “table \(name.text), each_row unit:”"))
    }
    let rowWords = try rowWords()
    var blank: Literal?
    if accept(.comma) {
      try expect(.blankAs)
      blank = try literal()
    }
    let head = span(from: start)
    try expect(.colon)
    let lines = try items(of: line, cutting: false)
    guard !lines.isEmpty else { throw failure(.emptyBlock, head, Phrase(tokenized.source.text(head))) }
    var result = TableStatement(name: name, rowWords: rowWords, blank: blank, columns: [], span: head)
    for item in lines {
      attempt(item.tokens) { parser throws(Failure) in
        let column = try parser.column()
        try parser.finish(item)
        result.columns.append(column)
      }
    }
    // each_row unit is 每行一个单位, unless a column is called so.
    if !result.columns.contains(where: { $0.names.contains { $0.text == "unit" } }) {
      for index in result.rowWords.indices where result.rowWords[index].text == "unit" {
        result.rowWords[index].text = "单位"
      }
    }
    return result
  }

  /// 一个单位一个月 → 单位, 月; each_row unit month → unit, month.
  private mutating func rowWords() throws(Failure) -> [Name] {
    var words: [Name] = []
    while let token = peek, token.kind == .word || token.kind == .quotedName || token.kind == .keyword(.times)
    {
      if MeasureWord.isKnown(token.text) { roles[position] = .measure(plural: false) }
      advance()
      guard token.kind == .word else {
        words.append(Name(token.text, token.span))
        continue
      }
      for piece in Self.rowPieces(token.text) { words.append(Name(piece, token.span)) }
    }
    guard !words.isEmpty else {
      throw expected(Phrase("每行是什么，如 一个单位、一条", "what a row is, such as unit or item"))
    }
    return words
  }

  /// Cuts 一个单位一个月 at 一个 and 一.
  static func rowPieces(_ word: String) -> [String] {
    var pieces: [String] = []
    var current = ""
    var characters = Substring(word)
    while let first = characters.first {
      if first == "一", characters.count > 1 {
        if !current.isEmpty { pieces.append(current) }
        current = ""
        characters = characters.dropFirst()
        if characters.first == "个", characters.count > 1 { characters = characters.dropFirst() }
        continue
      }
      current.append(first)
      characters = characters.dropFirst()
    }
    if !current.isEmpty { pieces.append(current) }
    return pieces
  }

  /// name name … kind [：options] {, attribute}
  private mutating func column() throws(Failure) -> ColumnLine {
    let start = position
    // The kind is the last word before the colon or comma.
    let end =
      tokens[position..<limit].firstIndex { $0.kind == .mark(.colon) || $0.kind == .mark(.comma) } ?? limit
    let kindIndex = max(position, end - 1)
    var names: [Name] = []
    while position < kindIndex {
      names.append(try name(Phrase("列名", "a column")))
      _ = accept(.listSeparator)
    }
    // A separator behind the last name takes the place of the kind.
    guard !names.isEmpty, !atEnd else {
      throw failure(
        .expectedAtEnd, Span(Int(hereSpan.end), Int(hereSpan.end)),
        Phrase("列的种类，如 条、分、名称、选项、是否", "the kind of column, such as items, points, name, choice or yes_no"))
    }
    if isWholeLine(start..<limit) { beginCell() }
    var result = ColumnLine(
      names: names, kind: .text, options: [], blank: nil, bounds: [], isDated: false, headers: [],
      aliases: [],
      notation: nil, assumptions: [], span: span(from: start))
    result.kind = try columnKind()
    if accept(.colon) { result.options = try options() }
    if result.options.isEmpty, result.kind == .choice || result.kind == .rankedChoice {
      throw expected(Phrase("冒号和各个选项", "a colon and the options"))
    }
    var seen: [Keyword] = []
    while accept(.comma) {
      for keyword in [Keyword.blankAs, .optional, .dated, .notation] where isAt(keyword) {
        once(keyword == .optional ? .blankAs : keyword, at: position, &seen)
      }
      try attribute(&result)
    }
    result.span = span(from: start)
    return result
  }

  private mutating func columnKind() throws(Failure) -> ColumnLine.Kind {
    guard let token = peek else {
      throw expected(
        Phrase("列的种类，如 条、分、名称、选项、是否", "the kind of column, such as items, points, name, choice or yes_no"))
    }
    if accept(.percentFormat) { return .percent }
    if let word = accept(ClosedWord.columnKinds) {
      switch word {
      case .name: return .name
      case .nameList: return .nameList
      case .id: return .id
      case .text: return .text
      case .choice: return .choice
      case .rankedChoice: return .rankedChoice
      case .yesNo: return .yesNo
      case .date: return .date
      case .number: return .number
      case .month, .quarter, .halfYear: return .period(word)
      case .year, .sameRank, .dense, .tableOrder, .takeAll, .takeNone, .yes, .no, .onList, .offList, .rows,
        .sum, .count, .lowest,
        .average,
        .share, .any, .all, .longestRun, .sumOfHighest, .workdays, .days, .nextMonth, .thisMonth, .absolute,
        .previous, .cumulative, .addressed, .heading, .numbered, .signed, .annex, .showing:
        break
      }
    }
    let isTimes = token.kind == .keyword(.times) && token.text.lowercased() == "times"
    guard token.kind == .word || isTimes else { throw expected(Phrase("列的种类", "the kind of column")) }
    if let meant = Self.mistakenKind(token.text.lowercased()) { throw notAKind(token, meant) }
    // A measure word that nobody knows is one all the same, if it is short; a long word is a slip.
    guard MeasureWord.isKnown(token.text) || isTimes || token.text.count <= 2 else {
      let kinds = ClosedWord.columnKinds.flatMap { [$0.spelling(.chinese), $0.spelling(.english)] }
      throw expected(
        Phrase("列的种类，如 条、分、名称、选项、是否", "the kind of column, such as items, points, name, choice or yes_no"),
        near: Nearness.suggestions(for: token.text, among: kinds))
    }
    roles[position] = .measure(plural: true)
    advance()
    let measure = MeasureWord.canonical(isTimes ? "次" : token.text)
    measures.insert(measure)
    return .measure(measure)
  }

  private mutating func attribute(_ column: inout ColumnLine) throws(Failure) {
    let start = position
    if accept(.between) {
      let low = try sum()
      try expect(.to)
      let high = try sum()
      close(.range)
      _ = acceptHinge(.amid)
      column.bounds.append(
        .init(low: low, lowIsStrict: false, high: high, highIsStrict: false, span: span(from: start)))
    } else if accept(.blankAs) {
      column.blank = .stands(try cellValue())
    } else if accept(.optional) {
      column.blank = .optional
    } else if accept(.dated) {
      column.isDated = true
    } else if accept(.alsoCalled) {
      repeat {
        column.headers.append(try string(Phrase("引号里的表头", "a header in quotes")))
      } while accept(.listSeparator)
    } else if accept(.alias) {
      let alias = try string(Phrase("引号里的别名", "the alias in quotes"))
      try expect(.meaning)
      column.aliases.append((alias, try string(Phrase("引号里的单位名", "the unit's name in quotes"))))
    } else if accept(.notation) {
      column.notation = try string(
        Phrase("引号里的记法，如 “专报+综合*”", "the notation in quotes, such as “special+composite*”"))
    } else if isAt(.assume) {
      column.assumptions.append(try assumption())
    } else if let token = peek, let (sign, _) = comparison(token) {
      advance()
      let bound = try sum()
      let span = span(from: start)
      switch sign {
      case .greater:
        column.bounds.append(.init(low: bound, lowIsStrict: true, high: nil, highIsStrict: false, span: span))
      case .greaterOrEqual:
        column.bounds.append(
          .init(low: bound, lowIsStrict: false, high: nil, highIsStrict: false, span: span))
      case .less:
        column.bounds.append(.init(low: nil, lowIsStrict: false, high: bound, highIsStrict: true, span: span))
      case .lessOrEqual:
        column.bounds.append(
          .init(low: nil, lowIsStrict: false, high: bound, highIsStrict: false, span: span))
      case .equal:
        column.bounds.append(
          .init(low: bound, lowIsStrict: false, high: bound, highIsStrict: false, span: span))
      case .notEqual:
        throw expected(Phrase("列的范围", "bounds of the column"))
      }
    } else {
      throw expected(
        Phrase(
          "空作、可空、在…至…之间、不低于、又称、别名、记期或记法",
          "blank_as, optional, between … to …, at_least, also, alias, dates or notation"))
    }
  }

  /// A cell's text after 空作: 0, 否, 无, “…”.
  private mutating func cellValue() throws(Failure) -> String {
    if acceptSign() { return "-" + (try literal().digits ?? "0") }
    if atLiteral {
      let literal = try literal()
      return (literal.digits ?? "0") + (literal.isPercent ? "%" : "")
    }
    let start = position
    if let word = accept([.yes, .no]) { return word == .yes ? "是" : "否" }
    position = start
    return try option().text
  }
}
