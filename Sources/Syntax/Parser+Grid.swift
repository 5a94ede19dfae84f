import Diagnostics

extension Parser {
  /// 刊物 ＼ 形式 …
  func isGridHeader(_ line: Line) -> Bool {
    tokens[line.tokens].prefix(4).contains { $0.kind == .mark(.corner) }
  }

  /// options, then cells: a number, a dash, 未定 or the name of a parameter right after the options.
  func isGridRow(_ line: Line) -> Bool {
    // 若, 得, 同一 and the like begin a line below the table: an option that is spelled like one stands in quotes.
    if case .keyword(let first)? = line.tokens.first.map({ tokens[$0].kind }), first.beginsLine {
      return false
    }
    var index = line.tokens.lowerBound
    var wantsOption = true
    while index < line.tokens.upperBound {
      switch tokens[index].kind {
      case .word, .quotedName:
        guard wantsOption else { return true }
        wantsOption = false
      case .string:
        guard wantsOption else { return false }
        wantsOption = false
      case .keyword(let keyword):
        guard wantsOption else { return keyword == .open }
        wantsOption = false
      case .mark(.listSeparator):
        wantsOption = true
      case .number, .mark(.dash), .mark(.minusSign):
        return !wantsOption && index > line.tokens.lowerBound
      case .each, .mark:
        return false
      }
      index += 1
    }
    return false
  }

  /// The header is the line being read; `rows` are the lines below it.
  mutating func grid(_ rows: [Line]) throws(Failure) -> PointsGrid {
    let start = position
    let rowSubject = try reference()
    try expect(.corner)
    let columnSubject = try reference()
    var columns: [[Name]] = []
    while !atEnd {
      if isWholeLine(start..<limit) { beginCell() }
      columns.append(try options())
    }
    let headSpan = span(from: start)
    guard !columns.isEmpty, !rows.isEmpty else {
      throw failure(.emptyBlock, headSpan, Phrase(tokenized.source.text(headSpan)))
    }
    var seen = Set<String>()
    for name in columns.joined() where !seen.insert(name.text).inserted {
      report(failure(.duplicateCell, name.span, Phrase(name.text)))
    }
    var result = PointsGrid(
      rowSubject: rowSubject, columnSubject: columnSubject, columns: columns, rows: [], span: headSpan)
    seen = []
    for line in rows {
      attempt(line.tokens) { parser throws(Failure) in
        let row = try parser.gridRow(columns.count)
        for name in row.options where !seen.insert(name.text).inserted {
          parser.report(parser.failure(.duplicateCell, name.span, Phrase(name.text)))
        }
        result.rows.append(row)
        result.span = result.span.joined(row.span)
      }
    }
    return result
  }

  private mutating func gridRow(_ count: Int) throws(Failure) -> PointsGrid.Row {
    let start = position
    let options = try options()
    var cells: [Expression?] = []
    while let token = peek {
      beginCell()
      if accept(.dash) {
        cells.append(nil)
      } else if token.kind == .mark(.minusSign), !isNumber(peek(1)) || peek(1)?.span.start != token.span.end {
        throw failure(.minusForDash, token.span)
      } else {
        cells.append(try unary())
      }
    }
    let span = span(from: start)
    guard cells.count == count else {
      let help = Phrase(
        "多出的格子删去，或者在表头补上它的列", "remove the extra cells, or add their columns to the header")
      throw failure(
        .raggedGrid, span, Phrase(String(cells.count)), Phrase(String(count)),
        help: cells.count > count ? help : nil)
    }
    return PointsGrid.Row(options: options, cells: cells, span: span)
  }

  private func isNumber(_ token: Token?) -> Bool {
    guard case .number? = token?.kind else { return false }
    return true
  }
}

extension Keyword {
  /// Whether it begins a line of a clause, with a name or a number behind it: no option of a points table's row.
  fileprivate var beginsLine: Bool {
    switch Self.entries[rawValue].role {
    case .act, .quota: true
    case .condition: self == .ifWord || self == .elseWord || self == .not
    case .statement, .layout, .scope, .name, .order, .rounding: false
    }
  }
}
