import Diagnostics

extension Lexer {
  /// Notes that the lines below belong to a 通报, where one begins at the margin.
  mutating func noteBulletin(_ first: Int, indent: Int) {
    guard tokens.count == first + 1, tokens[first].kind == .keyword(.bulletin),
      indent <= lines.first?.indent ?? indent
    else { return }
    bulletinIndent = indent
  }

  /// Whether a string that ends with this quote is a text of a bulletin.
  func holdsHoles(_ close: Unicode.Scalar) -> Bool {
    bulletinIndent != nil && !isInHole && close != "」" && close != "』" && close != "`"
  }

  /// A text of a bulletin: strings, and between them { … } with what is computed. `{{` and `}}` are braces of the
  /// text. Pieces keep them doubled, as written; a text of n holes is n + 1 strings.
  mutating func template(until close: Unicode.Scalar) {
    var start = index
    var text = ""
    index += 1
    while index < scalars.count, !isNewline(scalars[index]), scalars[index] != close {
      let scalar = Self.folded(scalars[index])
      let isDoubled = index + 1 < scalars.count && Self.folded(scalars[index + 1]) == scalar
      if scalar == "{" || scalar == "}", isDoubled {
        text.unicodeScalars.append(scalar)
        text.unicodeScalars.append(scalar)
        index += 2
      } else if scalar == "{" {
        tokens.append(Token(.string, text, span(start, index)))
        guard hole(in: close) else { return }
        start = index
        text = ""
      } else {
        text.unicodeScalars.append(scalars[index])
        index += 1
      }
    }
    let closed = index < scalars.count && scalars[index] == close
    if closed { index += 1 }
    if !closed { report(.unclosedQuote, span(start, index), Phrase("“"), Phrase(String(close))) }
    tokens.append(Token(.string, text, span(start, index)))
  }

  /// Reads { … }; false where it is not closed on its line. Quotes inside close themselves: one that closes the text
  /// says that the brace was forgotten.
  private mutating func hole(in close: Unicode.Scalar) -> Bool {
    let start = index
    tokens.append(Token(.mark(.openHole), Mark.openHole.rawValue, span(index, index + 1)))
    index += 1
    isInHole = true
    defer { isInHole = false }
    while index < scalars.count, !isNewline(scalars[index]) {
      let scalar = scalars[index]
      if Self.isSpace(scalar) {
        index += 1
      } else if scalar == close, Self.closingQuote(scalar) == nil {
        while index < scalars.count, !isNewline(scalars[index]) { index += 1 }
      } else if Self.folded(scalar) == "}" {
        tokens.append(Token(.mark(.closeHole), Mark.closeHole.rawValue, span(index, index + 1)))
        index += 1
        return true
      } else {
        token(scalar)
      }
    }
    report(.unclosedHole, span(start, start + 1))
    return false
  }
}
