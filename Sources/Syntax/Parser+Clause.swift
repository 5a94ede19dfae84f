import Diagnostics

extension Parser {
  /// label [title] {, modifier} up to the colon.
  mutating func clauseHead(_ keyword: Keyword) throws(Failure) -> ClauseHead {
    let start = position
    try expect(keyword)
    let label: Name
    do throws(Failure) {
      if peek?.kind == .string { roles[position] = .name }
      label = try self.label()
    } catch {
      throw failure(
        .labelMissing, hereSpan, Phrase("“\(keyword.spelling(.chinese))”", "“\(keyword.spelling(.english))”"))
    }
    var head = ClauseHead(label: label, title: "", span: label.span)
    let titleStart = position
    while let token = peek, token.kind != .mark(.colon) {
      if token.kind == .mark(.comma), !titleGoesOn(from: position + 1) { break }
      if isLimitInTitle {
        throw expected(
          Phrase("逗号", "a comma"),
          help: Phrase(
            "写在标题里的限额不起作用：标题后面加逗号，例如“采用，满分 20 分：”，不加括号",
            "a limit inside the title would do nothing: put a comma behind the title, as in “adopted, full_marks 20 points:”, without brackets"
          ))
      }
      roles[position] = .verbatim
      advance()
    }
    if position > titleStart { head.title = tokenized.written(titleStart..<position) }
    var seen: [Keyword] = []
    while accept(.comma) {
      for keyword in [Keyword.fullMarks, .untilZero] where isAt(keyword) {
        once(keyword, at: position, &seen)
      }
      try headModifier(&head)
    }
    head.span = span(from: start)
    return head
  }

  /// 满分 20 分, 不超过 20 分 or 扣完为止 where a comma is missing before it, or in brackets.
  private var isLimitInTitle: Bool {
    if isAt(.untilZero) { return true }
    guard isAt(.fullMarks) || isAt(.cap) || isAt(.floor), position + 2 < limit,
      case .number = tokens[position + 1].kind
    else { return false }
    let measure = tokens[position + 2].text
    return (MeasureWord.chinese(of: measure) ?? measure) == "分"
  }

  /// Whether what follows a comma is more of the title: words without numbers and keywords, and nothing that
  /// looks like a modifier misspelt.
  private func titleGoesOn(from start: Int) -> Bool {
    let rest = tokens[start..<limit].prefix { $0.kind != .mark(.comma) && $0.kind != .mark(.colon) }
    let modifiers = [Keyword.limit, .fullMarks, .cap, .floor, .most, .untilZero, .assume].flatMap {
      [$0.spelling(.chinese), $0.spelling(.english)]
    }
    return !rest.isEmpty
      && rest.allSatisfy { token in
        (token.kind == .word || token.kind == .mark(.listSeparator))
          && Nearness.suggestions(for: token.text, among: modifiers).isEmpty
      }
  }

  private mutating func headModifier(_ head: inout ClauseHead) throws(Failure) {
    let start = position
    if accept(.limit) {
      head.conditions.append(try expression())
    } else if isAt(.fullMarks) || isAt(.cap) || isAt(.floor) {
      let keyword: Keyword = isAt(.fullMarks) ? .fullMarks : isAt(.cap) ? .cap : .floor
      advance()
      let amount = try sum()
      head.bounds.append(
        HeadBound(keyword: keyword, isCap: keyword != .floor, amount: amount, span: span(from: start)))
    } else if accept(.untilZero) {
      head.untilZero = span(from: start)
    } else if isAt(.assume) {
      head.assumptions.append(try assumption())
    } else {
      throw expected(
        Phrase("限、满分、不超过、不低于、扣完为止或暂按", "where, full_marks, at_most, at_least, until_zero or assuming"),
        help: Phrase(
          "标题到逗号为止；标题里的逗号改成顿号“、”或空格", "the title ends at a comma; inside a title write “;” or a space"))
    }
  }

