import Diagnostics

/// Reads tokens and lines into statements. Each line is read on its own, so that an error in one does not
/// hide errors in the next. Cost: linear in tokens.
public struct Parser {
  static let maximumDepth = Limits.nesting
  static let maximumTerms = Limits.terms

  let tokenized: TokenizedSource
  let tokens: [Token]
  var roles: [TokenRole]
  var layout = Layout()
  var lost = LostText()
  /// Where the lexer found errors: what the parser makes of such a line is no second mistake.
  private var damage: [Int] = []
  /// For each token the end of the logical line that it begins, 0 where it begins none.
  private let lineEnds: [Int]
  /// Every name that stands by itself somewhere in the file.
  let names: WordIndex
  var diagnostics: [Diagnostic] = []
  var statements: [Statement] = []
  var measures = Set<String>()
  /// The line being read: tokens `position..<limit`, and the lines indented below it.
  var position = 0
  var limit = 0
  var depth = 0
  var terms = 0
  /// Lines indented below the one being read, until an act with a colon takes them.
  var pendingBlock: [Line] = []

  /// A line could not be read further; the diagnostic says why.
  struct Failure: Error {
    let diagnostic: Diagnostic
  }

  public static func parse(_ source: SourceText, diagnostics: inout [Diagnostic]) -> MethodFile {
    var lexical: [Diagnostic] = []
    let tokenized = Lexer.tokenize(source, diagnostics: &lexical)
    var parser = Parser(tokenized)
    for diagnostic in lexical {
      if case .text(_, let span) = diagnostic.place { parser.damage.append(Int(span.start)) }
    }
    for line in tokenized.lines { parser.statement(line) }
    diagnostics += sorted(lexical + parser.diagnostics)
    return MethodFile(
      tokenized: tokenized, statements: parser.statements, roles: parser.roles, layout: parser.layout,
      lost: parser.lost)
  }

