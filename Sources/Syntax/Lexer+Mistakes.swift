import Diagnostics

// What people type where the language wants something else: each gets one diagnostic, and a token in its place
// so that the rest of the line is still read.
extension Lexer {
  /// Brackets and quotes of other kinds, with what closes them.
  private static let brackets: [Unicode.Scalar: [Unicode.Scalar]] = [
    "”": ["”", "“"], "’": ["’", "‘"], "‘": ["’", "‘"], "'": ["'"], "【": ["】"], "《": ["》"], "〈": ["〉"],
    "〔": ["〕"],
    "[": ["]"], "{": ["}"],
  ]

  /// A character that begins no token.
  mutating func unknownCharacter(_ scalar: Unicode.Scalar) {
    let start = index
    if let closing = Self.brackets[Self.folded(scalar)], let end = end(of: closing, from: start + 1) {
      let text = String(String.UnicodeScalarView(scalars[(start + 1)..<end]))
      index = end + 1
      report(
        .badCharacter, span(start, index), Phrase(Self.visible(scalar)),
        help: Phrase(
          "标题、编号和理由写成 “\(text)”，名称写成「\(text)」",
          "write \"\(text)\" for a title, label or reason, `\(text)` for a name"))
      tokens.append(Token(.string, text, span(start, index)))
      return
    }
    index += 1
    report(.badCharacter, span(start, index), Phrase(Self.visible(scalar)), help: help(scalar, at: start))
  }

  private mutating func end(of closing: [Unicode.Scalar], from start: Int) -> Int? {
    var end: Int?
    for scalar in closing {
      if let found = onLine(scalar, from: start) { end = min(end ?? found, found) }
    }
    return end
  }

  private func help(_ scalar: Unicode.Scalar, at position: Int) -> Phrase? {
    if scalar == "”", tokens.count > lineStart, tokens[lineStart...].contains(where: { $0.kind == .string }) {
      return Phrase("引号里不能再用“ ”，里面的改成‘ ’", "quotes “ ” cannot stand inside others: use ‘ ’ inside")
    }
    if scalar == "‰" {
      return Phrase("千分数写成百分数，例如 0.4‰ 写“0.04%”", "write it in per cent: 0.4‰ is “0.04%”")
    }
    guard let last = tokens.last, tokens.count > lineStart, last.kind == .word,
      last.span.end == span(position, position).start
    else { return nil }
    var name = last.text
    var end = position
    while end < scalars.count, !isNewline(scalars[end]), !Self.isSpace(scalars[end]),
      mark(Self.folded(scalars[end])) == nil
    {
      name.unicodeScalars.append(scalars[end])
      end += 1
    }
    return Phrase(
      "它是名称的一部分时，写成「\(name)」；否则删去", "where it is part of a name write `\(name)`; otherwise remove it")
  }

  /// The first such character in the rest of the line. What a search found or missed is kept until the next
  /// line, so that a line costs no more than its length.
  mutating func onLine(_ wanted: Unicode.Scalar, from start: Int) -> Int? {
    // As many as there are kinds of quotation marks at most.
    let seen = sightings.firstIndex { $0.wanted == wanted }
    if let seen, case let known = sightings[seen].position, known >= start {
      return known == Int.max ? nil : known
    }
    var position = start
    while position < scalars.count, !isNewline(scalars[position]), scalars[position] != wanted {
      position += 1
    }
    let isFound = position < scalars.count && scalars[position] == wanted
    if let seen {
      sightings[seen].position = isFound ? position : Int.max
    } else {
      sightings.append((wanted, isFound ? position : Int.max))
    }
    return isFound ? position : nil
  }

  /// Where the line being read ends.
  var lineEnd: Int {
    var position = index
    while position < scalars.count, !isNewline(scalars[position]) { position += 1 }
    return position
  }
}