  mutating func clause(_ line: Line) -> Clause? {
    var result: Clause?
    attempt(line.tokens) { parser throws(Failure) in
      let head = try parser.clauseHead(.clause)
      try parser.expect(.colon)
      let contents = try parser.items(of: line, cutting: false)
      guard !contents.isEmpty else {
        throw parser.failure(.emptyBlock, head.span, Phrase(parser.tokenized.source.text(head.span)))
      }
      result = Clause(head: head, items: parser.clauseItems(contents))
    }
    return result
  }

  mutating func clauseItems(_ lines: [Line]) -> [ClauseItem] {
    var result: [ClauseItem] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if let failure = cornerMissing(line, line.children.first ?? (index < lines.count ? lines[index] : nil))
      {
        report(failure)
        while index < lines.count, isGridRow(lines[index]) { index += 1 }
        continue
      }
      if isGridHeader(line) {
        var rows = line.children
        while index < lines.count, isGridRow(lines[index]) {
          rows.append(lines[index])
          index += 1
        }
        attempt(line.tokens) { parser throws(Failure) in
          result.append(.grid(try parser.grid(rows)))
        }
        continue
      }
      attempt(line.tokens) { parser throws(Failure) in
        result.append(try parser.clauseItem(line))
      }
    }
    return result
  }

  private mutating func clauseItem(_ line: Line) throws(Failure) -> ClauseItem {
    if isAt(.rank) { return .rank(try rank(line)) }
    if isAt(.grade), isStatementColon { return .grade(try grade(line)) }
    if isAt(.list) { return .list(try list(line)) }
    if atName, peek(1)?.kind == .mark(.equal), !lineHas(.de), !lineHas(.beyond), !lineHas(.semicolon) {
      return .definition(try definition(line))
    }
    return .line(try clauseLine(line))
  }

  /// 等次： or 等次 名 组内：, rather than a condition on 等次.
  private var isStatementColon: Bool {
    tokens[position..<limit].contains { $0.kind == .mark(.colon) }
  }

  func lineHas(_ keyword: Keyword) -> Bool {
    tokens[position..<limit].contains { $0.kind == .keyword(keyword) }
  }
  func lineHas(_ mark: Mark) -> Bool { tokens[position..<limit].contains { $0.kind == .mark(mark) } }

  mutating func definition(_ line: Line) throws(Failure) -> Definition {
    let start = position
    let name = try name()
    try expect(.equal)
    let value = try expression()
    var keys: [Name] = []
    var assumptions: [Assumption] = []
    while accept(.comma) {
      if accept(.by) { keys = try keysAfterBy() } else { assumptions.append(try assumption()) }
    }
    try finish(line)
    return Definition(name: name, value: value, keys: keys, assumptions: assumptions, span: span(from: start))
  }

  // MARK: Lines of a clause

  /// branch {; branch}. A line that ends with a colon takes its entries from the lines below.
  mutating func clauseLine(_ line: Line) throws(Failure) -> ClauseLine {
    let start = position
    var branches: [Branch] = []
    pendingBlock = line.children
    repeat {
      if atEnd { break }
      branches.append(try branch())
    } while accept(.semicolon)
    let rest = pendingBlock
    pendingBlock = []
    if !atEnd { throw expected(Phrase("逗号、分号或行末", "a comma, a semicolon or the end of the line")) }
    if let child = rest.first { throw unexpectedBlock(child, below: line) }
    return ClauseLine(branches: branches, span: span(from: start))
  }

  private mutating func branch() throws(Failure) -> Branch {
    let start = position
    var test: Branch.Guard?
    var acts: [Act] = []
    let period = eachPeriodOfGuard()
    var word: String?
    if case .eachPeriod(let written)? = period { word = written }
    if isAt(.elseWord) {
      test = .otherwise(tokens[position].span)
      advance()
      _ = accept(.comma)
    } else if acceptHinge(.ifWord) {
      layout.openings.insert(position)
      let condition = try disjunction()
      let isBeyond = isAt(.beyond)
      close(isBeyond ? .beyond : .branch)
      test = isBeyond ? .beyond(condition) : .condition(condition)
      if !acceptHinge(.beyond), !acceptHinge(.de) { _ = acceptHinge(.thenWord) }
      _ = accept(.comma)
    }
    repeat {
      let segment = try segment(mayGuard: test == nil && acts.isEmpty)
      switch segment {
      case .test(let condition):
        test = condition
        _ = accept(.comma)
        acts.append(contentsOf: try actSegment())
      case .act(let act): acts = merged(acts, act)
      }
    } while accept(.comma)
    if let period {
      for index in acts.indices where acts[index].scopes.isEmpty { acts[index].scopes = [period] }
    }
    return Branch(period: word, test: test, acts: acts, span: span(from: start))
  }

  /// 每月 信息数 满 8 条 的，得 10 分: the condition is looked at month by month, and so are its acts.
  private mutating func eachPeriodOfGuard() -> Scope? {
    let start = position
    let written = roles
    guard let scopes = try? self.scopes(), scopes.count == 1, case .eachPeriod? = scopes.first,
      isAt(.ifWord) || segmentEndsWithDe
    else {
      position = start
      roles = written
      return nil
    }
    return scopes[0]
  }

  private mutating func actSegment() throws(Failure) -> [Act] {
    switch try segment(mayGuard: false) {
    case .test(let test):
      switch test {
      case .condition(let expression), .beyond(let expression):
        throw failure(
          .expected, expression.span, Phrase("得分、扣分等", "points given or taken"),
          Phrase(tokenized.source.text(expression.span)))
      case .otherwise(let span):
        throw failure(
          .expected, span, Phrase("得分、扣分等", "points given or taken"), Phrase(tokenized.source.text(span)))
      }
    case .act(let act): return [act]
    }
  }

  /// 暂按 belongs to the act before it.
  private func merged(_ acts: [Act], _ act: Act) -> [Act] {
    var acts = acts
    if case .assumption = act.kind, let last = acts.indices.last {
      acts[last].assumptions += act.assumptions
      return acts
    }
    return acts + [act]
  }

  private enum Segment {
    case test(Branch.Guard)
    case act(Act)
  }

  /// Whether 的 stands before the next comma or semicolon, so that what comes is a condition.
  private var segmentEndsWithDe: Bool {
    var index = position
    var open = 0
    while index < limit {
      switch tokens[index].kind {
      case .mark(.openParenthesis): open += 1
      case .mark(.closeParenthesis): open -= 1
      case .mark(.comma), .mark(.semicolon): if open == 0 { return false }
      case .keyword(.de), .keyword(.beyond): if open == 0 { return true }
      case .mark, .keyword, .word, .number, .string, .quotedName, .each: break
      }
      index += 1
    }
    return false
  }

  private mutating func segment(mayGuard: Bool) throws(Failure) -> Segment {
    let start = position
    if segmentEndsWithDe {
      let condition = try expression()
      guard mayGuard else {
        throw failure(
          .expected, condition.span, Phrase("得分、扣分等", "points given or taken"),
          Phrase(tokenized.source.text(condition.span)),
          help: Phrase(
            "一行的一个分支只有一个条件，两个条件用“且”连起来：“… 且 … 的，得 5 分”",
            "a branch has one condition; join two with and: “if … and …, give 5 points”"))
      }
      guard isAt(.beyond) || isAt(.de) else {
        throw trailingBound() ?? expected(quoted(.de))
      }
      layout.openings.insert(start)
      close(isAt(.beyond) ? .beyond : .branch)
      if acceptHinge(.beyond) { return .test(.beyond(condition)) }
      _ = acceptHinge(.de)
      return .test(.condition(condition))
    }
    let scopes = try self.scopes()
    if isAt(.assume) {
      let assumption = try assumption()
      return .act(Act(scopes: scopes, kind: .assumption, assumptions: [assumption], span: span(from: start)))
    }
    if let kind = try core() { return .act(Act(scopes: scopes, kind: kind, span: span(from: start))) }
    let subject = try expression()
    if let kind = try tail(subject) { return .act(Act(scopes: scopes, kind: kind, span: span(from: start))) }
    throw unfinished(subject, mayGuard: mayGuard)
  }
}
