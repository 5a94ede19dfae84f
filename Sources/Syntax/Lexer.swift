import Diagnostics

/// Splits a method file into tokens and logical lines. Linear in the file's size.
public struct Lexer {
  static let maximumBytes = Limits.methodBytes
  static let maximumTokens = Limits.methodWords

  private let source: SourceText
  var scalars: [Unicode.Scalar] = []
  private var offsets: [Int] = []
  var tokens: [Token] = []
  private var comments: [Comment] = []
  var lines: [Line] = []
  private var diagnostics: [Diagnostic] = []
  var index = 0
  private var openParentheses = 0
  /// The first token of the physical line being read.
  var lineStart = 0
  /// Where characters were last found in that line; the largest number where they are missing.
  var sightings: [(wanted: Unicode.Scalar, position: Int)] = []
  static let longestSplit = 200
  /// The indentation of the 通报 whose lines are being read: its strings hold { … }.
  var bulletinIndent: Int?
  /// Whether what is being read stands between { and }.
  var isInHole = false
  /// Measure words that the file's tables introduce, and all measure words, longest first.
  var introduced: Set<String> = []
  var unitsLongestFirst = MeasureWord.longestFirst

  /// Tokens and lines of a source; problems are added to `diagnostics`.
  public static func tokenize(_ source: SourceText, diagnostics: inout [Diagnostic]) -> TokenizedSource {
    var lexer = Lexer(source)
    lexer.run()
    let introduced = lexer.introducedMeasures()
    if !introduced.isEmpty {
      // 人次 begins with 人: only with the tables read is it known where 5 人次 的 is to be cut.
      lexer = Lexer(source)
      lexer.introduce(introduced)
      lexer.run()
    }
    diagnostics += lexer.diagnostics
    return TokenizedSource(
      source: source, tokens: lexer.tokens, comments: lexer.comments, lines: Self.nested(lexer.lines),
      measures: introduced)
  }

  /// Tokens of one line of text, for addresses and examples on the command line.
  public static func words(_ text: String, diagnostics: inout [Diagnostic]) -> [Token] {
    tokenize(SourceText(name: "", text: text), diagnostics: &diagnostics).tokens
  }

  private init(_ source: SourceText) {
    self.source = source
  }

  private mutating func run() {
    guard source.bytes.count <= Self.maximumBytes else {
      return refuse(.tooLarge, Phrase("\(Self.maximumBytes >> 20) MB"))
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      return refuse(.notUTF8)
    }
    var offset = 0
    scalars.reserveCapacity(source.bytes.count)
    offsets.reserveCapacity(source.bytes.count + 1)
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    if scalars.first == "\u{FEFF}" { index = 1 }
    while index < scalars.count, tokens.count <= Self.maximumTokens { line() }
    if tokens.count > Self.maximumTokens { refuse(.tooLarge, Phrase("20 万个词", "200,000 words")) }
  }

  /// The file cannot be read at all; nothing of it is.
  private mutating func refuse(_ code: Code, _ argument: Phrase = "") {
    (tokens, comments, lines) = ([], [], [])
    diagnostics.append(Diagnostic(code, at: .file(source.name), argument))
  }

  // MARK: Lines

  /// Reads one physical line; joins it to the one before where that one is unfinished.
  private mutating func line() {
    let indent = indentation()
    let first = tokens.count
    lineStart = first
    sightings.removeAll(keepingCapacity: true)
    while index < scalars.count, !isNewline(scalars[index]) {
      let scalar = scalars[index]
      if Self.isSpace(scalar) {
        index += 1
      } else if scalar == "#" || scalar == "＃" {
        comment(ownLine: tokens.count == first, indent: indent)
      } else {
        if tokens.count == first, let outer = bulletinIndent, indent <= outer { bulletinIndent = nil }
        token(scalar)
        if bulletinIndent == nil { noteBulletin(first, indent: indent) }
      }
    }
    newline()
    guard tokens.count > first else { return }
    if let last = lines.last, goesOn(lastToken: last.tokens.upperBound - 1) {
      lines[lines.count - 1] = Line(
        tokens: last.tokens.lowerBound..<tokens.count, indent: last.indent, children: [])
    } else {
      lines.append(Line(tokens: first..<tokens.count, indent: indent, children: []))
      openParentheses = 0
    }
    for token in tokens[first...] {
      if token.kind == .mark(.openParenthesis) { openParentheses += 1 }
      if token.kind == .mark(.closeParenthesis) { openParentheses = max(0, openParentheses - 1) }
    }
  }

