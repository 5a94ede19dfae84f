import Diagnostics

extension Parser {
  /// 组内 / 按 半年 / 限 cond / 按 KEY 从高到低, in any order before the colon.
  private struct Frame {
    var inGroup = false
    var split = false
    var keys: [Name] = []
    var condition: Expression?
    var order: [OrderKey] = []
  }

  private mutating func frame(ordered: Bool) throws(Failure) -> Frame {
    var frame = Frame()
    while !atEnd, !isAt(.colon) {
      if accept(.comma) { continue }
      if accept(.inGroup) {
        frame.inGroup = true
      } else if accept(.splitByGroup) {
        frame.inGroup = true
        frame.split = true
      } else if accept(.limit) {
        frame.condition = try expression()
      } else if accept(.by) {
        let hasOrder = tokens[position..<limit].prefix {
          $0.kind != .mark(.comma) && $0.kind != .mark(.colon) && $0.kind != .keyword(.by)
        }
        .contains { $0.kind == .keyword(.descending) || $0.kind == .keyword(.ascending) }
        if ordered, hasOrder {
          frame.order.append(try orderKey())
        } else {
          frame.keys += try keysAfterBy()
        }
      } else if ordered, !frame.order.isEmpty {
        frame.order.append(try orderKey())
      } else {
        throw expected(Phrase("冒号", "a colon"))
      }
    }
    try expect(.colon)
    return frame
  }

  mutating func orderKey() throws(Failure) -> OrderKey {
    let start = position
    let value = try sum()
    let descending = accept(.descending)
    if !descending, !accept(.ascending) {
      throw expected(Phrase("“从高到低”或“从低到高”", "descending or ascending"))
    }
    return OrderKey(value: value, descending: descending, span: span(from: start))
  }

  /// 排名 [NAME] [组内]：key，key；并列 …；不排 … 的
  mutating func rank(_ line: Line) throws(Failure) -> RankStatement {
    let start = position
    try expect(.rank)
    var name: Name?
    if atName {
      name = try self.name()
    } else if case .string? = peek?.kind {
      name = try string(quoted(.rank))
    }
    let frame = try frame(ordered: false)
    var result = RankStatement(
      name: name, inGroup: frame.inGroup, keysBy: frame.keys, condition: frame.condition, order: [],
      ties: nil,
      unranked: [], span: span(from: start))
    var seen: [Keyword] = []
    for item in try items(of: line) {
      enter(item.tokens)
      if isAt(.ties) { once(.ties, at: position, &seen) }
      if accept(.ties) {
        guard let ties = accept([.sameRank, .dense, .tableOrder]) else {
          throw expected(Phrase("“同名次”“紧接”或“按表序”", "same_rank, dense or table_order"))
        }
        result.ties = ties
      } else if accept(.unranked) {
        result.unranked.append(try expression())
        close(.condition)
        _ = acceptHinge(.de)
      } else {
        repeat { result.order.append(try orderKey()) } while accept(.comma)
      }
      if !atEnd { throw expected(Phrase("分号或行末", "a semicolon or the end of the line")) }
    }
    guard !result.order.isEmpty else { throw failure(.emptyBlock, result.span, quoted(.rank)) }
    return result
  }

  /// 等次 [NAME] [组内]： rows
  mutating func grade(_ line: Line) throws(Failure) -> GradeStatement {
    let start = position
    try expect(.grade)
    var name: Name?
    if atName {
      name = try self.name()
    } else if case .string? = peek?.kind {
      name = try string(quoted(.grade))
    }
    let frame = try frame(ordered: false)
    var result = GradeStatement(
      name: name, inGroup: frame.inGroup, keysBy: frame.keys, condition: frame.condition, rows: [],
      span: span(from: start))
    let items = try items(of: line)
    if items.isEmpty { throw failure(.emptyBlock, result.span, quoted(.grade)) }
    for item in items {
      attempt(item.tokens) { parser throws(Failure) in
        let start = parser.position
        let grade = try parser.option()
        _ = parser.accept(.colon)
        if parser.isWholeLine(item.tokens) { parser.beginCell() }
        let test: GradeStatement.Test
        if parser.accept(.rest) {
          test = .rest
        } else if parser.isAt(.veto), parser.peek(1) == nil {
          parser.advance()
          test = .vetoed
        } else if parser.accept(.first) {
          test = .first(try parser.sum())
        } else {
          test = .condition(try parser.expression())
          _ = parser.acceptHinge(.de)
        }
        if !parser.atEnd { throw parser.expected(Phrase("行末", "the end of the line")) }
        result.rows.append(.init(grade: grade, test: test, span: parser.span(from: start)))
      }
    }
    return result
  }

