import Diagnostics

/// What is printed for a token, or put in between two of them.
struct Piece {
  enum Kind: Equatable {
    case word
    case opening, closing
    case comma, semicolon, colon, listSeparator
    /// +, =, ＼ and the like: spaces on both sides.
    case operation
    /// A minus that belongs to the number behind it.
    case sign
    /// No space on either side.
    case joint
    /// { or } of a text of a bulletin.
    case hole(opens: Bool)
  }

  var text: String
  var kind = Kind.word
  /// The token that it prints; nil for a word put in.
  var token: Int?
  /// No space before it.
  var isTight = false
  var beginsCell = false
  /// Whether the lexer reads on below a line that ends with it.
  var goesOn = false
  /// Whether it stands between { and }.
  var isInHole = false
}

/// Puts pieces on lines: spaces between them, and breaks after separators where a line grows too long.
struct Wrapping {
  static let widest = 100

  private let language: Language
  private let indent: Int
  /// Where continuation lines begin.
  private var hanging: Int
  private var lines: [String] = []
  private var current = ""
  private var width: Int
  private var last: Piece?

  init(language: Language, indent: Int) {
    self.language = language
    self.indent = indent
    hanging = indent + FilePrinter.indentation
    width = indent
  }

  /// Prints a cell, padded already; continuation lines then begin behind it.
  mutating func begin(_ cell: String) {
    current += cell
    width += DisplayWidth.of(cell)
    hanging = min(width, Self.widest / 2)
  }

  /// Adds pieces of the tokens of a line. Comments that stand before a piece's token break the line there;
  /// those that stand where no line can be broken are given back.
  mutating func append(_ pieces: [Piece], of tokens: Range<Int>, comments: [Int: [Comment]]) -> [Comment] {
    var hoisted: [Comment] = []
    var next = tokens.lowerBound + 1
    func waitingComments(through token: Int) -> [Comment] {
      guard token >= next else { return [] }
      defer { next = token + 1 }
      return (next...token).flatMap { comments[$0] ?? [] }
    }
    var depth = 0
    var chunk: [Piece] = []
    var waiting: [Comment] = []
    for piece in pieces {
      let here = piece.token.map(waitingComments(through:)) ?? []
      if !here.isEmpty {
        if let end = chunk.last ?? last, depth > 0 || end.goesOn {
          add(chunk, after: waiting)
          chunk = []
          waiting = here
        } else {
          hoisted += here
        }
      }
      chunk.append(piece)
      switch piece.kind {
      case .opening: depth += 1
      case .closing: depth = max(0, depth - 1)
      case .comma, .listSeparator:
        guard depth == 0, !piece.isInHole else { continue }
        add(chunk, after: waiting)
        chunk = []
        waiting = []
      case .word, .semicolon, .colon, .operation, .sign, .joint, .hole: break
      }
    }
    add(chunk, after: waiting)
    return hoisted + waitingComments(through: tokens.upperBound - 1)
  }

  mutating func finished() -> String {
    (lines + [current]).joined(separator: "\n")
  }

  /// Adds pieces that stay together, unless they are too long for any line.
  private mutating func add(_ chunk: [Piece], after comments: [Comment]) {
    guard let first = chunk.first else { return }
    if !comments.isEmpty {
      for comment in comments {
        if comment.ownLine { breakLine() }
        current += (comment.ownLine ? "" : "  ") + FilePrinter.comment(comment)
      }
      breakLine()
    }
    let text = text(of: chunk[...])
    let isTooWide = hanging + DisplayWidth.of(text) > Self.widest
    if isTooWide, let parts = parts(of: chunk) {
      for part in parts { add(part, after: []) }
      return
    }
    let space = last.map { needsSpace($0, first) ? " " : "" } ?? ""
    let end = width + space.count + DisplayWidth.of(text)
    if end > Self.widest, !isTooWide, last?.goesOn == true { breakLine() }
    let joined = (last == nil ? "" : space) + text
    current += joined
    width += DisplayWidth.of(joined)
    last = chunk.last
  }

  /// Cuts behind operators; where that leaves parts too long, behind separators in parentheses too. Nil where
  /// there is no place to cut.
  private func parts(of chunk: [Piece]) -> [[Piece]]? {
    let coarse = parts(of: chunk) { $0.kind == .operation && $1 == 0 }
    if coarse.allSatisfy({ hanging + DisplayWidth.of(text(of: $0[...])) <= Self.widest }) { return coarse }
    let fine = parts(of: chunk) { piece, _ in true }
    return fine.count > 1 ? fine : nil
  }

  private func parts(of chunk: [Piece], _ isCut: (Piece, Int) -> Bool) -> [[Piece]] {
    var parts: [[Piece]] = [[]]
    var depth = 0
    for (index, piece) in chunk.enumerated() {
      parts[parts.count - 1].append(piece)
      if piece.kind == .opening { depth += 1 }
      if piece.kind == .closing { depth -= 1 }
      let goesOn = piece.goesOn && piece.kind != .sign && index < chunk.count - 1
      if goesOn, isCut(piece, depth) { parts.append([]) }
    }
    return parts
  }

  private mutating func breakLine() {
    lines.append(current)
    current = String(repeating: " ", count: hanging)
    width = hanging
    last = nil
  }

  // MARK: Spaces

  func text(of pieces: ArraySlice<Piece>) -> String {
    var text = ""
    var last: Piece?
    for piece in pieces {
      if let last, needsSpace(last, piece) { text += " " }
      text += piece.text
      last = piece
    }
    return text
  }

  func needsSpace(_ left: Piece, _ right: Piece) -> Bool {
    if right.isTight || right.kind == .joint || left.kind == .joint || left.kind == .sign { return false }
    if left.kind == .hole(opens: true) { return false }
    if left.kind == .operation || right.kind == .operation { return true }
    switch language {
    case .chinese: return !isPunctuation(left) && !isPunctuation(right)
    case .english:
      switch right.kind {
      case .comma, .semicolon, .colon, .closing: return false
      case .word, .opening, .listSeparator, .operation, .sign, .joint, .hole: return left.kind != .opening
      }
    }
  }

  private func isPunctuation(_ piece: Piece) -> Bool {
    switch piece.kind {
    case .opening, .closing, .comma, .semicolon, .colon, .listSeparator: true
    case .word, .operation, .sign, .joint, .hole: false
    }
  }
}