  /// Whether a line that ends with this token goes on below.
  private func goesOn(lastToken: Int) -> Bool {
    if openParentheses > 0 { return true }
    guard case .mark(let mark) = tokens[lastToken].kind else { return false }
    switch mark {
    case .comma, .listSeparator, .plusSign, .minusSign, .timesSign, .divideSign, .equal, .notEqual,
      .greaterOrEqual, .lessOrEqual,
      .greater, .less:
      return true
    case .colon, .semicolon, .openParenthesis, .closeParenthesis, .dot, .dash, .corner, .openHole, .closeHole:
      return false
    }
  }

  private mutating func indentation() -> Int {
    var width = 0
    while index < scalars.count {
      switch scalars[index] {
      case " ", "\u{A0}": width += 1
      case "\t": width += 4
      case "\u{3000}": width += 2
      default: return width
      }
      index += 1
    }
    return width
  }

  private mutating func newline() {
    guard index < scalars.count else { return }
    if scalars[index] == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
    index += 1
  }

  /// Puts each line under the nearest line above it that is indented less.
  private static func nested(_ flat: [Line]) -> [Line] {
    var position = 0
    func block(deeperThan indent: Int) -> [Line] {
      var result: [Line] = []
      while position < flat.count, flat[position].indent > indent {
        var line = flat[position]
        position += 1
        // Bounded: indentation grows at each level, and two levels suffice; deeper lines stay siblings.
        line.children = blockLevel < 4 ? deeper(line.indent) : []
        result.append(line)
      }
      return result
    }
    var blockLevel = 0
    func deeper(_ indent: Int) -> [Line] {
      blockLevel += 1
      defer { blockLevel -= 1 }
      return block(deeperThan: indent)
    }
    return block(deeperThan: -1)
  }

  private mutating func comment(ownLine: Bool, indent: Int) {
    let start = index
    while index < scalars.count, !isNewline(scalars[index]) { index += 1 }
    var (from, to) = (start + 1, index)
    while from < to, Self.isSpace(scalars[to - 1]) { to -= 1 }
    while from < to, Self.isSpace(scalars[from]) { from += 1 }
    comments.append(
      Comment(
        text: written(from..<to), span: span(start, index), beforeToken: tokens.count, ownLine: ownLine,
        indent: indent))
  }

  // MARK: Tokens

  mutating func token(_ scalar: Unicode.Scalar) {
    if let close = Self.closingQuote(scalar) {
      return holdsHoles(close) ? template(until: close) : quoted(scalar, until: close)
    }
    let folded = Self.folded(scalar)
    if Self.isDigit(folded) { return number() }
    if Self.isLetter(folded) { return wordRun() }
    if folded == ".", index + 1 < scalars.count, Self.isDigit(Self.folded(scalars[index + 1])), !endsName {
      return number()
    }
    guard let mark = mark(folded) else { return unknownCharacter(scalar) }
    tokens.append(Token(.mark(mark.mark), mark.mark.rawValue, span(index, index + mark.length)))
    index += mark.length
    // A full stop at the end of a line is what circulars do; it says nothing.
    if mark.mark == .dot, scalar == "。" { tokens.removeLast() }
  }

  /// Whether the token before is a name right before this place, so that a dot picks a column (约稿.酌情分).
  private var endsName: Bool {
    guard let last = tokens.last, Int(last.span.end) == offsets[index] else { return false }
    return last.kind == .word || last.kind == .quotedName
  }