  /// 名单 “NAME” [组内]：前 n；并列 …；不含 … 的，因 “…”；递补
  mutating func list(_ line: Line) throws(Failure) -> ListStatement {
    let start = position
    try expect(.list)
    let name = try string(Phrase("引号里的名单名称", "the list's name in quotes"))
    let frame = try frame(ordered: false)
    let head = span(from: start)
    var pick: ListStatement.Pick?
    var exclusions: [Exclusion] = []
    var fills = false
    var ties: ClosedWord?
    var seen: [Keyword] = []
    for item in try items(of: line) {
      enter(item.tokens)
      for keyword in [Keyword.ties, .fill] where isAt(keyword) { once(keyword, at: position, &seen) }
      if accept(.ties) {
        guard let style = accept([.takeAll, .takeNone, .tableOrder]) else {
          throw expected(Phrase("“全取”“全不取”或“按表序”", "take_all, take_none or table_order"))
        }
        ties = style
      } else if isAt(.except) {
        exclusions.append(try exclusion())
      } else if accept(.fill) {
        fills = true
      } else if pick != nil {
        throw expected(Phrase("并列、不含或递补", "ties, except or fill_up"))
      } else if accept(.first) {
        pick = .first(try sum())
      } else if accept(.last) {
        pick = .last(try sum())
      } else {
        pick = .holding(try expression())
        close(.condition)
        _ = acceptHinge(.de)
      }
      if !atEnd { throw expected(Phrase("分号或行末", "a semicolon or the end of the line")) }
    }
    guard let pick else { throw failure(.emptyBlock, head, quoted(.list)) }
    return ListStatement(
      name: name, inGroup: frame.inGroup, keysBy: frame.keys, condition: frame.condition, pick: pick,
      exclusions: exclusions, fills: fills, ties: ties, span: head)
  }

  /// 公布 [“NAME”] [组内|按组分表]…：column、column
  mutating func publish(_ line: Line) throws(Failure) -> PublishStatement {
    let start = position
    try expect(.publish)
    var name: Name?
    if peek?.kind == .string { name = try string(Phrase("名称", "a name")) }
    let frame = try frame(ordered: true)
    var result = PublishStatement(
      name: name, grouping: frame.split ? .split : frame.inGroup ? .sections : .none,
      condition: frame.condition,
      keysBy: frame.keys, order: frame.order, columns: [], span: span(from: start))
    let items = try items(of: line)
    if items.isEmpty { throw failure(.emptyBlock, result.span, quoted(.publish)) }
    for item in items {
      attempt(item.tokens) { parser throws(Failure) in
        repeat {
          if parser.atEnd { break }
          result.columns.append(try parser.printedValue())
        } while parser.accept(.listSeparator)
        if !parser.atEnd { throw parser.expected(Phrase("“、”或行末", "“|” or the end of the line")) }
      }
    }
    return result
  }

  /// A value and how it is printed.
  mutating func printedValue() throws(Failure) -> PublishColumn {
    let start = position
    var column = PublishColumn(
      value: try sum(), isPercent: false, rounding: nil, substitutions: [], header: nil,
      span: span(from: start))
    while let token = peek {
      if accept(.percentFormat) {
        column.isPercent = true
      } else if case .keyword(let keyword) = token.kind,
        [.halfUp, .halfEven, .roundUp, .roundDown].contains(keyword)
      {
        advance()
        let negative = acceptSign()
        let digits = try literal()
        guard let count = digits.digits.flatMap({ Int($0) }), count <= 30 else {
          throw failure(
            .badNumber, digits.span, Phrase(digits.digits ?? ""),
            Phrase("小数位数是 0 到 30 的整数", "decimals are a whole number from 0 to 30"))
        }
        column.rounding = (keyword, negative ? -count : count)
      } else if accept(.titled) {
        column.header = try string(Phrase("引号里的表头", "a header in quotes"))
      } else if isAt(.blank) || atLiteral || isAt(.minusSign) {
        try substitution(&column)
      } else {
        break
      }
    }
    column.span = span(from: start)
    return column
  }

  /// 0 作 空, 空 作 “—”, 5 作 “5”
  private mutating func substitution(_ column: inout PublishColumn) throws(Failure) {
    var value: Literal?
    if !accept(.blank) {
      let negative = acceptSign()
      var literal = try literal()
      if negative { literal.digits = literal.digits.map { "-" + $0 } }
      value = literal
    }
    try expect(.shownAs)
    if accept(.blank) {
      column.substitutions.append((value, ""))
    } else {
      column.substitutions.append((value, try string(Phrase("“空”或引号里的文字", "blank or a text in quotes")).text))
    }
  }
}