  /// In the order of the file; those at one place as they were found.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    func start(_ diagnostic: Diagnostic) -> UInt32 {
      guard case .text(_, let span) = diagnostic.place else { return 0 }
      return span.start
    }
    return diagnostics.enumerated()
      .sorted { (start($0.element), $0.offset) < (start($1.element), $1.offset) }.map(\.element)
  }

  private init(_ tokenized: TokenizedSource) {
    self.tokenized = tokenized
    tokens = tokenized.tokens
    measures = tokenized.measures
    var lineEnds = [Int](repeating: 0, count: tokens.count)
    Self.note(tokenized.lines, &lineEnds)
    self.lineEnds = lineEnds
    var names = WordIndex(capacity: tokens.count / 2)
    for token in tokens where token.kind == .word || token.kind == .quotedName { names.insert(token.text, 0) }
    self.names = names
    roles = tokens.map { token in
      switch token.kind {
      case .keyword(let keyword): .keyword(keyword)
      case .word, .quotedName: .name
      case .number, .string, .each, .mark: .plain
      }
    }
  }

  // MARK: Cursor

  var peek: Token? { position < limit ? tokens[position] : nil }

  func peek(_ offset: Int) -> Token? {
    let index = position + offset
    return index < limit ? tokens[index] : nil
  }

  var atEnd: Bool { position >= limit }

  mutating func advance() { position += 1 }

  func isAt(_ mark: Mark) -> Bool { peek?.kind == .mark(mark) }

  func isAt(_ keyword: Keyword) -> Bool { peek?.kind == .keyword(keyword) }

  mutating func accept(_ mark: Mark) -> Bool {
    guard isAt(mark) else { return false }
    position += 1
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard isAt(keyword) else { return false }
    position += 1
    return true
  }

  /// Reads a word of a closed list, whatever else it may spell.
  mutating func accept(_ words: [ClosedWord]) -> ClosedWord? {
    guard let token = peek else { return nil }
    switch token.kind {
    case .word, .keyword:
      guard let word = ClosedWord.spelled(token.text),
        let found = words.first(where: { $0 == word })
      else {
        return nil
      }
      roles[position] = .word(found)
      position += 1
      return found
    case .number, .string, .quotedName, .each, .mark:
      return nil
    }
  }

  /// Reads a word that closes or opens a condition in one of the languages.
  mutating func acceptHinge(_ keyword: Keyword) -> Bool {
    guard isAt(keyword) else { return false }
    roles[position] = .hinge
    position += 1
    return true
  }

  /// Notes that what was just read ends here.
  mutating func close(_ closing: Layout.Closing) { layout.close(closing, before: position) }

  /// Notes that an aligned cell begins here.
  mutating func beginCell() { layout.cells.insert(position) }

  /// Whether an item is a line of its own, so that its cells can be aligned with those of its neighbours.
  func isWholeLine(_ range: Range<Int>) -> Bool {
    beginsLine(range.lowerBound) && lineEnds[range.lowerBound] == range.upperBound
  }

  /// Whether a logical line begins at a token.
  func beginsLine(_ index: Int) -> Bool { lineEnds.indices.contains(index) && lineEnds[index] > 0 }

  private static func note(_ lines: [Line], _ ends: inout [Int]) {
    for line in lines {
      ends[line.tokens.lowerBound] = line.tokens.upperBound
      note(line.children, &ends)
    }
  }

  mutating func expect(_ mark: Mark) throws(Failure) {
    guard accept(mark) else { throw expected(Phrase("“\(mark.spelling(.chinese))”", "“\(mark.rawValue)”")) }
  }

  mutating func expect(_ keyword: Keyword) throws(Failure) {
    guard accept(keyword) else { throw expected(quoted(keyword)) }
  }

  func quoted(_ keyword: Keyword) -> Phrase {
    Phrase("“\(keyword.spelling(.chinese))”", "“\(keyword.spelling(.english))”")
  }

  // MARK: Spans and failures

  var hereSpan: Span {
    if let token = peek { return token.span }
    let end = position > 0 ? Int(tokens[min(position, limit) - 1].span.end) : 0
    return Span(end, end)
  }

  /// From the token at `start` to the last one read.
  func span(from start: Int) -> Span {
    guard start < tokens.count else { return hereSpan }
    let last = max(start, min(position, tokens.count) - 1)
    return tokens[start].span.joined(tokens[last].span)
  }

  func failure(_ code: Code, _ span: Span, _ arguments: Phrase..., help: Phrase? = nil, near: [String] = [])
    -> Failure
  {
    var diagnostic = Diagnostic(code, at: .text(tokenized.source, span), near: near, help: help)
    diagnostic.arguments = arguments
    return Failure(diagnostic: diagnostic)
  }

  func expected(_ what: Phrase, help: Phrase? = nil, near: [String] = []) -> Failure {
    guard let token = peek else { return failure(.expectedAtEnd, hereSpan, what, help: help) }
    if let failure = runTogether() ?? spokenFold() { return failure }
    if help == nil, let name = unquotedName(around: position) {
      return failure(.expected, name.span, what, Phrase(name.text), help: quoteProposal(name.text))
    }
    return failure(
      .expected, token.span, what, Phrase(tokenized.source.text(token.span)), help: help, near: near)
  }

  mutating func report(_ failure: Failure) { diagnostics.append(failure.diagnostic) }

  // MARK: Lines

  mutating func enter(_ tokens: Range<Int>) {
    position = tokens.lowerBound
    limit = tokens.upperBound
  }

  /// Reads one range with `read`; a failure is reported and the rest of the range left out.
  mutating func attempt(_ range: Range<Int>, _ read: (inout Parser) throws(Failure) -> Void) {
    let saved = (position, limit)
    enter(range)
    terms = 0
    depth = 0
    do throws(Failure) {
      try read(&self)
    } catch {
      if !isDamaged(range) { report(reworded(error, range) ?? error) }
      lose(range)
    }
    (position, limit) = saved
  }

  /// Notes that the tokens of a range were not read.
  mutating func lose(_ range: Range<Int>) { lost.add(tokens[range]) }

  /// Notes that a line and those below it were not read.
  mutating func lose(_ line: Line) {
    lose(line.tokens)
    for child in line.children { lose(child) }
  }

  private func isDamaged(_ range: Range<Int>) -> Bool {
    guard !damage.isEmpty, !range.isEmpty else { return false }
    let start = Int(tokens[range.lowerBound].span.start)
    let end = range.upperBound < tokens.count ? Int(tokens[range.upperBound].span.start) : Int.max
    // The lexer reports in the order of the file.
    var low = 0
    var high = damage.count
    while low < high {
      let middle = (low + high) / 2
      if damage[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < damage.count && damage[low] < end
  }

  /// The contents of a statement after its colon: what follows on the line, cut at semicolons, and each line
  /// indented below, cut at semicolons too where `cutting`.
  mutating func items(of line: Line, cutting: Bool = true) throws(Failure) -> [Line] {
    var result: [Line] = []
    if position < limit {
      result.append(Line(tokens: position..<limit, indent: line.indent, children: []))
      position = limit
    }
    result += line.children
    guard cutting else { return result }
    return result.flatMap { item -> [Line] in
      var pieces: [Line] = []
      var start = item.tokens.lowerBound
      for index in item.tokens where tokens[index].kind == .mark(.semicolon) {
        if index > start { pieces.append(Line(tokens: start..<index, indent: item.indent, children: [])) }
        start = index + 1
      }
      if start < item.tokens.upperBound {
        pieces.append(
          Line(tokens: start..<item.tokens.upperBound, indent: item.indent, children: item.children))
      }
      return pieces
    }
  }

  /// Fails where tokens are left over, or lines are indended below a statement that takes none.
  mutating func finish(_ line: Line, takesBlock: Bool = false) throws(Failure) {
    if !atEnd { throw expected(Phrase("行末", "the end of the line")) }
    if !takesBlock, let child = line.children.first { throw unexpectedBlock(child, below: line) }
  }
}