  func mark(_ scalar: Unicode.Scalar) -> (mark: Mark, length: Int)? {
    let next = index + 1 < scalars.count ? Self.folded(scalars[index + 1]) : " "
    switch scalar {
    case ">": return next == "=" ? (.greaterOrEqual, 2) : (.greater, 1)
    case "<": return next == "=" ? (.lessOrEqual, 2) : next == ">" ? (.notEqual, 2) : (.less, 1)
    case "!": return next == "=" ? (.notEqual, 2) : nil
    case "=": return (.equal, next == "=" ? 2 : 1)
    case "—", "–", "―": return (.dash, next == scalar ? 2 : 1)
    case "≥", "⩾": return (.greaterOrEqual, 1)
    case "≤", "⩽": return (.lessOrEqual, 1)
    case "≠": return (.notEqual, 1)
    case "、", "|": return (.listSeparator, 1)
    case "×", "*": return (.timesSign, 1)
    case "÷", "/": return (.divideSign, 1)
    case "−", "-": return (.minusSign, 1)
    case ":", "∶": return (.colon, 1)
    case ",": return (.comma, 1)
    case ";": return (.semicolon, 1)
    case "(": return (.openParenthesis, 1)
    case ")": return (.closeParenthesis, 1)
    case "+": return (.plusSign, 1)
    case ".", "。": return (.dot, 1)
    case "\\": return (.corner, 1)
    default: return nil
    }
  }

  mutating func quoted(_ open: Unicode.Scalar, until close: Unicode.Scalar) {
    let start = index
    index = onLine(close, from: start + 1) ?? onLine(open, from: start + 1) ?? lineEnd
    let text = written((start + 1)..<index)
    let closed = index < scalars.count && scalars[index] == close
    if index < scalars.count, !isNewline(scalars[index]) { index += 1 }
    if !closed { report(.unclosedQuote, span(start, index), Phrase(String(open)), Phrase(String(close))) }
    let isName = open == "「" || open == "『" || open == "`"
    tokens.append(Token(isName ? .quotedName : .string, text, span(start, index)))
  }

  private mutating func number() {
    let start = index
    var text = ""
    var dots = 0
    while index < scalars.count {
      let scalar = Self.folded(scalars[index])
      if scalar == ".", index + 1 < scalars.count, Self.isDigit(Self.folded(scalars[index + 1])) {
        dots += 1
      } else if !Self.isDigit(scalar) {
        break
      }
      text.unicodeScalars.append(scalar)
      index += 1
    }
    let digitsEnd = index
    var isPercent = false
    if index < scalars.count, Self.folded(scalars[index]) == "%" {
      isPercent = true
      index += 1
    }
    if dots > 1 || text.utf8.count - dots > Limits.methodDigits {
      let reason =
        dots > 1
        ? Phrase("小数点多了", "too many decimal points")
        : Phrase("太长，最多 \(Limits.methodDigits) 位", "too long, at most \(Limits.methodDigits) digits")
      report(.badNumber, span(start, digitsEnd), Phrase(text), reason)
      text = "0"
    }
    tokens.append(Token(.number(isPercent: isPercent), text, span(start, index)))
  }

  private mutating func wordRun() {
    let start = index
    var last: Unicode.Scalar = " "
    while index < scalars.count {
      let scalar = Self.folded(scalars[index])
      // Digits belong to a word only inside Latin text (item2); next to Han they begin a number.
      guard Self.isLetter(scalar) || (Self.isDigit(scalar) && last.isASCII && last != " ") else { break }
      last = scalar
      index += 1
    }
    let afterNumber: Bool
    if tokens.count > lineStart, case .number? = tokens.last?.kind {
      afterNumber = true
    } else {
      afterNumber = false
    }
    split(start..<index, afterNumber: afterNumber)
  }

