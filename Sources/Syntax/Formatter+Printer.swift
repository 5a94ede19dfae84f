import Diagnostics

/// The lines of a file, one after another, with their comments and empty lines.
struct FilePrinter {
  static let indentation = 4

  let file: MethodFile
  let language: Language
  private let physical: PhysicalLines
  private var output = ""
  /// Pieces of every logical line, by its first token.
  private var pieces: [Int: [Piece]] = [:]
  /// Widths that the cells of a line are padded to, by its first token.
  private var columns: [Int: [Int]] = [:]
  /// Comments by the token that they stand before, in order.
  private var comments: [Int: [Comment]] = [:]
  /// Indentation of the lines above, outermost first, as it was written.
  private var path: [Int] = []
  private var isBlockHead = true
  private var isBelowBlock = false

  private var tokenized: TokenizedSource { file.tokenized }

  init(_ file: MethodFile, _ language: Language) {
    self.file = file
    self.language = language
    physical = PhysicalLines(file.tokenized)
    for comment in file.tokenized.comments { comments[comment.beforeToken, default: []].append(comment) }
  }

  mutating func text() -> String {
    var typesetter = Typesetter(file, language)
    typeset(tokenized.lines, &typesetter)
    block(tokenized.lines, level: 0)
    var foot = comments[tokenized.tokens.count, default: []].filter(\.ownLine).map { element($0, below: 0) }
    setApartFromBlock(&foot)
    print(foot)
    return output
  }

  private mutating func typeset(_ lines: [Line], _ typesetter: inout Typesetter) {
    for line in lines {
      pieces[line.tokens.lowerBound] = typesetter.pieces(of: line.tokens)
      typeset(line.children, &typesetter)
    }
  }

  private mutating func block(_ lines: [Line], level: Int) {
    align(lines)
    for line in lines {
      self.line(line, level: level)
      path = Array(path.prefix(level)) + [line.indent]
      if !line.children.isEmpty {
        isBlockHead = true
        block(line.children, level: level + 1)
      }
    }
  }

  // MARK: Empty lines and comments above a line

  /// A comment or a line, to be printed at the margin of its level.
  private struct Element {
    var level: Int
    var text: String
    var isBelowEmptyLine: Bool
  }

  private mutating func line(_ line: Line, level: Int) {
    let start = line.tokens.lowerBound
    let body = body(of: line, level: level)
    var elements = comments[start, default: []].filter(\.ownLine).map { element($0, below: level) }
    elements += body.hoisted.map { Element(level: level, text: Self.comment($0), isBelowEmptyLine: false) }
    let offset = Int(tokenized.tokens[start].span.start)
    elements.append(
      Element(level: level, text: body.text, isBelowEmptyLine: physical.hasEmptyLine(above: offset)))
    if level == 0 {
      if !line.children.isEmpty { setApart(&elements) }
      setApartFromBlock(&elements)
      isBelowBlock = !line.children.isEmpty
    }
    print(elements)
  }

  /// A block at the margin has an empty line above it and the comments that belong to it.
  private func setApart(_ elements: inout [Element]) {
    var index = elements.count - 1
    while index > 0, !elements[index].isBelowEmptyLine, elements[index - 1].level == 0 { index -= 1 }
    elements[index].isBelowEmptyLine = true
  }

  /// What follows a block at the margin has an empty line above it.
  private func setApartFromBlock(_ elements: inout [Element]) {
    guard isBelowBlock, let index = elements.firstIndex(where: { $0.level == 0 }) else { return }
    elements[index].isBelowEmptyLine = true
  }

  /// An own-line comment: it belongs to the line below, or deeper to the block above where it is indented so.
  private func element(_ comment: Comment, below level: Int) -> Element {
    let deepest = path.lastIndex { $0 <= comment.indent } ?? 0
    return Element(
      level: max(level, deepest), text: Self.comment(comment),
      isBelowEmptyLine: physical.hasEmptyLine(above: Int(comment.span.start)))
  }

  private mutating func print(_ elements: [Element]) {
    for element in elements {
      if element.isBelowEmptyLine, !isBlockHead { output += "\n" }
      output += String(repeating: " ", count: element.level * Self.indentation) + element.text + "\n"
      isBlockHead = false
    }
  }

  static func comment(_ comment: Comment) -> String {
    if comment.text.isEmpty { return "#" }
    return (comment.text.hasPrefix("#") ? "#" : "# ") + comment.text
  }

  // MARK: Lines

  /// The text of a logical line, continuation lines included, and comments that found no place inside it.
  private func body(of line: Line, level: Int) -> (text: String, hoisted: [Comment]) {
    let start = line.tokens.lowerBound
    let indent = level * Self.indentation
    var wrapping = Wrapping(language: language, indent: indent)
    var cells = cells(of: line)
    if let widths = columns[start] {
      for (cell, width) in zip(cells, widths).prefix(cells.count - 1) {
        wrapping.begin(padded(wrapping.text(of: cell[...]), to: width))
      }
      cells = Array(cells.suffix(1))
    }
    let hoisted = wrapping.append(Array(cells.joined()), of: line.tokens, comments: comments)
    var text = wrapping.finished()
    if let comment = comments[line.tokens.upperBound]?.first(where: { !$0.ownLine }) {
      text += "  " + Self.comment(comment)
    }
    return (text, hoisted)
  }

  private func cells(of line: Line) -> [[Piece]] {
    var result: [[Piece]] = [[]]
    for piece in pieces[line.tokens.lowerBound, default: []] {
      if piece.beginsCell { result.append([]) }
      result[result.count - 1].append(piece)
    }
    return result
  }

  // MARK: Columns

  static let gap = 4
  static let widestCell = 40

  private func padded(_ text: String, to width: Int) -> String {
    DisplayWidth.padded(text, to: max(width, DisplayWidth.of(text) + 2))
  }

  /// Finds the widths of cells in each run of neighbouring lines with cells; a points table is a run of its own.
  private mutating func align(_ lines: [Line]) {
    var run: [(line: Line, inset: Int)] = []
    for line in lines {
      if run.isEmpty || !hasCells(line) || isGridHead(line) {
        alignRun(run)
        run = []
      }
      guard hasCells(line) else { continue }
      run.append((line, 0))
      run += line.children.filter(hasCells).map { ($0, Self.indentation) }
    }
    alignRun(run)
  }

  private func isGridHead(_ line: Line) -> Bool {
    tokenized.tokens[line.tokens].prefix(6).contains { $0.kind == .mark(.corner) }
  }

  /// Whether a line has cells to align, and no comment that breaks it before the last one.
  private func hasCells(_ line: Line) -> Bool {
    guard let last = line.tokens.last(where: { file.layout.cells.contains($0) }) else { return false }
    let start = line.tokens.lowerBound
    return last > start && !(start + 1...last).contains { comments[$0] != nil }
  }

  private mutating func alignRun(_ run: [(line: Line, inset: Int)]) {
    var widths: [Int] = []
    var texts: [[Int]] = []
    let wrapping = Wrapping(language: language, indent: 0)
    for (line, inset) in run {
      var own = cells(of: line).map { DisplayWidth.of(wrapping.text(of: $0[...])) }
      own[0] += inset
      texts.append(own)
      for (index, width) in own.enumerated() {
        if index == widths.count { widths.append(0) }
        if width <= Self.widestCell { widths[index] = max(widths[index], width) }
      }
    }
    for ((line, inset), own) in zip(run, texts) {
      var padding = widths.prefix(own.count).map { $0 + Self.gap }
      padding[0] -= inset
      columns[line.tokens.lowerBound] = padding
    }
  }
}

/// The lines of the source as they stand on the page: which of them are empty.
struct PhysicalLines {
  private var starts = [0]
  private var isEmpty: [Bool] = []

  init(_ tokenized: TokenizedSource) {
    let bytes = tokenized.source.bytes
    for (index, byte) in bytes.enumerated() {
      let isReturn =
        byte == UInt8(ascii: "\r") && !(index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
      if byte == UInt8(ascii: "\n") || isReturn { starts.append(index + 1) }
    }
    isEmpty = starts.map { _ in true }
    for token in tokenized.tokens { isEmpty[line(of: Int(token.span.start))] = false }
    for comment in tokenized.comments { isEmpty[line(of: Int(comment.span.start))] = false }
  }

  func hasEmptyLine(above offset: Int) -> Bool {
    let line = line(of: offset)
    return line > 0 && isEmpty[line - 1]
  }

  private func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