  /// Cuts a run of letters where the language says that it splits: a measure word after a number, 每 with
  /// its measure word, a trailing 的 or 的部分, and 按 before a closed list of words.
  private mutating func split(_ range: Range<Int>, afterNumber: Bool) {
    // No name is that long; the bound keeps the cost of a line linear.
    guard range.count <= Self.longestSplit else { return append(.word, range) }
    guard !range.isEmpty else { return }
    let run = folded(range)
    if afterNumber, isMeasure(run) { return append(.word, range, run) }
    let keyword = Keyword.spelled(run)
    if afterNumber, let keyword { return append(.keyword(keyword), range, run) }
    if afterNumber, !scalars[range.lowerBound].isASCII,
      let unit = unitsLongestFirst.first(where: { run.hasPrefix($0) })
    {
      let cut = range.lowerBound + unit.unicodeScalars.count
      append(.word, range.lowerBound..<cut)
      return split(cut..<range.upperBound, afterNumber: false)
    }
    if let keyword { return append(.keyword(keyword), range, run) }
    if scalars[range.lowerBound] == "否", run.hasPrefix("否则"), Keyword.spelled(String(run.dropFirst(2))) != nil
    {
      let cut = range.lowerBound + 2
      split(range.lowerBound..<cut, afterNumber: false)
      return split(cut..<range.upperBound, afterNumber: false)
    }
    let last = scalars[range.upperBound - 1]
    for suffix in ["的部分", "的"]
    where (last == "的" || last == "分")
      && scalars[range].reversed().starts(with: suffix.unicodeScalars.reversed())
    {
      let cut = range.upperBound - suffix.unicodeScalars.count
      guard cut > range.lowerBound else { continue }
      split(range.lowerBound..<cut, afterNumber: false)
      return split(cut..<range.upperBound, afterNumber: false)
    }
    let first = scalars[range.lowerBound]
    guard first == "每" || first == "按" else { return append(.word, range, run) }
    if run.hasPrefix("每行") {
      append(.keyword(.eachRow), range.lowerBound..<(range.lowerBound + 2))
      return split((range.lowerBound + 2)..<range.upperBound, afterNumber: false)
    }
    if first == "每", let cut = eachWordEnd(range, run) {
      tokens.append(Token(.each, folded((range.lowerBound + 1)..<cut), span(range.lowerBound, cut)))
      return split(cut..<range.upperBound, afterNumber: false)
    }
    if Self.splitAfterBy.contains(run) {
      append(.keyword(.by), range.lowerBound..<(range.lowerBound + 1))
      return append(.word, (range.lowerBound + 1)..<range.upperBound)
    }
    append(.word, range)
  }

  static let splitAfterBy: [String] = ["按组", "按月", "按季度", "按半年", "按年", "按单位"]
  static let periodWords = ["半年", "季度", "月", "季", "年", "周", "日", "天"]

  /// A token of the characters of a range; `text` where they were folded before.
  private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, _ text: String? = nil) {
    guard !range.isEmpty else { return }
    tokens.append(Token(kind, text ?? folded(range), span(range.lowerBound, range.upperBound)))
  }

  // MARK: Characters

  /// Characters as they stand in the source.
  func written(_ range: Range<Int>) -> String {
    source.bytes.withUnsafeBufferPointer { bytes in
      String(decoding: bytes[offsets[range.lowerBound]..<offsets[range.upperBound]], as: UTF8.self)
    }
  }

  /// Characters with full-width forms as their ASCII twins.
  func folded(_ range: Range<Int>) -> String {
    guard scalars[range].contains(where: { $0 != Self.folded($0) }) else { return written(range) }
    var text = ""
    for scalar in scalars[range] { text.unicodeScalars.append(Self.folded(scalar)) }
    return text
  }

  func span(_ start: Int, _ end: Int) -> Span { Span(offsets[start], offsets[end]) }

  func isNewline(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  mutating func report(
    _ code: Code, _ span: Span, _ first: Phrase = "", _ second: Phrase = "", help: Phrase? = nil
  ) {
    diagnostics.append(Diagnostic(code, at: .text(source, span), first, second, help: help))
  }
}
